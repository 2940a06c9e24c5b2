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
	wanted []string       // the columns that the user wants
	filter webhook.Filter // what the rows are filtered by, for emphasis and for what the columns show
	key    webhook.Key
	keyed  bool // key is set: a row has been under the cursor
	width  int
	height int
}

func newListPane(s style.Styles, t format.Times, columns []string) listPane {
	if len(columns) == 0 {
		columns = defaultColumns()
	}
	return listPane{styles: s, times: t, list: webhook.NewList(nil), wanted: columns}
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
		if c.by == sort.Column() {
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
