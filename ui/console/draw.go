package console

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// blanks is n blanks, none when n is negative.
func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// fitTo cuts a plain text to the width, which may be negative.
func fitTo(s string, width int) string { return ansi.Truncate(s, max(width, 0), "") }

// padStyled brings a line that may hold styles to exactly the width.
func padStyled(line string, width int) string {
	w := ansi.StringWidth(line)
	if w > width {
		line = ansi.Truncate(line, width, "")
		w = ansi.StringWidth(line)
	}
	return line + blanks(width-w)
}

// fill brings lines to exactly n.
func fill(lines []string, n int) []string {
	for len(lines) < n {
		lines = append(lines, "")
	}
	return lines[:n]
}

// overlay lays a box over the lines, its upper left corner at column x of line y.
func overlay(lines, box []string, x, y int) []string {
	for i, b := range box {
		if y+i >= len(lines) {
			break
		}
		under := lines[y+i]
		left := padStyled(ansi.Cut(under, 0, x), x)
		right := ansi.Cut(under, x+ansi.StringWidth(b), max(ansi.StringWidth(under), x))
		lines[y+i] = left + b + right
	}
	return lines
}
