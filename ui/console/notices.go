package console

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// notices are the lines between the inputs and the list: what is wrong with the rows that are shown.
type notices struct {
	styles   *style.Styles
	times    format.Times
	feed     *feed
	warnings []string // that stay in sight
	field    string   // that the name input names and that there is not; "" for none
	rows     int
	gone     string // the webhooks that the last list lacks
	triage   bool   // it is in sight
}

func (t *tenant) notices(width int) []string {
	n := notices{t.styles, t.opts.Times, &t.feed, t.opts.Warnings, t.list.unknownField(), len(t.list.shown.rows), t.gone, t.list.shown.view == viewTriage}
	return n.lines(width)
}

func (n notices) lines(width int) []string {
	var lines []string
	say := func(style lipgloss.Style, mark, sentence string) {
		for i, part := range format.Wrap(sentence, width-4) {
			if i > 0 {
				mark = " "
			}
			lines = append(lines, " "+style.Render(mark+" "+part))
		}
	}
	g := n.styles.Glyphs
	for _, w := range n.warnings {
		say(n.styles.Warning, g.Warning, w)
	}
	if field := n.field; field != "" {
		say(n.styles.Warning, g.Warning, "There is no field "+quote(field)+"; there are "+strings.Join(webhook.SearchFieldNames(), ", ")+".")
	}
	if !n.feed.snap.Loaded || n.rows == 0 {
		return lines
	}
	if n.feed.failure != nil {
		say(n.styles.Error, g.Warning, n.feed.failure.Error()+" "+nextStep(n.feed.failure)+" The list is that of "+n.times.Clock(n.feed.snap.Result.ReceivedAt)+".")
	}
	if n.gone != "" {
		say(n.styles.Warning, g.Warning, n.gone)
	}
	if err := n.feed.snap.Result.Incomplete; err != nil {
		say(n.styles.Warning, g.Warning, "Incomplete. "+err.Error()+" What came before is shown. "+nextStep(err))
	}
	for _, w := range n.feed.snap.Result.Warnings {
		say(n.styles.Warning, g.Warning, w)
	}
	if slow := n.feed.snap.Result.SlowNote(); slow != "" {
		say(n.styles.Warning, g.Warning, slow)
	}
	if odd := n.feed.snap.Usages.Warnings; len(odd) > 0 { // of what stands beside the list, one line is enough
		more := ""
		if len(odd) > 1 {
			more = " crmhooks list prints " + format.Plural(len(odd)-1, "more note") + "."
		}
		say(n.styles.Warning, g.Warning, odd[0]+more)
	}
	if n.triage && n.feed.src.Usage != nil && !n.feed.snap.HasUsages && !n.feed.usage.running() {
		say(n.styles.Warning, g.Warning, "Calls were not read, so active webhooks that fail are not shown.")
	}
	if err := n.feed.snap.Usages.Incomplete; err != nil {
		say(n.styles.Warning, g.Warning, "Calls and errors are not complete. "+err.Error())
	}
	return lines
}

// unknownField is a field named in the name input that does not exist. The server filter sends the input as it is.
func (b *browser) unknownField() string {
	if b.asking {
		return ""
	}
	return webhook.UnknownField(b.filter.Value().Name)
}

// stepper is an error that knows what the user can do next.
type stepper interface{ NextStep() string }

func nextStep(err error) string {
	if s, ok := err.(stepper); ok {
		return s.NextStep()
	}
	return ""
}
