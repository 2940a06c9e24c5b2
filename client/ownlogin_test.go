package client_test

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"crmhooks/client"
)

// encoded is the pair of a user and the planted credential, as Basic sends it.
var encoded = base64.StdEncoding.EncodeToString([]byte("u:" + planted))

// unlike is a login that has no piece in common with the planted credential, so that masking the one hides nothing about the other.
var unlike = client.Auth{Scheme: client.Bearer, Secret: client.Fixed("qqqqqqqqqqqqqqqq")}

// shown is the text of a last error as a client returns it.
func shown(t *testing.T, auth client.Auth, text string) string {
	t.Helper()
	server := answering(t, 200, "application/json", quote(text))
	texts, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).LastErrors(context.Background(), []int64{1})
	if err != nil {
		t.Fatal(err)
	}
	return texts[1]
}

// A receiver got our own login by mistake and repeats it: with and without its name, whole, in pieces, and in an address.
func TestOurOwnLoginInAReceiversAnswerIsMasked(t *testing.T) {
	for name, auth := range map[string]client.Auth{
		"bearer": {Scheme: client.Bearer, Secret: client.Fixed(planted)},
		"basic":  {Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)},
		"ticket": {Scheme: client.SoTicket, Secret: client.Fixed("7T:ticket"), AppToken: client.Fixed(planted)},
		"xsrf":   {Scheme: client.XSRF, Secret: client.Fixed("xsrf-value"), Cookie: client.Fixed("s=" + planted)},
	} {
		for _, text := range []string{
			"you sent " + planted + " and failed", "cut to " + planted[:9] + "... and failed", planted[:8] + "\n" + planted[8:16] + "\n and failed",
			"ends in " + planted[len(planted)-8:] + ", and failed", "twice " + planted + planted[3:12] + " and failed", "as " + url.QueryEscape(planted) + " and failed",
			"as " + url.PathEscape(planted) + " and failed", `{"got":"` + planted + `"} and failed`, "<b>" + planted + "</b> and failed", "x" + planted + "x and failed",
		} {
			if plain, _ := url.QueryUnescape(text); !leaks(text) && !leaks(plain) {
				t.Errorf("%q: the search does not find what is there", text)
			}
			if got := shown(t, auth, text); leaks(got) || !strings.Contains(got, "and failed") {
				t.Errorf("%s: %q became %q", name, text, got)
			}
		}
	}
	basic := client.Auth{Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)}
	for i := 0; i+8 <= len(encoded); i++ {
		if got := shown(t, basic, "you sent "+encoded[i:i+8]+" and failed"); got != "you sent ******** and failed" {
			t.Fatalf("a piece of the encoded pair: %q", got)
		}
	}
}

// The answer repeats the whole request, as a careless receiver might that is called with our login.
func TestAReceiverThatRepeatsAllHeaders(t *testing.T) {
	for name, auth := range map[string]client.Auth{
		"bearer": {Scheme: client.Bearer, Secret: client.Fixed(planted)},
		"basic":  {Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)},
		"ticket": {Scheme: client.SoTicket, Secret: client.Fixed(planted), AppToken: client.Fixed(planted)},
		"xsrf":   {Scheme: client.XSRF, Secret: client.Fixed(planted), Cookie: client.Fixed("s=" + planted)},
	} {
		said := ""
		server := serving(t, func(w http.ResponseWriter, r *http.Request) {
			var lines strings.Builder
			for name, values := range r.Header {
				value := strings.Join(values, ", ")
				lines.WriteString(name + ": " + value + "\n" + value + "\ngot <" + value[max(0, len(value)-12):] + ">\n")
			}
			said = lines.String()
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, quote(said))
		})
		texts, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).LastErrors(context.Background(), []int64{1})
		if err != nil {
			t.Fatal(err)
		}
		if !leaks(said) && !strings.Contains(said, encoded[:8]) {
			t.Errorf("%s: the search does not find what is there", name)
		}
		if got := texts[1]; leaks(got) || strings.Contains(got, encoded[:8]) || !strings.Contains(got, "Accept-Language: en\nen\n") {
			t.Errorf("%s: %q became %q", name, said, got)
		}
	}
}

// A client may read the usage first. Then its first page is what fetches the login.
func TestOurOwnLoginInTheUsageIsMasked(t *testing.T) {
	auth := client.Auth{Scheme: client.Bearer, Secret: client.Fixed(planted)}
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		said := quote("you sent " + strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") + " and failed")
		_, _ = io.WriteString(w, `{"value":[{"webhookId":7,"name":`+said+`,"webhookUsage/lastError":`+said+`}]}`)
	})
	usages, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).Usage(context.Background(), nil)
	if err != nil || len(usages.Archived) != 1 {
		t.Fatalf("%+v, %v", usages, err)
	}
	const want = "you sent ******** and failed"
	if got := usages.ByID[7].LastError; got != want || usages.Archived[0].Name != want {
		t.Errorf("%q, %q", got, usages.Archived[0].Name)
	}
}

func TestTheTenantInOurLoginStaysLegibleInALastError(t *testing.T) {
	auth := client.Auth{Scheme: client.Bearer, Secret: client.Fixed("8A:Cust00002." + planted)}
	if got := shown(t, auth, "nothing at /Cust00002/api for 8A:Cust00002."+planted); got != "nothing at /Cust00002/api for 8A:Cust00002.********" {
		t.Errorf("%q", got)
	}
}
