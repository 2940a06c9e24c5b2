// Package component is what the console's parts have in common: their contract, the lines that they draw, and the inputs that they type into.
package component

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// Model is the contract of every part of the console, panes and overlays alike. Each part also has one method that takes its data, such as SetRows or Show.
type Model interface {
	// Update takes a message. event says what happened, nil for nothing; the parent handles it at once, before the next of several keys that arrived together. cmd does what
	// takes time.
	Update(msg tea.Msg) (event tea.Msg, cmd tea.Cmd)
	// View returns lines that fit the size.
	View() []string
	// SetSize sets the size in cells.
	SetSize(width, height int)
	// Help returns the keys that matter now, the most important first. The footer shows as many as fit.
	Help() []key.Binding
}

// Clamp limits a number to a range; low wins if the range is empty.
func Clamp(n, low, high int) int { return max(low, min(n, high)) }

// Blanks is n blanks, none when n is negative.
func Blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// Clip cuts a plain text to the width, which may be negative.
func Clip(s string, width int) string { return ansi.Truncate(s, max(width, 0), "") }

// Pad cuts or fills a line that may hold styles to exactly the width.
func Pad(line string, width int) string {
	w := ansi.StringWidth(line)
	if w > width {
		line = ansi.Truncate(line, width, "")
		w = ansi.StringWidth(line)
	}
	return line + Blanks(width-w)
}

// Fill cuts or fills lines to exactly n, none if n is negative.
func Fill(lines []string, n int) []string {
	n = max(n, 0)
	for len(lines) < n {
		lines = append(lines, "")
	}
	return lines[:n]
}

// Crop cuts lines that may hold styles to a size.
func Crop(lines []string, width, height int) []string {
	lines = lines[:min(len(lines), max(height, 0))]
	for i, line := range lines {
		if ansi.StringWidth(line) > width {
			lines[i] = ansi.Truncate(line, width, "")
		}
	}
	return lines
}

// Lay lays a box over lines, its upper left corner at column x of line y.
func Lay(lines, box []string, x, y int) []string {
	for i, b := range box {
		if y+i >= len(lines) {
			break
		}
		under := lines[y+i]
		lines[y+i] = Pad(ansi.Cut(under, 0, x), x) + b + from(under, x+ansi.StringWidth(b))
	}
	return lines
}

// from is the part of a line from a column on. A wide character that the column splits becomes a blank.
func from(line string, column int) string {
	width := ansi.StringWidth(line)
	right := ansi.Cut(line, column, width)
	if ansi.StringWidth(right) > max(width-column, 0) { // it was kept as a whole
		right = " " + ansi.Cut(line, column+1, width)
	}
	return right
}

// Fitting is the first wording that fits, or else the last; "" of none.
func Fitting(wordings []string, width int) string {
	last := ""
	for _, last = range wordings {
		if ansi.StringWidth(last) <= width {
			break
		}
	}
	return last
}
