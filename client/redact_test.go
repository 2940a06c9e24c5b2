package client_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// said is the error of a client with this credential, whose server says these words.
func said(t *testing.T, secret, words string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"Message": words})
	if err != nil {
		t.Fatal(err)
	}
	server := answering(t, 400, "application/json", string(body))
	_, err = list(t, client.Options{BaseURL: server, Auth: client.Auth{Scheme: client.Bearer, Secret: client.Fixed(secret)}})
	var e *failure.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	return e.Detail
}

func TestPiecesOfACredentialAreMaskedInWhatAServerSays(t *testing.T) {
	const pair = "kn:" + planted
	for _, c := range []struct{ secret, words, want string }{
		{planted, "no " + planted + " here", "no ******** here"},
		{planted, "cut to " + planted[:9] + "... end", "cut to ********... end"},
		{planted, "ends in " + planted[len(planted)-8:], "ends in ********"},
		{planted, "twice " + planted + planted[3:12], "twice ****************"},
		{planted, "in an address: " + url.QueryEscape(planted), "in an address: ********"},
		{planted, "pieces " + planted[:5] + " are ordinary", "pieces " + planted[:5] + " are ordinary"},
		{"Q/z+7=v&K?x%W:j", "echo " + url.QueryEscape("Q/z+7=v&K?x%W:j"), "echo ********"},
		{"abc", "abc and xabcx", "******** and x********x"},
		{pair, "over\ntwo " + pair[:12] + "\n" + pair[12:], "over two ******** ********"},
		{planted, "another's Bearer abc", "another's Bearer ********"},
		{"pæssørd-å", "echo pæssørd-å end", "echo ******** end"},
	} {
		if got := said(t, c.secret, c.words); got != c.want {
			t.Errorf("%q became %q, want %q", c.words, got, c.want)
		}
	}
}

// U+2038 ends in the same bytes as ø, so that a piece of the credential seems to begin inside of it.
func TestMaskingLeavesWholeCharacters(t *testing.T) {
	got := said(t, "ø1234567", "is \u20381234567 right?")
	if !utf8.ValidString(got) || !strings.Contains(got, redact.Mask) || !strings.Contains(got, "right?") {
		t.Errorf("%q", got)
	}
}

func TestLongWordsAreCut(t *testing.T) {
	for _, words := range []string{strings.Repeat("x", 50_000), strings.Repeat("ø ", 20_000), strings.Repeat("東", 799) + planted + strings.Repeat("東", 9)} {
		got := said(t, planted, words)
		if n := utf8.RuneCountInString(got); n > 301 || n < 100 || !strings.HasSuffix(got, "…") || !utf8.ValidString(got) || leaks(got) {
			t.Errorf("%d characters are left: %q", n, got)
		}
	}
}

func TestATenantStaysLegible(t *testing.T) {
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"Message":"There is nothing at /Cust00002/api for `+r.Header.Get("Authorization")[7:]+`"}`)
	})
	_, err := list(t, client.Options{BaseURL: server, Auth: client.Auth{Scheme: client.Bearer, Secret: client.Fixed("8A:Cust00002." + planted)}})
	if !strings.Contains(err.Error(), "/Cust00002/api for 8A:Cust00002.********") || leaks(err.Error()) {
		t.Errorf("%v", err)
	}
}

func TestOurOwnCredentialsAreInNoErrorAndNoLog(t *testing.T) {
	auths := map[string]client.Auth{
		"bearer": {Scheme: client.Bearer, Secret: client.Fixed(planted)},
		"basic":  {Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)},
		"ticket": {Scheme: client.SoTicket, Secret: client.Fixed(planted), AppToken: client.Fixed(planted)},
		"xsrf":   {Scheme: client.XSRF, Secret: client.Fixed(planted), Cookie: client.Fixed("s=" + planted)},
	}
	for name, auth := range auths {
		for _, status := range []int{200, 400, 401, 403, 500, 503} {
			server := serving(t, func(w http.ResponseWriter, r *http.Request) { // a server that repeats whatever it got, as some do
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Retry-After", "3600")
				w.WriteHeader(status)
				_ = json.NewEncoder(w).Encode(map[string]string{"ErrorMessage": fmt.Sprint("you sent ", r.Header)})
			})
			var log bytes.Buffer
			c := newClient(t, client.Options{BaseURL: server, Auth: auth, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
			_, err := c.List(context.Background(), webhook.Query{})
			var e *failure.Error
			if !errors.As(err, &e) {
				t.Fatalf("%s, %d: %v", name, status, err)
			}
			if !strings.Contains(e.Detail, "you sent") && status != 401 && status != 403 {
				t.Errorf("%s, %d: the server's words are lost: %v", name, status, err)
			}
			all := err.Error() + e.NextStep() + log.String() + fmt.Sprintf("%v %+v %#v", err, c, c) + fmt.Sprint(errors.Unwrap(err))
			if leaks(all) || strings.Contains(all, encoded[:8]) {
				t.Errorf("%s, %d: a part of the credential is in %s", name, status, all)
			}
		}
	}
}

func TestHostileTextInErrorsIsCleaned(t *testing.T) {
	for _, status := range []int{200, 400, 500} {
		_, err := list(t, client.Options{BaseURL: answering(t, status, "application/json",
			`{"ErrorMessage":"\u001b]52;c;aGVsbG8=\u0007evil\u001b[2J\u202e`+strings.Repeat("long ", 500)+`"}`)})
		if strings.ContainsAny(err.Error(), "\x1b\x07\u202e\n") || len(err.Error()) > 1000 {
			t.Errorf("%d: %q", status, err)
		}
		if !strings.Contains(err.Error(), "evil") {
			t.Errorf("%d: the words are lost: %q", status, err)
		}
	}
}
