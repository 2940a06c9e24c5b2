package screen

import (
	"bytes"
	"strconv"
	"strings"
)

// style is how a cell looks. The zero value is the terminal's own look.
type style struct {
	attributes uint16 // bit n for the SGR attribute n: 1 bold, 2 faint, 3 italic, 4 underlined, 7 reverse, 9 struck through
	fore, back colour
}

// colour is an indexed or a 24-bit colour with its kind above it; 0 is the terminal's own.
type colour uint32

const (
	indexed colour = 1 << 24
	direct  colour = 2 << 24
)

// attributes are the SGR attributes that a style may have. We use none that blink or hide: in a picture, blinking marks the place of the cursor.
const (
	attributes = 1<<1 | 1<<2 | 1<<3 | 1<<4 | here | reverse | 1<<9
	here       = 1 << 5
	reverse    = 1 << 7
)

// sgr measures the SGR sequence at the beginning of s, 0 for none, and returns its parameters.
func sgr(s string) (size int, parameters string) {
	if !strings.HasPrefix(s, "\x1b[") {
		return 0, ""
	}
	end := 2
	for end < len(s) && end < maxSGR && (s[end] >= '0' && s[end] <= '9' || s[end] == ';') {
		end++
	}
	if end == len(s) || s[end] != 'm' {
		return 0, ""
	}
	return end + 1, s[2:end]
}

// maxSGR is the longest SGR sequence that is read, in bytes.
const maxSGR = 64

// apply changes a style like an SGR sequence with these parameters. It ignores unknown ones.
func (s *style) apply(parameters string) {
	rest, more := parameters, true
	next := func() int {
		var word string
		word, rest, more = strings.Cut(rest, ";")
		n, _ := strconv.Atoi(word) // empty is 0
		return n
	}
	for more {
		switch n := next(); {
		case n == 0:
			*s = style{}
		case n < 10:
			s.attributes |= 1 << n & attributes
		case n == 22:
			s.attributes &^= 1<<1 | 1<<2
		case n > 22 && n < 30:
			s.attributes &^= 1 << (n - 20)
		case n == 38:
			s.fore = extended(next)
		case n == 39:
			s.fore = 0
		case n == 48:
			s.back = extended(next)
		case n == 49:
			s.back = 0
		case n >= 30 && n < 38:
			s.fore = indexed | colour(n-30)
		case n >= 40 && n < 48:
			s.back = indexed | colour(n-40)
		case n >= 90 && n < 98:
			s.fore = indexed | colour(n-90+8)
		case n >= 100 && n < 108:
			s.back = indexed | colour(n-100+8)
		}
	}
}

// extended reads a colour after 38 or 48: 5 and an index, or 2 and red, green, blue.
func extended(next func() int) colour {
	part := func() colour { return colour(next() & 0xff) }
	switch next() {
	case 5:
		return indexed | part()
	case 2:
		return direct | part()<<16 | part()<<8 | part()
	}
	return 0
}

// write writes the SGR sequence that leads from one style to this one: what is new if nothing has to go, else all of it.
func (s style) write(out *bytes.Buffer, from style) {
	separator := ""
	parameter := func(n int) {
		out.WriteString(separator)
		out.Write(strconv.AppendInt(out.AvailableBuffer(), int64(n), 10))
		separator = ";"
	}
	out.WriteString("\x1b[")
	if !s.covers(from) {
		from = style{}
		if s != from {
			parameter(0)
		}
	}
	for n := 1; n < 10; n++ {
		if (s.attributes&^from.attributes)>>n&1 != 0 {
			parameter(n)
		}
	}
	if s.fore != from.fore {
		s.fore.parameters(parameter, 30)
	}
	if s.back != from.back {
		s.back.parameters(parameter, 40)
	}
	out.WriteByte('m')
}

// covers reports whether this style is another one with something added, or with other colours.
func (s style) covers(from style) bool {
	return from.attributes&^s.attributes == 0 && (s.fore != 0 || from.fore == 0) && (s.back != 0 || from.back == 0)
}

// parameters hands out the parameters of a colour, whose first one is base for the colour 0.
func (c colour) parameters(number func(int), base int) {
	value := int(c & (indexed - 1))
	switch {
	case c == 0:
	case c >= direct:
		number(base + 8)
		number(2)
		number(value >> 16)
		number(value >> 8 & 0xff)
		number(value & 0xff)
	case value < 8:
		number(base + value)
	case value < 16:
		number(base + 60 + value - 8)
	default:
		number(base + 8)
		number(5)
		number(value)
	}
}
