package format

import (
	"bufio"
	"io"
	"strings"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// Table writes webhooks for people to read, in columns. On a terminal of the given width the longest columns are cut to fit; with
// width 0 nothing is cut, and a cell that is longer than most pushes the rest of its line to the right.
func Table(out io.Writer, hooks []*webhook.Webhook, columns []Column, t Times, s style.Styles, width int) error {
	tb := table{columns: columns, times: t, styles: s}
	cells := make([][]string, len(hooks))
	for i, w := range hooks {
		cells[i] = tb.cells(w, unlimited)
	}
	widths := tb.widths(cells, width)
	buffered := bufio.NewWriter(out)
	heading := make([]string, len(columns))
	for i, c := range columns {
		heading[i] = columnTitle(c)
	}
	tb.line(buffered, heading, widths, nil)
	for i, w := range hooks {
		row := cells[i]
		if width > 0 {
			row = tb.fitted(w, row, widths)
		}
		tb.line(buffered, row, widths, w)
	}
	return buffered.Flush()
}

// unlimited is a width that nothing reaches.
const unlimited = 1 << 30

type table struct {
	columns []Column
	times   Times
	styles  style.Styles
}

func (tb table) cells(w *webhook.Webhook, width int) []string {
	row := make([]string, len(tb.columns))
	for i, c := range tb.columns {
		row[i] = tb.cell(c, w, width)
	}
	return row
}

// cell is a column's value in the words of the console.
func (tb table) cell(c Column, w *webhook.Webhook, width int) string {
	text := ""
	switch c {
	case ColumnState:
		text = StateText(w.State, tb.styles.Glyphs)
	case ColumnEvents:
		text = Events(w.Events, width, tb.styles.Glyphs)
	case ColumnTarget:
		text = Target(w, width, tb.styles.Glyphs)
	case ColumnRegistered:
		text = tb.times.Minute(w.Registered)
	case ColumnUpdated:
		text = tb.times.Minute(w.Updated)
	default:
		text = plainCell(c, w)
	}
	if text == "" {
		return None
	}
	return text
}

// fitted writes the columns anew that know how to shorten themselves.
func (tb table) fitted(w *webhook.Webhook, row []string, widths []int) []string {
	for i, c := range tb.columns {
		if Width(row[i]) > widths[i] {
			row[i] = Cut(tb.cell(c, w, widths[i]), widths[i], tb.styles.Glyphs.Ellipsis)
		}
	}
	return row
}

const (
	narrowest     = 12 // how far a column may be cut
	widestAligned = 60 // how wide a column may be when nothing is cut
)

// widths gives every column the width of its longest cell, and takes from the widest until all fit.
func (tb table) widths(cells [][]string, width int) []int {
	widths := make([]int, len(tb.columns))
	for i, c := range tb.columns {
		widths[i] = Width(columnTitle(c))
		for _, row := range cells {
			widths[i] = max(widths[i], Width(row[i]))
		}
	}
	if width <= 0 {
		for i, w := range widths {
			widths[i] = min(w, widestAligned)
		}
		return widths
	}
	for total(widths) > width {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	return widths
}

const columnGap = 2

func total(widths []int) int {
	sum := columnGap * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

// line writes cells padded to their columns, the last one without trailing blanks. w is nil for the heading.
func (tb table) line(out *bufio.Writer, cells []string, widths []int, w *webhook.Webhook) {
	for i, cell := range cells {
		pad := strings.Repeat(" ", max(widths[i]-Width(cell), 0)+columnGap)
		if i == len(cells)-1 {
			pad = ""
		}
		switch {
		case w == nil:
			cell = tb.styles.Heading.Render(cell)
		case tb.columns[i] == ColumnState:
			_, s := tb.styles.State(w.State)
			cell = s.Render(cell)
		}
		_, _ = out.WriteString(cell + pad) // Flush reports
	}
	_, _ = out.WriteString("\n")
}

// columnTitle is the heading of a column.
func columnTitle(c Column) string {
	switch c {
	case ColumnID:
		return "Id"
	case ColumnRegisteredBy:
		return "Registered by"
	case ColumnUpdatedBy:
		return "Updated by"
	case ColumnErrorMail:
		return "Error mail"
	}
	return strings.ToUpper(string(c[:1])) + string(c[1:])
}
