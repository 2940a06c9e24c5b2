// Package format writes a webhook as text: cells, the fields of the detail, tables, Markdown, JSON, CSV. Both faces share it.
// It adds no colour and masks nothing. It cleans only what it decodes itself: everything else is already safe.
package format

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/dustin/go-humanize"
)

// Width is how many cells a plain text takes on a screen.
func Width(s string) int { return ansi.StringWidth(s) }

// Fit brings a plain text to exactly the width: it is cut, with the ellipsis at its end where there is room for one, or filled with blanks.
func Fit(s string, width int, ellipsis string) string {
	s = Cut(s, width, ellipsis)
	return s + strings.Repeat(" ", max(width-Width(s), 0))
}

// Cut brings a plain text to at most the width.
func Cut(s string, width int, ellipsis string) string {
	if width <= 0 {
		return ""
	}
	if s = beginning(s, width); Width(s) <= width {
		return s
	}
	if Width(ellipsis) >= width {
		ellipsis = ""
	}
	return ansi.Truncate(s, width, ellipsis)
}

// beginning is the part of a text that decides how it is cut to the width: measuring a megabyte takes long for a cell that shows twenty characters.
func beginning(s string, width int) string {
	const perCell = 32 // bytes; a cell may hold more, as combining marks take no width
	if len(s)/perCell <= width {
		return s
	}
	end := perCell * width
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	if Width(s[:end]) <= width+2 { // the last character may be cut in two here, so it must not count
		return s
	}
	return s[:end]
}

// Wrap breaks a plain text into lines of at most the width: at blanks, and in words that are too long after the punctuation of addresses where it can.
func Wrap(s string, width int) []string {
	width = max(width, 1)
	var lines []string
	for line := range strings.SplitSeq(ansi.Wordwrap(s, width, ""), "\n") {
		if Width(line) > width { // a word that is too long; Wrap lets a piece between two breaking points pass that is too long by itself
			line = ansi.Hardwrap(ansi.Wrap(line, width, "/,;&?"), width, true)
		}
		lines = append(lines, strings.Split(line, "\n")...)
	}
	return lines
}

// Count writes a number with a separator between thousands.
func Count(n int) string { return humanize.Comma(int64(n)) }
