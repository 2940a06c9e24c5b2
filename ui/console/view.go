package console

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// View draws the whole screen: exactly as many lines as the terminal has, none wider than it.
func (m *Model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
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
	if len(m.rows.rows) > 0 {
		return m.rows.view(m.sort, m.focus != focusDetail)
	}
	return m.empty(m.layout.list.w)
}

// title is the line above the detail: the name, and at its right end the id, the type and the place. Without a webhook it is empty.
func (m *Model) title(width int) string {
	w := m.rows.selected()
	if w == nil {
		return ""
	}
	g := m.styles.Glyphs
	lead, style := g.Rule, m.styles.Title
	if m.focus == focusDetail {
		lead, style = g.Cursor, m.styles.Focus
	}
	if w.Name == "" {
		style = m.styles.Muted
	}
	right := " " + fitting(m.places(w), width/2-2) + " "
	name := format.Cut(format.Title(w), width-format.Width(right)-6, g.Ellipsis)
	rule := max(width-format.Width(right)-format.Width(name)-5, 0)
	return " " + m.styles.Border.Render(lead) + " " + style.Render(name) + " " +
		m.styles.Border.Render(strings.Repeat(g.Rule, rule)) + m.styles.Muted.Render(right) + m.styles.Border.Render(g.Rule)
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

// count is how many webhooks are in the list, and of how many.
func (m *Model) count() string {
	shown, all := len(m.rows.rows), len(m.list.Webhooks)
	if shown == all {
		return plural(all, "webhook")
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

// header names the program, the tenant and the mode of the whole thing, and counts the webhooks by state.
func (m *Model) header() string {
	counts := m.counts()
	left := m.identity(m.width - ansi.StringWidth(counts) - 2)
	space := m.width - ansi.StringWidth(left) - ansi.StringWidth(counts) - 1
	if space < 1 {
		return left
	}
	return left + blanks(space) + counts + " "
}

// identity drops what matters least until it fits. READ-ONLY and the tenant stay longest.
func (m *Model) identity(width int) string {
	s, src := m.styles, m.opts.Source
	readOnly := "READ-ONLY"
	var where []string
	for _, part := range []string{src.Label, src.Tenant, src.Place} {
		if part != "" && (len(where) == 0 || where[len(where)-1] != part) {
			where = append(where, part)
		}
	}
	hint := ""
	if src.Hint != "" {
		hint = " (" + src.Hint + ")"
	}
	separator := " " + s.Glyphs.Bullet + " "
	title := s.Title
	if src.Danger {
		title = s.Danger
		where = append([]string{s.Glyphs.Warning + " " + where[0] + " " + s.Glyphs.Warning}, where[1:]...)
	}
	for _, try := range []struct{ name, where, hint string }{
		{"crmhooks  ", strings.Join(where, separator), hint},
		{"crmhooks  ", strings.Join(where, separator), ""},
		{"", strings.Join(where, separator), ""},
		{"", strings.Join(where[:min(len(where), 2)], separator), ""},
		{"", strings.Join(where[:min(len(where), 1)], separator), ""},
	} {
		if format.Width(" "+try.name+try.where+try.hint+"  "+readOnly) <= width {
			return " " + s.Accent.Render(try.name) + title.Render(try.where) + s.Muted.Render(try.hint) + "  " + s.ReadOnly.Render(readOnly)
		}
	}
	first := strings.Join(where[:min(len(where), 1)], "")
	room := max(width-format.Width(readOnly)-3, 0)
	return " " + title.Render(ansi.Truncate(first, room, s.Glyphs.Ellipsis)) + "  " + s.ReadOnly.Render(readOnly)
}

// The widths of the header below which the counts lose their words, and all but those of problems.
const (
	wordyCounts = 108
	allCounts   = 60
)

// counts is how many webhooks are in each state, of the whole list.
func (m *Model) counts() string {
	if !m.loaded {
		return ""
	}
	var parts []string
	for _, c := range m.states {
		if m.width < allCounts && (!c.State.Problem() || c.N == 0) {
			continue
		}
		symbol, style := m.styles.State(c.State)
		text := symbol + " " + strconv.Itoa(c.N)
		if m.width >= wordyCounts {
			text += " " + c.State.Word()
		}
		if c.N == 0 {
			style = m.styles.Muted
		}
		parts = append(parts, style.Render(text))
	}
	if isFiltered(m.asked) { // these are not the tenant's
		parts = append([]string{m.styles.Muted.Render("answer")}, parts...)
	}
	return strings.Join(parts, "   ")
}

// footer says how old the list is on its left, and which keys matter now on its right.
func (m *Model) footer() string {
	left := m.status()
	hints := m.hints(m.width - format.Width(left) - 4)
	space := max(m.width-format.Width(left)-ansi.StringWidth(hints)-2, 1)
	style := m.styles.Muted
	if m.failure != nil && !m.fetch.running() {
		style = m.styles.Error
	}
	return " " + style.Render(ansi.Truncate(left, max(m.width-2, 0), m.styles.Glyphs.Ellipsis)) + blanks(space) + hints + " "
}

// status is one short sentence: what runs, what failed, or when the list was loaded.
func (m *Model) status() string {
	switch {
	case m.fetch.running():
		return m.loadingWords()
	case m.notice != "":
		return m.notice
	case m.failure != nil && m.loaded:
		return "refresh failed " + m.clock(m.failedAt) + ", list of " + m.clock(m.result.Loaded)
	case m.failure != nil:
		return "failed " + m.clock(m.failedAt)
	case !m.loaded:
		return "not loaded"
	}
	words := "loaded " + m.clock(m.result.Loaded) + " in " + m.opts.Times.Duration(m.result.Duration)
	if m.result.Slow() {
		words += ", slow"
	}
	if m.watch.on {
		words += ", again every " + m.opts.Times.Duration(m.opts.WatchEvery)
	}
	return words
}

func (m *Model) loadingWords() string {
	p := m.loading
	frames := m.styles.Glyphs.Spinner
	words := frames[p.spin%len(frames)] + " "
	switch {
	case p.Attempt > 0:
		return words + fmt.Sprintf("%s, again in %s, attempt %d of %d", p.Reason, m.opts.Times.Duration(p.Wait), p.Attempt, p.Attempts)
	case p.Rows > 0:
		return words + fmt.Sprintf("loading, %d webhooks so far", p.Rows)
	}
	return words + "loading"
}

// hints are the keys that matter now, as many as fit.
func (m *Model) hints(width int) string {
	k, s := m.keys, m.styles
	type hint struct{ key, word string }
	list := []hint{{"?", "help"}, {"/", "name"}, {"e", "event"}, {"s", "status"}, {"!", "problems"}, {"Enter", "open"}, {"r", "refresh"}, {"q", "quit"}}
	switch {
	case m.fetch.running():
		list = []hint{{"Esc", "cancel"}, {"?", "help"}, {"q", "quit"}}
	case m.menu.open:
		list = []hint{{k.choose.Help().Key, "choose"}, {"Enter", "take"}, {"Esc", "close"}}
	case m.focus == focusStatus:
		list = []hint{{k.choose.Help().Key, "choose"}, {"Enter", "done"}, {"Tab", "next"}}
	case m.typing() && m.asking:
		list = []hint{{"Enter", "ask the server"}, {"Esc", "leave"}, {"Tab", "next"}}
	case m.typing():
		list = []hint{{"Enter", "done"}, {"Tab", "next"}, {k.choose.Help().Key, "move"}}
	case m.zoomed:
		list = []hint{{"Esc", "back"}, {"J", "JSON"}, {"?", "help"}}
	case m.focus == focusDetail:
		list = []hint{{"Esc", "back"}, {"Enter", "whole screen"}, {"J", "JSON"}, {"?", "help"}}
	case m.failure != nil:
		list = []hint{{"r", "try again"}, {"?", "help"}, {"q", "quit"}}
	}
	out, used := "", 0
	for i, h := range list {
		keyText := s.Glyphs.Keys(h.key)
		need := format.Width(keyText) + 1 + format.Width(h.word)
		if i > 0 {
			need += 3
		}
		if used+need > width {
			break
		}
		if i > 0 {
			out += "   "
		}
		out += s.Key.Render(keyText) + " " + s.Muted.Render(h.word)
		used += need
	}
	return out
}
