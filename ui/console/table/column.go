package table

import (
	"slices"

	"github.com/charmbracelet/lipgloss"
)

// Column is one column of a table.
type Column[R any] struct {
	Name     string
	Title    string // with the direction that the rows are sorted in, where they are sorted by it
	MinWidth int    // cells that it needs
	Grow     int    // of the free width; 0 for a column that needs no more
	Right    bool   // numbers, which stand at its right end
	Cell     func(row R, width int) string
	Style    func(row R) lipgloss.Style
	Words    []string // what is looked for in it, underlined in its cells

	width int // cells that it gets
}

// Layout is the columns of a table.
type Layout[R any] struct {
	Columns []Column[R]
	Drop    []string // the columns that a narrow screen drops, first to last; the others always stay
	Rest    string   // the column that takes the remainder of the width, and shrinks on a screen that is too narrow
}

const (
	// Gutter is the number of cells before the first column: the mark, the cursor, a blank.
	Gutter = 3
	gap    = 2 // between columns
)

// fit drops columns until the rest fit the width, and distributes what is left.
func (l Layout[R]) fit(width int) []Column[R] {
	columns := slices.Clone(l.Columns)
	for _, name := range l.Drop {
		if minWidth(columns) <= width {
			break
		}
		columns = slices.DeleteFunc(columns, func(c Column[R]) bool { return c.Name == name })
	}
	l.share(columns, width-minWidth(columns))
	return columns
}

// minWidth is the width that columns need, with the gutter, the gaps and two cells for the scrollbar.
func minWidth[R any](columns []Column[R]) int {
	sum := Gutter + 2 + gap*(len(columns)-1)
	for _, c := range columns {
		sum += c.MinWidth
	}
	return sum
}

// share distributes the free width among the columns that can use it.
func (l Layout[R]) share(columns []Column[R], free int) {
	total, left := 0, free
	for _, c := range columns {
		total += c.Grow
	}
	for i := range columns {
		c := &columns[i]
		c.width = c.MinWidth
		if free > 0 && total > 0 {
			c.width += free * c.Grow / total
			left -= free * c.Grow / total
		}
	}
	for i := range columns {
		if c := &columns[i]; c.Name == l.Rest {
			c.width = max(c.width+left, 0)
		}
	}
}
