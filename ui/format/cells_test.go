package format_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

func TestFitCutsByCells(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"short", 8, "short   "},
		{"exactly", 7, "exactly"},
		{"longer than that", 7, "longer…"},
		{"東京オフィス", 7, "東京オ…"},
		{"東京オフィス", 6, "東京… "}, // half of a wide character is a blank
		{"anything", 1, "a"},
		{"anything", 0, ""},
		{"anything", -3, ""},
		{"", 2, "  "},
	} {
		got := format.Fit(c.text, c.width, "…")
		if got != c.want || format.Width(got) != max(c.width, 0) {
			t.Errorf("Fit(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// A long text is cut as if all of it had been measured.
func TestCutMeasuresNoMoreThanItNeeds(t *testing.T) {
	marked := "e" + strings.Repeat("\u0301", 100) // one cell of 201 bytes
	for _, part := range []string{"ab ", "é", "東京", "x東", marked, marked + "ab", "👩‍👩‍👧‍👦", "a👩‍👩‍👧‍👦", "🇳🇴", "\x80"} {
		for _, text := range []string{strings.Repeat(part, 1000), strings.Repeat(part, 20) + "z"} {
			for width := 2; width < 70; width++ {
				want := text
				if ansi.StringWidth(text) > width {
					want = ansi.Truncate(text, width, "…")
				}
				if got := format.Cut(text, width, "…"); got != want {
					t.Fatalf("Cut(%.20q..., %d) = %q, want %q", text, width, got, want)
				}
			}
		}
	}
}

func TestEventsShowsWhatFitsAndCountsTheRest(t *testing.T) {
	events := []string{"ticket.created", "ticket.changed", "sale.sold"}
	for _, c := range []struct {
		events []string
		width  int
		want   string
	}{
		{nil, 20, format.None},
		{events[:1], 20, "ticket.created"},
		{events[:1], 8, "ticket.…"},
		{events, 20, "ticket.created +2"},
		{events, 32, "ticket.created +2"},
		{events, 33, "ticket.created, ticket.changed +1"},
		{events, 41, "ticket.created, ticket.changed, sale.sold"},
		{events, 12, "ticket.c… +2"},
	} {
		got := format.Events(c.events, c.width, style.Unicode())
		if got != c.want {
			t.Errorf("Events(%v) in %d = %q, want %q", c.events, c.width, got, c.want)
		}
	}
}

func TestTargetKeepsBothItsEnds(t *testing.T) {
	for _, c := range []struct {
		kind, target string
		width        int
		want         string
	}{
		{"webhook", "", 20, format.None},
		{"webhook", "https://support.example.com/api/webhooks/tickets", 60, "support.example.com/api/webhooks/tickets"},
		{"webhook", "https://support.example.com/api/webhooks/tickets", 26, "support.example.c…/tickets"},
		{"webhook", "http://support.example.com/", 30, "http://support.example.com"},
		{"webhook", "https://a.example.com/x?code=********", 22, "a.example.com/x?…"},
		{"webhook", "https://very-long-host-name.example.com", 16, "very-long-host-…"},
		{"crmscript", "ArchiveTicket", 30, "CRMScript ArchiveTicket"},
	} {
		w := &webhook.Webhook{Type: c.kind, TargetURL: c.target}
		got := format.Target(w, c.width, style.Unicode())
		if got != c.want || format.Width(got) > c.width {
			t.Errorf("Target(%q) in %d = %q, want %q", c.target, c.width, got, c.want)
		}
	}
}

func TestCellsNeverExceedTheirWidth(t *testing.T) {
	for _, hook := range load(t, hostile) {
		for width := range 60 {
			for name, cell := range map[string]string{
				"events": format.Fit(format.Events(hook.Events, width, style.ASCII()), width, "..."),
				"target": format.Target(hook, width, style.ASCII()),
				"name":   format.Fit(hook.Name, width, "..."),
			} {
				if format.Width(cell) > width {
					t.Errorf("%s of #%d is %q, wider than %d", name, hook.ID, cell, width)
				}
			}
		}
	}
}

// hostile is an answer with what a terminal or a table could choke on.
const hostile = `[
 {"WebhookId":1,"Name":"\u001b]52;c;aGk=\u0007evil\u001b[2J","Events":["a.b","\u202esale.sold"],"TargetUrl":"https://u:p@h.example.com/a/b?c=d","State":"Paused","Type":"webhook"},
 {"WebhookId":2,"Name":"two\nlines\tand a tab","Events":["東京.受注"],"TargetUrl":"javascript:alert(1)","State":7,"Type":"webhook","Headers":{"X":"=1+1"}},
 {"WebhookId":3,"Name":"=HYPERLINK(\"http://x\")","Events":[],"TargetUrl":"Script","State":"Active","Type":"crmscript","Properties":{"a":"|b|","k":{"password":"hunter2hunter2"}}}
]`

func TestEventGroups(t *testing.T) {
	got := format.EventGroups([]string{"sale.sold", "list.category.changed", "sale.lost", "test"})
	var lines []string
	for _, g := range got {
		lines = append(lines, g.Entity+":"+strings.Join(g.Actions, "+"))
	}
	if want := "sale:sold+lost list.category:changed test:"; strings.Join(lines, " ") != want {
		t.Errorf("got %v, want %s", lines, want)
	}
}

func TestTimes(t *testing.T) {
	times := utc()
	for _, c := range []struct {
		ago  time.Duration
		want string
	}{
		{10 * time.Second, "now"}, {90 * time.Second, "1 min ago"}, {5 * time.Hour, "5 h ago"}, {49 * time.Hour, "2 d ago"},
		{59 * 24 * time.Hour, "59 d ago"}, {100 * 24 * time.Hour, "3 mo ago"}, {800 * 24 * time.Hour, "2 y ago"}, {-3 * time.Hour, "3 h ahead"},
	} {
		if got := times.Ago(noon.Add(-c.ago)); got != c.want {
			t.Errorf("Ago(%v) = %q, want %q", c.ago, got, c.want)
		}
	}
	oslo := format.Times{Now: times.Now, Location: time.FixedZone("CET", 3600)}
	for _, c := range []struct{ got, want string }{
		{times.Stamp(noon), "2026-03-14 12:00:00 UTC"},
		{oslo.Stamp(noon), "2026-03-14 13:00:00 CET"},
		{oslo.Minute(noon), "2026-03-14 13:00"},
		{oslo.Clock(noon), "13:00:00"},
		{times.Stamp(time.Time{}), format.None},
		{times.Ago(time.Time{}), format.None},
		{times.Minute(time.Time{}), format.None},
		{times.Duration(380 * time.Millisecond), "380 ms"},
		{times.Duration(2400 * time.Millisecond), "2.4 s"},
		{times.Duration(42 * time.Second), "42 s"},
		{times.Duration(65 * time.Second), "1 min 5 s"},
		{format.Count(100000), "100,000"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestEveryStateHasAMeaningOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range append(webhook.States(), "Paused") {
		seen[format.StateMeaning(s)] = true
	}
	if len(seen) != len(webhook.States())+1 || seen[""] {
		t.Errorf("the meanings are %v", seen)
	}
}

// What a state means is said of a webhook, so that it claims no more than is known of it.
func TestTheMeaningOfAWebhooksState(t *testing.T) {
	failing := func(n int64) *webhook.Usage {
		return &webhook.Usage{Counted: true, Calls: n, Errors: n, Consecutive: n}
	}
	odd := []webhook.Member{{Name: "state", Value: "true"}}
	for _, c := range []struct {
		w    webhook.Webhook
		want string
	}{
		{webhook.Webhook{State: webhook.Active}, "SuperOffice calls the target"},
		{webhook.Webhook{State: webhook.Active, Type: webhook.TypeCRMScript}, "SuperOffice runs the script"},
		{webhook.Webhook{State: webhook.Active, Usage: failing(9)}, "SuperOffice calls the target; 9 failures in a row"},
		{webhook.Webhook{State: webhook.Active, Usage: failing(1)}, "SuperOffice calls the target; no success since the last failure"},
		{webhook.Webhook{State: webhook.Active, Type: "CrmScript", Usage: failing(2)}, "SuperOffice runs the script; 2 failures in a row"},
		{webhook.Webhook{State: webhook.Unknown}, "the answer does not say"},
		{webhook.Webhook{State: webhook.Unknown, Present: webhook.FieldState}, "SuperOffice reports the state Unknown"},
		{webhook.Webhook{State: webhook.Unknown, Present: webhook.FieldState, Rest: &webhook.Details{Extra: odd}}, "the answer does not say"},
		{webhook.Webhook{State: webhook.Stopped}, "a person or an application stopped it"},
		{webhook.Webhook{State: webhook.TooManyErrors}, "SuperOffice switched it off because of errors"},
		{webhook.Webhook{State: "Paused"}, "a state that SuperOffice does not document"},
	} {
		if got := format.Meaning(&c.w); got != c.want {
			t.Errorf("%+v: %q, want %q", c.w, got, c.want)
		}
	}
}

func TestTheNextStep(t *testing.T) {
	const panel = "in version 12.1 and later (Online): Settings and maintenance > System design > Webhooks"
	const elsewhere = ". Elsewhere, set the state to Active through the API or the tool that created it."
	failing := &webhook.Usage{Counted: true, Consecutive: 2}
	for _, c := range []struct {
		state          webhook.State
		usage          *webhook.Usage
		target, script string
	}{
		{webhook.TooManyErrors, nil, "Fix the receiver, which has to answer a POST with 200. Then restart the webhook, " + panel + " > Restart" + elsewhere,
			"Fix the script in the target. Then restart the webhook, " + panel + " > Restart" + elsewhere},
		{webhook.Active, failing, "Fix the receiver: after repeated failures SuperOffice switches the webhook off.",
			"Fix the script in the target: after repeated failures SuperOffice switches the webhook off."},
		{webhook.Stopped, nil, "To start it again, " + panel + elsewhere, "To start it again, " + panel + elsewhere},
		{webhook.Active, nil, "", ""},
		{webhook.Unknown, nil, "", ""},
	} {
		for kind, want := range map[string]string{webhook.TypeWebhook: c.target, webhook.TypeCRMScript: c.script} {
			if got := format.StateAdvice(&webhook.Webhook{State: c.state, Type: kind, Usage: c.usage}); got != want {
				t.Errorf("%s, %s: %q, want %q", c.state, kind, got, want)
			}
		}
	}
}
