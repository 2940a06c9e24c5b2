package sandbox_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

// faulty is what the list is under a fault.
func faulty(t *testing.T, fault string) string {
	t.Helper()
	got := call(t, start(t, sandbox.Options{Fault: fault}), `{}`)
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/json" {
		t.Fatalf("%s: status %d, %v", fault, got.status, got.header)
	}
	return string(got.body)
}

func TestOddListsAreOddInEveryWay(t *testing.T) {
	for fault, parts := range map[string][]string{
		"odd-members": {
			`"TotalCalls":"1200"`, `"TotalErrors":-2147483648`, `"ConsecutiveErrors":null`, `"TotalCalls":1e400`, `"ErrorEmails":"a@`, `"ErrorEmails":[null,`,
			`"ErrorAssociates":null`, `"ErrorAssociates":[5,12]`, `"NotifyVia":1`, `"NotifyVia":"Pigeon"`, `"NotifyWhen":3`, `"Description":7`, `"LastError":{`,
		},
		"odd-dates":       {`45-0500"`, `45+0000"`, `45+02"`, `45+02:00"`, `1234567-0500"`, `/Date(`, `2018-13-45`, `"Updated":null`, `"Registered":1545636885`},
		"hostile-members": {`"LastError":"HTTP/1.1 500 \u001b[2J`, `"Description":"one\r\n\u001b[1A`, `\u001b]52;`, `\u202e`, `\u009b`, `\u0000`, `"NotifyVia":"\u001b`},
	} {
		body := faulty(t, fault)
		var all []json.RawMessage
		if err := json.Unmarshal([]byte(body), &all); err != nil || len(all) < 5 {
			t.Errorf("%s: %d webhooks, %v", fault, len(all), err)
		}
		for _, part := range parts {
			if !strings.Contains(body, part) {
				t.Errorf("%s has no %s", fault, part)
			}
		}
	}
}

// spellings undo each of the ways in which secrets are repeated, by the webhook's id.
func spellings() map[int]func(string) string {
	unhex := func(s string) string {
		b, _ := hex.DecodeString(strings.ToLower(s))
		return string(b)
	}
	return map[int]func(string) string{
		1: func(s string) string { return s },
		2: func(s string) string { b, _ := base64.StdEncoding.DecodeString(s); return string(b) },
		3: func(s string) string {
			b, _ := base64.URLEncoding.DecodeString(s)
			return strings.TrimPrefix(string(b), "user:")
		},
		4: unhex, 5: unhex,
		6: func(s string) string { plain, _ := url.PathUnescape(s); return plain },
	}
}

func TestSecretsAreRepeatedInEverySpellingAndPlace(t *testing.T) {
	var all []struct {
		ID                           int `json:"WebhookId"`
		Secret                       string
		Headers                      map[string]string
		Description, LastError, Echo string
		Echoes                       struct {
			Request []struct {
				Line string
				More []string
			}
		}
		Seen map[string]json.RawMessage
	}
	if err := json.Unmarshal([]byte(faulty(t, "repeated-secrets")), &all); err != nil || len(all) != len(spellings()) {
		t.Fatalf("%d webhooks, %v", len(all), err)
	}
	between := func(s, before, after string) string {
		_, s, _ = strings.Cut(s, before)
		s, _, _ = strings.Cut(s, after)
		return s
	}
	for _, w := range all {
		key, token := w.Headers["X-Api-Key"], strings.TrimPrefix(w.Headers["Authorization"], "Bearer ")
		for _, secret := range []string{w.Secret, key, token} {
			if !strings.Contains(secret, "fake") {
				t.Errorf("webhook %d: %q does not look fake", w.ID, secret)
			}
		}
		echoed, alsoEchoed, _ := strings.Cut(w.Echo, " ")
		name := ""
		for n := range w.Seen {
			if n != "deep" {
				name = n
			}
		}
		deep := between(string(w.Seen["deep"]), `{"`, `"`)
		for place, c := range map[string][2]string{
			"Description": {between(w.Description, "Signed with ", ","), w.Secret}, "Description, header": {between(w.Description, "sent with ", "."), key},
			"LastError": {between(w.LastError, `"expected":"`, `"`), w.Secret}, "LastError, header": {between(w.LastError, "X-Received: ", "\r"), token},
			"unknown member": {echoed, w.Secret}, "unknown member, header": {alsoEchoed, key},
			"nested": {w.Echoes.Request[0].More[0], w.Secret}, "nested, header": {w.Echoes.Request[0].Line, token},
			"name": {name, w.Secret}, "nested name": {deep, key},
		} {
			if spellings()[w.ID](c[0]) != c[1] {
				t.Errorf("webhook %d, %s: %q is not %q", w.ID, place, c[0], c[1])
			}
		}
	}
}

func TestXMLThatSaysItIsJSONHasNoDeclaration(t *testing.T) {
	body := faulty(t, "xml-as-json")
	dec, err := xml.NewDecoder(strings.NewReader(body)), error(nil)
	for err == nil {
		_, err = dec.Token()
	}
	if !strings.HasPrefix(body, "<ArrayOfWebhook") || !errors.Is(err, io.EOF) {
		t.Errorf("%s, %v", body, err)
	}
}

func TestFaultsOfTheVersionLeaveAllElseAlone(t *testing.T) {
	for fault, want := range map[string]struct {
		status      int
		contentType string
	}{"version-not-found": {404, "application/json"}, "version-html": {200, "text/html; charset=utf-8"}} {
		base := start(t, sandbox.Options{Fault: fault})
		got := send(t, request(t, http.MethodGet, base, "", "Authorization", ""))
		if got.status != want.status || got.header.Get("Content-Type") != want.contentType {
			t.Errorf("%s: %d, %v", fault, got.status, got.header)
		}
		if n := len(list(t, base, "", `{}`)); n != 60 {
			t.Errorf("%s: %d webhooks", fault, n)
		}
		if got := send(t, request(t, http.MethodGet, origin(base)+"/api/state/"+sandbox.TenantID, "")); got.status != http.StatusOK {
			t.Errorf("%s: the state answers %d", fault, got.status)
		}
	}
}
