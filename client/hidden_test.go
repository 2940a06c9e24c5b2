package client_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/diagnosis"
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// joined asks a server for a list with two webhooks, the first with these members and the second without any, and puts the same last error on both.
func joined(t *testing.T, members, text string) *webhook.List {
	t.Helper()
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Method == http.MethodPost {
			_, _ = io.WriteString(w, `[{"WebhookId":1,`+members+`},{"WebhookId":2,"TargetUrl":"https://h.example.com/other"}]`)
			return
		}
		row := counts("9", "9", "9") + "," + column("last_error", quote(text)) + "}"
		_, _ = io.WriteString(w, `{"value":[{"PrimaryKey":"1",`+row+`,{"PrimaryKey":"2",`+row+`]}`)
	})
	c := newClient(t, client.Options{BaseURL: server, Auth: unlike})
	result, err := c.List(context.Background(), webhook.Query{})
	if err != nil || len(result.Webhooks) != 2 {
		t.Fatalf("%+v, %v", result, err)
	}
	usages, err := c.Usage(context.Background(), nil)
	if err != nil || len(usages.ByID) != 2 {
		t.Fatalf("%+v, %v", usages, err)
	}
	list := webhook.NewList(result.Webhooks)
	list.Join(usages)
	return list
}

// A receiver that repeats a credential of its webhook without the name that would give it away. On another webhook the same text shows it.
func TestAWebhooksOwnCredentialsAreMaskedInItsLastError(t *testing.T) {
	key := planted[4:] // no part of it is a sign of its own in an address
	for _, members := range []string{
		`"Secret":"KEY"`,
		`"Secret":["KEY"]`,
		`"Headers":{"X-Api-Key":"KEY"}`,
		`"Headers":{"X-Plain":"plain","Authorization":"Bearer KEY"}`,
		`"Headers":{"Authorization":"Basic KEY","Cookie":"a=b"}`,
		`"Headers":{"X-Info":"Bearer KEY"}`,
		`"Headers":{"X-Info":"user=kn; password=KEY"}`,
		`"Headers":{"X-Info":"https://u:KEY@h.example.com"}`,
		`"Headers":{"X-Info":{"password":"KEY"}}`,
		`"Headers":{"X-Info":{"a":[{"token":"KEY"}]}}`,
		`"Headers":{"X-Api-Key":["KEY"]}`,
		`"Properties":{"password":"KEY"}`,
		`"Properties":{"a":{"b":[{"apiKey":"KEY"}]},"plain":1}`,
		`"Properties":{"credentials":{"user":"kn","x":["KEY"]}}`,
		`"Properties":{"note":"Bearer KEY"}`,
		`"Properties":{"c":"Server=db;Pwd=KEY"}`,
		`"Properties":{"c":"https://u:KEY@h.example.com"}`,
		`"Properties":{"c":{"name":"password","value":"KEY"}}`,
		`"ClientSecret":"KEY"`,
		`"Headers":["Authorization: KEY"]`,
		`"TargetUrl":"https://h.example.com/in?code=KEY"`,
		`"TargetUrl":"https://h.example.com/in?a=1&KEY"`,
		`"TargetUrl":"https://u:KEY@h.example.com/in"`,
		`"TargetUrl":"https://KEY@h.example.com/in"`,
		`"TargetUrl":"https://h.example.com/token/KEY/in"`,
		`"TargetUrl":"https://h.example.com/in#KEY"`,
		`"Type":"crmscript","TargetUrl":"https://u:KEY@h.example.com/in"`,
		`"TargetUrl":"password=KEY"`,
	} {
		for _, text := range []string{
			"there is no KEY here", "KEY", "cut to " + key[:9] + "... here", "ends in " + key[len(key)-8:], key[:8] + "\nKEY\n" + key[7:15], `{"got":"KEY"}`,
		} {
			text = strings.ReplaceAll(text, "KEY", key)
			list := joined(t, strings.ReplaceAll(members, "KEY", key), text)
			if control := list.Webhooks[1].Usage.LastError; !leaks(control) {
				t.Errorf("%s: the search does not find what is in %q", members, control)
			}
			w := list.Webhooks[0]
			if got := w.Usage.LastError; leaks(got) || leaks(textsOf(w.Usage)) || !strings.Contains(got, redact.Mask) {
				t.Errorf("%s: %q became %q", members, text, got)
			}
			if all := fmt.Sprintf("%v %+v %#v", w, w, w.Details().Hidden); leaks(all) || leaks(textsOf(*w)) {
				t.Errorf("%s: the webhook gives it away: %s", members, all)
			}
			// What GetLastError says is held against the same credentials.
			w.Usage = nil
			list.SetLastErrors(map[int64]string{1: text})
			if got := list.Webhooks[0].Usage.LastError; leaks(got) || !strings.Contains(got, redact.Mask) {
				t.Errorf("%s: of GetLastError %q became %q", members, text, got)
			}
		}
	}
}

// What is public about a webhook stays legible in what its receiver says.
func TestWhatIsPublicStaysLegibleInALastError(t *testing.T) {
	const text = "HTTP/1.1 500 Internal Server Error\nServer: hooks.example.com\n\nPOST https://hooks.example.com/orders failed: no value for plain-value of Sales in 2 tries"
	for _, members := range []string{
		`"Name":"Sales","Headers":{"X-Plain":"plain-value"},"Properties":{"plain":"plain-value"},"TargetUrl":"https://hooks.example.com/orders"`,
		`"Name":"Sales","Headers":{"X-Api-Key":"` + planted + `"},"Secret":"` + planted + `","TargetUrl":"https://hooks.example.com/orders?code=` + planted[4:] + `"`,
		`"Headers":{"X-Auth":"1","X-Session":"on"},"Properties":{"pin":"0","secret":"e"},"TargetUrl":"https://or:Secret99@hooks.example.com/orders?v=5#a"`, // too short to be told from words
		`"Secret":"********","Headers":{"X-Api-Key":"********"},"TargetUrl":"https://********@hooks.example.com/orders?code=********"`,                     // as a saved list has it
	} {
		w := joined(t, members, text).Webhooks[0]
		if w.Usage.LastError != text || w.Usage.Diagnosis.Cause != diagnosis.ServerError {
			t.Errorf("%s: it became %q, which says %+v", members, w.Usage.LastError, w.Usage.Diagnosis)
		}
	}
}

// A header that is masked for its name may hold words that a diagnosis needs, or the name of a host.
func TestWordsOfAMaskedHeaderStayLegibleInALastError(t *testing.T) {
	for members, text := range map[string]string{
		`"Headers":{"X-Auth-Mode":"certificate"}`:                                          "the certificate has expired",
		`"Headers":{"Authorization":"Basic abcdefgh"}`:                                     "HTTP Basic Authentication is off",
		`"Headers":{"X-Auth-Return":"https://crm.example.com/back?token=` + planted + `"}`: "https://other.example.com/ failed: connection refused",
		`"Headers":{"X-Session":"on"},"Properties":{"pin":12}`:                             "HTTP/1.1 500 Internal Server Error, on line 12",
	} {
		if got := joined(t, members, text).Webhooks[0].Usage.LastError; got != text {
			t.Errorf("%s: %q became %q", members, text, got)
		}
	}
	w := joined(t, `"Properties":{"pin":1234567890}`, "the pin 1234567890 is wrong").Webhooks[0]
	if strings.Contains(w.Usage.LastError, "1234567890") {
		t.Errorf("a number shows: %q", w.Usage.LastError)
	}
}

// A hostile server cannot make a join expensive with very many credentials.
func TestVeryManyCredentialsAreBounded(t *testing.T) {
	var headers strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&headers, `"X-Api-Key-%d":"k%dv8Xq2Zw%d",`, i, i, i*7)
	}
	w := joined(t, `"Headers":{`+headers.String()+`"X-Api-Key":"`+planted+`"}`, strings.Repeat("some words of a receiver ", 600)).Webhooks[0]
	if n := len(w.Details().Headers); n < 5_000 || n > 10_000 || !slices.Contains(w.Details().Anomalies, "crmhooks keeps 1 MiB of one webhook: the rest of Headers is left out.") || !strings.HasPrefix(w.Usage.LastError, "some words of a receiver") {
		t.Errorf("%d headers, %q, %.50q", len(w.Details().Headers), w.Details().Anomalies, w.Usage.LastError)
	}
}

// The tenant's texts repeat credentials of its webhooks, some without a name, and all of them have "fake" in them.
func TestTheBuiltInTenantsLastErrorsShowNoCredential(t *testing.T) {
	c := broken(t, "", client.Options{})
	result, err := c.List(context.Background(), webhook.Query{})
	if err != nil {
		t.Fatal(err)
	}
	usages, err := c.Usage(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	before := 0
	for _, u := range usages.ByID {
		before += strings.Count(u.LastError, "fake")
	}
	if before == 0 {
		t.Error("no text has a credential that only its own webhook gives away, so that nothing is proved")
	}
	list := webhook.NewList(result.Webhooks)
	list.Join(usages)
	for _, w := range list.Webhooks {
		if strings.Contains(w.Usage.LastError, "fake") {
			t.Errorf("%s: %s", w.Name, w.Usage.LastError)
		}
	}
}
