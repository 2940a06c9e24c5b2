package client_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/redact"
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
