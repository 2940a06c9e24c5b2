package console

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/format"
)

// header names the program, the tenant and the mode of the whole thing, and counts the webhooks by state.
func (t *tenant) header() string {
	counts := t.counts(true)
	if t.width-ansi.StringWidth(counts) < t.shortIdentity() {
		counts = t.counts(false)
	}
	left := t.identity(t.width - ansi.StringWidth(counts) - 2)
	space := t.width - ansi.StringWidth(left) - ansi.StringWidth(counts) - 1
	if space < 1 {
		return left
	}
	return left + component.Blanks(space) + counts + " "
}

// shortIdentity is the width that names the tenant in full, for which the counts give up their words.
func (t *tenant) shortIdentity() int {
	return format.Width("    " + t.opts.Source.Label + "  " + readOnly + "  ")
}

// readOnly is the header's promise.
const readOnly = "READ-ONLY"

// identity drops what matters least until it fits. READ-ONLY and the tenant stay longest.
func (t *tenant) identity(width int) string {
	s, src := t.styles, t.opts.Source
	var where []string
	for _, part := range []string{src.Label, src.Tenant, src.Place} {
		if part != "" && (len(where) == 0 || where[len(where)-1] != part) {
			where = append(where, part)
		}
	}
	place := len(where) // what follows goes first where there is no room
	if t.feed.version != "" {
		where = append(where, "SuperOffice "+t.feed.version)
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
func (t *tenant) counts(wordy bool) string {
	if !t.feed.snap.Loaded {
		return ""
	}
	var parts []string
	for _, c := range t.feed.snap.Counts {
		if t.width < allCounts && (!c.State.Problem() && c.State != webhook.Failing || c.N == 0) {
			continue
		}
		symbol, style := t.styles.State(c.State)
		text := symbol + " " + strconv.Itoa(c.N)
		if wordy {
			text += " " + filter.StatusWord(c.State)
		}
		if c.N == 0 {
			style = t.styles.Muted
		}
		parts = append(parts, style.Render(text))
	}
	if !t.answersAll() { // these are not the tenant's
		parts = append([]string{t.styles.Muted.Render("answer")}, parts...)
	}
	return strings.Join(parts, "   ")
}
