package redact

import "unicode/utf8"

// filter tells of most texts that they repeat nothing of some credentials. What it lets through may still be anything.
type filter struct {
	grams [hashes / 64]uint64 // a bit for each hash of a piece of a credential as it is
	pairs [64]uint64          // for each symbol, a bit for each that stands behind it in the encoding of a credential
	least int                 // how many symbols have to stand in a row to matter
}

// hashes are as many as there are of grams.
const hashes = 1 << 14

// add adds the pieces of a folded text. Its ASCII letters may be of any case.
func (f *filter) add(s string) {
	var gram uint64
	for i := range len(s) {
		if gram = push(gram, s[i]); i >= minPiece-1 {
			h := hash(gram)
			f.grams[h/64] |= 1 << (h % 64)
		}
	}
}

func (f *filter) hasGram(gram uint64) bool {
	h := hash(gram)
	return f.grams[h/64]>>(h%64)&1 != 0
}

// symbols are what the digits of hex and base64 are in any case: letters are 0 to 25 and digits 26 to 35, and + / - _ follow.
var symbols = func() (of [256]byte) {
	for b := range len(of) {
		switch c := byte(b); {
		case isLetter(c):
			of[b] = c | 0x20 - 'a'
		case isDigit(c):
			of[b] = c - '0' + 26
		default:
			of[b] = noSymbol
		}
	}
	of['+'], of['/'], of['-'], of['_'] = plus, slash, plus+inAddresses, slash+inAddresses
	return of
}()

const (
	plus        = 36
	slash       = 37
	inAddresses = 2  // from the marks of one alphabet to those of the other
	noSymbol    = 63 // is in no pair
)

// base64Symbols and hexSymbols are those of the values of digits.
const (
	base64Symbols = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19" +
		"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19" +
		"\x1a\x1b\x1c\x1d\x1e\x1f\x20\x21\x22\x23\x24\x25"
	hexSymbols = "\x1a\x1b\x1c\x1d\x1e\x1f\x20\x21\x22\x23\x00\x01\x02\x03\x04\x05"
)

// longestShort is how long a credential is at most one of whose encodings is shorter than minEncoded.
const longestShort = 9

// addCodes adds the encodings of a text.
func (f *filter) addCodes(s string) {
	if s == "" {
		return
	}
	if len(s) <= longestShort {
		f.least = minCode
	}
	f.addHex(s)
	if f.addBase64(s) {
		f.addMarks()
	}
}

func (f *filter) addHex(s string) {
	last := byte(noSymbol)
	for i := range len(s) {
		high, low := hexSymbols[s[i]>>4], hexSymbols[s[i]&0xf]
		f.pairs[last&63] |= 1 << (high & 63)
		f.pairs[high&63] |= 1 << (low & 63)
		last = low
	}
	f.pairs[noSymbol] = 0
}

// addBase64 adds the digits of base64 that begin at each even bit of a text, as what stands before it may shift them. It reports whether one of them is a mark.
func (f *filter) addBase64(s string) (marks bool) {
	var b, c, d byte = noSymbol, noSymbol, noSymbol // begin at bits 2, 4 and 6 of the byte before
	for i := range len(s) - 1 {
		bits := uint(s[i])<<8 | uint(s[i+1])
		marks = marks || mayMakeMark(s[i])
		a := base64Symbols[bits>>10]
		second, third, fourth := base64Symbols[bits>>8&63], base64Symbols[bits>>6&63], base64Symbols[bits>>4&63]
		f.pairs[b&63] |= 1 << (a & 63)
		f.pairs[c&63] |= 1 << (second & 63)
		f.pairs[d&63] |= 1 << (third & 63)
		f.pairs[a&63] |= 1 << (fourth & 63)
		b, c, d = second, third, fourth
	}
	last := s[len(s)-1]
	f.pairs[b&63] |= 1 << (base64Symbols[last>>2] & 63)
	f.pairs[c&63] |= 1 << (base64Symbols[last&63] & 63)
	f.pairs[noSymbol] = 0
	return marks || mayMakeMark(last)
}

// mayMakeMark reports whether a digit that begins in a byte may be a mark: it is made of ones, and so are most bytes beyond ASCII.
func mayMakeMark(b byte) bool { return b&0x3e == 0x3e || b >= utf8.RuneSelf }

// addMarks adds the pairs with the marks of one alphabet for the other one too.
func (f *filter) addMarks() {
	for i := range f.pairs {
		f.pairs[i] |= f.pairs[i] >> plus & 3 << (plus + inAddresses)
	}
	f.pairs[plus+inAddresses] |= f.pairs[plus]
	f.pairs[slash+inAddresses] |= f.pairs[slash]
}
