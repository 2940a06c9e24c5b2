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
	switch ascii, capitals := look(s); {
	case ascii && capitals:
		return view{text: text.LowerASCII(s)}
	case ascii:
		return view{text: s}
	}
	out, at := make([]byte, 0, len(s)), make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		_, size := utf8.DecodeRuneInString(s[i:])
		out = appendFolded(out, s[i:i+size])
		for len(at) < len(out) {
			at = append(at, i)
		}
		i += size
	}
	return view{string(out), append(at, len(s))}
}

// look reports whether a text is pure ASCII without the zero bytes of UTF-16, and whether it has capitals.
func look(s string) (ascii, capitals bool) {
	for i := range len(s) {
		if s[i] == 0 || s[i] >= utf8.RuneSelf {
			return false, false
		}
		capitals = capitals || isCapital(s[i])
	}
	return true, capitals
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
