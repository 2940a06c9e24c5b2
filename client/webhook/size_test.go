package webhook_test

import (
	"strconv"
	"testing"

	"crmhooks/client/webhook"
)

// Two lists of 200,000 events took minutes when each name was looked for among all others.
func TestManyEventsAreComparedInOnePass(t *testing.T) {
	list := func(from, to int) *webhook.List {
		w := webhook.Webhook{ID: 1, Requested: webhook.AllFields}
		for i := from; i < to; i++ {
			w.Events = append(w.Events, "event."+strconv.Itoa(i))
		}
		return webhook.NewList([]webhook.Webhook{w})
	}
	changes := webhook.Compare(list(0, 200_000), list(1, 200_001))
	if len(changes) != 1 || len(changes[0].What) != 2 || changes[0].What[0] != "events added: event.200000" || changes[0].What[1] != "events removed: event.0" {
		t.Errorf("%d changes", len(changes))
	}
}
