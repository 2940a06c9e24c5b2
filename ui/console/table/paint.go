package table

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/component"
	"crmhooks/ui/format"
	"crmhooks/ui/screen"
	"crmhooks/ui/style"
)

// painter draws rows in columns that fit. Cells are plain text of the right width first, and coloured after that.
type painter[R any] struct {
	styles  *style.Styles
	columns []Column[R]
	width   int
}

// look is how a row is drawn.
type look struct {
	marked   bool
	selected bool
	focused  bool // the table has the keys
	thumb    bool // the scrollbar passes here
}

// heading names the columns.
func (p painter[R]) heading() string {
	line := component.Blanks(Gutter)
	for i, c := range p.columns {
		title := c.Title
		if c.Right {
			title = AlignRight(title, c.width)
		}
		line += format.Fit(title, c.width, "") + p.gap(i)
	}
	return p.styles.Heading.Render(format.Fit(line, p.width, ""))
}

// line draws one row, cut at the edge of the screen if the remaining columns are wider.
func (p painter[R]) line(row R, l look) string {
	drawn := p.plain(row, l)
	if l.selected {
		drawn = p.selected(row, l)
	}
	if l.thumb {
		return component.Pad(drawn, p.width-1) + p.styles.Accent.Render(p.styles.Glyphs.Vertical)
	}
	return ansi.Truncate(drawn, p.width, "")
}

func (p painter[R]) plain(row R, l look) string {
	line := component.Blanks(Gutter)
	if l.marked {
		line = p.styles.Warning.Render(mark) + component.Blanks(Gutter-1)
	}
	for i, c := range p.columns {
		line += p.emphasise(c.Cell(row, c.width), c.Words, c.Style(row)) + p.gap(i)
	}
	return line
}

// mark is shown in front of a marked row.
const mark = "*"

func (p painter[R]) selected(row R, l look) string {
	bar, before := p.styles.SelectedBlurred, " "
	if l.marked {
		before = mark
	}
	if l.focused {
		bar, before = p.styles.Selected, screen.Here(before)
	}
	line := bar.Render(before + p.styles.Glyphs.Cursor + " ")
	for i, c := range p.columns {
		line += p.emphasise(c.Cell(row, c.width), c.Words, bar) + bar.Render(p.gap(i))
	}
	return line + bar.Render(component.Blanks(p.width-1-ansi.StringWidth(line)))
}

func (p painter[R]) gap(column int) string {
	if column == len(p.columns)-1 {
		return ""
	}
	return component.Blanks(gap)
}

// emphasise underlines the words that are looked for in a cell.
func (p painter[R]) emphasise(cell string, words []string, style lipgloss.Style) string {
	if len(words) == 0 {
		return style.Render(cell)
	}
	found := places(cell, words)
	line, emphasis := "", p.styles.Underlined(style)
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

// places tells for each byte of a cell whether it belongs to one of the words. A character made of several code points counts as a whole, because a style that
// changes inside it would break it apart.
func places(cell string, words []string) []bool {
	lower := strings.Map(lowerOfSameLength, cell)
	found := make([]bool, len(cell))
	for _, word := range words {
		for at := 0; word != ""; {
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
	for at := 0; at < len(cell); {
		character, _ := ansi.FirstGraphemeCluster(cell[at:], ansi.GraphemeWidth)
		bytes := found[at : at+len(character)]
		if slices.Contains(bytes, true) {
			for i := range bytes {
				bytes[i] = true
			}
		}
		at += len(character)
	}
	return found
}

// lowerOfSameLength lower-cases a letter only if its length stays the same, so that positions do not shift.
func lowerOfSameLength(r rune) rune {
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}

// AlignRight fills or cuts a number to the width, aligned right.
func AlignRight(s string, width int) string {
	s = format.Cut(s, width, "")
	return component.Blanks(width-format.Width(s)) + s
}
