package redact

// traits are what a text may have that calls for a closer look. Most have none of them.
type traits uint8

const (
	beyond   traits = 1 << iota // characters beyond ASCII, or zero bytes
	escaped                     // the beginning of an escape
	inHex                       // bytes in hex, as many as a piece has
	inBase64                    // as many digits of base64 as are decoded, a capital behind a small letter among them
)

// look goes through a text once: it finds the text's traits, and the kinds of pieces that may be in it if it is pure ASCII.
func look(s string, f *filter) (has traits, seen kinds) {
	var all, last, turn class // turn is smallByte if a capital stands behind a small letter among these digits of base64
	hex, base64 := 0, 0       // digits in a row; those of hex with nothing between them but what may stand between bytes
	var gram uint64
	symbol, streak := byte(noSymbol), 0
	for i := range len(s) {
		of := classes[s[i]]
		all |= of
		hex = (hex + int(of&hexDigit)) & -int(of/nearHex&1)
		inRun := -int(of / base64Byte & 1)
		base64 = (base64 + 1) & inRun
		turn = (turn | last&(of/capitalByte*smallByte)) & class(inRun)
		last = of
		if hex >= 2*minPiece {
			has |= inHex
		}
		if base64 >= minEncoded && turn&smallByte != 0 {
			has |= inBase64
		}
		if gram = push(gram, s[i]); f.hasGram(gram) {
			seen |= plain
		}
		pairs := f.pairs[symbol&63]
		symbol = symbols[s[i]]
		if streak = (streak + 1) & -int(pairs>>(symbol&63)&1); streak >= f.least-1 {
			seen |= coded
		}
	}
	if all&beyondByte != 0 {
		has |= beyond
	}
	if all&escapeByte != 0 {
		has |= escaped
	}
	return has, seen
}
