package redact

// traits are what a text may have that calls for a closer look. Most have none of them.
type traits uint8

const (
	beyond   traits = 1 << iota // characters beyond ASCII, or zero bytes
	escaped                     // the beginning of an escape
	inHex                       // bytes in hex, as many as a piece has
	inBase64                    // a run that looks like base64
)

// glance is what one pass over a text finds.
type glance struct {
	has      traits
	seen     kinds // that pieces of the text may be of: as a rule, none
	from, to int   // where those are that may be plain; to is 0 for none
}

// plainUpTo notes a piece that may be plain, which ends before a place.
func (g *glance) plainUpTo(end int) {
	if g.to == 0 {
		g.seen |= plain
		g.from = max(0, end-minPiece)
	}
	g.to = end
}

// look goes through a text. Kinds of pieces are those of a text in pure ASCII.
func (f *filter) look(s string) (g glance) {
	var all, last, turns class // turns has capitalByte if a capital stands behind a small letter
	hex := 0                   // digits in a row, with nothing between them but what may stand between bytes
	var gram uint64
	symbol, streak := byte(noSymbol), 0
	for i := range len(s) {
		of := classes[s[i]]
		all |= of
		turns |= last / smallByte * capitalByte & of
		last = of & smallByte
		if hex = (hex + int(of&hexDigit)) & -int(of/nearHex&1); hex >= 2*minPiece {
			g.has |= inHex
		}
		if gram = push(gram, s[i]); f.hasGram(gram) {
			g.plainUpTo(i + 1)
		}
		pairs := f.pairs[symbol&63]
		symbol = symbols[s[i]]
		if streak = (streak + 1) & -int(pairs>>(symbol&63)&1); streak >= f.least-1 {
			g.seen |= coded
		}
	}
	if all&beyondByte != 0 {
		g.has |= beyond
	}
	if all&escapeByte != 0 {
		g.has |= escaped
	}
	if turns != 0 && holdsEncoded(s) {
		g.has |= inBase64
	}
	return g
}

// sift is look for a text that has been folded, without its traits.
func (f *filter) sift(s []byte) (g glance) {
	var gram uint64
	symbol, streak := byte(noSymbol), 0
	for i, b := range s {
		if gram = push(gram, b); f.hasGram(gram) {
			g.plainUpTo(i + 1)
		}
		pairs := f.pairs[symbol&63]
		symbol = symbols[b]
		if streak = (streak + 1) & -int(pairs>>(symbol&63)&1); streak >= f.least-1 {
			g.seen |= coded
		}
	}
	return g
}
