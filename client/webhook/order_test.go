package webhook_test

import (
	"slices"
	"testing"

	"crmhooks/client/webhook"
)

// everyWay returns three webhooks. 1 comes before 2 in every order, and 3 after both: it is last by name and has no value for any optional order.
func everyWay() *webhook.List {
	hooks := []webhook.Webhook{
		{ID: 3, Name: "C", State: webhook.Stopped, TargetURL: "c", Type: "c", ErrorsEmail: "c@example.com"},
		{ID: 2, Name: "b", State: webhook.Active, TargetURL: "b", Type: "b", ErrorsEmail: "b@example.com", Events: []string{"a"}, Updated: day(1), Registered: day(1)},
		{ID: 1, Name: "A", State: webhook.TooManyErrors, TargetURL: "A", Type: "A", ErrorsEmail: "A@example.com", Events: []string{"b", "c"}, Updated: day(2), Registered: day(2)},
	}
	hooks[1].SetUsage(webhook.Usage{Counted: true, Calls: 8, Errors: 4, Consecutive: 2, LastEvent: day(1), Status: 4, StatusKnown: true, LastError: "Connection refused"})
	hooks[2].SetUsage(webhook.Usage{Counted: true, Calls: 9, Errors: 6, Consecutive: 3, LastEvent: day(2), Status: 5, StatusKnown: true, LastError: "HTTP/1.1 404 Not Found"})
	return webhook.NewList(hooks)
}

func TestEveryOrderSorts(t *testing.T) {
	l := everyWay()
	always := []webhook.Order{webhook.ByAttention, webhook.ByName, webhook.ByEvents, webhook.ByTarget, webhook.ByID, webhook.ByType, webhook.ByErrorMail}
	for _, by := range webhook.Orders() {
		reversed := "2 1 3" // a webhook without a value still comes last
		if slices.Contains(always, by) {
			reversed = "3 2 1"
		}
		for s, want := range map[webhook.Sort]string{{By: by}: "1 2 3", {By: by, Reverse: true}: reversed} {
			if got := ids(l, l.Sorted(s)); got != want {
				t.Errorf("--sort %s: %s, want %s", s, got, want)
			}
		}
		if by.First() == "" {
			t.Errorf("%s does not say what comes first", by)
		}
	}
}

func TestParseSortReadsWhatStringWrites(t *testing.T) {
	seen := map[string]bool{}
	for _, by := range webhook.Orders() {
		for _, s := range []webhook.Sort{{By: by}, {By: by, Reverse: true}} {
			got, err := webhook.ParseSort(s.String())
			if err != nil || got != s || seen[s.String()] {
				t.Errorf("%q is read as %+v (%v)", s, got, err)
			}
			seen[s.String()] = true
		}
	}
	for text, want := range map[string]webhook.Sort{"": {}, "Name": {By: webhook.ByName}, "-ERROR-rate": {By: webhook.ByErrorRate, Reverse: true}} {
		if got, err := webhook.ParseSort(text); err != nil || got != want {
			t.Errorf("%q is %+v (%v)", text, got, err)
		}
	}
	for _, text := range []string{"-", "nme", "--name", " name", "state"} {
		if got, err := webhook.ParseSort(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
	if got := (webhook.Sort{Reverse: true}).String(); got != "-attention" {
		t.Errorf("the usual order in reverse is %q", got)
	}
}

func TestTheNextOrderPassesAll(t *testing.T) {
	by, all := webhook.Sort{}.Order(), webhook.Orders()
	for i := range all {
		if by != all[i] {
			t.Errorf("step %d is %s, want %s", i, by, all[i])
		}
		by = by.Next()
	}
	if by != all[0] {
		t.Errorf("the last is followed by %s", by)
	}
}
