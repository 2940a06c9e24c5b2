// Package text makes text from outside safe to show: no escape sequence, no control character, nothing that reorders or
// hides other text. Ordinary text of every script and ordinary emoji come through unchanged. What was removed leaves Mark.
package text

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mark stands where something was removed; neighbouring removals leave one mark together.
const Mark = "\uFFFD"

// Line makes s safe as one line: line ends and tabs become blanks.
func Line(s string) string { return clean(s, false) }

// Lines makes s safe and keeps its line ends (as \n); tabs become blanks.
func Lines(s string) string { return clean(s, true) }

// Host is the host of a parsed address, with a port that was given, safe as one line. Parsing decodes what the address has escaped, %c2%9b for
// one, so the host of a clean address need not be clean. The same holds for whatever else is decoded: it is cleaned where that happens.
func Host(u *url.URL) string { return Line(u.Host) }

// LowerASCII writes the ASCII letters of s in lower case, and nothing else: the length stays the same, so that an index into one text is valid in the other.
func LowerASCII(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return lowerFrom(s, i)
		}
	}
	return s
}

func lowerFrom(s string, capital int) string {
	b := []byte(s)
	for i, c := range b[capital:] {
		if 'A' <= c && c <= 'Z' {
			b[capital+i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func clean(s string, multiline bool) string {
	if plain(s, multiline) {
		return s
	}
	c := cleaner{in: []rune(toRunes(s)), multiline: multiline, stop: -1}
	c.out.Grow(len(s))
	for c.pos < len(c.in) {
		c.step()
	}
	return c.out.String()
}

// plain reports whether s is printable ASCII and letters that stand by themselves, as most text is.
func plain(s string, multiline bool) bool {
	for i := 0; i < len(s); {
		b := s[i]
		if 0x20 <= b && b < 0x7f || b == '\n' && multiline {
			i++
			continue
		}
		if b < utf8.RuneSelf {
			return false
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !standsAlone(r) {
			return false
		}
		i += size
	}
	return true
}

// toRunes decodes s; each invalid byte becomes bad, so that a raw C1 byte cannot pass for a character.
func toRunes(s string) []rune {
	runes := make([]rune, 0, len(s))
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			r = bad
		}
		runes = append(runes, r)
		s = s[size:]
	}
	return runes
}

// bad stands for an invalid byte while cleaning. It is a noncharacter, which is itself removed.
const bad = '\uFFFF'

type cleaner struct {
	in        []rune
	pos       int
	out       strings.Builder
	last      rune // the last rune written, 0 at the start
	seen      pile // what was written onto one another
	stop      int  // where the next rune that can end a control string was seen; see stringBody
	multiline bool
}

func (c *cleaner) step() {
	r := c.in[c.pos]
	switch {
	case r == '\r' && c.peek(1) == '\n':
		c.pos++ // the \n decides
	case r == '\n' && c.multiline:
		c.keep(r)
	case r == '\t' || r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		c.pos++
		c.write(' ')
	case r == esc:
		c.pos += c.sequence()
		c.removed()
	case introducesC1(r):
		c.pos += 1 + c.controlBody(c.pos+1, r)
		c.removed()
	case r == blackFlag:
		c.flag()
	case c.keeps(r):
		c.keep(r)
	default:
		c.pos++
		c.removed()
	}
}

func (c *cleaner) peek(n int) rune {
	if c.pos+n < len(c.in) {
		return c.in[c.pos+n]
	}
	return 0
}

func (c *cleaner) keep(r rune) {
	c.pos++
	c.write(r)
}

func (c *cleaner) write(r rune) {
	c.seen.add(r, c.last)
	c.last = r
	c.out.WriteRune(r)
}

func (c *cleaner) removed() {
	if c.last != utf8.RuneError {
		c.write(utf8.RuneError)
	}
}

// keeps reports whether r may stand where it is, after what was written and before what follows.
func (c *cleaner) keeps(r rune) bool {
	based := c.last != 0 && c.last != utf8.RuneError // there is something to stand on
	switch {
	case r == utf8.RuneError:
		return c.last != utf8.RuneError
	case r == zwj || r == zwnj:
		return based && joins(c.last) && joins(c.peek(1)) && (r == zwnj || c.seen.joined < maxJoined)
	case r == vs15 || r == vs16:
		return based && takesVariation(c.last)
	case unicode.Is(unicode.Variation_Selector, r):
		return unicode.In(c.last, unicode.Han, unicode.Mongolian, unicode.Myanmar, unicode.Phags_Pa)
	case r == graphemeJoiner:
		return false
	case unicode.Is(unicode.M, r):
		return based && c.seen.takes(r)
	case jamo(r):
		return c.seen.jamo < maxJamo && visible(r)
	case skinTone(r):
		return based && unicode.Is(unicode.So, c.last)
	}
	return visible(r)
}
