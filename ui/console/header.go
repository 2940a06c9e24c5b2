package console

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// header names the program, the tenant and the mode of the whole thing, and counts the webhooks by state.
type header struct {
	styles  *style.Styles
	source  source.Source
	version string           // of the server
	snap    *source.Snapshot // whose webhooks are counted
	part    bool             // they are the answer to a question, and not the tenant's
	width   int
}

func (t *tenant) header() string {
	return header{t.styles, t.opts.Source, t.feed.version, t.feed.snap, !t.list.answersAll(), t.width}.line()
}

func (h header) line() string {
	counts := h.counts(true)
	if h.width-ansi.StringWidth(counts) < h.shortIdentity() {
		counts = h.counts(false)
	}
	left := h.identity(h.width - ansi.StringWidth(counts) - 2)
	space := h.width - ansi.StringWidth(left) - ansi.StringWidth(counts) - 1
	if space < 1 {
		return left
	}
	return left + component.Blanks(space) + counts + " "
}

// shortIdentity is the width that the tenant's full name needs. The counts give up their words for it.
func (h header) shortIdentity() int {
	return format.Width("    " + h.source.Label + "  " + readOnly + "  ")
}

// readOnly is the header's promise.
const readOnly = "READ-ONLY"

// identity drops the least important parts until it fits. READ-ONLY and the tenant stay longest.
func (h header) identity(width int) string {
	s, src := h.styles, h.source
	var where []string
	for _, part := range []string{src.Label, src.Tenant, src.Place} {
		if part != "" && (len(where) == 0 || where[len(where)-1] != part) {
			where = append(where, part)
		}
	}
	place := len(where) // what follows goes first where there is no room
	if h.version != "" {
		where = append(where, "SuperOffice "+h.version)
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

// allCounts is the width of the header below which only the counts of webhooks in trouble are shown.
const allCounts = 60

// counts is how many webhooks are in each state, of the whole list, with or without words.
func (h header) counts(wordy bool) string {
	if !h.snap.Loaded {
		return ""
	}
	var parts []string
	for _, c := range h.snap.Counts {
		if h.width < allCounts && (!c.State.Problem() && c.State != webhook.Failing || c.N == 0) {
			continue
		}
		symbol, style := h.styles.State(c.State)
		text := symbol + " " + strconv.Itoa(c.N)
		if wordy {
			text += " " + filter.StatusWord(c.State)
		}
		if c.N == 0 {
			style = h.styles.Muted
		}
		parts = append(parts, style.Render(text))
	}
	if h.part { // these are not the tenant's
		parts = append([]string{h.styles.Muted.Render("server results")}, parts...)
	}
	return strings.Join(parts, "   ")
}
