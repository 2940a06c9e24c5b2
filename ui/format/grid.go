package format

import (
	"bufio"
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/ui/style"
)

// Grid is a table of plain cells, coloured after they are cut and padded.
type Grid struct {
	Headings []string
	Rows     [][]string
	Style    func(row, column int) lipgloss.Style // nil for no style
	Refit    func(row, column, width int) string  // rewrites a cell that is too long for a width; nil to cut it
}

// Write writes the grid for people to read. On a terminal of the given width the widest columns are cut to fit. With width 0 nothing is cut, and an
// unusually long cell pushes the rest of its line to the right.
func (g Grid) Write(out io.Writer, s *style.Styles, width int) error {
	widths := g.widths(width)
	buffered := bufio.NewWriter(out)
	g.line(buffered, g.Headings, widths, func(int) lipgloss.Style { return s.Heading })
	for r, row := range g.Rows {
		cells := make([]string, len(row))
		for c, cell := range row {
			cells[c] = g.fitted(r, c, cell, widths[c], width, s.Glyphs.Ellipsis)
		}
		g.line(buffered, cells, widths, func(c int) lipgloss.Style {
			if g.Style == nil {
				return lipgloss.Style{}
			}
			return g.Style(r, c)
		})
	}
	return buffered.Flush()
}

func (g Grid) fitted(row, column int, cell string, width, total int, ellipsis string) string {
	if total <= 0 || Width(cell) <= width {
		return cell
	}
	if g.Refit != nil {
		cell = g.Refit(row, column, width)
	}
	return Cut(cell, width, ellipsis)
}

const (
	narrowest     = 12 // how far a column may be cut
	widestAligned = 60 // how wide a column may be when nothing is cut
)

// widths gives every column the width of its longest cell, and takes from the widest until all fit.
func (g Grid) widths(width int) []int {
	widths := make([]int, len(g.Headings))
	for i, heading := range g.Headings {
		widths[i] = Width(heading)
		for _, row := range g.Rows {
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

// line writes cells padded to their columns, the last one without trailing blanks.
func (g Grid) line(out *bufio.Writer, cells []string, widths []int, look func(column int) lipgloss.Style) {
	for i, cell := range cells {
		pad := strings.Repeat(" ", max(widths[i]-Width(cell), 0)+columnGap)
		if i == len(cells)-1 {
			pad = ""
		}
		_, _ = out.WriteString(look(i).Render(cell) + pad) // Flush reports
	}
	_, _ = out.WriteString("\n")
}
