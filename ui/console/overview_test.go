package console_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/webhook"
)

// tenant has receivers that fail together, events without an active listener, and findings.
const tenant = `[
 {"WebhookId":1,"Name":"One","Events":["sale.sold","sale.lost"],"TargetUrl":"https://erp.example.com/a","State":"TooManyErrors","Type":"webhook","Secret":"Sx7-qzvkwjhf-1","ErrorsEmail":"ops@example.com"},
 {"WebhookId":2,"Name":"Two","Events":["ticket.created"],"TargetUrl":"https://erp.example.com/b","State":"TooManyErrors","Type":"webhook","Secret":"Sx7-qzvkwjhf-1"},
 {"WebhookId":3,"Name":"Three","Events":["sale.sold"],"TargetUrl":"https://other.example.com","State":"Active","Type":"webhook","Secret":"k","ErrorsEmail":"x@example.com"},
 {"WebhookId":4,"Name":"Four","Events":["sale.sold","sale.chnaged"],"TargetUrl":"https://other.example.com","State":"Active","Type":"webhook","Secret":"m","ErrorsEmail":"x@example.com"},
 {"WebhookId":5,"Name":"Five","Events":["contact.created"],"TargetUrl":"https://five.example.com","State":"Stopped","Type":"webhook","Secret":"n"}
]`

func troubled(t testing.TB, width, height int) *driver {
	t.Helper()
	d := drive(t, withUsage(t, tenant, counting(map[int64]webhook.Usage{
		1: {Counted: true, Calls: 9, Errors: 9, Consecutive: 9, LastError: "the certificate has expired", LastErrorRead: true},
		2: {Counted: true, Calls: 9, Errors: 9, Consecutive: 9, LastError: "certificate expired", LastErrorRead: true},
		3: {Counted: true, Calls: 9, Errors: 1, Consecutive: 1, LastError: "Connection refused", LastErrorRead: true},
	}), nil), width, height)
	d.until("◆ 1")
	return d
}

func TestTriageMakesOneLineOfOneBrokenReceiver(t *testing.T) {
	d := troubled(t, 120, 40)
	d.press("T")
	d.shows("triage · 2 groups", "❯ ▲ erp.example.com", "certificate expired", "ops@example.com, 1 without",
		"erp.example.com: certificate expired, 2 webhooks, 3 events, 1 recipient", "group 1 of 2", "▲ 2 too many errors", "1 Renew the certificate", "#1  ▲ One, too many errors")
	d.press("j")
	d.shows("❯ ◆ other.example.com", "connection refused", "◆ 1 active, failing")
	d.press("k", "enter")
	d.shows("Name ❯ erp.example.com: certificate …", "One", "Two", "2 of 5")
	d.press("j", "enter", "esc")
	d.shows("2 of 5")
	d.press("esc")
	d.shows("triage · 2 groups", "❯ ▲ erp.example.com") // back where it was
	d.shows("Name ❯                 ")
	d.press("/", "other", "enter")
	d.shows("1 group")
	d.lacks("erp.example.com")
	d.press("esc")
	d.shows("local filter", "2 of 5") // the filter stays
	d.lacks("triage ·")
	if d.quit {
		t.Error("it quit")
	}
}

func TestEventsTurnTheListAround(t *testing.T) {
	d := troubled(t, 120, 40)
	d.press("V", "x", "J")
	d.shows("choose it in the list", "5 events", "■ contact.created", "no active listener", "■ ticket.created", "◆ sale.sold")
	d.lacks("Elsewhere")
	d.press("e", "sale.sold", "enter")
	d.shows("1 event", "1 healthy, 1 failing, 1 off", "delivered twice", "The same target gets it more than once.", "#3  ◆ Three, active, failing", "#1  ▲ One, too many errors")
	d.lacks("only here") // nothing but the events was narrowed
	d.press("enter")
	d.shows("Event ❯ =sale.sold", "3 of 5")
	d.press("esc", "esc")
	d.shows("local filter")
}

func TestWhatWouldStopIfAHostWentDown(t *testing.T) {
	d := troubled(t, 120, 40)
	d.press("/", "four", "enter", "x")
	d.shows("what would stop if other.example.com went down")
	d.press("up", "up", "down", "down", "down", "enter")
	d.shows("Name ❯ host:=other.example.com", "Elsewhere", "2 events", "only here", "✓ sale.chnaged")
	d.press("esc")
	d.shows("local filter · 1 of 5", "Name ❯ four") // back
}

func TestFindingsAndTheirWebhooks(t *testing.T) {
	d := troubled(t, 120, 40)
	d.press("F")
	d.shows(`the event "sale.chnaged", nearest "sale.changed"`, "shared-secret", "2 webhooks have the same secret", "no-error-mail", "duplicate-delivery", "finding 1 of 4")
	d.press("/", "four", "enter")
	d.shows("2 findings", "unknown-event")
	d.lacks("shared-secret")
	d.press("enter")
	d.shows("Name ❯ unknown-event ", "1 of 5")
	d.press("esc")
	d.shows("2 findings", "Name ❯ four")

	opts := withUsage(t, tenant, nil, nil)
	opts.Source.Usage = nil
	opts.Ignore = []string{"shared-secret", "unknown-event", "duplicate-delivery", "no-error-mail"}
	quiet := drive(t, opts, 120, 40)
	quiet.until("loaded")
	quiet.press("F")
	quiet.shows("No findings", "Of 5 webhooks, none has anything that should be fixed.")
}

func TestAnOverviewOfNothingExplainsItself(t *testing.T) {
	d := open(t, always(read(t, `[{"WebhookId":3,"Name":"Three","State":"Active","TargetUrl":"https://a.example.com","Secret":"k","ErrorsEmail":"x@example.com"}]`)), 120, 40)
	for key, words := range map[string]string{"T": "Nothing fails", "V": "No events", "F": "No findings"} {
		d.press(key)
		d.shows(words, "Esc goes back to the list.")
		d.press("enter", "x", "v", "J", "o", "y", "esc", "esc")
		d.shows("local filter · 1 webhook")
	}
}

func TestAnOverviewOnASmallScreen(t *testing.T) {
	d := troubled(t, 40, 12)
	d.press("T")
	d.shows("❯ ▲ erp.example")
	d.press("enter") // there is no room for the detail beside it
	d.shows("❯ erp.example.com: ce", "State", "group 1 of 2")
	d.press("enter")
	d.shows("Name ❯ erp.exampl…", "One", "Two")
	d.press("esc")
	d.shows("triage")
}

func TestCopyingFromAnOverview(t *testing.T) {
	var copied []string
	opts := withUsage(t, tenant, counting(map[int64]webhook.Usage{1: {Counted: true, Calls: 1}}), nil)
	opts.Command = []string{"crmhooks", "-p", "acme"}
	opts.Copy = func(text string) error { copied = append(copied, text); return nil }
	d := drive(t, opts, 120, 40)
	d.until("1 call,")
	d.press("T", "y")
	d.shows("m  a Markdown summary", "c  the command of this view")
	d.press("m")
	d.until("Sent to your terminal: a Markdown summary")
	d.press("esc", "/", "host:erp", "enter", "y", "c")
	d.until("crmhooks triage -p acme --name host:erp")
	if len(copied) != 2 || !strings.HasPrefix(copied[0], "## erp.example.com: last error not read, 2 webhooks, 3 events, 1 recipient\n\n- State: ") || strings.Contains(strings.Join(copied, ""), "Sx7-qzvk") {
		t.Errorf("copied %q", copied)
	}
}

func TestARefreshKeepsThePlaceInAnOverview(t *testing.T) {
	d := troubled(t, 120, 40)
	d.press("T", "j", "r")
	d.until("loaded")
	d.drain()
	d.shows("❯ ◆ other.example.com", "triage · 2 groups")
	d.press("o")
	d.shows("an overview has its own order: sort the list of webhooks")
}

// An overview leads to a set of webhooks, which no input can truncate.
func TestAGroupOfThousandsIsShownWhole(t *testing.T) {
	const n = 5000
	var answer strings.Builder
	for i := range n {
		fmt.Fprintf(&answer, `{"WebhookId":%d,"Name":"Hook %d","State":"TooManyErrors","Type":"crmscript","TargetUrl":"Script"},`, 1000000+i, i)
	}
	d := open(t, always(read(t, `[`+answer.String()+`{"WebhookId":1,"Name":"Other","State":"Active"}]`)), 120, 40)
	d.press("T")
	d.shows("triage · 1 group", "5,000 webhooks")
	d.press("enter")
	d.shows("5000 of 5001", "Name ❯ CRMScript Script")
	d.press("/", "other", "enter")
	d.shows("No webhooks match")
	d.press("/", "ctrl+u", "hook 4999", "enter")
	d.shows("1 of 5001", "Hook 4999")
	d.press("y") // their ids are too long for a command
	d.shows("a Markdown summary")
	d.lacks("the command of this view")
}

func TestASetOfWebhooksCanBeLeft(t *testing.T) {
	d := troubled(t, 120, 40)
	d.press("F", "/", "four", "enter", "enter", "/")
	d.shows("1 of 5", "Name ❯ unknown-event")
	d.press("backspace")
	d.shows("local filter · 5 webhooks")
	d.press("esc", "u")
	d.shows("2 findings", "Name ❯ four")
	d.press("enter", "y", "c")
	d.until("--name id:4")
	d.press("esc", "esc")
	d.shows("2 findings", "Name ❯ four")
}
