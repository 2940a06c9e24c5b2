package redact

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"crmhooks/client/text"
)

// fold normalizes a text for comparison: the letters of every script in lower case, full-width and other compatibility characters as plain ones, invalid UTF-8 as Latin-1,
// and without accents, variation selectors and other characters of no width.
func fold(s string) view {
	if isASCII(s) {
		return view{text: text.LowerASCII(s)}
	}
	f := folding{out: make([]byte, 0, len(s)), at: make([]int, 0, len(s)+1)}
	f.fold(s)
	return f.view()
}

// isASCII reports whether a text is pure ASCII without the zero bytes of UTF-16.
func isASCII(s string) bool {
	for i := range len(s) {
		if classes[s[i]]&beyondByte != 0 {
			return false
		}
	}
	return true
}

// folding is a folded text, with the place of each byte in the original as in a view. It is there to be used again.
type folding struct {
	out []byte
	at  []int
}

func (f *folding) view() view { return view{string(f.out), f.at} }

func (f *folding) fold(s string) {
	f.out, f.at = f.out[:0], f.at[:0]
	for i := 0; i < len(s); {
		size := 1
		if b := s[i]; b != 0 && b < utf8.RuneSelf {
			f.out = append(f.out, lowerByte(b))
		} else {
			_, size = utf8.DecodeRuneInString(s[i:])
			f.out = appendFolded(f.out, s[i:i+size])
		}
		for len(f.at) < len(f.out) {
			f.at = append(f.at, i)
		}
		i += size
	}
	f.at = append(f.at, len(s))
}

// appendFolded appends one character, folded: none, one, or several.
func appendFolded(out []byte, character string) []byte {
	if b := character[0]; b < utf8.RuneSelf {
		if b == 0 { // of UTF-16
			return out
		}
		return append(out, lowerByte(b))
	}
	if len(character) == 1 { // an invalid byte, which is a letter of Latin-1
		character = string(rune(character[0]))
	}
	decomposed := norm.NFKD.PropertiesString(character).Decomposition()
	if decomposed == nil {
		return appendLower(out, character)
	}
	return appendLower(out, string(decomposed))
}

func appendLowerASCII(out []byte, s string) []byte {
	for i := range len(s) {
		out = append(out, lowerByte(s[i]))
	}
	return out
}

func appendLower(out []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == 'ß' || r == 'ẞ': // STRASSE
			out = append(out, "ss"...)
		case r == '。': // of an address, as servers read it
			out = append(out, '.')
		case !hasNoWidth(r):
			out = utf8.AppendRune(out, unicode.ToLower(unicode.ToUpper(r))) // both, as a letter may have two small forms
		}
	}
	return out
}

// hasNoWidth reports whether a character adds nothing but a mark to the one before it, or nothing at all. The mark for removed text counts too.
func hasNoWidth(r rune) bool {
	return r >= 0x80 && (r == utf8.RuneError || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf))
}
