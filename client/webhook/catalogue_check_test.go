package webhook_test

import (
	"slices"
	"strings"
	"testing"

	"crmhooks/client/webhook"
)

// doubtful are names that there is something to advise about, and what is said about each.
var doubtful = map[string]string{
	// Misspelt.
	"sale.chnaged": `, nearest "sale.changed"`, "sale.change": `, nearest "sale.changed"`, "sales.changed": `, nearest "sale.changed"`,
	"slae.slod": `, nearest "sale.sold"`, "Sale.Creatd": `, nearest "sale.created"`, "contact.softdelete": `, nearest "contact.softdeleted"`,
	"quote.aproved": `, nearest "quote.approved"`, "sale.sold ": `, nearest "sale.sold"`, " sale.sold": `, nearest "sale.sold"`, "sale..sold": `, nearest "sale.sold"`,
	"salestakholdr.created": `, nearest "salestakeholder.created"`, "documnet.edited": `, nearest "document.edited"`,
	"sale_created": `, nearest "sale.created"`, "projectmemberdeleted": `, nearest "projectmember.deleted"`,
	"list.categry.changed": `, nearest "list.category.changed"`, "list.ej_category.created": `, nearest "list.ejcategory.created"`,
	"list.ticket_status.chnaged": `, nearest "list.ticketstatus.changed"`,
	"list.category.softdelete":   `, nearest "list.category.softdeleted"`, "list.207.softdelete": `, nearest "list.207.softdeleted"`, "list.unknown.chnaged": `, nearest "list.unknown.changed"`,
	"y_car.create": `, nearest "y_car.created"`, "webhook17.error": `, nearest "webhook17.errors"`, "webhook17.stoped": `, nearest "webhook17.stopped"`,
	// Written otherwise.
	"Contact.Created":       ` differs in case; the vendor writes it "contact.created"`,
	"SALE.CHANGED":          ` differs in case; the vendor writes it "sale.changed"`,
	"Test":                  ` differs in case; the vendor writes it "test"`,
	"list.Category.changed": ` differs in case; the vendor writes it "list.category.changed"`,
	"Webhook17.errors":      ` differs in case; the vendor writes it "webhook17.errors"`,
	"Y_Car.Created":         ` differs in case; the vendor writes it "y_Car.created"`, // the name of the table is the tenant's
	// An action that the entity has not.
	"ticket.deleted":         ` is not documented; ticket has created, changed`,
	"quote.accepted":         ` is not documented; quote has approved, rejected, sent, ordered`,
	"quote.created":          ` is not documented; quote has approved, rejected, sent, ordered`,
	"contact":                ` is not documented; contact has created, changed, softdeleted, deleted`,
	"sale.exported":          ` is not documented; sale has created, changed, deleted, sold, lost, completed`,
	"tickets.deleted":        ` is not documented; ticket has created, changed`,
	"chat.deleted":           ` is not documented; chatsession has created, changed, message`,
	"list.category.archived": ` is not documented; list.category has created, changed, softdeleted`,
	"list.207.archived":      ` is not documented; list.207 has created, changed, softdeleted`,
	"y_car":                  ` is not documented; y_car has created, changed, deleted`,
	"y_car.washed":           ` is not documented; y_car has created, changed, deleted`,
	"webhook17.paused":       ` is not documented; webhook17 has started, stopped, errors`,
	// Another word.
	"list.category.deleted": ` is not documented; did you mean "list.category.softdeleted"?`,
	"y_order.softdeleted":   ` is not documented; did you mean "y_order.deleted"?`,
	"contact.updated":       ` is not documented; did you mean "contact.changed"?`,
	"sale.won":              ` is not documented; did you mean "sale.sold"?`,
	"company.created":       ` is not documented; did you mean "contact.created"?`,
	"Company.Updated":       ` is not documented; did you mean "contact.changed"?`,
	"request.created":       ` is not documented; did you mean "ticket.created"?`,
	"appointment.deleted":   ` is not documented; did you mean "activity.deleted"?`,
	"chat.created":          ` is not documented; did you mean "chatsession.created"?`,
	// A name that lacks what it is about.
	"webhook.errors":   ` names no webhook; for a subscription the vendor documents webhook{id}.errors`,
	"webhook.started":  ` names no webhook; for a subscription the vendor documents webhook{id}.started`,
	"Webhook.Stopped":  ` names no webhook; for a subscription the vendor documents webhook{id}.stopped`,
	"webhooks.errors":  ` names no webhook; for a subscription the vendor documents webhook{id}.errors`,
	"webhookx.errors":  ` names no webhook; for a subscription the vendor documents webhook{id}.errors`,
	"webhook_errors":   ` names no webhook; for a subscription the vendor documents webhook{id}.errors`,
	"webhook.paused":   ` is not documented; webhook{id} has started, stopped, errors`,
	"list.changed":     ` names no list; for a subscription the vendor documents list.{name}.changed`,
	"list.category":    ` is not documented; list.{name} has created, changed, softdeleted`,
	"sale.changed\x1b": `, nearest "sale.changed"`,
}

func TestWhatIsSaidAboutADoubtfulEvent(t *testing.T) {
	for name, want := range doubtful {
		advice, ok := webhook.CheckEvent(name)
		if ok {
			t.Errorf("%q passes", name)
			continue
		}
		if got := strings.TrimPrefix(advice.About("N"), `the event "N"`); got != want {
			t.Errorf("%q%s, want %s", name, got, want)
		}
		if advice.Nearest != "" && !strings.Contains(want, `"`+advice.Nearest+`"`) {
			t.Errorf("%q is nearest %q, and it says %s", name, advice.Nearest, want)
		}
	}
	if got := (webhook.EventAdvice{Nearest: "sale.sold"}).About("sale.\nsodl"); got != `the event "sale.\nsodl", nearest "sale.sold"` {
		t.Errorf("it reads %s", got)
	}
}

func TestEveryDocumentedEventPasses(t *testing.T) {
	names := slices.Concat(webhook.Catalogue(), webhook.ListEvents(), []string{
		"list.207.created", "list.1.changed", "list.99999999999999999999.softdeleted", "y_car.created", "y_car.changed", "y_car.deleted", "y_2_b.created",
		"webhook17.started", "webhook17.stopped", "webhook17.errors",
	})
	for _, name := range names {
		if strings.HasPrefix(name, "webhook.") { // documented in the payload: TestWhatIsSaidAboutADoubtfulEvent
			continue
		}
		if advice, ok := webhook.CheckEvent(name); !ok || advice != (webhook.EventAdvice{}) {
			t.Errorf("%s", advice.About(name))
		}
	}
}

func TestNamesOfOnesOwnPass(t *testing.T) {
	names := []string{
		"", ".", "..", "a", "tst", "tests", "kurs.booket", "kaffebar.tom", "faktura.opprettet", "invoice.paid", "our.own.event", "foo.bar", "order.created",
		"product.created", "contract.created", "Contract.Changed", "prospect.created", "campaign.created", "lead.created", "deal.won", "role.created", "file.deleted",
		"version.created", "lesson.changed", "quota.approved", "mail.sent", "sms.sent", "subscription.renewed", "employee.created", "equipment.changed", "user.created",
		"sale.sold.again", "contact.created.v2", "request.approved", "chat.archived", "company.merged", "tickets.exported", "list.mine.created", "list.sale.archived",
		"erp:order-7", "søknad.mottatt", "見積.承認", "mywebhook17.errors", "y_.created", "test.passed",
		strings.Repeat("sale.changed", 10), "y_" + strings.Repeat("d", 100) + ".create",
	}
	for _, name := range names {
		if advice, ok := webhook.CheckEvent(name); !ok {
			t.Errorf("%s", advice.About(name))
		}
	}
}

// FuzzCheckEvent holds any name against the promises of an advice: it says something, it never suggests the name itself or one that is doubtful too, and
// it suggests the same in any case of the letters.
func FuzzCheckEvent(f *testing.F) {
	for name := range doubtful {
		f.Add(name)
	}
	for _, name := range []string{"", "test", "Y_.x", "list..changed", "list.\xff.creatd", "İ.created", "tic\u212aet.created", "sale\x00.sold", "y_å.create"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		advice, ok := webhook.CheckEvent(name)
		if ok {
			if advice != (webhook.EventAdvice{}) {
				t.Errorf("%q passes with %+v", name, advice)
			}
			return
		}
		if advice.Nearest == name || advice.Nearest == "" && advice.Reason == "" || strings.Contains(advice.About(name), "\n") {
			t.Errorf("%q: %+v", name, advice)
		}
		if again, ok := webhook.CheckEvent(advice.Nearest); !ok {
			t.Errorf("%q is nearest %q, which is doubtful: %+v", name, advice.Nearest, again)
		}
		lower := asciiLower(name)
		other, ok := webhook.CheckEvent(lower)
		if ok && asciiLower(advice.Nearest) != lower || !ok && asciiLower(advice.Nearest) != asciiLower(other.Nearest) {
			t.Errorf("%q is nearest %q, and in lower case %q", name, advice.Nearest, other.Nearest)
		}
	})
}

// asciiLower is a name in lower case: the vendor's names have no other letters.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
