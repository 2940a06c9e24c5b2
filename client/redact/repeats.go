package redact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"crmhooks/client/text"
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
	grams  grams
	wholes []string        // folded, like all that follow
	exact  []string        // as they are: folding leaves next to nothing of them, or reads them differently from a text that holds them
	codes  []string        // of short credentials, to be found as a whole
	shorts []string        // logins that are too short to have pieces
	words  map[string]bool // ordinary words that are parts of keys; nil for none
	single []string        // keys that are a word by themselves
	strict bool            // one is a Login: no piece of it stays legible
}

// NewRepeats makes a finder of these credentials, and of those of another one.
func NewRepeats(also *Repeats, credentials ...Credential) *Repeats {
	r := &Repeats{also: also}
	r.Set(credentials)
	return r
}

// Set puts these credentials in the place of those before, and keeps the other finder.
func (r *Repeats) Set(credentials []Credential) {
	r.grams.reset()
	r.wholes, r.exact, r.codes, r.shorts, r.single = r.wholes[:0], r.exact[:0], r.codes[:0], r.shorts[:0], r.single[:0]
	r.words, r.strict = nil, false
	for _, c := range credentials {
		r.add(c)
	}
}

func (r *Repeats) add(c Credential) {
	if len(c.Text) > maxIndexed {
		c.Text = c.Text[:maxIndexed]
	}
	switch {
	case c.Text == "" || strings.Contains(c.Text, Mask):
	case c.Kind == Login && len(c.Text) < minPiece:
		r.shorts = append(r.shorts, fold(c.Text).text)
	case c.Kind == Login:
		r.strict = true
		r.pieces(c.Text)
	case c.Kind == Key && len(c.Text) >= minKey:
		r.pieces(c.Text)
		r.ordinary(c.Text)
	case len(c.Text) >= minWhole:
		r.ordinary(c.Text)
		for _, form := range forms(c.Text) {
			r.wholes = append(r.wholes, fold(form).text)
		}
		r.encoded(c.Text)
	}
}

func (r *Repeats) pieces(credential string) {
	for _, form := range forms(credential) {
		folded := fold(form).text
		if len(folded) < minPiece || !utf8.ValidString(form) {
			r.exact = append(r.exact, form)
		}
		r.grams.add(folded, plain)
	}
	r.encoded(credential)
}

func (r *Repeats) encoded(credential string) {
	for _, form := range codes(credential) {
		if minCode <= len(form) && len(form) < minEncoded {
			r.codes = append(r.codes, text.LowerASCII(form))
		}
		r.grams.add(form, coded)
	}
}

// ordinary notes the words of a credential that has several parts.
func (r *Repeats) ordinary(credential string) {
	words := nameWords(credential)
	if len(words) == 1 && words[0] == strings.ToLower(strings.TrimFunc(credential, isMark)) {
		r.single = append(r.single, fold(words[0]).text) // it is the whole value, apart from marks around it
		return
	}
	for _, word := range words {
		if len(word) >= minPiece {
			if r.words == nil {
				r.words = map[string]bool{}
			}
			r.words[fold(word).text] = true
		}
	}
}

// maxEncoded is how many layers of encoding, of any kind, are decoded.
const maxEncoded = 3

// Mask masks what repeats a credential.
func (r *Repeats) Mask(s string) string {
	for ; r != nil && s != ""; r = r.also {
		s = masked(s, r.spans(nil, view{text: s}, maxEncoded))
	}
	return s
}

// MaskTarget masks what repeats a credential in an address. In its host, which people look for, a credential that is an ordinary word stays legible, unless it is one of
// our own.
func (r *Repeats) MaskTarget(address string) string {
	for ; r != nil && address != ""; r = r.also {
		found := r.spans(nil, view{text: address}, maxEncoded)
		if !r.strict {
			path, _, _ := strings.Cut(address, "#")
			path, _, _ = strings.Cut(path, "?")
			from, to := hostOf(path)
			found = slices.DeleteFunc(found, func(p span) bool { return from <= p.from && p.to <= to && r.isWord(address[p.from:p.to]) })
		}
		address = masked(address, found)
	}
	return address
}

// isWord reports whether a text is an ordinary word that is a credential or a part of one.
func (r *Repeats) isWord(s string) bool {
	s = fold(s).text
	return slices.ContainsFunc(r.single, func(word string) bool {
		return len(word) <= wordLength && oddness(word) < leastOdd && strings.Contains(word, s)
	})
}

// spans adds the parts of a text that repeat a credential, in one view of it and in what that view encodes, down to a depth.
func (r *Repeats) spans(found []span, v view, times int) []span {
	found = r.repeated(found, v)
	if times == 0 {
		return found
	}
	if plain, ok := unescape(v.text); ok {
		found = r.spans(found, plain.within(v), times-1)
	}
	if plain, ok := unhex(v.text); ok {
		found = r.spans(found, plain.within(v), times-1)
	}
	for first := range beginnings {
		plain, ok := unbase64(v.text, first)
		if !ok {
			break
		}
		found = r.spans(found, plain.within(v), times-1)
	}
	return found
}

// span is a part of a text.
type span struct{ from, to int }

// masked puts a mask in the place of each span. They may overlap, and come in any order.
func masked(s string, spans []span) string {
	if len(spans) == 0 {
		return s
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var out strings.Builder
	done := 0
	for _, p := range spans {
		from, to := wholeCharacters(s, p.from, p.to)
		if from >= done { // otherwise the mask before goes on
			out.WriteString(s[done:from] + Mask)
		}
		done = max(done, to)
	}
	return out.String() + s[done:]
}

// repeated adds the parts of a text that repeat a credential, as one view of it shows them.
func (r *Repeats) repeated(found []span, v view) []span {
	for _, exact := range r.exact {
		occurrences(v.text, exact, false, func(from, to int) { found = append(found, span{v.place(from), v.end(to)}) })
	}
	v = fold(v.text).within(v)
	add := func(from, to int) { found = append(found, span{v.place(from), v.end(to)}) }
	r.grams.runs(v.text, func(of kinds, from, to int) {
		run := v.text[from:to]
		if of == plain && !r.legible(run) || of == coded && (len(run) >= minEncoded || r.isCode(run)) {
			add(from, to)
		}
	})
	for _, whole := range r.wholes {
		occurrences(v.text, whole, true, add)
	}
	for _, short := range r.shorts {
		occurrences(v.text, short, false, add)
	}
	return found
}

// isCode reports whether a folded run holds the complete base64 or hex of a credential.
func (r *Repeats) isCode(run string) bool {
	return slices.ContainsFunc(r.codes, func(code string) bool { return strings.Contains(run, code) })
}

// legible reports whether a folded run reveals nothing about a credential: an ordinary word that is a part of it, or only marks, such as those for
// removed characters.
func (r *Repeats) legible(run string) bool {
	if r.strict {
		return false
	}
	word := strings.TrimFunc(run, isMark)
	return word == "" || r.words[word] && !slices.Contains(r.single, word)
}

func isMark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// wholeCharacters widens a part of a text so that it begins and ends between characters.
func wholeCharacters(s string, from, to int) (int, int) {
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	return from, to
}

// occurrences calls found for every occurrence of one text in another: as a separate word, or anywhere.
func occurrences(s, what string, asWord bool, found func(from, to int)) {
	if what == "" {
		return
	}
	for at := 0; ; {
		i := strings.Index(s[at:], what)
		if i < 0 {
			return
		}
		from, to := at+i, at+i+len(what)
		last, _ := utf8.DecodeLastRuneInString(s[:from])
		next, _ := utf8.DecodeRuneInString(s[to:])
		if !asWord || (from == 0 || isMark(last)) && (to == len(s) || isMark(next)) {
			found(from, to)
		}
		at = to
	}
}
