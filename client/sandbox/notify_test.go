package sandbox_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

// notified is what a webhook says since 12.0.
type notified struct {
	webhook
	Description     *string
	ErrorEmails     []string
	ErrorAssociates []struct {
		ID      int `json:"Id"`
		Name    string
		Deleted bool
		Type    string
	}
	NotifyVia, NotifyWhen                      string
	TotalCalls, TotalErrors, ConsecutiveErrors int
	LastError                                  *string
}

func (n notified) lastError() string {
	if n.LastError == nil {
		return ""
	}
	return *n.LastError
}

func builtInNotified(t *testing.T) []notified {
	t.Helper()
	var all []notified
	if err := json.Unmarshal(call(t, start(t, sandbox.Options{}), `{}`).body, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheListRepeatsTheUsage(t *testing.T) {
	usage := builtInUsage(t)
	for _, w := range builtInNotified(t) {
		u := usage[w.WebhookID]
		if w.TotalCalls != u.Calls || w.TotalErrors != u.Errors || w.ConsecutiveErrors != u.Consecutive || w.lastError() != u.text() {
			t.Errorf("webhook %d: the list has %d, %d, %d, %q; the usage %+v", w.WebhookID, w.TotalCalls, w.TotalErrors, w.ConsecutiveErrors, w.lastError(), u)
		}
	}
	// Usage that is given is repeated as it is, and a webhook without any has never been called.
	base := startWith(t, sandbox.Data{Usage: []byte(`[{"webhook_usage_id":3,"total_calls":"many","total_errors":null,"last_error":["x"]}]`)})
	got := list(t, base, "", `{}`)
	for i, want := range []string{"many, <nil>, 0, [x]", "0, 0, 0, <nil>"} {
		w := got[i]
		if counts := fmt.Sprintf("%v, %v, %v, %v", w["TotalCalls"], w["TotalErrors"], w["ConsecutiveErrors"], w["LastError"]); counts != want {
			t.Errorf("webhook %v: %s, want %s", w["WebhookId"], counts, want)
		}
	}
}

func TestRecipientsAreOfEveryKind(t *testing.T) {
	kinds := map[string]int{}
	for _, w := range builtInNotified(t) {
		mail, mails, people := w.ErrorsEmail != nil && *w.ErrorsEmail != "", len(w.ErrorEmails) > 0, len(w.ErrorAssociates) > 0
		if told := mail || mails || people; !told && (w.NotifyVia != "None" || w.NotifyWhen != "None") {
			t.Errorf("webhook %d tells nobody, %s, %s", w.WebhookID, w.NotifyVia, w.NotifyWhen)
		}
		if !slices.Contains([]string{"None", "Email", "InApp"}, w.NotifyVia) ||
			!slices.Contains([]string{"None", "FirstFailure", "Disabling", "FirstFailure, Disabling"}, w.NotifyWhen) {
			t.Errorf("webhook %d: %q, %q", w.WebhookID, w.NotifyVia, w.NotifyWhen)
		}
		kinds[fmt.Sprint(mail, mails, people)]++
		kinds[w.NotifyVia]++
		kinds["when "+w.NotifyWhen]++
		if w.Description != nil && *w.Description != "" {
			kinds["described"]++
		}
		for _, a := range w.ErrorAssociates {
			kinds[fmt.Sprintf("%s, deleted %v", a.Type, a.Deleted)]++
			if a.ID == 0 {
				t.Errorf("webhook %d: %+v", w.WebhookID, a)
			}
		}
	}
	for kind, least := range map[string]int{
		"true false false": 30, "false true false": 2, "true true true": 1, "false false true": 2, "false false false": 5,
		"None": 5, "Email": 30, "InApp": 4, "described": 40, "associate, deleted false": 4, "associate, deleted true": 1, "usergroup, deleted false": 1,
		"when None": 5, "when FirstFailure": 1, "when Disabling": 30, "when FirstFailure, Disabling": 3,
	} {
		if kinds[kind] < least {
			t.Errorf("%d are %q, want %d", kinds[kind], kind, least)
		}
	}
}

// Careless receivers repeat in their answers what they were sent.
func TestLastErrorsRepeatWhatTheirWebhookKeepsSecret(t *testing.T) {
	bySecret, byHeader := 0, 0
	for _, w := range builtInNotified(t) {
		if w.Secret != nil && strings.Contains(w.lastError(), *w.Secret) {
			bySecret++
		}
		for _, value := range w.Headers {
			if strings.Contains(value, "fake") && strings.Contains(w.lastError(), value) {
				byHeader++
			}
		}
	}
	if bySecret < 1 || byHeader < 2 {
		t.Errorf("%d repeat their secret, %d a header", bySecret, byHeader)
	}
}

func TestEverySecretOfTheTenantIsFake(t *testing.T) {
	credential := regexp.MustCompile(`(?i)^(authorization|cookie|.*key)$`)
	for _, w := range builtIn(t) {
		if w.Secret != nil && !strings.Contains(*w.Secret, "fake") {
			t.Errorf("webhook %d: secret %q", w.WebhookID, *w.Secret)
		}
		for name, value := range w.Headers {
			if credential.MatchString(name) && !strings.Contains(value, "fake") && value != "Basic ZmFrZTpub3QtYS1zZWNyZXQ=" { // fake:not-a-secret
				t.Errorf("webhook %d: %s %q", w.WebhookID, name, value)
			}
		}
	}
}
