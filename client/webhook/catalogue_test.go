package webhook_test

import (
	"slices"
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
