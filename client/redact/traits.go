package redact

// traits are what a text may have that calls for a closer look. Most have none of them.
type traits uint8

const (
	beyond   traits = 1 << iota // characters beyond ASCII, or zero bytes
	escaped                     // the beginning of an escape
	inHex                       // bytes in hex, as many as a piece has
	inBase64                    // a capital behind a small letter, as in base64
)

// traitsOf is what a text has.
func traitsOf(s string) (has traits) {
	var all, last, turn class
	digits := 0 // in a row, with nothing between them but what may stand between bytes in hex
	for i := range len(s) {
		of := classes[s[i]]
		all |= of
		turn |= last & (of / capitalByte * smallByte)
		last = of
		if digits = (digits + int(of&hexDigit)) & -int(of&nearHex/nearHex); digits == 2*minPiece {
			has |= inHex
		}
	}
	if all&beyondByte != 0 {
		has |= beyond
	}
	if all&escapeByte != 0 {
		has |= escaped
	}
	if turn&smallByte != 0 {
		has |= inBase64
	}
	return has
}
