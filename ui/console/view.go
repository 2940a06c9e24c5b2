package console

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// View draws the whole screen: exactly as many lines as the terminal has, none wider than it.
func (m *Model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	if m.verify.open {
		lines := m.verify.view()
		if m.layout.header.h > 0 {
			lines = append([]string{m.header()}, lines...)
		}
		return m.frame(lines)
	}
	if m.pager.open {
		return m.frame(m.pager.view())
	}
	lines := m.screen()
	if m.focus == focusStatus && m.layout.bar.h > 0 {
		box, x := m.bar.menu(m.modes())
		lines = overlay(lines, box, x, m.layout.bar.y+m.layout.bar.h)
	}
	if m.menu.open {
		lines = overlay(lines, m.menu.view(), gutter, m.layout.list.y+1)
	}
	return m.frame(lines)
}

// frame makes the lines exactly as many and at most as wide as the terminal.
func (m *Model) frame(lines []string) string {
	for len(lines) < m.height {
		lines = append(lines, "")
	}
	lines = lines[:m.height]
	for i, l := range lines {
		if ansi.StringWidth(l) > m.width {
			lines[i] = ansi.Truncate(l, m.width, "")
		}
	}
	return strings.Join(lines, "\n")
}

func (m *Model) screen() []string {
	l := &m.layout
	lines := make([]string, 0, m.height)
	if l.header.h > 0 {
		lines = append(lines, m.header())
	}
	lines = append(lines, m.bar.view(m.modes())...)
	if l.notice.h > 0 {
		lines = append(lines, m.notices(m.width)[:l.notice.h]...)
	}
	lines = append(lines, m.body()...)
	if l.footer.h > 0 {
		for len(lines) < l.footer.y {
			lines = append(lines, "")
		}
		lines = append(lines[:l.footer.y], m.footer())
	}
	return lines
}

func (m *Model) body() []string {
	l := &m.layout
	list := m.listLines()
	if l.sideBySide {
		return m.beside(list)
	}
	lines := fill(list, l.list.h)
	if l.title.h > 0 {
		lines = append(lines, m.title(l.title.w))
	}
	return append(lines, m.detail.view()...)
}

// beside joins list and detail line by line, with a rule between.
func (m *Model) beside(list []string) []string {
	l := &m.layout
	list = fill(list, l.list.h)
	right := fill(append([]string{m.title(l.title.w)}, m.detail.view()...), l.list.h)
	rule := m.styles.Border.Render(m.styles.Glyphs.Vertical)
	lines := make([]string, l.list.h)
	for i := range lines {
		lines[i] = padStyled(list[i], l.list.w) + rule + right[i]
	}
	return lines
}

// listLines is the list, or what there is to say in its place.
func (m *Model) listLines() []string {
	switch {
	case len(m.rows.rows) == 0 || m.view != viewWebhooks && len(m.over.items) == 0:
		return m.empty(m.layout.list.w)
	case m.view != viewWebhooks:
		return m.over.view(m.focus != focusDetail)
	}
	return m.rows.view(m.sort, m.focus != focusDetail)
}

// title is the line above the detail: what it is about, and at its right end the place and what else there is room for. Without anything it is
// empty.
func (m *Model) title(width int) string {
	about, places, style := m.subject()
	if about == "" {
		return ""
	}
	g := m.styles.Glyphs
	lead := g.Rule
	if m.focus == focusDetail {
		lead, style = g.Cursor, m.styles.Focus
	}
	right := " " + fitting(places, width/2-2) + " "
	name := format.Cut(about, width-format.Width(right)-6, g.Ellipsis)
	rule := max(width-format.Width(right)-format.Width(name)-5, 0)
	return " " + m.styles.Border.Render(lead) + " " + style.Render(name) + " " +
		m.styles.Border.Render(strings.Repeat(g.Rule, rule)) + m.styles.Muted.Render(right) + m.styles.Border.Render(g.Rule)
}

// subject is what the detail is about, where that stands in ever fewer words, and how it looks; "" for nothing.
func (m *Model) subject() (about string, places []string, look lipgloss.Style) {
	if it := m.over.selected(); m.view != viewWebhooks && it != nil {
		at := views[m.view].row + " " + place(m.over.cursor+1, len(m.over.items))
		if p := m.detail.position(); p != "" {
			places = append(places, at+" "+m.styles.Glyphs.Bullet+" lines "+p)
		}
		return it.title(), append(places, at), m.styles.Title
	}
	w := m.hook()
	switch {
	case w == nil:
		return "", nil, m.styles.Muted
	case w.Name == "":
		return format.Title(w), m.places(w), m.styles.Muted
	}
	return format.Title(w), m.places(w), m.styles.Title
}

// places says which webhook the detail shows and how much of it is in sight, in ever fewer words.
func (m *Model) places(w *webhook.Webhook) []string {
	dot := " " + m.styles.Glyphs.Bullet + " "
	id := "#" + strconv.FormatInt(w.ID, 10)
	full := id
	if w.Type != "" {
		full += dot + w.Type
	}
	full += dot + "row " + place(m.rows.cursor+1, len(m.rows.rows))
	if p := m.detail.position(); p != "" {
		return []string{full + dot + "lines " + p, id + dot + "lines " + p, id}
	}
	return []string{full, id}
}

// modes says which way the inputs work and how much of the list is in sight, in ever fewer words.
func (m *Model) modes() []string {
	dot := " " + m.styles.Glyphs.Bullet + " "
	mode := "narrowing"
	if m.asking {
		mode = "asking"
	}
	if m.view != viewWebhooks {
		return m.overviewModes(dot)
	}
	short := mode
	if m.problems {
		short += dot + "problems"
	}
	long := short
	if m.asking && m.pending() {
		long += dot + "Enter sends"
	}
	if m.loaded {
		return []string{long + dot + m.count(), short + dot + m.count(), short, mode}
	}
	return []string{long, short, mode}
}

// overviewModes says the same of an overview. What it counts names it, but for the triage.
func (m *Model) overviewModes(dot string) []string {
	long := m.count()
	if m.view == viewTriage {
		long = views[m.view].title + dot + long
	}
	for _, part := range []struct {
		on   bool
		word string
	}{{m.problems, "problems"}, {m.asking, "asking"}} {
		if part.on {
			long = part.word + dot + long
		}
	}
	return []string{long, m.count()}
}

// count is how many webhooks are in the list, and of how many.
func (m *Model) count() string {
	if m.view != viewWebhooks {
		return format.Plural(len(m.over.items), views[m.view].row)
	}
	shown, all := len(m.rows.rows), len(m.list.Webhooks)
	if shown == all {
		return format.Plural(all, "webhook")
	}
	return place(shown, all)
}

// pending reports whether the inputs ask something else than the list on the screen answers.
func (m *Model) pending() bool {
	q := m.query()
	return q.Name != m.asked.Name || q.Event != m.asked.Event || q.Status != m.asked.Status
}

func place(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }

func span(from, to, of int) string { return fmt.Sprintf("%d-%d of %d", from, to, of) }
