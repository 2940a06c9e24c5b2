package console

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// This file holds what the console says in whole sentences: the lines below the inputs, and what stands in the place of an empty list.

// stepper is an error that knows what the user can do next.
type stepper interface{ NextStep() string }

func nextStep(err error) string {
	if s, ok := err.(stepper); ok {
		return s.NextStep()
	}
	return ""
}

// notices are the lines between the inputs and the list: what is wrong with rows that are on the screen all the same.
func (m *Model) notices(width int) []string {
	var lines []string
	say := func(style lipgloss.Style, mark, sentence string) {
		for i, part := range format.Wrap(sentence, width-4) {
			if i > 0 {
				mark = " "
			}
			lines = append(lines, " "+style.Render(mark+" "+part))
		}
	}
	g := m.styles.Glyphs
	for _, w := range m.opts.Warnings {
		say(m.styles.Warning, g.Warning, w)
	}
	if field := m.unknownField(); field != "" {
		say(m.styles.Warning, g.Warning, "There is no field "+quote(field)+"; there are "+strings.Join(webhook.SearchFields(), ", ")+".")
	}
	if !m.loaded || len(m.rows.rows) == 0 {
		return lines
	}
	if m.failure != nil {
		say(m.styles.Error, g.Warning, m.failure.Error()+" "+nextStep(m.failure)+" The list is that of "+m.clock(m.result.Loaded)+".")
	}
	if m.gone != "" {
		say(m.styles.Warning, g.Warning, m.gone)
	}
	if err := m.result.Incomplete; err != nil {
		say(m.styles.Warning, g.Warning, "Incomplete. "+err.Error()+" What came before is shown. "+nextStep(err))
	}
	for _, w := range m.result.Warnings {
		say(m.styles.Warning, g.Warning, w)
	}
	if slow := m.result.SlowNote(); slow != "" {
		say(m.styles.Warning, g.Warning, slow)
	}
	if odd := m.usage.counts.Warnings; len(odd) > 0 { // of what stands beside the list, one line is enough
		more := ""
		if len(odd) > 1 {
			more = " And " + format.Count(len(odd)-1) + " more of that kind."
		}
		say(m.styles.Warning, g.Warning, odd[0]+more)
	}
	if m.view == viewTriage && m.opts.Source.Usage != nil && !m.usage.known && !m.usage.fetch.running() {
		say(m.styles.Warning, g.Warning, "Calls were not read, so active webhooks that fail are not shown.")
	}
	if err := m.usage.counts.Incomplete; err != nil {
		say(m.styles.Warning, g.Warning, "Calls and errors are not complete. "+err.Error())
	}
	return lines
}

// unknownField is the field that the name input names and that there is not. Asking sends the input as it is.
func (m *Model) unknownField() string {
	if m.asking {
		return ""
	}
	return webhook.UnknownField(m.bar.filter().Name)
}

// empty is what stands in the place of the list when it has no rows: it explains why, and what to do. On a small screen it does without
// air, so that the next step stays in sight.
func (m *Model) empty(width int) []string {
	title, sentences := m.emptyWords()
	lines := m.explain(title, sentences, "   ", min(width-6, 84))
	if len(lines) < m.layout.list.h {
		return append([]string{""}, lines...)
	}
	return slices.DeleteFunc(m.explain(title, sentences, " ", width-2), func(line string) bool { return strings.TrimSpace(line) == "" })
}

func (m *Model) explain(title string, sentences []string, margin string, width int) []string {
	lines := []string{margin + m.styles.Title.Render(fitTo(title, width)), ""}
	for _, s := range sentences {
		for _, part := range format.Wrap(s, width) {
			lines = append(lines, margin+m.styles.Text.Render(part))
		}
	}
	return lines
}

func (m *Model) emptyWords() (title string, sentences []string) {
	place := m.opts.Source.Place
	if place == "" {
		place = "the server"
	}
	switch {
	case m.failure != nil:
		return "No list", []string{m.failure.Error(), nextStep(m.failure), "", "r tries again."}
	case !m.loaded && m.fetch.running():
		return "Loading", []string{"Asking " + place + " for the webhooks."}
	case !m.loaded:
		return "Nothing loaded", []string{"r loads the list."}
	case len(m.list.Webhooks) == 0 && isFiltered(m.asked):
		return "The server has no such webhook", []string{
			"It compares names and events exactly, and was asked for " + describe(m.asked) + ".",
			"Esc asks for everything; a switches to narrowing, which looks for parts of words.",
		}
	case len(m.list.Webhooks) == 0 && !m.opts.Source.CanAsk:
		return "No webhooks", []string{"The saved list is empty."}
	case len(m.list.Webhooks) == 0:
		return "No webhooks", []string{
			"The server answered with an empty list.",
			"Online, an application sees only the webhooks that it created itself, and only if the Webhook agent was granted to it " +
				"when it was registered. On-site, webhooks may be switched off.",
			format.NoneInACopy,
		}
	}
	if len(m.rows.rows) > 0 {
		return m.emptyView()
	}
	if m.typing() {
		return "No webhooks match", []string{m.whyNone(), "Esc leaves the input, and once more clears the filters."}
	}
	return "No webhooks match", []string{m.whyNone(), "Esc clears the filters."}
}

// emptyView is what stands in the place of an overview that has no rows, while there are webhooks that it is about.
func (m *Model) emptyView() (title string, sentences []string) {
	of := "Of " + format.Plural(len(m.rows.rows), "webhook") + ", "
	esc := "Esc goes back to the list."
	switch m.view {
	case viewTriage:
		sentences = []string{of + "none is switched off, and none is known to fail."}
		if m.usage.err != nil {
			sentences = append(sentences, "Calls and errors are not available: "+m.usage.err.Error()+".")
		}
		return "Nothing fails", append(sentences, esc)
	case viewFindings:
		return "No findings", []string{of + "none has anything that should be fixed.", esc}
	}
	return "No events", []string{of + "none listens to such an event.", esc}
}

// whyNone names the filters that leave nothing.
func (m *Model) whyNone() string {
	f := m.matching()
	var parts []string
	if f.Name != "" {
		parts = append(parts, "name, id or target with "+quote(f.Name))
	}
	if f.Event != "" {
		parts = append(parts, "event with "+quote(f.Event))
	}
	if f.Status != "" {
		parts = append(parts, "status "+statusWord(f.Status))
	}
	if f.Problems {
		parts = append(parts, "problems only")
	}
	return strings.TrimSuffix(format.NoneMatch(len(m.list.Webhooks)), ".") + ": " + strings.Join(parts, ", ") + "."
}

func describe(q webhook.Query) string {
	var parts []string
	if q.Name != "" {
		parts = append(parts, "name "+quote(q.Name))
	}
	if q.Event != "" {
		parts = append(parts, "event "+quote(q.Event))
	}
	if q.Status != "" {
		parts = append(parts, "status "+q.Status.Word())
	}
	return strings.Join(parts, ", ")
}

func quote(s string) string { return `"` + s + `"` }

// clock is a time of day: absolute, so that it does not tick.
func (m *Model) clock(t time.Time) string { return m.opts.Times.Clock(t) }
