package console

import (
	"slices"
	"strconv"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// column is one column of the list.
type column struct {
	name  string
	title string
	by    webhook.Column // what sorting by it is called
	least int            // cells that it needs
	share int            // of the free width; 0 for a column that needs no more
	width int            // cells that it gets
	cell  func(w *webhook.Webhook, width int) string
	style func(w *webhook.Webhook) lipgloss.Style
	words []string // what is looked for in it
}

const (
	gutter = 3 // mark, cursor, blank
	gap    = 2 // between columns

	// wordyStates is the width of the list from which states are words; below they are symbols.
	wordyStates = 64
)

// ColumnNames are the columns that the list can have.
func ColumnNames() []string {
	return []string{"state", "id", "name", "type", "events", "target", "error-mail", "registered", "updated"}
}

func defaultColumns() []string { return []string{"state", "name", "events", "target", "updated"} }

// leastFirst are the columns in the order in which a narrow screen does without them. State and name always stay.
func leastFirst() []string {
	return []string{"registered", "type", "id", "updated", "target", "events", "error-mail"}
}

// columns chooses and sizes the columns for the width.
func (p *listPane) columns() []column {
	names := slices.Clone(p.wanted)
	if p.filter.Problems && !slices.Contains(names, "error-mail") { // of problems it matters more than the events who is told
		if i := slices.Index(names, "events"); i >= 0 {
			names[i] = "error-mail"
		} else {
			names = append(names, "error-mail")
		}
	}
	var columns []column
	for _, name := range names {
		columns = append(columns, p.column(name))
	}
	for _, name := range leastFirst() {
		if least(columns) <= p.width {
			break
		}
		columns = slices.DeleteFunc(columns, func(c column) bool { return c.name == name })
	}
	return share(columns, p.width-least(columns))
}

// least is the width that columns need, with the gutter, the gaps and two cells for the scrollbar.
func least(columns []column) int {
	sum := gutter + 2 + gap*(len(columns)-1)
	for _, c := range columns {
		sum += c.least
	}
	return sum
}

// share gives the free width to the columns that can use it, and what division leaves to the name. A screen that is too narrow takes from the name.
func share(columns []column, free int) []column {
	total, left := 0, free
	for _, c := range columns {
		total += c.share
	}
	name := -1
	for i := range columns {
		c := &columns[i]
		c.width = c.least
		if free > 0 && total > 0 {
			c.width += free * c.share / total
			left -= free * c.share / total
		}
		if c.name == "name" {
			name = i
		}
	}
	if name >= 0 {
		columns[name].width = max(columns[name].width+left, 0)
	}
	return columns
}

// column makes one of ColumnNames.
func (p *listPane) column(name string) column {
	g := p.styles.Glyphs
	fit := func(text func(w *webhook.Webhook, n int) string) func(*webhook.Webhook, int) string {
		return func(w *webhook.Webhook, n int) string { return format.Fit(text(w, n), n, g.Ellipsis) }
	}
	c := column{name: name, style: func(*webhook.Webhook) lipgloss.Style { return p.styles.Muted }}
	switch name {
	case "state":
		p.stateColumn(&c)
	case "id":
		c.title, c.by, c.least = "Id", webhook.ByID, 6
		c.cell = fit(func(w *webhook.Webhook, _ int) string { return strconv.FormatInt(w.ID, 10) })
	case "name":
		c.title, c.by, c.least, c.share, c.words = "Name", webhook.ByName, 16, 12, webhook.SearchWords(p.filter.Name)
		c.cell = fit(func(w *webhook.Webhook, _ int) string { return format.Title(w) })
		c.style = p.nameStyle
	case "type":
		c.title, c.by, c.least = "Type", webhook.ByType, 9
		c.cell = fit(func(w *webhook.Webhook, _ int) string { return w.Type })
	case "events":
		c.title, c.by, c.least, c.share, c.words = "Events", webhook.ByEvents, 13, 7, webhook.SearchWords(p.filter.Event)
		c.cell = fit(func(w *webhook.Webhook, n int) string { return format.Events(p.matchingFirst(w.Events), n, g) })
	case "target":
		c.title, c.by, c.least, c.share, c.words = "Target", webhook.ByTarget, 14, 11, webhook.SearchWords(p.filter.Name)
		c.cell = fit(func(w *webhook.Webhook, n int) string { return format.Target(w, n, g) })
	case "error-mail":
		c.title, c.by, c.least, c.share = "Error mail", webhook.ByErrorMail, 13, 8
		c.cell = fit(func(w *webhook.Webhook, _ int) string {
			if w.ErrorsEmail == "" {
				return "nobody is told"
			}
			return w.ErrorsEmail
		})
	case "registered":
		c.title, c.by, c.least = "Registered", webhook.ByRegistered, 10
		c.cell = fit(func(w *webhook.Webhook, _ int) string { return p.times.Ago(w.Registered) })
	default:
		c.title, c.by, c.least = "Updated", webhook.ByUpdated, 9
		c.cell = fit(func(w *webhook.Webhook, _ int) string { return p.times.Ago(w.Updated) })
	}
	return c
}

func (p *listPane) stateColumn(c *column) {
	g := p.styles.Glyphs
	c.by, c.style = webhook.ByAttention, func(w *webhook.Webhook) lipgloss.Style { _, s := p.styles.State(w.State); return s }
	if p.width < wordyStates {
		c.least = 1
		c.cell = func(w *webhook.Webhook, n int) string { return format.Fit(g.State(w.State), n, "") }
		return
	}
	c.title, c.least = "State", 17
	c.cell = func(w *webhook.Webhook, n int) string { return format.Fit(format.StateText(w.State, g), n, g.Ellipsis) }
}

func (p *listPane) nameStyle(w *webhook.Webhook) lipgloss.Style {
	if w.Name == "" {
		return p.styles.Muted
	}
	return p.styles.Text
}
