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
	Text  string
	Named bool // its name suggests a credential
	Key   bool // its name says that it is the key itself, not just related to one: see KeyName
}

// Pieces splits what was masked and keeps what is or could be a credential: all of a value whose name or scheme says so, the user and the password that it
// encodes, and what looks like a credential in other values. A header that is masked for its name may also hold ordinary words, which must not vanish from other texts.
func Pieces(masked []Found) []Credential { return AppendPieces(nil, masked) }

// AppendPieces appends what Pieces returns.
func AppendPieces(to []Credential, masked []Found) []Credential {
	k := keeper{pieces: to, most: len(to) + maxHiddenPieces}
	for _, f := range masked {
		k.found(f)
	}
	return k.pieces
}

// keeper collects the pieces of one webhook, up to a limit.
type keeper struct {
	pieces []Credential
	most   int // of them
	size   int
}

func (k *keeper) keep(piece string, kind Kind) {
	if piece != "" && k.size+len(piece) <= maxHidden && len(k.pieces) < k.most {
		k.pieces = append(k.pieces, Credential{piece, kind})
		k.size += len(piece)
	}
}

func (k *keeper) found(f Found) {
	if len(k.pieces) == k.most {
		return
	}
	f.Text = f.Text[:min(len(f.Text), maxHidden)]
	k.value(f)
	for piece := range fields(f.Text, pieceEnd) {
		k.ifSecret(piece)
		if strings.IndexByte(piece, '%') < 0 && strings.IndexByte(piece, '+') < 0 {
			continue
		}
		if decoded, err := url.QueryUnescape(piece); err == nil { // as a receiver reads it
			k.ifSecret(decoded)
		}
	}
}

// value keeps what a value holds as a whole: behind its scheme, behind the names in it, and in base64.
func (k *keeper) value(f Found) {
	value, scheme := cutScheme(f.Text)
	isKey := f.Key || scheme.always && isSchemeCredential(value, true)
	blanks := indexSpace(value) >= 0
	switch {
	case hasParts(value):
		if blanks && len(f.Text) >= minPhrase {
			k.keep(f.Text, Whole)
		}
		for name, of := range credentialPairs(value) {
			k.credential(valueOf(of), KeyName(name))
		}
	case f.Named || hasScheme(f.Text):
		k.credential(value, isKey)
	case blanks && len(value) >= minPhrase:
		k.keep(value, Whole)
	default:
		k.ifSecret(value)
	}
	for part := range fields(value, valueEnd) {
		if login := decodedLogin(part); login != "" && (scheme.name != "" || isLogin(part)) {
			k.keep(login, Key)
			_, password, _ := strings.Cut(login, ":")
			k.credential(password, true)
		}
	}
}

// credential keeps a text that is one, or has to do with one. Ordinary words are looked for as they are, where they are looked for at all.
func (k *keeper) credential(s string, isKey bool) {
	s = strings.TrimSpace(s)
	blanks := indexSpace(s) >= 0
	switch {
	case !blanks && looksSecret(s), blanks && (isKey || !allWords(s)):
		k.keep(s, Key)
	case isKey && len(s) >= minOrdinary, blanks && len(s) >= minPhrase:
		k.keep(s, Whole)
	}
}

func (k *keeper) ifSecret(piece string) {
	if looksSecret(piece) {
		k.keep(piece, Key)
	}
}

// allWords reports whether a text is a sentence of ordinary words.
func allWords(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if !isPlainWord(word) {
			return false
		}
	}
	return true
}

// severalPairs finds a name with a value and another one behind it, as in cookies and connection strings.
var severalPairs = lazy(`[\pL\pN_.-]["']?\s*[=:]\s*["']?[^=:;,&\s][^;,&]*[;,&\s]\s*["']?[\pL\pN_.-]+["']?\s*[=:]`)

// hasParts reports whether a value is an address or has several names with their values, so that it is no credential as a whole.
func hasParts(value string) bool {
	return strings.Contains(value, "//") || strings.ContainsAny(value[:min(len(value), 1)], "{[<") || strings.Count(value, "=")+strings.Count(value, ":") > 1 && severalPairs().MatchString(value)
}

// wordLength is how long a text of letters alone may be to pass for a word.
const wordLength = 16

// looksSecret reports whether a text could be a credential and not a word, a number or a name of a host.
func looksSecret(piece string) bool {
	letters, others, changes := 0, 0, 0
	upper, digit := false, false
	for i := 0; i < len(piece); {
		of, size := classes[piece[i]], 1
		if of&beyondByte != 0 {
			of, size = caseOf(piece[i:])
		}
		if of&(smallByte|capitalByte|otherLetter) == 0 {
			others++
			digit = digit || isDigit(piece[i])
		} else {
			letters++
			if i > 0 && of&capitalByte != 0 != upper {
				changes++
			}
			upper = of&capitalByte != 0
		}
		i += size
	}
	switch {
	case len(piece) < 4:
		return false
	case letters == 0:
		return len(piece) >= 8
	case others == 0:
		return len(piece) > wordLength || changes > 1
	}
	return digit || changes > 1 || len(piece) > wordLength && !strings.Contains(piece, ".") || strings.ContainsFunc(piece, unicode.IsDigit)
}
