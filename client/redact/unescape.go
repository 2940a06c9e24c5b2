package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// view is a decoded text with the position of each byte in the original: at[i] is where byte i begins, at[len] where the text ends. Without at, the positions
// are the same.
type view struct {
	text string
	at   []int
}

// place is the position of byte i in the original.
func (v view) place(i int) int {
	if v.at == nil {
		return i
	}
	return v.at[i]
}

// end is the position in the original where a part that ends before byte i ends. It includes all of its last character.
func (v view) end(i int) int {
	if v.at == nil {
		return i
	}
	for 0 < i && i < len(v.text) && v.at[i] == v.at[i-1] {
		i++
	}
	return v.at[i]
}

// within maps a view of another view's text to the original of that view.
func (v view) within(outer view) view {
	switch {
	case outer.at == nil:
	case v.at == nil:
		v.at = outer.at
	default:
		for i, place := range v.at {
			v.at[i] = outer.at[place]
		}
	}
	return v
}

// maxEscape bounds the length of one escape: &#1114111; and %F0 have fewer bytes.
const maxEscape = 10

// unescape undoes the escapes of addresses (%41, %u0041), JSON and programs (\u0041, \u{41}, \x41, \"), and HTML (&amp;, &#65;, also without its end), in whatever mixture. ok is false for a text
// without any.
func unescape(s string) (v view, ok bool) {
	if endOf(s, escapeByte) == len(s) {
		return v, false
	}
	var out strings.Builder
	v.at = make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		undone, n := "", 0
		switch s[i] {
		case '%':
			undone, n = percentEscape(s[i:])
		case '\\':
			undone, n = backslashEscape(s[i:])
		case '&':
			undone, n = entity(s[i:])
		}
		if n == 0 {
			undone, n = s[i:i+1], 1
		} else {
			ok = true
		}
		out.WriteString(undone)
		for range len(undone) {
			v.at = append(v.at, i)
		}
		i += n
	}
	v.at, v.text = append(v.at, len(s)), out.String()
	return v, ok
}

// hexEscape reads an escape of as many hexadecimal digits behind a start: a byte when they are two, and else a character.
func hexEscape(s string, start, digits int) (undone string, n int) {
	if len(s) < start+digits {
		return "", 0
	}
	code, err := strconv.ParseUint(s[start:start+digits], 16, 32)
	switch {
	case err != nil:
		return "", 0
	case digits == 2:
		return string([]byte{byte(code)}), start + digits
	}
	return string(rune(code)), start + digits
}

func percentEscape(s string) (undone string, n int) {
	if len(s) > 1 && s[1]|0x20 == 'u' {
		return hexEscape(s, 2, 4)
	}
	return hexEscape(s, 1, 2)
}

func backslashEscape(s string) (undone string, n int) {
	if len(s) < 2 {
		return "", 0
	}
	switch s[1] {
	case 'u':
		if len(s) > 2 && s[2] == '{' {
			return bracedEscape(s)
		}
		return hexEscape(s, 2, 4)
	case 'x':
		return hexEscape(s, 2, 2)
	case '"', '\'', '/', '\\':
		return s[1:2], 2
	}
	return "", 0
}

// bracedEscape reads the number of a character in braces.
func bracedEscape(s string) (undone string, n int) {
	end := strings.IndexByte(s[:min(len(s), maxEscape)], '}')
	if end < 0 {
		return "", 0
	}
	code, err := strconv.ParseUint(s[len(`\u{`):end], 16, 32)
	if err != nil {
		return "", 0
	}
	return string(rune(code)), end + 1
}

func entity(s string) (undone string, n int) {
	if len(s) > 2 && s[1] == '#' {
		return numericEntity(s[:min(len(s), maxEscape)])
	}
	end := strings.IndexByte(s[:min(len(s), maxEscape)], ';')
	if end < 0 {
		return "", 0
	}
	undone = html.UnescapeString(s[:end+1])
	if undone == s[:end+1] || !utf8.ValidString(undone) {
		return "", 0
	}
	return undone, end + 1
}

// numericEntity reads the number of a character, whose semicolon may be missing.
func numericEntity(s string) (undone string, n int) {
	from, base, inNumber := len("&#"), 10, isDigit
	if s[from]|0x20 == 'x' {
		from, base, inNumber = from+1, 16, isHexDigit
	}
	n = from
	for n < len(s) && inNumber(s[n]) {
		n++
	}
	code, err := strconv.ParseUint(s[from:n], base, 32)
	if err != nil {
		return "", 0
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return string(rune(code)), n
}
