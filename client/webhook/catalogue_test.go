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
	for _, name := range []string{"contact.created", "person.softdeleted", "sale.sold", "quote.ordered", "chatsession.message", "test", "webhook.errors"} {
		if !slices.Contains(all, name) {
			t.Errorf("the catalogue lacks %s", name)
		}
	}
	if lists := webhook.ListEvents(); len(all) != 51 || len(lists) != 3*57 || !slices.Contains(lists, "list.ejcategory.softdeleted") {
		t.Errorf("there are %d names, and %d of lists", len(all), len(lists))
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

func TestWhatIsInTheCatalogue(t *testing.T) {
	for _, name := range webhook.Catalogue() {
		if !webhook.InCatalogue(name) || webhook.InCatalogue(name+"x") || webhook.InCatalogue(strings.ToUpper(name)) || name != "test" && webhook.InCatalogue(webhook.Entity(name)) {
			t.Errorf("%s is told wrongly", name)
		}
	}
	for _, name := range []string{"", ".", "sale", "sale.", ".sold", "sale..sold", "webhook7.errors"} {
		if webhook.InCatalogue(name) {
			t.Errorf("%q is in the catalogue", name)
		}
	}
}
