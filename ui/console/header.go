package console

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// header names the program, the tenant and the mode of the whole thing, and counts the webhooks by state.
func (m *Model) header() string {
	counts := m.counts(true)
	if m.width-ansi.StringWidth(counts) < m.shortIdentity() {
		counts = m.counts(false)
	}
	left := m.identity(m.width - ansi.StringWidth(counts) - 2)
	space := m.width - ansi.StringWidth(left) - ansi.StringWidth(counts) - 1
	if space < 1 {
		return left
	}
	return left + blanks(space) + counts + " "
}

// shortIdentity is the width that names the tenant in full, for which the counts give up their words.
func (m *Model) shortIdentity() int {
	return format.Width("    " + m.opts.Source.Label + "  " + readOnly + "  ")
}

// readOnly is the header's promise.
const readOnly = "READ-ONLY"

// identity drops what matters least until it fits. READ-ONLY and the tenant stay longest.
func (m *Model) identity(width int) string {
	s, src := m.styles, m.opts.Source
	var where []string
	for _, part := range []string{src.Label, src.Tenant, src.Place} {
		if part != "" && (len(where) == 0 || where[len(where)-1] != part) {
			where = append(where, part)
		}
	}
	place := len(where) // what follows goes first where there is no room
	if m.version.text != "" {
		where = append(where, "SuperOffice "+m.version.text)
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
		{"", strings.Join(where[:place], separator), ""},
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

// allCounts is the width of the header below which all counts go but those of what is in trouble.
const allCounts = 60

// counts is how many webhooks are in each state, of the whole list, with or without words.
func (m *Model) counts(wordy bool) string {
	if !m.loaded {
		return ""
	}
	var parts []string
	for _, c := range m.states {
		if m.width < allCounts && (!c.State.Problem() && c.State != webhook.Failing || c.N == 0) {
			continue
		}
		symbol, style := m.styles.State(c.State)
		text := symbol + " " + strconv.Itoa(c.N)
		if wordy {
			text += " " + statusWord(c.State)
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
