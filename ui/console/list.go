package console

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

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
	rows   []int  // indices into list, in order
	cursor int    // index into rows; 0 when there are none
	top    int    // the first row in sight
	event  string // the filter of events
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
	by    webhook.Column // what sorting by it is called
	width int
	cell  func(w *webhook.Webhook, width int) string
	style func(w *webhook.Webhook) lipgloss.Style
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
		"state": {"State", webhook.ByAttention, 17, func(w *webhook.Webhook, n int) string {
			return format.Fit(format.StateText(w.State, g), n, g.Ellipsis)
		}, state},
		"symbol": {"", webhook.ByAttention, 1, func(w *webhook.Webhook, n int) string {
			symbol, _ := p.styles.State(w.State)
			return format.Fit(symbol, n, "")
		}, state},
		"name": {"Name", webhook.ByName, 0, func(w *webhook.Webhook, n int) string { return format.Fit(format.Title(w), n, g.Ellipsis) }, name},
		"events": {"Events", webhook.ByEvents, 0, func(w *webhook.Webhook, n int) string {
			return format.Fit(format.Events(p.matchingFirst(w.Events), n, g), n, g.Ellipsis)
		}, muted},
		"target": {"Target", webhook.ByTarget, 0, func(w *webhook.Webhook, n int) string {
			return format.Fit(format.Target(w, n, g), n, g.Ellipsis)
		}, muted},
		"updated": {"Updated", webhook.ByUpdated, 9, func(w *webhook.Webhook, n int) string {
			return format.Fit(p.times.Ago(w.Updated), n, g.Ellipsis)
		}, muted},
	}
	names, weights := chooseColumns(p.width)
	return p.share(all, names, weights)
}

// chooseColumns names the columns for a width, and how the free space is shared among the flexible ones.
func chooseColumns(width int) ([]string, map[string]int) {
	switch {
	case width >= 90:
		return []string{"state", "name", "events", "target", "updated"}, map[string]int{"name": 12, "events": 7, "target": 11}
	case width >= 64:
		return []string{"state", "name", "events", "target"}, map[string]int{"name": 10, "events": 8, "target": 8}
	case width >= 36:
		return []string{"symbol", "name", "events"}, map[string]int{"name": 5, "events": 4}
	}
	return []string{"symbol", "name"}, map[string]int{"name": 1}
}

// matchingFirst puts the events that are looked for before the others.
func (p *listPane) matchingFirst(events []string) []string {
	words := strings.Fields(strings.ToLower(p.event))
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
	for i := p.top; i < min(p.top+p.visible(), len(p.rows)); i++ {
		lines = append(lines, p.row(columns, &p.list.Webhooks[p.rows[i]], i == p.cursor, focused))
	}
	return lines
}

// heading names the columns; the one that the list is sorted by bears the direction.
func (p *listPane) heading(columns []column, sort webhook.Sort) string {
	g := p.styles.Glyphs
	line := blanks(gutter)
	for i, c := range columns {
		title := c.title
		if c.by == sort.By || c.by == webhook.ByAttention && sort.By == "" {
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
	if !selected {
		line := blanks(gutter)
		for i, c := range columns {
			line += c.style(w).Render(c.cell(w, c.width)) + columnGap(i, columns)
		}
		return line
	}
	line := " " + p.styles.Glyphs.Cursor + " "
	for i, c := range columns {
		line += c.cell(w, c.width) + columnGap(i, columns)
	}
	bar := p.styles.SelectedBlurred
	if focused {
		bar = p.styles.Selected
	}
	return bar.Render(format.Fit(line, p.width, ""))
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
