package console

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// listPane shows the rows that the filter kept. Its cursor is on a webhook and not on an index, so that refresh, sort and filter
// leave it where the user put it.
type listPane struct {
	styles style.Styles
	times  format.Times
	list   *webhook.List
	rows   []int          // indices into list, in order
	cursor int            // index into rows; 0 when there are none
	top    int            // the first row in sight
	marks  marks          // rows that changed
	filter webhook.Filter // what the rows are filtered by, for emphasis and for what the columns show
	key    webhook.Key
	keyed  bool // key is set: a row has been under the cursor
	width  int
	height int
}

func newListPane(s style.Styles, t format.Times) listPane {
	return listPane{styles: s, times: t, list: webhook.NewList(nil)}
}

// set shows other rows. The cursor stays on its webhook; when that is gone, it stays at its height.
func (p *listPane) set(list *webhook.List, rows []int) {
	if w := p.selected(); w != nil && list != p.list {
		p.key, p.keyed = w.Key(), true // also where nobody has moved yet: the detail is being read
	}
	p.list, p.rows = list, rows
	if p.keyed {
		at := slices.IndexFunc(rows, func(i int) bool { return list.Webhooks[i].Key() == p.key })
		if at >= 0 {
			p.top += at - p.cursor // its row stays at the same place on the screen
			p.cursor = at
		}
	}
	p.scroll()
}

// selected is the webhook under the cursor, nil when there are no rows.
func (p *listPane) selected() *webhook.Webhook {
	if len(p.rows) == 0 {
		return nil
	}
	return &p.list.Webhooks[p.rows[p.cursor]]
}

func (p *listPane) setSize(w, h int) {
	p.width, p.height = w, h
	p.scroll()
}

// visible is how many rows fit below the heading.
func (p *listPane) visible() int { return max(p.height-1, 0) }

func (p *listPane) update(msg tea.KeyMsg, k *keyMap) {
	page := max(p.visible()-1, 1)
	switch {
	case key.Matches(msg, k.up):
		p.move(p.cursor - 1)
	case key.Matches(msg, k.down):
		p.move(p.cursor + 1)
	case key.Matches(msg, k.pageUp):
		p.move(p.cursor - page)
	case key.Matches(msg, k.pageDown):
		p.move(p.cursor + page)
	case key.Matches(msg, k.home):
		p.move(0)
	case key.Matches(msg, k.end):
		p.move(len(p.rows) - 1)
	case key.Matches(msg, k.nextProblem):
		p.moveToProblem(+1)
	case key.Matches(msg, k.previousProblem):
		p.moveToProblem(-1)
	}
}

// moveToProblem moves to the next problem in a direction, and stays when there is none.
func (p *listPane) moveToProblem(step int) {
	for at := p.cursor + step; at >= 0 && at < len(p.rows); at += step {
		if p.list.Webhooks[p.rows[at]].State.Problem() {
			p.move(at)
			return
		}
	}
}

func (p *listPane) move(to int) {
	p.cursor = to
	p.scroll()
	if w := p.selected(); w != nil {
		p.key, p.keyed = w.Key(), true
	}
}

// scroll brings cursor and window back into the rows.
func (p *listPane) scroll() {
	p.cursor = clamp(p.cursor, 0, max(len(p.rows)-1, 0))
	h := p.visible()
	p.top = clamp(p.top, p.cursor-h+1, p.cursor)
	p.top = clamp(p.top, 0, max(len(p.rows)-h, 0))
}

// column is one column of the list.
type column struct {
	title string
	by    webhook.Column // what sorting by it is called, "" when it cannot be
	width int
	cell  func(w *webhook.Webhook, width int) string
	style func(w *webhook.Webhook) lipgloss.Style
	words []string // what is looked for in it
}

const (
	gutter = 3 // blank, cursor, blank
	gap    = 2 // between columns
)

// columns chooses and sizes the columns for the width: on a narrow screen the least important go first.
func (p *listPane) columns() []column {
	g := p.styles.Glyphs
	muted := func(*webhook.Webhook) lipgloss.Style { return p.styles.Muted }
	name := func(w *webhook.Webhook) lipgloss.Style {
		if w.Name == "" {
			return p.styles.Muted
		}
		return p.styles.Text
	}
	state := func(w *webhook.Webhook) lipgloss.Style { _, s := p.styles.State(w.State); return s }

	all := map[string]column{
		"state": {title: "State", by: webhook.ByAttention, width: 17, cell: func(w *webhook.Webhook, n int) string {
			return format.Fit(format.StateText(w.State, g), n, g.Ellipsis)
		}, style: state},
		"symbol": {title: "", by: webhook.ByAttention, width: 1, cell: func(w *webhook.Webhook, n int) string {
			symbol, _ := p.styles.State(w.State)
			return format.Fit(symbol, n, "")
		}, style: state},
		"name": {title: "Name", by: webhook.ByName, width: 0, cell: func(w *webhook.Webhook, n int) string { return format.Fit(format.Title(w), n, g.Ellipsis) }, style: name},
		"events": {title: "Events", by: webhook.ByEvents, width: 0, cell: func(w *webhook.Webhook, n int) string {
			return format.Fit(format.Events(p.matchingFirst(w.Events), n, g), n, g.Ellipsis)
		}, style: muted},
		"target": {title: "Target", by: webhook.ByTarget, width: 0, cell: func(w *webhook.Webhook, n int) string {
			return format.Fit(format.Target(w, n, g), n, g.Ellipsis)
		}, style: muted},
		"mail": {title: "Error mail", cell: func(w *webhook.Webhook, n int) string {
			if w.ErrorsEmail == "" {
				return format.Fit("nobody is told", n, g.Ellipsis)
			}
			return format.Fit(w.ErrorsEmail, n, g.Ellipsis)
		}, style: muted},
		"updated": {title: "Updated", by: webhook.ByUpdated, width: 9, cell: func(w *webhook.Webhook, n int) string {
			return format.Fit(p.times.Ago(w.Updated), n, g.Ellipsis)
		}, style: muted},
	}
	names, weights := chooseColumns(p.width, p.filter.Problems)
	columns := p.share(all, names, weights)
	for i := range columns {
		switch columns[i].by {
		case webhook.ByName, webhook.ByTarget:
			columns[i].words = webhook.SearchWords(p.filter.Name)
		case webhook.ByEvents:
			columns[i].words = webhook.SearchWords(p.filter.Event)
		}
	}
	return columns
}

// chooseColumns names the columns for a width, and how the free space is shared among the flexible ones. Of problems the mail matters more
// than the events.
func chooseColumns(width int, problems bool) ([]string, map[string]int) {
	events := "events"
	if problems {
		events = "mail"
	}
	switch {
	case width >= 90:
		return []string{"state", "name", events, "target", "updated"}, map[string]int{"name": 12, events: 7, "target": 11}
	case width >= 64:
		return []string{"state", "name", events, "target"}, map[string]int{"name": 10, events: 8, "target": 8}
	case width >= 36:
		return []string{"symbol", "name", events}, map[string]int{"name": 5, events: 4}
	}
	return []string{"symbol", "name"}, map[string]int{"name": 1}
}

// matchingFirst puts the events that are looked for before the others.
func (p *listPane) matchingFirst(events []string) []string {
	words := webhook.SearchWords(p.filter.Event)
	if len(words) == 0 {
		return events
	}
	var found, others []string
	for _, e := range events {
		if slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(e), word) }) {
			found = append(found, e)
		} else {
			others = append(others, e)
		}
	}
	return append(found, others...)
}

func (p *listPane) share(all map[string]column, names []string, weights map[string]int) []column {
	free, total := p.width-gutter-1, 0
	for _, n := range names {
		free -= all[n].width + gap
		total += weights[n]
	}
	free += gap
	columns := make([]column, 0, len(names))
	left := max(free, 0)
	for _, n := range names {
		c := all[n]
		if weights[n] > 0 {
			c.width = max(free, 0) * weights[n] / total
			left -= c.width
		}
		columns = append(columns, c)
	}
	for i := range columns { // what division left over goes to the name
		if columns[i].by == webhook.ByName {
			columns[i].width += left
		}
	}
	return columns
}

// view draws the heading and the rows in sight. It has as many lines as there are, at most the pane's height.
func (p *listPane) view(sort webhook.Sort, focused bool) []string {
	if p.height == 0 || p.width == 0 {
		return nil
	}
	columns := p.columns()
	lines := []string{p.heading(columns, sort)}
	from, to := p.thumb()
	for i := p.top; i < min(p.top+p.visible(), len(p.rows)); i++ {
		line := p.row(columns, &p.list.Webhooks[p.rows[i]], i == p.cursor, focused)
		if i-p.top >= from && i-p.top < to {
			line = padStyled(line, p.width-1) + p.styles.Accent.Render(p.styles.Glyphs.Vertical)
		}
		lines = append(lines, line)
	}
	return lines
}

// thumb is the part of the scrollbar, in lines from the first row in sight, that says which rows these are; it is empty when all rows are
// in sight.
func (p *listPane) thumb() (from, to int) {
	h, n := p.visible(), len(p.rows)
	if n <= h || h < 2 {
		return 0, 0
	}
	size := max(h*h/n, 1)
	from = p.top * (h - size) / (n - h)
	return from, from + size
}

// heading names the columns; the one that the list is sorted by bears the direction.
func (p *listPane) heading(columns []column, sort webhook.Sort) string {
	g := p.styles.Glyphs
	line := blanks(gutter)
	for i, c := range columns {
		title := c.title
		if c.by != "" && (c.by == sort.By || c.by == webhook.ByAttention && sort.By == "") {
			mark := g.SortDown
			if sort.Reverse {
				mark = g.SortUp
			}
			title = joinWords(title, mark)
		}
		line += format.Fit(title, c.width, "") + columnGap(i, columns)
	}
	return p.styles.Heading.Render(format.Fit(line, p.width, ""))
}

// row draws one webhook. Cells are plain text of the right width first, and coloured after that.
func (p *listPane) row(columns []column, w *webhook.Webhook, selected, focused bool) string {
	mark := " "
	if _, changed := p.marks[w.Key()]; changed {
		mark = "*"
	}
	if !selected {
		line := mark + blanks(gutter-1)
		if mark != " " {
			line = p.styles.Warning.Render(mark) + blanks(gutter-1)
		}
		for i, c := range columns {
			line += emphasise(c.cell(w, c.width), c.words, c.style(w)) + columnGap(i, columns)
		}
		return line
	}
	bar := p.styles.SelectedBlurred
	if focused {
		bar = p.styles.Selected
	}
	line := bar.Render(mark + p.styles.Glyphs.Cursor + " ")
	for i, c := range columns {
		line += emphasise(c.cell(w, c.width), c.words, bar) + bar.Render(columnGap(i, columns))
	}
	return line + bar.Render(blanks(p.width-1-ansi.StringWidth(line)))
}

// emphasise underlines the words that are looked for in a cell.
func emphasise(cell string, words []string, style lipgloss.Style) string {
	if len(words) == 0 {
		return style.Render(cell)
	}
	lower := strings.Map(lowerOfSameLength, cell)
	found := make([]bool, len(cell))
	for _, word := range words {
		for at := 0; ; {
			i := strings.Index(lower[at:], word)
			if i < 0 {
				break
			}
			for j := range len(word) {
				found[at+i+j] = true
			}
			at += i + len(word)
		}
	}
	line, emphasis := "", style.Underline(true)
	for from := 0; from < len(cell); {
		to := from + 1
		for to < len(cell) && found[to] == found[from] {
			to++
		}
		if found[from] {
			line += emphasis.Render(cell[from:to])
		} else {
			line += style.Render(cell[from:to])
		}
		from = to
	}
	return line
}

// lowerOfSameLength keeps places in a text and in its lower-case form the same.
func lowerOfSameLength(r rune) rune {
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}

func columnGap(i int, columns []column) string {
	if i == len(columns)-1 {
		return ""
	}
	return blanks(gap)
}

func joinWords(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}
