package survey_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// list is a list of webhooks, each with the usage that is set on it read as a list reads it.
func list(hooks ...webhook.Webhook) *webhook.List {
	for i := range hooks {
		if u := hooks[i].Usage; u != nil {
			hooks[i].SetUsage(*u)
		}
	}
	return webhook.NewList(hooks)
}

// values are the webhooks of a list.
func values(l *webhook.List) []webhook.Webhook {
	var all []webhook.Webhook
	for _, w := range l.Webhooks {
		all = append(all, *w)
	}
	return all
}

// rows are all rows of a list, by id.
func rows(l *webhook.List) []int { return l.Sorted(webhook.Sort{By: webhook.ByID}) }

// ids are the ids of webhooks, in their order.
func ids(hooks []*webhook.Webhook) string {
	var all []string
	for _, w := range hooks {
		all = append(all, fmt.Sprint(w.ID))
	}
	return strings.Join(all, " ")
}

// kept are the ids of the webhooks that a filter keeps of the whole list.
func kept(l *webhook.List, f webhook.Filter) string {
	var hooks []*webhook.Webhook
	for _, i := range l.Filter(rows(l), f) {
		hooks = append(hooks, l.Webhooks[i])
	}
	return ids(hooks)
}

// failed is the usage of a webhook that has failed as the text says.
func failed(text string) *webhook.Usage {
	return &webhook.Usage{Counted: true, Calls: 20, Errors: 9, Consecutive: 9, LastError: text, LastErrorRead: true}
}

const (
	notFound = "HTTP/1.1 404 Not Found"
	refused  = "Connection refused"
)

// troubled is a tenant with trouble of several kinds.
func troubled() *webhook.List {
	return list(
		webhook.Webhook{ID: 1, State: webhook.TooManyErrors, TargetURL: "https://ERP.example.com/a", Usage: failed(refused),
			Events: []string{"sale.sold", "sale.lost"}, ErrorsEmail: "ops@example.com"},
		webhook.Webhook{ID: 2, State: webhook.Active, TargetURL: "https://erp.example.com/b", Usage: failed(refused), Events: []string{"sale.sold", "a.b"}},
		webhook.Webhook{ID: 3, State: webhook.TooManyErrors, TargetURL: "https://erp.example.com/c", Usage: failed(notFound), ErrorsEmail: "ops@example.com"},
		webhook.Webhook{ID: 4, State: webhook.TooManyErrors, TargetURL: "https://erp.example.com:8443/c", Usage: failed(refused)},
		webhook.Webhook{ID: 5, State: "Paused", TargetURL: "https://erp.example.com/d", Usage: failed(refused), ErrorsEmail: "dev@example.com", Events: []string{"sale.sold"}},
		webhook.Webhook{ID: 6, State: webhook.TooManyErrors, Type: "crmscript", TargetURL: "Archive", Usage: failed("Exception on line 7")},
		webhook.Webhook{ID: 7, State: webhook.Active, Type: "crmscript", TargetURL: "Archive", Usage: failed("Exception on line 7")},
		webhook.Webhook{ID: 8, State: webhook.Active, Type: "crmscript", TargetURL: "Other", Usage: failed("Exception on line 7")},
		webhook.Webhook{ID: 9, State: webhook.Unknown},
		webhook.Webhook{ID: 10, State: webhook.Stopped, TargetURL: "https://erp.example.com/e", Usage: failed(refused)},
		webhook.Webhook{ID: 11, State: webhook.Active, TargetURL: "https://erp.example.com/f", Usage: &webhook.Usage{Counted: true, Calls: 9, Errors: 9, LastError: refused}},
		webhook.Webhook{ID: 12, State: webhook.Active, TargetURL: "https://fail.example.com", Usage: failed("")},
		webhook.Webhook{ID: 13, State: webhook.Active, TargetURL: "https://fail.example.com", Usage: failed("")},
	)
}

func TestTriageGroupsByReceiverAndCause(t *testing.T) {
	l := troubled()
	var got []string
	for _, g := range survey.Triage(l, rows(l)) {
		got = append(got, fmt.Sprintf("%s %s: %s, %d off, %d failing, %s", g.Receiver, g.Cause, ids(g.Hooks), g.Off, g.Failing, g.State()))
		if kept := kept(l, g.Filter()); kept != ids(g.Hooks) {
			t.Errorf("%s %s: the filter %+v keeps %s, want %s", g.Receiver, g.Cause, g.Filter(), kept, ids(g.Hooks))
		}
	}
	want := []string{
		"erp.example.com refused: 1 2 5, 2 off, 1 failing, TooManyErrors",
		"CRMScript Archive script-error: 6 7, 1 off, 1 failing, TooManyErrors",
		"erp.example.com not-found: 3, 1 off, 0 failing, TooManyErrors",
		"erp.example.com:8443 refused: 4, 1 off, 0 failing, TooManyErrors",
		"no target odd-state: 9, 1 off, 0 failing, Unknown",
		"fail.example.com no-text: 12 13, 0 off, 2 failing, active, failing",
		"CRMScript Other script-error: 8, 0 off, 1 failing, active, failing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAGroupSaysWhatItListensToAndWhoIsTold(t *testing.T) {
	l := troubled()
	g := survey.Triage(l, rows(l))[0]
	if fmt.Sprint(g.Events) != "[a.b sale.lost sale.sold]" || fmt.Sprint(g.Recipients) != "[dev@example.com ops@example.com]" || g.Unnotified != 1 || g.ByEvent != 0 || g.Host != "erp.example.com" {
		t.Errorf("%q, %q, %d untold, host %q", g.Events, g.Recipients, g.Unnotified, g.Host)
	}
	if events := l.Webhooks[0].Events; fmt.Sprint(events) != "[sale.sold sale.lost]" {
		t.Errorf("the events of a webhook are changed: %q", events)
	}
	watched := list(append(values(l), webhook.Webhook{ID: 20, State: webhook.Active, Events: []string{"webhook2.errors", "webhook1.errors"}})...)
	if g := survey.Triage(watched, rows(watched))[0]; g.Unnotified != 0 || g.ByEvent != 1 || len(g.Recipients) != 2 {
		t.Errorf("with one that listens: %d untold, %d by an event, %q", g.Unnotified, g.ByEvent, g.Recipients)
	}
	some := survey.Triage(l, []int{10, 9, 4, 1}) // those of the rows, in their order
	if len(some) != 1 || ids(some[0].Hooks) != "5 2" || some[0].State() != "Paused" {
		t.Errorf("of some rows: %+v", some)
	}
	if none := survey.Triage(l, nil); len(none) != 0 {
		t.Errorf("of no rows: %+v", none)
	}
}

// made is a made-up list of webhooks with few different values.
func made(n int) *webhook.List {
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	hooks := make([]webhook.Webhook, n)
	for i := range hooks {
		w := &hooks[i]
		*w = webhook.Webhook{
			ID: int64(i + 1), State: webhook.State(pick("Active", "Active", "Stopped", "TooManyErrors", "Unknown", "Paused")), Type: pick("webhook", "webhook", "crmscript", "plugin"),
			TargetURL: pick("https://erp.example.com/a", "https://ERP.example.com/b", "https://erp.example.com:8443", "https://[2001:db8::1]:443/",
				"https://example.com", "Archive", "no host", "", "https://a.example.com/?k="+redact.Mask),
			Events: []string{pick("sale.sold", "sale.lost"), pick("sale.sold", "sale.sold.again", "y_a.b", "test")}, ErrorsEmail: pick("", "ops@example.com"), Requested: webhook.AllFields,
			Secret: secret.New(pick("", "a", "b", redact.Mask)),
		}
		if random.IntN(5) > 0 {
			w.Usage = failed(pick("", notFound, refused, "odd", "HTTP/1.1 410 Gone", "certificate has expired", "tls: handshake failure"))
			w.Usage.Consecutive = int64(random.IntN(2))
		}
	}
	return list(hooks...)
}

func TestEveryTroubledWebhookIsInOneGroupThatItsFilterKeeps(t *testing.T) {
	l := made(2000)
	in := map[*webhook.Webhook]bool{}
	groups := survey.Triage(l, rows(l))
	for i, g := range groups {
		if kept := kept(l, g.Filter()); kept != ids(g.Hooks) {
			t.Errorf("%s %s: the filter %+v keeps %s, want %s", g.Receiver, g.Cause, g.Filter(), kept, ids(g.Hooks))
		}
		for _, w := range g.Hooks {
			if in[w] || w.Receiver() != g.Receiver || w.Cause() != g.Cause {
				t.Errorf("%d is in %s %s", w.ID, g.Receiver, g.Cause)
			}
			in[w] = true
		}
		told := 0
		for _, w := range g.Hooks {
			if w.HasRecipient() {
				told++
			}
		}
		if told+g.Unnotified+g.ByEvent != len(g.Hooks) {
			t.Errorf("%s %s: of %d webhooks %d have a recipient, %d are told by an event, %d untold", g.Receiver, g.Cause, len(g.Hooks), told, g.ByEvent, g.Unnotified)
		}
		if g.Off+g.Failing != len(g.Hooks) || i > 0 && (groups[i-1].Off < g.Off || groups[i-1].Off == g.Off && groups[i-1].Failing < g.Failing) {
			t.Errorf("%s %s stands behind what matters less, or counts wrongly", g.Receiver, g.Cause)
		}
	}
	for i := range l.Webhooks {
		if w := l.Webhooks[i]; w.Troubled() != in[w] {
			t.Errorf("%d is troubled: %v, in a group: %v", w.ID, w.Troubled(), in[w])
		}
	}
	if len(groups) < 30 {
		t.Errorf("the list has %d groups only", len(groups))
	}
}
