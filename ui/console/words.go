package console

import (
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/filter"
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
func (t *tenant) notices(width int) []string {
	var lines []string
	say := func(style lipgloss.Style, mark, sentence string) {
		for i, part := range format.Wrap(sentence, width-4) {
			if i > 0 {
				mark = " "
			}
			lines = append(lines, " "+style.Render(mark+" "+part))
		}
	}
	g := t.styles.Glyphs
	for _, w := range t.opts.Warnings {
		say(t.styles.Warning, g.Warning, w)
	}
	if field := t.unknownField(); field != "" {
		say(t.styles.Warning, g.Warning, "There is no field "+quote(field)+"; there are "+strings.Join(webhook.SearchFieldNames(), ", ")+".")
	}
	if !t.feed.snap.Loaded || len(t.rows) == 0 {
		return lines
	}
	if t.feed.failure != nil {
		say(t.styles.Error, g.Warning, t.feed.failure.Error()+" "+nextStep(t.feed.failure)+" The list is that of "+t.clock(t.feed.snap.Result.ReceivedAt)+".")
	}
	if t.gone != "" {
		say(t.styles.Warning, g.Warning, t.gone)
	}
	if err := t.feed.snap.Result.Incomplete; err != nil {
		say(t.styles.Warning, g.Warning, "Incomplete. "+err.Error()+" What came before is shown. "+nextStep(err))
	}
	for _, w := range t.feed.snap.Result.Warnings {
		say(t.styles.Warning, g.Warning, w)
	}
	if slow := t.feed.snap.Result.SlowNote(); slow != "" {
		say(t.styles.Warning, g.Warning, slow)
	}
	if odd := t.feed.snap.Usages.Warnings; len(odd) > 0 { // of what stands beside the list, one line is enough
		more := ""
		if len(odd) > 1 {
			more = " And " + format.Count(len(odd)-1) + " more of that kind."
		}
		say(t.styles.Warning, g.Warning, odd[0]+more)
	}
	if t.view == viewTriage && t.opts.Source.Usage != nil && !t.feed.snap.HasUsages && !t.feed.usage.running() {
		say(t.styles.Warning, g.Warning, "Calls were not read, so active webhooks that fail are not shown.")
	}
	if err := t.feed.snap.Usages.Incomplete; err != nil {
		say(t.styles.Warning, g.Warning, "Calls and errors are not complete. "+err.Error())
	}
	return lines
}

// unknownField is the field that the name input names and that there is not. Asking sends the input as it is.
func (t *tenant) unknownField() string {
	if t.asking {
		return ""
	}
	return webhook.UnknownField(t.filter.Value().Name)
}

// empty is what stands in the place of the list when it has no rows: it explains why, and what to do. On a small screen it does without
// air, so that the next step stays in sight.
func (t *tenant) empty(width int) []string {
	title, sentences := t.emptyWords()
	lines := t.explain(title, sentences, "   ", min(width-6, 84))
	if len(lines) < t.layout.list.h {
		return append([]string{""}, lines...)
	}
	return slices.DeleteFunc(t.explain(title, sentences, " ", width-2), func(line string) bool { return strings.TrimSpace(line) == "" })
}

func (t *tenant) explain(title string, sentences []string, margin string, width int) []string {
	lines := []string{margin + t.styles.Title.Render(component.Clip(title, width)), ""}
	for _, s := range sentences {
		for _, part := range format.Wrap(s, width) {
			lines = append(lines, margin+t.styles.Text.Render(part))
		}
	}
	return lines
}

func (t *tenant) emptyWords() (title string, sentences []string) {
	place := t.opts.Source.Place
	if place == "" {
		place = "the server"
	}
	switch {
	case t.feed.failure != nil:
		return "No list", []string{t.feed.failure.Error(), nextStep(t.feed.failure), "", "r tries again."}
	case !t.feed.snap.Loaded && t.feed.list.running():
		return "Loading", []string{"Asking " + place + " for the webhooks."}
	case !t.feed.snap.Loaded:
		return "Nothing loaded", []string{"r loads the list."}
	case len(t.feed.snap.List.Webhooks) == 0 && !t.answersAll():
		return "The server has no such webhook", []string{
			"It compares names and events exactly, and was asked for " + describe(t.feed.snap.Query) + ".",
			"Esc asks for everything; a switches to narrowing, which looks for parts of words.",
		}
	case len(t.feed.snap.List.Webhooks) == 0 && !t.opts.Source.CanAsk:
		return "No webhooks", []string{"The saved list is empty."}
	case len(t.feed.snap.List.Webhooks) == 0:
		return "No webhooks", []string{
			"The server answered with an empty list.",
			"Online, an application sees only the webhooks that it created itself, and only if the Webhook agent was granted to it " +
				"when it was registered. On-site, webhooks may be switched off.",
			format.NoneInACopy,
		}
	}
	if len(t.rows) > 0 {
		return t.emptyView()
	}
	if t.typing() {
		return "No webhooks match", []string{t.whyNone(), "Esc leaves the input, and once more clears the filters."}
	}
	return "No webhooks match", []string{t.whyNone(), "Esc clears the filters."}
}

// emptyView is what stands in the place of an overview that has no rows, while there are webhooks that it is about.
func (t *tenant) emptyView() (title string, sentences []string) {
	of := "Of " + format.Plural(len(t.rows), "webhook") + ", "
	esc := "Esc goes back to the list."
	switch t.view {
	case viewTriage:
		sentences = []string{of + "none is switched off, and none is known to fail."}
		if t.feed.snap.NoUsage != nil {
			sentences = append(sentences, "Calls and errors are not available: "+t.feed.snap.NoUsage.Error()+".")
		}
		return "Nothing fails", append(sentences, esc)
	case viewFindings:
		return "No findings", []string{of + "none has anything that should be fixed.", esc}
	}
	return "No events", []string{of + "none listens to such an event.", esc}
}

// whyNone names the filters that leave nothing.
func (t *tenant) whyNone() string {
	f := t.matching()
	var parts []string
	if f.Hooks != nil {
		parts = append(parts, f.Hooks.Title())
	}
	if f.Name != "" {
		parts = append(parts, "name, id or target with "+quote(f.Name))
	}
	if f.Event != "" {
		parts = append(parts, "event with "+quote(f.Event))
	}
	if f.Status != "" {
		parts = append(parts, "status "+filter.StatusWord(f.Status))
	}
	if f.Problems {
		parts = append(parts, "problems only")
	}
	return strings.TrimSuffix(format.NoneMatch(len(t.feed.snap.List.Webhooks)), ".") + ": " + strings.Join(parts, ", ") + "."
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
