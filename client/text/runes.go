package text

import "unicode"

const (
	esc            = '\x1b'
	zwnj           = '\u200c'
	zwj            = '\u200d'
	vs15           = '\ufe0e'
	vs16           = '\ufe0f'
	graphemeJoiner = '\u034f'
	blackFlag      = '\U0001f3f4'
	tagFirst       = '\U000e0020'
	tagLast        = '\U000e007e'
	tagEnd         = '\U000e007f'
)

// hidden reports whether r is a letter or a symbol that draws nothing, as that makes two different texts look the same.
func hidden(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u17b4', '\u17b5':
		return true
	}
	return false
}

// visible reports whether r draws something, or is a blank, and changes nothing around it. Format characters and what Unicode has not assigned are not; nor are
// the few format characters that one sees, of Arabic and Syriac: with the letter behind them they count as no place at all.
func visible(r rune) bool {
	if hidden(r) || noncharacter(r) || ignorable(r) {
		return false
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs, unicode.Co)
}

// standsAlone reports whether r is known to be visible wherever it stands, as nearly all letters are. Whatever may join what is around it is not.
func standsAlone(r rune) bool {
	switch {
	case r <= 0xa0 || r == 0xad:
		return false
	case r < 0x300, r >= 0x2010 && r <= 0x2027, r == '€':
		return true
	}
	return unicode.IsLetter(r) && !jamo(r) && !hidden(r)
}

func noncharacter(r rune) bool {
	return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// ignorable covers the unassigned ranges that Unicode reserves for invisible characters.
func ignorable(r rune) bool {
	return r >= 0xfff0 && r <= 0xfff8 || r >= 0xe0000 && r <= 0xe0fff || r == 0x2065
}

// joins reports whether r can stand beside a zero-width joiner or non-joiner in ordinary text: emoji, and
// letters of scripts that join. Latin, Greek, Cyrillic and digits never need one, so there it can only deceive.
func joins(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r == vs16 || unicode.In(r, unicode.So, unicode.Sk):
		return true
	case unicode.In(r, unicode.Mn, unicode.Mc):
		return true
	}
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// takesVariation reports whether a text or emoji style selector may follow r.
func takesVariation(r rune) bool {
	return r == '#' || r == '*' || r >= '0' && r <= '9' || unicode.In(r, unicode.So, unicode.Sm, unicode.Po) && r > 0x7f ||
		r == '\u00a9' || r == '\u00ae' || r == '\u3030' || r == '\u2139'
}

// flag keeps a subdivision flag (a black flag, tags, an end tag) whole, and a black flag alone.
func (c *cleaner) flag() {
	end := 1
	for c.peek(end) >= tagFirst && c.peek(end) <= tagLast && end < 8 {
		end++
	}
	c.keep(blackFlag)
	if end == 1 || c.peek(end-1) != tagEnd {
		return // alone, or unterminated: the tags are removed as they come
	}
	for range end {
		c.keep(c.in[c.pos])
	}
}

// Passes reports whether clean text can hold r at all, where r is in its place. What does not pass has no business on a terminal.
func Passes(r rune) bool {
	switch {
	case r == '\n', r == zwj, r == zwnj, unicode.Is(unicode.Variation_Selector, r), r >= tagFirst && r <= tagEnd:
		return true
	case r == graphemeJoiner:
		return false
	}
	return visible(r)
}
