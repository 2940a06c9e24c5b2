package console_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"crmhooks/client/webhook"
)

// theirs is another application's webhook, as the archive lists it. Nothing is known here that its last error could be masked by.
const theirSecret = "Qz7vKxWj9fGhm3"

func archiving(context.Context) (webhook.Usages, error) {
	known := webhook.FieldID | webhook.FieldName | webhook.FieldEvents | webhook.FieldTargetURL | webhook.FieldType
	u := webhook.Usages{ByID: map[int64]webhook.Usage{
		112: {
			Counted: true, Calls: 40, Errors: 6, Consecutive: 4, LastError: "HTTP/1.1 503 Service Unavailable\n\n" + theirSecret, LastErrorRead: true,
			LastEvent: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC), Status: 4, StatusKnown: true,
		},
	}}
	for id, usage := range counts {
		u.ByID[id] = usage
		u.Archived = append(u.Archived, webhook.Webhook{Tenant: "Cust12345", ID: id, Name: "as archived", Requested: known, Present: known})
	}
	for _, id := range []int64{3, 5, 6, 112} {
		u.Archived = append(u.Archived, webhook.Webhook{
			Tenant: "Cust12345", ID: id, Name: "Partner portal", Events: []string{"quote.sent"}, TargetURL: "https://partner.example.net/in", Type: "webhook", Requested: known, Present: known,
		})
	}
	return u, nil
}

func TestAnotherApplicationsWebhookIsARowOfItsOwn(t *testing.T) {
	d := drive(t, withUsage(t, company, usageFunc(archiving), nil), 160, 40)
	d.until("other app")
	d.shows("○ 1 other app", "Partner portal", "7 webhooks")
	d.lacks("as archived") // what GetAllWebhooks answers goes first
	d.press("!")           // it is no problem, as nobody can tell
	d.lacks("Partner portal")
	d.press("!", "/", "app:other", "enter")
	d.shows("1 of 7", "○ other app: another application", "Only the archive lists this webhook", "40 calls, 6 errors (15.0 %), 4 failures in a row",
		"Last call", "Secret        not shown to this application", "Error mail    not shown to this application")
	d.lacks("too many errors: ", "Server error", "Last error")
	d.press("J")
	d.shows(`"other_application": true`, `"Secret": null`)
	if strings.Contains(d.screen(), theirSecret[:8]) {
		t.Error("the text of its last error is shown")
	}
	d.press("esc", "esc", "esc", "/", "app:own", "enter")
	d.lacks("Partner portal")
}

// What is missing from a part of the list is unknown.
func TestAPartOfTheListHasNoOtherApplications(t *testing.T) {
	opts := withUsage(t, company, usageFunc(archiving), nil)
	opts.Asking, opts.Filter = true, webhook.Filter{Name: "Alpha orders"}
	d := drive(t, opts, 160, 40)
	d.until("failing")
	d.lacks("Partner portal", "other app")
}

// versioned tells its version.
type versioned string

func (v versioned) Version(context.Context) string { return string(v) }

func TestTheHeaderAndTheHelpNameTheVersion(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Source.Version = versioned("12.1.1412.0")
	d := drive(t, opts, 200, 60)
	d.until("SuperOffice 12.1.1412.0")
	d.shows("Cust12345 · online · SuperOffice 12.1.1412.0  READ-ONLY")
	d.press("?")
	d.shows("The server is SuperOffice 12.1.1412.0.")
}
