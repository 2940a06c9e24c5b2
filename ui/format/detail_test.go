package format_test

import (
	"io"
	"strings"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func text(t *testing.T, w *webhook.Webhook) string {
	t.Helper()
	return write(t, func(out io.Writer) error { return format.Text(out, w, utc(), plainStyles(t)) })
}

// The webhook of the vendor's page, to its last field.
func TestDetailShowsEveryFieldOfTheVendorsSample(t *testing.T) {
	got := text(t, sample(t))
	want := `Ticket System Integration
State         ✓ active: SuperOffice calls the target
Target        https://support.example.com/api/webhooks/tickets
Events        ticket  created, changed
Headers       X-Service-Key      ******** (masked)
              X-Webhook-Version  1.0
Properties    fieldName  {}
Secret        ******** (set)
Error mail    support-admin@example.com

Registered    2024-06-10 06:30:00 UTC by -, 1 y ago
Last updated  2024-11-28 08:45:00 UTC by -, 1 y ago
Type          webhook
Webhook id    3
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDetailSaysWhyAFieldIsEmpty(t *testing.T) {
	w := load(t, `[{"WebhookId":9,"State":"Stopped","Events":[],"Headers":{},"Properties":null,"ErrorsEmail":"","Registered":"0001-01-01T00:00:00"}]`)[0]
	got := text(t, w)
	for _, want := range []string{
		"(no name)\n", "Target        not given\n", "Events        none\n", "Headers       none\n", "Properties    not given\n",
		"Secret        not set\n", "Error mail    none: the webhook names nobody to tell when it fails\n", "Registered    never\n", "Last updated  not given\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the detail lacks %q:\n%s", want, got)
		}
	}
	w.Requested = webhook.FieldID | webhook.FieldState
	got = text(t, w)
	for _, label := range []string{"Target", "Events", "Headers", "Properties", "Secret", "Error mail", "Registered", "Last updated", "Type"} {
		if want := format.Fit(label, 13, "") + " not requested\n"; !strings.Contains(got, want) {
			t.Errorf("the detail lacks %q:\n%s", want, got)
		}
	}
}

func TestDetailShowsAssociatesOthersAndWhatIsOdd(t *testing.T) {
	w := load(t, `[{"WebhookId":9,"Name":5,"State":"Paused","RegisteredAssociate":{"AssociateId":7,"FullName":"Kari Nordmann","Deleted":true,"Rank":3},
		"Registered":"2026-03-12T12:00:00Z","Future":{"a":[1,2]},"TargetUrl":"Archive","Type":"crmscript",
		"Properties":{"text":"one\ntwo","deep":{"aaaaaaaaaaaaaaaaaaaaaaaaa":{"bbbbbbbbbbbbbbbbbbbbbbbbbbbb":1}}}}]`)[0]
	got := text(t, w)
	for _, want := range []string{
		"? Paused: a state that SuperOffice does not document\n",
		"CRMScript Archive\n",
		" UTC by Kari Nordmann (deleted), 2 d ago\n",
		"Registered by\n", "  Rank         3\n",
		"Other members\n", `Future  { "a": [ 1, 2 ] }`, // short JSON in one line
		"one\n                    two\n", // a text of two lines keeps its column
		"{\n                      \"aaaaaaaaaaaaaaaaaaaaaaaaa\": {\n",
		"Odd in the answer\n", "Name came as a number, not as a text.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the detail lacks %q:\n%s", want, got)
		}
	}
}

func TestDetailFitsEveryWidth(t *testing.T) {
	hooks := append(load(t, hostile), sample(t))
	for _, w := range hooks {
		for width := 12; width <= 200; width++ {
			for _, line := range format.Lines(format.Detail(w, utc()), plainStyles(t), 3, width) {
				if format.Width(line) > width {
					t.Fatalf("at %d columns, #%d has the line %q", width, w.ID, line)
				}
			}
		}
	}
}
