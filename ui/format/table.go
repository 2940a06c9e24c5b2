package format

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// Table writes webhooks for people to read, in columns. See Grid for what happens in which width.
func Table(out io.Writer, hooks []*webhook.Webhook, columns []Column, t Times, s style.Styles, width int) error {
	tb := table{times: t, styles: s}
	g := Grid{
		Rows: make([][]string, len(hooks)),
		Style: func(row, column int) lipgloss.Style {
			if columns[column] != ColumnState {
				return lipgloss.Style{}
			}
			_, look := s.State(hooks[row].Health())
			return look
		},
		Refit: func(row, column, width int) string { return tb.cell(columns[column], hooks[row], width) },
	}
	for _, c := range columns {
		g.Headings = append(g.Headings, columnTitle(c))
	}
	for i, w := range hooks {
		for _, c := range columns {
			g.Rows[i] = append(g.Rows[i], tb.cell(c, w, unlimited))
		}
	}
	return g.Write(out, s, width)
}

// unlimited is a width that nothing reaches.
const unlimited = 1 << 30

type table struct {
	times  Times
	styles style.Styles
}

// cell is a column's value in the words of the console.
func (tb table) cell(c Column, w *webhook.Webhook, width int) string {
	text := ""
	switch c {
	case ColumnState:
		text = StateText(w.Health(), tb.styles.Glyphs)
	case ColumnEvents:
		text = Events(w.Events, width, tb.styles.Glyphs)
	case ColumnTarget:
		text = Target(w, width, tb.styles.Glyphs)
	case ColumnRegistered:
		text = tb.times.Minute(w.Registered)
	case ColumnUpdated:
		text = tb.times.Minute(w.Updated)
	case ColumnLastEvent:
		text = tb.times.Minute(w.LastEvent())
	case ColumnCause, ColumnCalls, ColumnErrors, ColumnErrorRate, ColumnConsecutive:
		text = UsageCell(c, w)
	default:
		text = plainCell(c, w)
	}
	if text == "" {
		return None
	}
	return text
}

// UsageCell is a column of the usage in the words of the console; "" where there is nothing to tell.
func UsageCell(c Column, w *webhook.Webhook) string {
	switch u := w.Usage; {
	case c == ColumnCause:
		return w.Cause().Title()
	case c == ColumnLastStatus:
		return plainCell(c, w)
	case u == nil || !u.Counted:
		return ""
	case c == ColumnCalls:
		return Count(int(u.Calls))
	case c == ColumnErrors:
		return Count(int(u.Errors))
	case c == ColumnConsecutive:
		return Count(int(u.Consecutive))
	}
	rate, known := w.Usage.ErrorRate()
	if !known {
		return ""
	}
	return Rate(rate)
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
	case ColumnErrorRate:
		return "Error rate"
	case ColumnConsecutive:
		return "In a row"
	case ColumnLastEvent:
		return "Last call"
	case ColumnLastStatus:
		return "Last status"
	}
	return strings.ToUpper(string(c[:1])) + string(c[1:])
}
