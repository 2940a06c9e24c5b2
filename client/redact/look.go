package redact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"crmhooks/client/text"
)

// This file looks for what a Repeats knows.

// maxEncoded is how many layers of encoding, of any kind, are decoded.
const maxEncoded = 3

// look says how closely a text has to be looked at. Where that is at its pieces alone, r.folded and r.glance are about them.
func (r *Repeats) look(s string) closeness {
	switch {
	case r == nil || s == "":
		return clean
	case !r.filtered():
		return everyWay
	}
	r.glance = r.grams.filter.look(s)
	switch r.glance.has {
	case 0:
	case beyond:
		r.folded.fold(s)
		if r.glance = r.grams.filter.sift(r.folded.out); r.glance.seen != 0 {
			return foldedPieces
		}
	default:
		return everyWay
	}
	if r.glance.seen != 0 {
		return pieces
	}
	return clean
}

// closeness is how closely a text has to be looked at.
type closeness int

const (
	clean        closeness = iota // it repeats nothing
	pieces                        // at its pieces
	foldedPieces                  // at those of its folded form
	everyWay                      // in every way, with all that it may encode
)

// filtered reports whether the filter tells of all credentials, those of the other finder among them.
func (r *Repeats) filtered() bool {
	return !r.unseen && (r.also == nil || r.alsoSet == r.also.sets && r.also.filtered())
}

// Mask masks what repeats a credential.
func (r *Repeats) Mask(s string) string {
	return r.mask(s, func(_ *Repeats, found []span, _ string) []span { return found })
}

// MaskTarget masks what repeats a credential in an address. In its host, which people look for, a credential that is an ordinary word stays legible, unless it is one of
// our own.
func (r *Repeats) MaskTarget(address string) string { return r.mask(address, (*Repeats).outsideHost) }

// outsideHost leaves out what shows in the host of an address.
func (r *Repeats) outsideHost(found []span, address string) []span {
	if r.strict {
		return found
	}
	path, _, _ := strings.Cut(address, "#")
	path, _, _ = strings.Cut(path, "?")
	from, to := hostOf(path)
	return slices.DeleteFunc(found, func(p span) bool { return from <= p.from && p.to <= to && r.words.isIn(address[p.from:p.to]) })
}

func (r *Repeats) mask(s string, but func(r *Repeats, found []span, s string) []span) string {
	how, v := r.look(s), view{text: s}
	switch how {
	case clean:
		return s
	case foldedPieces:
		v = r.folded.view()
	case pieces, everyWay: // as it is
	}
	for first := r; r != nil && s != ""; r = r.also {
		var found []span
		if how == everyWay {
			found = r.spans(nil, view{text: s}, maxEncoded)
		} else {
			found = r.inFolded(first.glance, v)
		}
		if len(found) > 0 {
			s, how = masked(s, but(r, found, s)), everyWay // what was looked at has changed
		}
	}
	return s
}

// spans adds the parts of a text that repeat a credential, in one view of it and in what that view encodes, down to a depth.
func (r *Repeats) spans(found []span, v view, times int) []span {
	g := r.grams.filter.look(v.text)
	found = r.repeated(found, v, g)
	if times == 0 || g.has&^beyond == 0 {
		return found
	}
	if plain, ok := unescape(v.text); ok {
		found = r.spans(found, plain.within(v), times-1)
	}
	if g.has&inHex != 0 {
		if plain, ok := unhex(v.text); ok {
			found = r.spans(found, plain.within(v), times-1)
		}
	}
	for first := 0; g.has&inBase64 != 0 && first < beginnings; first++ {
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
		if p.from == len(s) { // the end of what is encoded counts as a line end
			continue
		}
		from, to := wholeCharacters(s, p.from, p.to)
		if from >= done { // otherwise the mask before goes on
			out.WriteString(s[done:from] + Mask)
		}
		done = max(done, to)
	}
	return out.String() + s[done:]
}

// repeated adds the parts of a text that repeat a credential, as one view of it shows them.
func (r *Repeats) repeated(found []span, v view, g glance) []span {
	for _, exact := range r.exact {
		occurrences(v.text, exact, false, func(from, to int) { found = append(found, span{v.place(from), v.end(to)}) })
	}
	folds := g.has&beyond != 0
	if folds {
		r.folded.fold(v.text)
		g = r.grams.filter.sift(r.folded.out)
	}
	if g.seen == 0 && len(r.wholes)+len(r.shorts) == 0 {
		return found
	}
	if folds {
		v = r.folded.view().within(v)
	}
	return append(found, r.inFolded(g, v)...)
}

// inFolded are the parts of a folded text that repeat a credential. ASCII letters may be of any case.
func (r *Repeats) inFolded(g glance, v view) (found []span) {
	add := func(from, to int) { found = append(found, span{v.place(from), v.end(to)}) }
	if g.seen&plain != 0 {
		r.grams.plainRuns(v.text[g.from:g.to], func(from, to int) {
			if from, to := g.from+from, g.from+to; !r.legible(v.text[from:to]) {
				add(from, to)
			}
		})
	}
	if g.seen&coded != 0 {
		r.grams.codedRuns(v.text, func(from, to int) {
			if to-from >= minEncoded || r.isCode(v.text[from:to]) {
				add(from, to)
			}
		})
	}
	if len(r.wholes)+len(r.shorts) == 0 {
		return found
	}
	lower := text.LowerASCII(v.text)
	for _, whole := range r.wholes {
		occurrences(lower, whole, true, add)
	}
	for _, short := range r.shorts {
		occurrences(lower, short, false, add)
	}
	return found
}

// isCode reports whether a run holds the complete base64 or hex of a short credential.
func (r *Repeats) isCode(run string) bool {
	run = text.LowerASCII(run)
	return slices.ContainsFunc(r.grams.encodings(), func(code string) bool {
		return minCode <= len(code) && len(code) < minEncoded && strings.Contains(run, text.LowerASCII(code))
	})
}

// legible reports whether a run reveals nothing about a credential: an ordinary word that is a part of it, or only marks, such as those for
// removed characters.
func (r *Repeats) legible(run string) bool {
	if r.strict {
		return false
	}
	word := run
	if !isAlphanumeric(run[0]) || !isAlphanumeric(run[len(run)-1]) {
		word = strings.TrimFunc(run, isMark)
	}
	return word == "" || r.words.isPart(word)
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
