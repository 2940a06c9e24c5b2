package console

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// This file draws a list of rows of any kind: webhooks, groups, events, findings.

// column is one column of a list.
type column[R any] struct {
	name  string
	title string
	by    webhook.Order // zero when the list cannot be sorted by it
	least int           // cells that it needs
	share int           // of the free width; 0 for a column that needs no more
	width int           // cells that it gets
	right bool          // numbers, which stand at its right end
	cell  func(row R, width int) string
	style func(row R) lipgloss.Style
	words []string // what is looked for in it
}

const (
	gutter = 3 // mark, cursor, blank
	gap    = 2 // between columns
)

// fit drops columns in the given order until the others fit into the width, and shares what is left. wide is the column that gets what
// division leaves, and gives where a screen is too narrow.
func fit[R any](columns []column[R], leastFirst []string, wide string, width int) []column[R] {
	for _, name := range leastFirst {
		if least(columns) <= width {
			break
		}
		columns = slices.DeleteFunc(columns, func(c column[R]) bool { return c.name == name })
	}
	return share(columns, wide, width-least(columns))
}

// least is the width that columns need, with the gutter, the gaps and two cells for the scrollbar.
func least[R any](columns []column[R]) int {
	sum := gutter + 2 + gap*(len(columns)-1)
	for _, c := range columns {
		sum += c.least
	}
	return sum
}

// share gives the free width to the columns that can use it.
func share[R any](columns []column[R], wide string, free int) []column[R] {
	total, left := 0, free
	for _, c := range columns {
		total += c.share
	}
	at := -1
	for i := range columns {
		c := &columns[i]
		c.width = c.least
		if free > 0 && total > 0 {
			c.width += free * c.share / total
			left -= free * c.share / total
		}
		if c.name == wide {
			at = i
		}
	}
	if at >= 0 {
		columns[at].width = max(columns[at].width+left, 0)
	}
	return columns
}

// heading names the columns; the one that the list is sorted by bears the direction.
func heading[R any](s style.Styles, columns []column[R], sort *webhook.Sort, width int) string {
	line := blanks(gutter)
	for i, c := range columns {
		title := c.title
		if sort != nil && c.by == sort.Order() {
			mark := s.Glyphs.SortDown
			if sort.Reverse {
				mark = s.Glyphs.SortUp
			}
			title = joinWords(title, mark)
		}
		if c.right {
			title = alignRight(title, c.width)
		}
		line += format.Fit(title, c.width, "") + columnGap(i, columns)
	}
	return s.Heading.Render(format.Fit(line, width, ""))
}

// rowLook is how a row is drawn.
type rowLook struct {
	changed  bool // it bears a mark
	selected bool
	focused  bool // the list has the keys
	thumb    bool // the scrollbar passes here
	width    int
}

// line draws one row. Cells are plain text of the right width first, and coloured after that.
func line[R any](s style.Styles, columns []column[R], row R, l rowLook) string {
	drawn := plainLine(s, columns, row, l)
	if l.selected {
		drawn = selectedLine(s, columns, row, l)
	}
	if l.thumb {
		drawn = padStyled(drawn, l.width-1) + s.Accent.Render(s.Glyphs.Vertical)
	}
	return drawn
}

func plainLine[R any](s style.Styles, columns []column[R], row R, l rowLook) string {
	line := blanks(gutter)
	if l.changed {
		line = s.Warning.Render(changeMark) + blanks(gutter-1)
	}
	for i, c := range columns {
		line += emphasise(c.cell(row, c.width), c.words, c.style(row)) + columnGap(i, columns)
	}
	return line
}

// changeMark stands before a row that changed.
const changeMark = "*"

func selectedLine[R any](s style.Styles, columns []column[R], row R, l rowLook) string {
	bar, mark := s.SelectedBlurred, " "
	if l.focused {
		bar = s.Selected
	}
	if l.changed {
		mark = changeMark
	}
	line := bar.Render(mark + s.Glyphs.Cursor + " ")
	for i, c := range columns {
		line += emphasise(c.cell(row, c.width), c.words, bar) + bar.Render(columnGap(i, columns))
	}
	return line + bar.Render(blanks(l.width-1-ansi.StringWidth(line)))
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

func columnGap[R any](i int, columns []column[R]) string {
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

// alignRight brings a number to the width.
func alignRight(s string, width int) string {
	return blanks(width-format.Width(s)) + format.Cut(s, width, "")
}
