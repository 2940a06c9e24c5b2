package console

import (
	"cmp"
	"slices"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func defaultColumns() []format.Column {
	return []format.Column{format.ColumnState, format.ColumnName, format.ColumnEvents, format.ColumnTarget, format.ColumnUpdated}
}

// columns chooses and sizes the columns for the width.
func (p *listPane) columns() []column[*webhook.Webhook] {
	shown := p.shown()
	columns := make([]column[*webhook.Webhook], len(shown))
	for i, c := range shown {
		columns[i] = p.column(c)
	}
	return fit(columns, leastFirst(shown), format.ColumnName.String(), p.width)
}

// shown are the columns that are wanted. Of problems it matters more than the events who is told, and more than the date why.
func (p *listPane) shown() []format.Column {
	columns := slices.Clone(p.wanted)
	if !p.filter.Problems {
		return columns
	}
	columns = instead(columns, format.ColumnEvents, format.ColumnErrorMail)
	if p.causes {
		columns = instead(columns, format.ColumnUpdated, format.ColumnCause)
	}
	return columns
}

// instead puts a column in the place of another, or behind the others.
func instead(columns []format.Column, old, better format.Column) []format.Column {
	if slices.Contains(columns, better) {
		return columns
	}
	if i := slices.Index(columns, old); i >= 0 {
		columns[i] = better
		return columns
	}
	return append(columns, better)
}

// leastFirst are the names of the columns that a narrow screen does without, in that order.
func leastFirst(columns []format.Column) []string {
	columns = slices.DeleteFunc(slices.Clone(columns), func(c format.Column) bool { return c.Rank() == 0 })
	slices.SortFunc(columns, func(a, b format.Column) int { return cmp.Compare(a.Rank(), b.Rank()) })
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.String()
	}
	return names
}

// column makes one of the columns for the width.
func (p *listPane) column(c format.Column) column[*webhook.Webhook] {
	look := format.Look{Time: p.times.Ago, Glyphs: p.styles.Glyphs, Filter: p.filter}
	fitted := func(s string, n int) string { return format.Fit(s, n, look.Glyphs.Ellipsis) }
	if c.Right() {
		fitted = alignRight
	}
	least, title := c.Least(p.width)
	return column[*webhook.Webhook]{
		name: c.String(), title: title, by: c.Order(), least: least, share: c.Share(), right: c.Right(), words: c.Searched(p.filter),
		cell: func(w *webhook.Webhook, n int) string {
			return fitted(cmp.Or(c.Cell(w, n, look), c.Absent(w)), n)
		},
		style: p.look(c),
	}
}

// look is how the cells of a column are coloured.
func (p *listPane) look(c format.Column) func(*webhook.Webhook) lipgloss.Style {
	return func(w *webhook.Webhook) lipgloss.Style {
		switch {
		case c == format.ColumnState:
			_, style := p.styles.State(w.Health())
			return style
		case c == format.ColumnName && w.Name != "":
			return p.styles.Text
		}
		return p.styles.Muted
	}
}
