package survey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// listeners is a tenant whose events have several listeners, few, and none.
func listeners() *webhook.List {
	const masked = "https://b.example.com/?code=" + redact.Mask
	one, other := secret.FingerprintOf("https://b.example.com/?code=1"), secret.FingerprintOf("https://b.example.com/?code=2")
	return list(
		webhook.Webhook{ID: 1, State: webhook.Active, TargetURL: "https://a.example.com", Events: []string{"sale.sold", "sale.lost", "sale.sold"}},
		webhook.Webhook{ID: 2, State: webhook.Active, TargetURL: "https://a.example.com", Usage: failed(refused), Events: []string{"sale.sold"}},
		webhook.Webhook{ID: 3, State: webhook.Stopped, TargetURL: "https://a.example.com", Events: []string{"sale.sold", "contact.created", "test"}},
		webhook.Webhook{ID: 4, State: webhook.TooManyErrors, TargetURL: "https://c.example.com", Usage: failed(refused), Events: []string{"contact.created"}},
		webhook.Webhook{ID: 5, State: webhook.Active, TargetURL: masked, TargetFingerprint: one, Events: []string{"ticket.created", "sale.lost"}},
		webhook.Webhook{ID: 6, State: webhook.Active, TargetURL: masked, TargetFingerprint: other, Events: []string{"ticket.created"}},
		webhook.Webhook{ID: 7, State: webhook.Active, TargetURL: masked, TargetFingerprint: one, Events: []string{"sale.lost"}},
		webhook.Webhook{ID: 8, State: webhook.Active, TargetURL: masked, Events: []string{"y_a.created"}}, // of a saved list: what was masked is unknown
		webhook.Webhook{ID: 9, State: webhook.Active, TargetURL: masked, Events: []string{"y_a.created"}},
		webhook.Webhook{ID: 10, State: "Paused", Events: []string{"y_a.changed"}},
	)
}

// told says all about events, a line each.
func told(events []*survey.Event) []string {
	var all []string
	for _, e := range events {
		s := fmt.Sprintf("%s: %s; %d/%d/%d, %d elsewhere", e.Name, ids(e.Hooks), e.Active, e.Failing, e.Off, e.Elsewhere)
		if e.Orphaned() {
			s += ", orphaned"
		}
		if e.OnlyHere() {
			s += ", only here"
		}
		if len(e.Duplicates) > 0 {
			s += ", twice by " + ids(e.Duplicates)
		}
		all = append(all, s)
	}
	return all
}

func TestEventsSayWhoListens(t *testing.T) {
	l := listeners()
	for _, c := range []struct {
		name string
		rows []int
		want []string
	}{
		{"the whole list", rows(l), []string{
			"contact.created: 3 4; 0/0/2, 0 elsewhere, orphaned", "test: 3; 0/0/1, 0 elsewhere, orphaned", "y_a.changed: 10; 0/0/1, 0 elsewhere, orphaned",
			"sale.sold: 1 2 3; 1/1/1, 0 elsewhere, twice by 1 2",
			"sale.lost: 1 5 7; 3/0/0, 0 elsewhere, twice by 5 7", "ticket.created: 5 6; 2/0/0, 0 elsewhere", "y_a.created: 8 9; 2/0/0, 0 elsewhere",
		}},
		{"what is stopped", []int{2}, []string{"contact.created: 3; 0/0/1, 0 elsewhere, orphaned", "test: 3; 0/0/1, 0 elsewhere, orphaned", "sale.sold: 3; 0/0/1, 2 elsewhere"}},
		{"what fails", []int{1}, []string{"sale.sold: 2; 0/1/0, 1 elsewhere"}},
		{"a part, in its own order", []int{6, 0}, []string{"sale.lost: 7 1; 2/0/0, 1 elsewhere", "sale.sold: 1; 1/0/0, 1 elsewhere"}},
		{"events without another listener", []int{4, 5}, []string{"ticket.created: 5 6; 2/0/0, 0 elsewhere, only here", "sale.lost: 5; 1/0/0, 2 elsewhere"}},
		{"nothing", nil, nil},
	} {
		if got := told(survey.Events(l, c.rows)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	if events := l.Webhooks[0].Events; fmt.Sprint(events) != "[sale.sold sale.lost sale.sold]" {
		t.Errorf("the events of a webhook are changed: %q", events)
	}
}

func TestSearchingEvents(t *testing.T) {
	l := listeners()
	events := survey.Events(l, rows(l))
	for search, want := range map[string]string{
		"": "contact.created test y_a.changed sale.sold sale.lost ticket.created y_a.created", "SALE": "sale.sold sale.lost", "sold ticket": "sale.sold ticket.created",
		"=test": "test", "=sale": "", "sale -ticket": "sale.sold sale.lost", "nothing": "",
	} {
		var names []string
		for _, e := range survey.Matching(events, search) {
			names = append(names, e.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q keeps %q, want %q", search, got, want)
		}
	}
}

func TestTheFilterOfAnEventKeepsWhoListens(t *testing.T) {
	for name, l := range map[string]*webhook.List{"small": listeners(), "made up": made(500)} {
		for _, e := range survey.Events(l, rows(l)) {
			if kept := kept(l, e.Filter()); kept != ids(e.Hooks) {
				t.Errorf("%s: %s keeps %s, want %s", name, e.Name, kept, ids(e.Hooks))
			}
		}
	}
}

// For any part of a list, the listeners here and elsewhere add up to the same ones.
func TestHereAndElsewhereMakeTheWholeList(t *testing.T) {
	l := made(500)
	whole := map[string]int{}
	for _, e := range survey.Events(l, rows(l)) {
		whole[e.Name] = e.Active + e.Failing
		if e.Elsewhere != 0 {
			t.Errorf("%s has listeners outside the list", e.Name)
		}
	}
	for part := 0; part <= 500; part += 50 {
		for _, e := range survey.Events(l, rows(l)[:part]) {
			if here := e.Active + e.Failing; here+e.Elsewhere != whole[e.Name] || here+e.Off != len(e.Hooks) {
				t.Errorf("%s: %d here and %d elsewhere, want %d; %d of %d are off", e.Name, here, e.Elsewhere, whole[e.Name], e.Off, len(e.Hooks))
			}
		}
	}
}
