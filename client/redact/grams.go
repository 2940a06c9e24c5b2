package redact

import "slices"

// kinds say which sort of text a piece is of.
type kinds uint8

const (
	plain kinds = 1 << iota // a credential as it is
	coded                   // its encoding in hex or base64
)

// grams is a set of the pieces of credentials and of their encodings, each of minPiece bytes, their ASCII letters in lower case. Most texts hold none of them, which a
// filter tells; the encodings are written out only when it does not.
type grams struct {
	plains []string         // texts whose pieces are plain, in any case
	coded  []string         // texts whose encodings' pieces are coded
	codes  []string         // these encodings, once they are needed
	exact  map[uint64]kinds // made for many texts alone, once it is needed
	filter [hashes / perWord]uint64
}

const (
	hashes  = 1 << 14 // of grams
	perWord = 32      // of them in a word of the filter: each has two bits, which are kinds

	// fewBytes is how many bytes of texts are looked through faster than a map of their pieces is made.
	fewBytes = 1 << 10

	// minStreak is how many pieces in a row a text has to have of an encoding.
	minStreak = minCode - minPiece + 1
)

// reset empties the set.
func (g *grams) reset() {
	if len(g.plains)+len(g.coded) > 0 {
		g.filter = [hashes / perWord]uint64{}
	}
	g.plains, g.coded, g.codes, g.exact = g.plains[:0], g.coded[:0], g.codes[:0], nil
}

// add adds the pieces of a folded text. Its ASCII letters may be of any case.
func (g *grams) add(s string) {
	if len(s) < minPiece {
		return
	}
	g.plains, g.exact = append(g.plains, s), nil
	var gram uint64
	for i := range len(s) {
		if gram = push(gram, s[i]); i >= minPiece-1 {
			g.note(gram, plain)
		}
	}
}

// addCodes adds the pieces of the encodings of a text.
func (g *grams) addCodes(s string) {
	g.coded, g.codes, g.exact = append(g.coded, s), g.codes[:0], nil
	var gram uint64
	for i := range len(s) {
		gram = push(gram, lowerHex[s[i]>>4])
		if i >= minPiece/2 {
			g.note(gram, coded)
		}
		if gram = push(gram, lowerHex[s[i]&0xf]); i >= minPiece/2-1 {
			g.note(gram, coded)
		}
	}
	for before := range 3 {
		if g.addBase64(s, before, lowerBase64) {
			g.addBase64(s, before, lowerBase64URL)
		}
	}
}

const (
	lowerHex       = "0123456789abcdef"
	lowerBase64    = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789+/"
	lowerBase64URL = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// addBase64 adds the pieces of the base64 of a text, as codes makes it for so many bytes before it. It reports whether there is a digit that the alphabets differ in.
func (g *grams) addBase64(s string, before int, alphabet string) (differ bool) {
	var gram uint64
	digits := 0
	bits, n := uint32(0), -(8*before+5)/6*6+8*before // the bits of bytes that were read and are not yet in a digit, and how many these are
	for i := range len(s) {
		bits, n = bits<<8|uint32(s[i]), n+8
		for ; n >= 6; n -= 6 {
			digit := bits >> (n - 6) & 0x3f
			differ = differ || digit >= 62
			if gram = push(gram, alphabet[digit]); digits >= minPiece-1 {
				g.note(gram, coded)
			}
			digits++
		}
	}
	return differ
}

func (g *grams) note(gram uint64, of kinds) {
	h := hash(gram)
	g.filter[h/perWord] |= uint64(of) << (h % perWord * 2)
}

// maybe are the kinds that a gram may be of.
func (g *grams) maybe(gram uint64) kinds {
	h := hash(gram)
	return kinds(g.filter[h/perWord]>>(h%perWord*2)) & (plain | coded)
}

// sift are the kinds that pieces of a folded text may be of: as a rule, none.
func sift[T string | []byte](g *grams, s T) (seen kinds) {
	var gram uint64
	streak := uint(0) // the last of the pieces that may be coded, a bit for each
	for i := range len(s) {
		if gram = push(gram, s[i]); i < minPiece-1 {
			continue
		}
		of := g.maybe(gram)
		streak = streak<<1 | uint(of>>1)
		if streak&(1<<minStreak-1) == 1<<minStreak-1 {
			seen |= coded
		}
		seen |= of & plain
	}
	return seen
}

// runs calls found for every part of a folded text that is made of pieces of a kind, each of which overlaps the one before. Encodings that are too short to matter are left out.
func (g *grams) runs(s string, of kinds, found func(from, to int)) {
	least := 1
	if of == coded {
		least = minStreak
	}
	var gram uint64
	from := -1 // where the pieces that may be of this kind begin
	for i := range len(s) {
		if gram = push(gram, s[i]); i < minPiece-1 {
			continue
		}
		begin := i + 1 - minPiece
		switch may := g.maybe(gram)&of != 0; {
		case may && from < 0:
			from = begin
		case !may && from >= 0:
			if begin-from >= least {
				g.verify(s[:i], from, of, found)
			}
			from = -1
		}
	}
	if from >= 0 && len(s)-minPiece+1-from >= least {
		g.verify(s, from, of, found)
	}
}

// verify calls found as runs does, for the part of a text that begins at a place: the filter lets all of its pieces pass.
func (g *grams) verify(s string, start int, of kinds, found func(from, to int)) {
	from := -1
	for begin := start; begin+minPiece <= len(s); begin++ {
		switch known := g.has(gramOf(s[begin:]), of); {
		case known && from < 0:
			from = begin
		case !known && from >= 0:
			found(from, begin-1+minPiece)
			from = -1
		}
	}
	if from >= 0 {
		found(from, len(s))
	}
}

// has reports whether a gram is one of a kind.
func (g *grams) has(gram uint64, of kinds) bool {
	if g.exact != nil {
		return g.exact[gram]&of != 0
	}
	texts, size := g.plains, 0
	if of == coded {
		texts = g.encodings()
	}
	for _, s := range texts {
		if size += len(s); size > fewBytes {
			g.index()
			return g.exact[gram]&of != 0
		}
		if holds(s, gram) {
			return true
		}
	}
	return false
}

func (g *grams) encodings() []string {
	if len(g.codes) == 0 {
		for _, s := range g.coded {
			g.codes = append(g.codes, codes(s)...)
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

// holds reports whether a gram is in a text.
func holds(s string, gram uint64) bool {
	var at uint64
	for i := range len(s) {
		if at = push(at, s[i]); at == gram && i >= minPiece-1 {
			return true
		}
	}
	return false
}

// gramOf is the gram at the beginning of a text.
func gramOf(s string) (gram uint64) {
	for i := range minPiece {
		gram = push(gram, s[i])
	}
	return gram
}

// push adds a byte to the end of a gram, whose first byte leaves it.
func push(gram uint64, b byte) uint64 {
	return (gram<<8 | uint64(lowerByte(b))) & (1<<(8*minPiece) - 1)
}

func lowerByte(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// hash is below hashes.
func hash(gram uint64) uint64 { return gram * 0x9e3779b97f4a7c15 >> 50 }
