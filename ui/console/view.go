package console

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/format"
)

// View draws the whole screen: exactly as many lines as the terminal has, none wider than it.
func (m *Model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	t := m.tenant()
	bindings := t.hints()
	if !m.over.Empty() && !t.feed.list.running() {
		bindings = m.over.Help()
	}
	lines := m.over.View(t.screen(bindings))
	lines = component.Fill(lines, m.height)
	for i, l := range lines {
		if ansi.StringWidth(l) > m.width {
			lines[i] = ansi.Truncate(l, m.width, "")
		}
	}
	return strings.Join(lines, "\n")
}

// screen is the lines of a tenant, with the keys that the footer names.
func (t *tenant) screen(bindings []key.Binding) []string {
	l := &t.layout
	lines := make([]string, 0, t.height)
	if l.header.h > 0 {
		lines = append(lines, t.header())
	}
	lines = append(lines, t.filter.View()...)
	if l.notice.h > 0 {
		lines = append(lines, t.notices(t.width)[:l.notice.h]...)
	}
	lines = append(lines, t.body()...)
	if l.footer.h > 0 {
		for len(lines) < l.footer.y {
			lines = append(lines, "")
		}
		lines = append(lines[:l.footer.y], t.footer(bindings))
	}
	box, x := t.filter.Popup()
	return component.Lay(lines, box, x, l.bar.y+l.bar.h)
}

func (t *tenant) body() []string {
	l := &t.layout
	list := t.listLines()
	if l.sideBySide {
		return t.beside(list)
	}
	lines := component.Fill(list, l.list.h)
	if l.title.h > 0 {
		lines = append(lines, t.title(l.title.w))
	}
	return append(lines, t.detail.View()...)
}

// beside joins list and detail line by line, with a rule between.
func (t *tenant) beside(list []string) []string {
	l := &t.layout
	list = component.Fill(list, l.list.h)
	right := component.Fill(append([]string{t.title(l.title.w)}, t.detail.View()...), l.list.h)
	rule := t.styles.Border.Render(t.styles.Glyphs.Vertical)
	lines := make([]string, l.list.h)
	for i := range lines {
		lines[i] = component.Pad(list[i], l.list.w) + rule + right[i]
	}
	return lines
}

// listLines is the list, or what there is to say in its place.
func (t *tenant) listLines() []string {
	switch {
	case len(t.rows) == 0 || t.view != viewWebhooks && len(t.items.Rows()) == 0:
		return t.empty(t.layout.list.w)
	case t.view != viewWebhooks:
		return t.items.View()
	}
	return t.hooks.View()
}

// title is the line above the detail: what it is about, and at its right end the place and what else there is room for. Without anything it is
// empty.
func (t *tenant) title(width int) string {
	about, places, style := t.subject()
	if about == "" {
		return ""
	}
	g := t.styles.Glyphs
	lead := g.Rule
	if t.focus == focusDetail {
		lead, style = g.Cursor, t.styles.Focus
	}
	right := " " + component.Fitting(places, width/2-2) + " "
	name := format.Cut(about, width-format.Width(right)-6, g.Ellipsis)
	rule := max(width-format.Width(right)-format.Width(name)-5, 0)
	return " " + t.styles.Border.Render(lead) + " " + style.Render(name) + " " +
		t.styles.Border.Render(strings.Repeat(g.Rule, rule)) + t.styles.Muted.Render(right) + t.styles.Border.Render(g.Rule)
}

// subject is what the detail is about, where that stands in ever fewer words, and how it looks; "" for nothing.
func (t *tenant) subject() (about string, places []string, look lipgloss.Style) {
	if it, ok := t.items.Selected(); t.view != viewWebhooks && ok {
		at := overviews[t.view].row + " " + place(t.items.Cursor()+1, len(t.items.Rows()))
		if p := t.detail.Position(); p != "" {
			places = append(places, at+" "+t.styles.Glyphs.Bullet+" lines "+p)
		}
		return it.title(), append(places, at), t.styles.Title
	}
	w := t.hook()
	switch {
	case w == nil:
		return "", nil, t.styles.Muted
	case w.Name == "":
		return format.Title(w), t.places(w), t.styles.Muted
	}
	return format.Title(w), t.places(w), t.styles.Title
}

// places says which webhook the detail shows and how much of it is in sight, in ever fewer words.
func (t *tenant) places(w *webhook.Webhook) []string {
	dot := " " + t.styles.Glyphs.Bullet + " "
	id := "#" + strconv.FormatInt(w.ID, 10)
	full := id
	if w.Type != "" {
		full += dot + w.Type
	}
	full += dot + "row " + place(t.hooks.Cursor()+1, len(t.rows))
	if p := t.detail.Position(); p != "" {
		return []string{full + dot + "lines " + p, id + dot + "lines " + p, id}
	}
	return []string{full, id}
}

// modes says which way the inputs work and how much of the list is in sight, in ever fewer words.
func (t *tenant) modes() []string {
	dot := " " + t.styles.Glyphs.Bullet + " "
	mode := "narrowing"
	if t.asking {
		mode = "asking"
	}
	if t.view != viewWebhooks {
		return t.overviewModes(dot)
	}
	short := mode
	if t.problems {
		short += dot + "problems"
	}
	long := short
	if t.asking && t.pending() {
		long += dot + "Enter sends"
	}
	if t.feed.snap.Loaded {
		return []string{long + dot + t.count(), short + dot + t.count(), short, mode}
	}
	return []string{long, short, mode}
}

// overviewModes says the same of an overview. What it counts names it, but for the triage.
func (t *tenant) overviewModes(dot string) []string {
	long := t.count()
	if t.view == viewTriage {
		long = overviews[t.view].title + dot + long
	}
	for _, part := range []struct {
		on   bool
		word string
	}{{t.problems, "problems"}, {t.asking, "asking"}} {
		if part.on {
			long = part.word + dot + long
		}
	}
	return []string{long, t.count()}
}

// count is how many webhooks are in the list, and of how many.
func (t *tenant) count() string {
	if t.view != viewWebhooks {
		return format.Plural(len(t.items.Rows()), overviews[t.view].row)
	}
	shown, all := len(t.rows), len(t.feed.snap.List.Webhooks)
	if shown == all {
		return format.Plural(all, "webhook")
	}
	return place(shown, all)
}

// pending reports whether the inputs ask something else than the list on the screen answers.
func (t *tenant) pending() bool {
	q, answered := t.query(), t.feed.snap.Query
	return q.Name != answered.Name || q.Event != answered.Event || q.Status != answered.Status
}

func place(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }
