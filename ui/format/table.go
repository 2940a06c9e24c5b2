package format

import (
	"cmp"
	"io"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// Table writes webhooks for people to read, in columns. See Grid for what happens in which width.
func Table(out io.Writer, hooks []*webhook.Webhook, columns []Column, t Times, s *style.Styles, width int) error {
	look := Look{Time: t.Minute, Glyphs: s.Glyphs}
	g := Grid{
		Rows: make([][]string, len(hooks)),
		Style: func(row, column int) lipgloss.Style {
			if columns[column] != ColumnState {
				return lipgloss.Style{}
			}
			_, look := s.State(hooks[row].Health())
			return look
		},
		Refit: func(row, column, width int) string { return tableCell(columns[column], hooks[row], width, look) },
	}
	for _, c := range columns {
		g.Headings = append(g.Headings, c.Title())
	}
	for i, w := range hooks {
		for _, c := range columns {
			g.Rows[i] = append(g.Rows[i], tableCell(c, w, unlimited, look))
		}
	}
	return g.Write(out, s, width)
}

// unlimited is a width that nothing reaches.
const unlimited = 1 << 30

func tableCell(c Column, w *webhook.Webhook, width int, l Look) string {
	return cmp.Or(c.Cell(w, width, l), None)
}
