package format_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func TestRatesKeepWhatMatters(t *testing.T) {
	for rate, want := range map[float64]string{0: "0.0 %", 0.0004: "below 0.1 %", 0.001: "0.1 %", 0.0307: "3.1 %", 0.9996: "above 99.9 %", 1: "100.0 %", 2: "200.0 %"} {
		if got := format.Rate(rate); got != want {
			t.Errorf("%v is %q, want %q", rate, got, want)
		}
	}
}

func TestCallsInWords(t *testing.T) {
	for _, c := range []struct {
		usage *webhook.Usage
		why   string
		want  string
	}{
		{&webhook.Usage{Counted: true, Calls: 1204, Errors: 37, Consecutive: 3}, "", "Calls         1,204 calls, 37 errors (3.1 %), 3 failures in a row"},
		{&webhook.Usage{Counted: true, Calls: 1, Errors: 1, Consecutive: 1}, "", "Calls         1 call, 1 error (100.0 %), no success since the last failure"},
		{&webhook.Usage{Counted: true, Calls: 9}, "", "Calls         9 calls, 0 errors, no failures in a row"},
		{&webhook.Usage{Counted: true}, "", "Calls         none yet"},
		{&webhook.Usage{Calls: 7}, "", "Calls         n/a: the tenant does not say"},
		{&webhook.Usage{LastErrorRead: true}, "", ""},
		{&webhook.Usage{LastErrorRead: true}, "no access to usage", "Calls         n/a: no access to usage"},
		{nil, "no access to usage", "Calls         n/a: no access to usage"},
		{nil, "", ""},
	} {
		w := &webhook.Webhook{State: webhook.Active, Usage: c.usage, NoUsage: c.why}
		lines := strings.Join(format.Lines(format.Detail(w, utc()), plainStyles(t), 0, 0), "\n")
		if c.want == "" && strings.Contains(lines, "Calls") || !strings.Contains(lines, c.want) {
			t.Errorf("%+v, %q lacks %q:\n%s", c.usage, c.why, c.want, lines)
		}
	}
}

// A ticket's reader must not take the words of a receiver for ours, nor its fences for the end of them.
func TestALastErrorInMarkdownIsABlockOfCode(t *testing.T) {
	w := &webhook.Webhook{ID: 1, Name: "x", State: webhook.TooManyErrors, TargetURL: "https://a.example.com"}
	w.SetUsage(webhook.Usage{LastError: "HTTP/1.1 500 Oops\n\n```\n# heading\n- [ ] item\n<b>@all</b>"})
	var all strings.Builder
	if err := format.Markdown(&all, w, utc()); err != nil {
		t.Fatal(err)
	}
	_, block, found := strings.Cut(all.String(), "\n### Last error\n\n")
	if !found {
		t.Fatalf("no last error:\n%s", all.String())
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(block, "\n"), "\n") {
		if line != "" && !strings.HasPrefix(line, "    ") {
			t.Errorf("a line stands outside of the block: %q", line)
		}
	}
}

// What is said about a script and about a receiver is told apart everywhere: in the detail, in the triage, as text, Markdown and JSON.
func TestAScriptHasNoReceiver(t *testing.T) {
	hooks := []webhook.Webhook{
		{ID: 1, Name: "script", State: webhook.TooManyErrors, Type: webhook.TypeCRMScript, TargetURL: "Archive"},
		{ID: 2, Name: "receiver", State: webhook.TooManyErrors, Type: webhook.TypeWebhook, TargetURL: "https://a.example.com"},
		{ID: 3, Name: "script without a target", State: webhook.TooManyErrors, Type: webhook.TypeCRMScript},
		{ID: 4, Name: "receiver without a target", State: webhook.TooManyErrors, Type: webhook.TypeWebhook},
	}
	written := map[int64]string{}
	for i := range hooks {
		var all strings.Builder
		if err := format.Markdown(&all, &hooks[i], utc()); err != nil {
			t.Fatal(err)
		}
		written[hooks[i].ID] = strings.Join(format.Lines(format.Detail(&hooks[i], utc()), plainStyles(t), 0, 0), "\n") + all.String()
	}
	l := webhook.NewList(hooks)
	groups := survey.Triage(l, l.Sorted(webhook.Sort{}))
	if len(groups) != len(hooks) {
		t.Fatalf("%d groups", len(groups))
	}
	for _, g := range groups {
		var all strings.Builder
		if err := format.GroupReport(g).Text(&all, plainStyles(t)); err != nil {
			t.Fatal(err)
		}
		if err := format.TriageJSON(&all, []*survey.Group{g}); err != nil {
			t.Fatal(err)
		}
		written[g.Hooks[0].ID] += all.String()
	}
	for id, all := range written {
		script := hooks[id-1].IsScript()
		for word, want := range map[string]bool{"Ask the owner": !script, "receiver's log": !script, "a POST with": !script, "Fix the receiver": !script, "\nCheck ": script, "Fix the script": script} {
			if strings.Contains(all, word) != want {
				t.Errorf("%s: %q is said: %v, want %v:\n%s", hooks[id-1].Name, word, !want, want, all)
			}
		}
		if strings.Contains(all, "`Fix") {
			t.Errorf("the next step is code:\n%s", all)
		}
	}
}

// A label stands apart from its value, whatever is said.
func TestLabelsStandApartFromTheirValues(t *testing.T) {
	w := &webhook.Webhook{ID: 1, State: webhook.TooManyErrors, Type: webhook.TypeWebhook, TargetURL: "https://a.example.com"}
	w.SetUsage(webhook.Usage{Counted: true, Calls: 9, Errors: 9, Consecutive: 9, LastError: "HTTP/1.1 500 Oops"})
	for _, section := range format.Detail(w, utc()) {
		for _, row := range section.Rows {
			if lines := format.Lines([]format.Section{{Rows: []format.Row{row}}}, plainStyles(t), 0, 0); row.Label != "" && !strings.HasPrefix(lines[0], row.Label+" ") {
				t.Errorf("%q", lines[0])
			}
		}
	}
}

func TestAReportOfVeryManyWebhooksStaysReadable(t *testing.T) {
	hooks := make([]webhook.Webhook, 1234)
	for i := range hooks {
		hooks[i] = webhook.Webhook{ID: int64(i + 1), Name: fmt.Sprint("hook ", i), State: webhook.TooManyErrors, TargetURL: "https://a.example.com/", Events: []string{"sale.sold"}}
	}
	l := webhook.NewList(hooks)
	groups := survey.Triage(l, l.Sorted(webhook.Sort{}))
	if len(groups) != 1 {
		t.Fatalf("%d groups", len(groups))
	}
	var text strings.Builder
	if err := format.GroupReport(groups[0]).Text(&text, plainStyles(t)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(text.String(), "hook "); n != 200 || !strings.Contains(text.String(), "and 1,034 more") || !strings.HasPrefix(text.String(), "a.example.com: last error not read, 1,234 webhooks, 1 event, no recipient\n") {
		t.Errorf("%d webhooks are listed:\n%.300s", n, text.String())
	}
}

func TestAGroupSaysWhoIsTold(t *testing.T) {
	off := func(id int64, mail string) webhook.Webhook {
		return webhook.Webhook{ID: id, State: webhook.TooManyErrors, TargetURL: "https://a.example.com/", ErrorsEmail: mail}
	}
	listens := webhook.Webhook{ID: 9, State: webhook.Active, Events: []string{"webhook2.errors", "webhook3.errors"}}
	l := webhook.NewList([]webhook.Webhook{off(1, "ops@example.com"), off(2, ""), off(3, ""), off(4, ""), listens})
	var text strings.Builder
	if err := format.GroupReport(survey.Triage(l, l.Sorted(webhook.Sort{}))[0]).Text(&text, plainStyles(t)); err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`Error mail +ops@example.com\n +1 webhook without one\n +2 webhooks without one, covered by an active webhook that listens to errors\n`)
	if !want.MatchString(text.String()) {
		t.Errorf("it says\n%s", text.String())
	}
}

func TestWrapKeepsPunctuationWithItsWord(t *testing.T) {
	for width := 8; width < 40; width++ {
		for _, line := range format.Wrap("it has expired, or is not valid yet; see https://a.example.com/some/long/path?with=query&more=words", width) {
			if format.Width(line) > width || strings.HasPrefix(line, ",") || strings.HasPrefix(line, ";") {
				t.Errorf("at %d: %q", width, line)
			}
		}
	}
	if got := strings.Join(format.Wrap("https://a.example.com/some/path", 16), "|"); got != "https://|a.example.com/|some/path" {
		t.Errorf("an address is broken as %s", got)
	}
}
