package screen

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/text"
)

// cell is one place on the screen.
type cell struct {
	text  string // what is drawn, one character as a person counts; "" in the right half of the wide one before
	wide  bool   // it takes this place and the next
	sure  certainty
	style style
}

// certainty is what is known of the width that a terminal gives a cell.
type certainty int8

// The certainties, from the highest.
const (
	firm   certainty = iota // one place, everywhere
	unsure                  // one place, or two where the locale is East Asian or a font is an emoji's
	loose                   // anything
)

var empty = cell{text: " "}

// maxRunes is how many code points of one character are drawn. A family of four with its skin tones has eleven.
const maxRunes = 16

// place takes the mark of the cursor from a row, and returns its column, or -1. What the terminal's cursor stands on is not reversed too: many draw the cursor
// by reversing.
func place(row []cell) int {
	at := -1
	for x := range row {
		if row[x].style.attributes&here == 0 {
			continue
		}
		if at < 0 {
			at = x
			row[x].style.attributes &^= reverse
		}
		row[x].style.attributes &^= here
	}
	return at
}

// cells splits a styled line into exactly width cells. A wide character that does not fit is left out. A control character, or anything else that is not text,
// becomes text.Mark.
func cells(line string, width int) []cell {
	row := make([]cell, 0, width)
	var look style
	for line != "" && len(row) < width {
		if size, parameters := sgr(line); size > 0 {
			look.apply(parameters)
			line = line[size:]
			continue
		}
		c, size := first(line)
		line = line[size:]
		c.style = look
		switch {
		case c.text == "":
		case !c.wide:
			row = append(row, c)
		case len(row)+2 <= width:
			row = append(row, c, cell{sure: loose, style: look})
		default:
			row = append(row, empty)
		}
	}
	for len(row) < width {
		row = append(row, empty)
	}
	return row
}

// first is the first character of s without its style, and how many bytes it spans. Its text is "" where it takes no place.
func first(s string) (c cell, size int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if s[0] < ' ' || s[0] == 0x7f {
			return cell{text: text.Mark, sure: unsure}, 1
		}
		return cell{text: s[:1]}, 1
	}
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if cluster == "" {
		cluster = s[:1]
	}
	width := ansi.StringWidth(cluster) // as the picture was laid out
	drawn, runes := drawable(cluster)
	switch {
	case drawn == text.Mark:
		return cell{text: drawn, sure: unsure}, len(cluster)
	case width == 0:
		return cell{}, len(cluster)
	case runes > 1 || width > 1:
		return cell{text: drawn, wide: width > 1, sure: loose}, len(cluster)
	}
	r, _ := utf8.DecodeRuneInString(drawn)
	return cell{text: drawn, sure: certain(r)}, len(cluster)
}

// drawable is what may be drawn of a character, and how many code points it has: the mark for one with anything that is no text, and not more than maxRunes.
func drawable(cluster string) (drawn string, runes int) {
	for i, r := range cluster {
		if r == utf8.RuneError || r == '\n' || !text.Passes(r) {
			return text.Mark, 1
		}
		if runes == maxRunes {
			return cluster[:i], runes
		}
		runes++
	}
	return cluster, runes
}

// certain says how certain the width is of one character that counts as one place.
func certain(r rune) certainty {
	switch {
	case r < 0x300, unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic), r >= 0x2010 && r <= 0x2027, r >= 0x2190 && r <= 0x2193, r >= 0x2500 && r <= 0x257f:
		return firm
	case unicode.In(r, unicode.M, unicode.Hangul):
		return loose
	}
	return unsure
}
