package redact

import "slices"

// kinds say which sort of text a piece is of.
type kinds uint8

const (
	plain kinds = 1 << iota // a credential as it is
	coded                   // its encoding in hex or base64
)

// grams is a set of the pieces of credentials and of their encodings, each of minPiece bytes, their ASCII letters in lower case. Most texts hold none of them, which a
// filter tells; the encodings are written out for good only when it does not.
type grams struct {
	plains []string         // texts whose pieces are plain, in any case
	coded  []string         // texts whose encodings' pieces are coded
	codes  []string         // these encodings, once they are needed
	exact  map[uint64]kinds // made for many texts alone, once it is needed
	filter filter
	code   coder
}

// fewBytes is how many bytes of texts are looked through faster than a map of their pieces is made.
const fewBytes = 1 << 10

// reset empties the set. Its filter lets through what another one does, as both are asked at once; nil for none.
func (g *grams) reset(also *filter) {
	if also != nil {
		g.filter = *also
	} else {
		g.filter = filter{least: minEncoded}
	}
	g.plains, g.coded, g.codes, g.exact = g.plains[:0], g.coded[:0], g.codes[:0], nil
}

// add adds the pieces of a folded text. Its ASCII letters may be of any case.
func (g *grams) add(s string) {
	if len(s) >= minPiece {
		g.plains, g.exact = append(g.plains, s), nil
		g.filter.add(s)
	}
}

// addCodes adds the pieces of the encodings of a text.
func (g *grams) addCodes(s string) {
	g.coded, g.codes, g.exact = append(g.coded, s), g.codes[:0], nil
	g.filter.addCodes(s)
}

// plainRuns calls found for every part of a folded text that is made of plain pieces, each of which overlaps the one before.
func (g *grams) plainRuns(s string, found func(from, to int)) {
	var gram uint64
	from := -1 // where the pieces begin that the filter lets through
	for i := range len(s) {
		if gram = push(gram, s[i]); i < minPiece-1 {
			continue
		}
		switch may := g.filter.hasGram(gram); {
		case may && from < 0:
			from = i + 1 - minPiece
		case !may && from >= 0:
			g.verify(s[:i], from, plain, found)
			from = -1
		}
	}
	if from >= 0 {
		g.verify(s, from, plain, found)
	}
}

// codedRuns does the same for coded pieces. Runs that are too short to matter are left out.
func (g *grams) codedRuns(s string, found func(from, to int)) {
	from, last := 0, byte(noSymbol)
	for i := range len(s) {
		symbol := symbols[s[i]]
		if g.filter.pairs[last&63]>>(symbol&63)&1 == 0 {
			if i-from >= g.filter.least {
				g.verify(s[:i], from, coded, found)
			}
			from = i
		}
		last = symbol
	}
	if len(s)-from >= g.filter.least {
		g.verify(s, from, coded, found)
	}
}

// verify calls found for every run of pieces of a kind in a text that begin at a place or behind it.
func (g *grams) verify(s string, start int, of kinds, found func(from, to int)) {
	from := -1
	var there string // the text that has the piece before, from there on
	for end := start + minPiece; end <= len(s); end++ {
		known := len(there) > minPiece && lowered[there[minPiece]] == lowered[s[end-1]] // the next one too
		if known {
			there = there[1:]
		} else {
			there, known = g.has(gramOf(s[end-minPiece:]), of)
		}
		switch {
		case known && from < 0:
			from = end - minPiece
		case !known && from >= 0:
			found(from, end-1)
			from = -1
		}
	}
	if from >= 0 {
		found(from, len(s))
	}
}

// has reports whether a gram is one of a kind. It returns a text of this kind from the gram on, if it knows one.
func (g *grams) has(gram uint64, of kinds) (there string, known bool) {
	if g.exact != nil {
		return "", g.exact[gram]&of != 0
	}
	texts, size := g.plains, 0
	if of == coded {
		texts = g.encodings()
	}
	for _, s := range texts {
		if size += len(s); size > fewBytes {
			g.index()
			return "", g.exact[gram]&of != 0
		}
		if i := indexGram(s, gram); i >= 0 {
			return s[i:], true
		}
	}
	return "", false
}

func (g *grams) encodings() []string {
	if len(g.codes) == 0 {
		for _, s := range g.coded {
			for code := range g.code.codes(s) {
				g.codes = append(g.codes, string(code))
			}
		}
	}
	return g.codes
}

func (g *grams) index() {
	g.exact = map[uint64]kinds{}
	for n, s := range slices.Concat(g.plains, g.encodings()) {
		of := plain
		if n >= len(g.plains) {
			of = coded
		}
		for begin := range max(0, len(s)-minPiece+1) {
			g.exact[gramOf(s[begin:])] |= of
		}
	}
}

// indexGram is where a gram is in a text, or -1.
func indexGram(s string, gram uint64) int {
	var at uint64
	for i := range len(s) {
		if at = push(at, s[i]); at == gram && i >= minPiece-1 {
			return i + 1 - minPiece
		}
	}
	return -1
}

// gramOf is the gram at the beginning of a text.
func gramOf(s string) (gram uint64) {
	for i := range minPiece {
		gram = push(gram, s[i])
	}
	return gram
}

// push adds a byte to the end of a gram, whose first byte leaves it. A gram has its bytes at the upper end.
func push(gram uint64, b byte) uint64 { return gram<<8 | uint64(lowered[b])<<(64-8*minPiece) }

// lowered are the bytes with the ASCII letters in lower case.
var lowered = func() (to [256]byte) {
	for b := range len(to) {
		if to[b] = byte(b); isCapital(to[b]) {
			to[b] |= 0x20
		}
	}
	return to
}()

func lowerByte(b byte) byte { return lowered[b] }

// hash is below hashes.
func hash(gram uint64) uint64 { return gram * 0x9e3779b97f4a7c15 >> 50 }
