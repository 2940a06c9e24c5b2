package webhook

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"

	"crmhooks/client/text"
)

// Fingerprint stands for a text that is not shown: in one run of the program two are equal when their texts are, and nothing else can be told
// from them. 0 stands for a text that is not known.
type Fingerprint uint64

// seed is made up anew by every run, so that a fingerprint is worth nothing outside of it.
var seed = maphash.MakeSeed()

// FingerprintOf takes the fingerprint of a text. A text that is empty or masked is not known.
func FingerprintOf(s string) Fingerprint {
	if s == "" || strings.Contains(s, Mask) {
		return 0
	}
	return Fingerprint(maphash.String(seed, s) | 1) // never 0
}

// Hidden holds the credentials that stand in a webhook's headers, properties and target. It is there to keep them out of other texts, such as a
// receiver's answer that repeats what it got, and gives none of them away.
type Hidden struct{ texts func() []string }

// NewHidden locks credentials up.
func NewHidden(credentials []string) Hidden {
	if len(credentials) == 0 {
		return Hidden{}
	}
	return Hidden{texts: func() []string { return credentials }}
}

// mask masks the credentials in a text of somebody else.
func (h Hidden) mask(s string) string {
	if h.texts == nil {
		return s
	}
	for _, credential := range h.texts() {
		s = maskIn(s, credential)
	}
	return s
}

const (
	// minPieces is the shortest credential, in bytes, whose pieces are looked for in a text of somebody else.
	minPieces = 8
	// minWord is the shortest credential, in bytes, that is looked for as a word. A shorter one is in most texts by chance: it is the 1 of HTTP/1.1.
	minWord = 4
)

// maskIn masks a credential in a text that others wrote for people to read. One that is long is masked in pieces too, a short one where it stands as a
// word, and a very short one is left: masking it would hide nothing but the text.
func maskIn(s, credential string) string {
	switch {
	case len(credential) >= minPieces:
		return MaskPieces(s, credential)
	case len(credential) < minWord || !strings.Contains(s, credential):
		return s
	}
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, credential)
		if !found {
			return out.String() + s
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if word(last) || word(next) {
			out.WriteString(before + credential)
		} else {
			out.WriteString(before + Mask)
		}
		s = after
	}
}

// minPiece is the shortest piece of a credential that is looked for, in bytes.
const minPiece = 6

// MaskPieces masks every piece of a credential, of six bytes or more, that occurs in a text: servers cut what they echo.
func MaskPieces(s, credential string) string {
	if credential == "" {
		return s
	}
	if len(credential) < minPiece {
		return strings.ReplaceAll(s, credential, Mask)
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		n := minPiece
		if i+n > len(s) || !strings.Contains(credential, s[i:i+n]) {
			out.WriteByte(s[i])
			i++
			continue
		}
		for i+n < len(s) && strings.Contains(credential, s[i:i+n+1]) {
			n++
		}
		out.WriteString(Mask)
		i += n
	}
	return strings.ToValidUTF8(out.String(), text.Mark) // a piece may begin in the middle of a character
}
