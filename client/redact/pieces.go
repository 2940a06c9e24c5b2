package redact

import (
	"net/url"
	"strings"
	"unicode"
)

const (
	// maxHidden bounds what is remembered of the credentials of one webhook, in bytes and in pieces: each is looked for in the text of its last error.
	maxHidden       = 8 << 10
	maxHiddenPieces = 64

	minOrdinary = 6  // bytes of the shortest key that is an ordinary word and is looked for all the same
	minPhrase   = 12 // bytes of the shortest text of several words that is looked for
)

// Found is a text that was masked, as it came.
type Found struct {
	Text string
	Key  bool // its name says that it is itself the key, and not only that it has to do with one: see KeyName
}

// Pieces takes what was masked apart and keeps what could be a credential: a header that is masked for its name may hold ordinary words too, and
// these must not vanish from other texts.
func Pieces(masked []Found) []Credential {
	var pieces []Credential
	size := 0
	keep := func(piece string, kind Kind) {
		if size+len(piece) <= maxHidden && len(pieces) < maxHiddenPieces {
			pieces = append(pieces, Credential{piece, kind})
			size += len(piece)
		}
	}
	keepSecret := func(piece string) {
		if looksSecret(piece) {
			keep(piece, Key)
		}
	}
	for _, f := range masked {
		came := f.Text
		if len(came) > maxHidden {
			came = came[:maxHidden]
		}
		blanks := strings.ContainsFunc(came, unicode.IsSpace)
		switch {
		case f.Key && !looksSecret(came) && len(came) >= minOrdinary, blanks && len(came) >= minPhrase:
			keep(came, Whole)
		case !blanks && !strings.Contains(came, "://"):
			keepSecret(came)
		}
		for piece := range strings.FieldsFuncSeq(came, betweenPieces) {
			keepSecret(piece)
			if decoded, err := url.QueryUnescape(piece); err == nil && decoded != piece { // as a receiver reads it
				keepSecret(decoded)
			}
		}
	}
	return pieces
}

// betweenPieces finds what stands between the parts of addresses, connection strings, cookies and JSON.
func betweenPieces(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("/\\?&;=#:@,\"'<>{}[]()", r)
}

// wordLength is how long a text of letters alone may be to pass for a word.
const wordLength = 16

// looksSecret reports whether a text could be a credential and not a word, a number or a name of a host.
func looksSecret(piece string) bool {
	letters, others, changes := 0, 0, 0
	upper := false
	for i, r := range piece {
		switch {
		case unicode.IsLetter(r):
			letters++
			if i > 0 && unicode.IsUpper(r) != upper {
				changes++
			}
			upper = unicode.IsUpper(r)
		default:
			others++
		}
	}
	switch {
	case len(piece) < 4:
		return false
	case letters == 0:
		return len(piece) >= 8
	case others == 0:
		return len(piece) > wordLength || changes > 1
	}
	return strings.ContainsFunc(piece, unicode.IsDigit) || changes > 1 || len(piece) > wordLength && !strings.Contains(piece, ".")
}
