package console

import (
	"cmp"
	"slices"
	"strings"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// explanation is shown instead of an empty list: why it is empty, and what to do.
type explanation struct {
	title     string
	sentences []string
}

// explanation explains why the list is empty.
func (t *tenant) explanation() explanation {
	snap, src := t.feed.snap, t.opts.Source
	switch {
	case t.feed.failure != nil:
		return explanation{"No list", []string{t.feed.failure.Error(), nextStep(t.feed.failure), "", "r tries again."}}
	case !snap.Loaded && t.feed.list.running():
		return explanation{"Loading", []string{"Asking " + cmp.Or(src.Place, "the server") + " for the webhooks."}}
	case !snap.Loaded:
		return explanation{"Nothing loaded", []string{"r loads the list."}}
	case len(snap.List.Webhooks) > 0:
		return t.list.explanation(t.typing())
	case !t.list.answersAll():
		return explanation{"The server has no such webhook", []string{
			"It compares names and events exactly, and was asked for " + describe(snap.Query) + ".",
			"Esc asks for everything; a switches to the local filter, which looks for parts of words.",
		}}
	case !src.CanAsk:
		return explanation{"No webhooks", []string{"The saved list is empty."}}
	}
	return explanation{"No webhooks", []string{
		"The server answered with an empty list.",
		"Online, an application sees only the webhooks that it created itself, and only if the Webhook agent was granted to it " +
			"when it was registered. On-site, webhooks may be switched off.",
		format.NoneInACopy,
	}}
}

// lines lays out the explanation. A small screen gets no blank lines, so that the next step stays visible.
func (e explanation) lines(s *style.Styles, width, height int) []string {
	if lines := e.wrapped(s, "   ", min(width-6, 84)); len(lines) < height {
		return append([]string{""}, lines...)
	}
	return slices.DeleteFunc(e.wrapped(s, " ", width-2), func(line string) bool { return strings.TrimSpace(line) == "" })
}

func (e explanation) wrapped(s *style.Styles, margin string, width int) []string {
	lines := []string{margin + s.Title.Render(component.Clip(e.title, width)), ""}
	for _, sentence := range e.sentences {
		for _, part := range format.Wrap(sentence, width) {
			lines = append(lines, margin+s.Text.Render(part))
		}
	}
	return lines
}

// explanation explains why there are no rows although webhooks were loaded. While webhooks come, that is what holds until then.
func (b *browser) explanation(typing bool) explanation {
	e := b.noRows(typing)
	if b.shown.snap.Coming {
		e.title += " so far"
	}
	return e
}

func (b *browser) noRows(typing bool) explanation {
	switch {
	case len(b.shown.rows) > 0:
		return b.noItems()
	case typing:
		return explanation{"No webhooks match", []string{b.whyNone(), "Esc leaves the input, and once more clears the filters."}}
	}
	return explanation{"No webhooks match", []string{b.whyNone(), "Esc clears the filters."}}
}

// noItems explains why an overview has no rows although webhooks match.
func (b *browser) noItems() explanation {
	of := "Of " + format.Plural(len(b.shown.rows), "webhook") + ", "
	esc := "Esc goes back to the list."
	switch b.shown.view {
	case viewTriage:
		sentences := []string{of + "none is switched off, and none is known to fail."}
		if b.shown.snap.NoUsage != nil {
			sentences = append(sentences, "Calls and errors are not available: "+b.shown.snap.NoUsage.Error()+".")
		}
		return explanation{"Nothing fails", append(sentences, esc)}
	case viewFindings:
		return explanation{"No findings", []string{of + "none has anything that should be fixed.", esc}}
	default:
		return explanation{"No events", []string{of + "none listens to such an event.", esc}}
	}
}

// whyNone names the filters that nothing matches.
func (b *browser) whyNone() string {
	f := b.shown.filter
	var parts []string
	if f.Hooks != nil {
		parts = append(parts, "among "+quote(f.Hooks.Title()))
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
	return strings.TrimSuffix(format.NoneMatch(len(b.shown.snap.List.Webhooks)), ".") + ": " + strings.Join(parts, ", ") + "."
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
