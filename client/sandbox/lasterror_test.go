package sandbox_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

const lastError = "/v1/Agents/Webhook/GetLastError"

func askLastError(t testing.TB, base, body string, headers ...string) response {
	t.Helper()
	return send(t, request(t, http.MethodPost, base+lastError, body, headers...))
}

func TestTheLastErrorIsABareString(t *testing.T) {
	base := startWith(t, sandbox.Data{Usage: []byte(`[{"webhook_usage_id":7,"last_error":"it \"broke\"\n"},{"webhook_usage_id":8,"last_error":null},
		{"webhook_usage_id":9},{"webhook_usage_id":10,"last_error":["no text"]},{"webhook_usage_id":11,"last_error":"short","get_last_error":"whole"},
		{"webhook_usage_id":12,"last_error":"kept","get_last_error":null}]`)})
	for body, want := range map[string]string{
		`{"WebhookId":7}`:                  `"it \"broke\"\n"`,
		` {"later":[], "WebhookId" : 7 } `: `"it \"broke\"\n"`,
		`{"WebhookId":8}`:                  `""`,
		`{"WebhookId":9}`:                  `""`,
		`{"WebhookId":10}`:                 `""`,
		`{"WebhookId":11}`:                 `"whole"`,
		`{"WebhookId":12}`:                 `"kept"`,
		`{"WebhookId":4711}`:               `""`,
		`{"WebhookId":-1}`:                 `""`,
		`{"WebhookId":null}`:               `""`,
		`{}`:                               `""`,
	} {
		if got := askLastError(t, base, body); got.status != http.StatusOK || string(got.body) != want {
			t.Errorf("%s gives %d, %s", body, got.status, got.body)
		}
	}
}

// What is checked before the body is the same code for every method of the agent; here it is seen to be used.
func TestALastErrorThatCannotBeAskedForIsRefused(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, body := range []string{``, `null`, `[]`, `7`, `{`, `{"WebhookId":"7"}`, `{"WebhookId":1.5}`, `{"WebhookId":99999999999999999999}`, "\xff"} {
		got := askLastError(t, base, body)
		if got.status != http.StatusBadRequest {
			t.Errorf("%q gives %d", body, got.status)
		}
		wantMessage(t, got)
	}
	for want, headers := range map[int][]string{
		http.StatusUnsupportedMediaType: {"Content-Type", "text/plain"},
		http.StatusNotAcceptable:        {"Accept", "text/html"},
		http.StatusBadRequest:           {"Content-Type", "text/xml"},
	} {
		got := askLastError(t, base, `WebhookId=%zz`, headers...)
		if got.status != want {
			t.Errorf("%v gives %d", headers, got.status)
		}
		wantMessage(t, got)
	}
	if got := askLastError(t, base, strings.Repeat(" ", 1<<20)+`{}`); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of more than a mebibyte gives %d", got.status)
	}
	got := askLastError(t, base, `{"WebhookId":57}`, "Authorization", "Bearer x")
	if got.status != http.StatusUnauthorized || len(got.header.Values("WWW-Authenticate")) == 0 {
		t.Errorf("without a login: %d", got.status)
	}
	wantErrorObject(t, got)
}

// lastErrorOf reads the text of one webhook's last error.
func lastErrorOf(t testing.TB, base, id string) string {
	t.Helper()
	got := askLastError(t, base, `{"WebhookId":`+id+`}`)
	var text string
	if err := json.Unmarshal(got.body, &text); err != nil || got.status != http.StatusOK {
		t.Fatalf("webhook %s: status %d, %v", id, got.status, err)
	}
	return text
}
