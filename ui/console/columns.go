package console

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/table"
	"crmhooks/ui/format"
)

func defaultColumns() []format.Column {
	return []format.Column{format.ColumnState, format.ColumnName, format.ColumnEvents, format.ColumnTarget, format.ColumnUpdated}
}

// hookLayout is the columns of the list for a width.
func (b *browser) hookLayout(width int) table.Layout[*webhook.Webhook] {
	shown := b.columns()
	l := table.Layout[*webhook.Webhook]{Columns: make([]table.Column[*webhook.Webhook], len(shown)), Drop: dropOrder(shown), Rest: format.ColumnName.String()}
	for i, c := range shown {
		l.Columns[i] = b.column(c, width)
	}
	return l
}

// columns are those to show. For problems, who is notified matters more than the events, and the cause more than the date.
func (b *browser) columns() []format.Column {
	columns := slices.Clone(b.opts.Columns)
	if len(columns) == 0 {
		columns = defaultColumns()
	}
	if !b.shown.filter.Problems {
		return columns
	}
	columns = instead(columns, format.ColumnEvents, format.ColumnErrorMail)
	if b.shown.snap.List.HasUsage() || b.shown.snap.NoUsage != nil { // it is known why they fail, or will be
		columns = instead(columns, format.ColumnUpdated, format.ColumnCause)
	}
	return columns
}

// instead replaces a column, or appends its replacement.
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

// dropOrder is the order in which columns are dropped from a narrow screen, by name.
func dropOrder(columns []format.Column) []string {
	columns = slices.DeleteFunc(slices.Clone(columns), func(c format.Column) bool { return c.Rank() == 0 })
	slices.SortFunc(columns, func(a, b format.Column) int { return cmp.Compare(a.Rank(), b.Rank()) })
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.String()
	}
	return names
}

// column makes one of the columns for the width. If the list is sorted by it, its heading shows the direction.
func (b *browser) column(c format.Column, width int) table.Column[*webhook.Webhook] {
	filter, order := b.shown.filter, b.shown.sort
	look := format.Look{Time: b.opts.Times.Ago, Glyphs: b.styles.Glyphs, Filter: filter}
	fitted := func(s string, n int) string { return format.Fit(s, n, look.Glyphs.Ellipsis) }
	if c.Right() {
		fitted = table.AlignRight
	}
	minWidth, title := c.MinWidth(width)
	if c.Order() == order.Order() {
		mark := look.Glyphs.SortDown
		if order.Reverse {
			mark = look.Glyphs.SortUp
		}
		title = strings.TrimSpace(title + " " + mark)
	}
	return table.Column[*webhook.Webhook]{
		Name: c.String(), Title: title, MinWidth: minWidth, Grow: c.Grow(), Right: c.Right(), Words: c.Searched(filter),
		Cell: func(w *webhook.Webhook, n int) string {
			return fitted(cmp.Or(c.Cell(w, n, look), c.Absent(w)), n)
		},
		Style: b.look(c),
	}
}

// look returns the style of a column's cells.
func (b *browser) look(c format.Column) func(*webhook.Webhook) lipgloss.Style {
	return func(w *webhook.Webhook) lipgloss.Style {
		switch {
		case c == format.ColumnState:
			_, style := b.styles.State(w.Health())
			return style
		case c == format.ColumnName && w.Name != "":
			return b.styles.Text
		}
		return b.styles.Muted
	}
}
