package text

import (
	"unicode"
	"unicode/utf8"
)

// Programs disagree on how many places a character takes that is piled up from many: a terminal may give each code point places of its own. So a pile has
// bounds, above what any language needs.
const (
	maxMarks  = 8 // marks on one character; towers of them are drawn over the lines above, too
	markShare = 2 // marks for each character of a text, beside one full tower
	maxJamo   = 6 // Hangul letters in one syllable; today's have three
	maxJoined = 4 // zero-width joiners in one emoji; a family of four has three
	maxLinked = 5 // viramas in one conjunct; Sanskrit's longest have four
)

// pile counts what was written onto one another.
type pile struct {
	marks  int  // since the last character that is no mark
	all    int  // marks in the whole text
	bases  int  // characters that are none
	jamo   int  // Hangul letters in a row
	joined int  // zero-width joiners in a row, but for what they join
	linked int  // viramas in a row, likewise
	link   bool // the next letter belongs to the conjunct
}

// add counts r, which is written after last. The replacement character counts for nothing, so that it makes no room.
func (p *pile) add(r, last rune) {
	switch {
	case r == utf8.RuneError:
		return
	case r == zwj:
		p.joined++
		return
	case r == zwnj, unicode.Is(unicode.Variation_Selector, r), skinTone(r):
		return
	case unicode.Is(unicode.M, r):
		p.marks++
		p.all++
		if virama(r) {
			p.linked++
			p.link = true
		}
		return
	}
	p.bases++
	p.marks = 0
	if last != zwj {
		p.joined = 0
	}
	if !p.link {
		p.linked = 0
	}
	p.link = false
	if jamo(r) {
		p.jamo++
	} else {
		p.jamo = 0
	}
}

// takes reports whether there is room for a mark.
func (p *pile) takes(mark rune) bool {
	return p.marks < maxMarks && p.all < maxMarks+markShare*p.bases && (p.linked < maxLinked || !virama(mark))
}

// jamo reports whether r is a Hangul letter that joins its neighbours into a syllable.
func jamo(r rune) bool {
	return r >= 0x1100 && r <= 0x11ff || r >= 0xa960 && r <= 0xa97f || r >= 0xd7b0 && r <= 0xd7ff
}

// skinTone reports whether r colours the emoji before it.
func skinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// virama reports whether r joins the letters around it into a conjunct.
func virama(r rune) bool {
	switch r {
	case 0x094d, 0x09cd, 0x0a4d, 0x0acd, 0x0b4d, 0x0bcd, 0x0c4d, 0x0ccd, 0x0d4d, 0x0dca, 0x1039, 0x17d2, 0x1a60, 0x1b44, 0x1bab, 0xa9c0, 0xaaf6:
		return true
	}
	return false
}
