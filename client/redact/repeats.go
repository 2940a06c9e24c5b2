package redact

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind says how a credential is looked for in texts that may repeat it.
type Kind int

// The kinds of credentials.
const (
	// Whole matches only as a whole, between characters that are neither letters nor digits, and encoded like a Key: it may be made of ordinary words, whose parts
	// reveal nothing.
	Whole Kind = iota
	// Key is looked for in pieces of minPiece bytes or more, as servers cut what they echo, in any case of its letters and in the encodings of forms. An ordinary
	// word that is only a part of it stays legible: "support" of support_integration_v2. One that is shorter than minKey is looked for as a Whole.
	Key
	// Login is one of our own, which may show nowhere: like Key, with no word left legible, and a short one masked wherever it stands.
	Login
)

// Credential is a text that must not be shown.
type Credential struct {
	Text string
	Kind Kind
}

const (
	minPiece   = 6        // bytes of the shortest piece that is looked for; a shorter one is in most texts by chance
	minEncoded = 12       // the same for base64 and hex, whose digits alone look like numbers
	minCode    = 8        // the same for the complete base64 or hex of a short credential
	minKey     = 8        // bytes of the shortest Key that is looked for in pieces
	minWhole   = 4        // bytes of the shortest Whole: masking a shorter one would hide nothing but the text
	maxIndexed = 32 << 10 // bytes of a credential that are looked for; real ones have fewer than a hundred
)

// Repeats finds what repeats credentials, in time that grows with the text alone. It is made for one goroutine.
type Repeats struct {
	also   *Repeats // asked as well; nil for none
	seen   []Credential
	grams  grams
	wholes []string // folded, like all that follow
	exact  []string // as they are: folding leaves next to nothing of them, or reads them differently from a text that holds them
	shorts []string // logins that are too short to have pieces
	strict bool     // one is a Login: no piece of it stays legible

	words ordinaryWords

	sets    int  // how often there were other credentials
	alsoSet int  // the same of also, when its filter was taken
	unseen  bool // the filter does not tell of all credentials

	folded folding // of the text that is looked at
	glance glance  // of that or, if it needs no folding, of the text itself
}

// NewRepeats makes a finder of these credentials, and of those of another one.
func NewRepeats(also *Repeats, credentials ...Credential) *Repeats {
	r := &Repeats{also: also}
	r.Set(credentials)
	return r
}

// Set puts these credentials in the place of those before, and keeps the other finder.
func (r *Repeats) Set(credentials []Credential) {
	var filter *filter
	if r.sets++; r.also != nil {
		filter, r.alsoSet = &r.also.grams.filter, r.also.sets
	}
	r.grams.reset(filter)
	r.seen, r.wholes, r.exact, r.shorts, r.strict = r.seen[:0], r.wholes[:0], r.exact[:0], r.shorts[:0], false
	r.words.reset()
	for _, c := range credentials {
		if len(c.Text) > maxIndexed {
			c.Text = c.Text[:maxIndexed]
		}
		r.add(c)
	}
	r.unseen = len(r.wholes)+len(r.exact)+len(r.shorts) > 0
}

func (r *Repeats) add(c Credential) {
	switch {
	case c.Text == "" || r.knows(c) || strings.Contains(c.Text, Mask):
		return
	case c.Kind == Login && len(c.Text) < minPiece:
		r.shorts = append(r.shorts, fold(c.Text).text)
	case c.Kind == Login:
		r.strict = true
		r.addPieces(c.Text)
	case c.Kind == Key && len(c.Text) >= minKey:
		r.addPieces(c.Text)
		r.words.add(c.Text)
	case len(c.Text) >= minWhole:
		r.words.add(c.Text)
		for _, form := range forms(c.Text) {
			r.wholes = append(r.wholes, fold(form).text)
		}
		r.grams.addCodes(c.Text)
	}
	r.seen = append(r.seen, c)
}

// maxKnown is how many credentials are compared with a new one: the same one may be in several pieces of a webhook.
const maxKnown = 64

func (r *Repeats) knows(c Credential) bool {
	return slices.Contains(r.seen[:min(len(r.seen), maxKnown)], c)
}

func (r *Repeats) addPieces(credential string) {
	if isPrintable(credential) {
		r.grams.add(credential)
		r.grams.addCodes(credential)
		return
	}
	for _, form := range forms(credential) {
		folded := fold(form).text
		if len(folded) < minPiece || !utf8.ValidString(form) {
			r.exact = append(r.exact, form)
		}
		r.grams.add(folded)
	}
	r.grams.addCodes(credential)
}

// isPrintable reports whether a text is ASCII without blanks and controls, so that it has one form alone.
func isPrintable(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}
