package webhook_test

import (
	"slices"
	"strings"
	"testing"

	"crmhooks/client/webhook"
)

func TestEventNames(t *testing.T) {
	all := webhook.Catalogue()
	if !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
		t.Errorf("the catalogue is not sorted or has a name twice: %v", all)
	}
	for _, name := range []string{"contact.created", "person.softdeleted", "sale.sold", "quote.ordered", "chatsession.message", "test"} {
		if !slices.Contains(all, name) {
			t.Errorf("the catalogue lacks %s", name)
		}
	}
	for _, name := range []string{"quote.created", "ticket.deleted"} { // the vendor has none
		if slices.Contains(all, name) {
			t.Errorf("the catalogue has %s", name)
		}
	}
	want := []string{"contact.created", "sale.created", "sale.sold", "ticket.changed", "ticket.created"}
	if got := tenant().EventNames(); !slices.Equal(got, want) {
		t.Errorf("the list has %v, want %v", got, want)
	}
}

func TestTheEventThatWasProbablyMeant(t *testing.T) {
	for name, want := range map[string]string{
		"sale.chnaged": "sale.changed", "sale.change": "sale.changed", "sales.changed": "sale.changed", "Sale.Creatd": "sale.created", "contact.softdelete": "contact.softdeleted",
		"list.category.softdelete": "list.category.softdeleted", "list.category.chnaged": "list.category.changed", "y_car.create": "y_car.created", "webhook17.error": "webhook17.errors",
		"webhook17.stoped": "webhook17.stopped",
		// What there is, in any case.
		"sale.changed": "", "SALE.CHANGED": "", "test": "", "list.category.changed": "", "y_car.deleted": "", "webhook17.errors": "", "projectmember.created": "",
		// What is somebody's own.
		"": "", "tests": "", "tst": "", "sale.won": "", "invoice.paid": "", "our.own.event": "", "y_car.washed": "",
		"webhook17.paused": "", "list.sale.archived": "", "ticket.deleted": "", "quote.created": "",
		strings.Repeat("sale.changed", 10): "", "y_" + strings.Repeat("d", 100) + ".create": "",
	} {
		if got := webhook.NearEvent(name); got != want {
			t.Errorf("%q is nearest %q, want %q", name, got, want)
		}
	}
	for _, name := range webhook.Catalogue() {
		if near := webhook.NearEvent(name); near != "" {
			t.Errorf("the vendor's %q is nearest %q", name, near)
		}
	}
}

func TestTheWebhookThatAnEventNames(t *testing.T) {
	for event, want := range map[string]int64{
		"webhook17.errors": 17, "webhook0.started": 0, "webhook17.anything": 17, "webhook17": -1,
		"webhook.errors": -1, "webhookx.errors": -1, "mywebhook17.errors": -1, "webhook-17.errors": -1,
		"webhook99999999999999999999.errors": -1, "": -1,
	} {
		if id, ok := webhook.NamedWebhook(event); ok != (want >= 0) || ok && id != want {
			t.Errorf("%q names %d, %v", event, id, ok)
		}
	}
}
