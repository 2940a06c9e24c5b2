package redact

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// class is what a byte of ASCII can be part of.
type class uint32

const (
	hexDigit  class = 1 << iota
	nearHex         // a hexadecimal digit, and whatever may stand between two of them
	apartByte       // may stand between two bytes in hex
	smallByte
	capitalByte
	escapeByte   // begins an escape
	beyondByte   // is beyond ASCII, or zero
	wordByte     // letters, digits and _
	keyByte      // what keys of known forms are made of
	ticketByte   // what tickets of SuperOffice are made of
	runByte      // what is judged together in a part of a path
	codedByte    // the same for what was percent-encoded, as the marks of base64 are
	base64Byte   // digits of base64, in both alphabets
	standardByte // those of the standard one
	slashByte    // parts a path
	sentenceByte // may end an address in a sentence. A target is one address, whatever it contains
	hostEndByte  // ends the name of a host
	valueEnd     // stands between the values in a text; all that is a blank does as well
	blankByte
	signByte    // stands behind a name, or parts an address
	hostByte    // of the name of a host, in small letters
	pathByte    // of a path without escapes
	otherLetter // is neither small nor capital, beyond ASCII
	pieceEnd    // stands between the parts of addresses, connection strings, cookies and JSON, likewise
)

const (
	slashes      = `/\`
	sentenceEnds = " \t\n\f\r\"'<>,"
	blanks       = " \t\n\v\f\r"
)

const (
	small   = "abcdefghijklmnopqrstuvwxyz"
	capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// classes are what each byte can be part of.
var classes = func() (of [256]class) {
	for b := range len(of) {
		switch c := byte(b); {
		case isLetter(c) || isDigit(c):
			of[b] = wordByte | keyByte | ticketByte | runByte | codedByte | base64Byte | standardByte
		case c == 0 || c >= utf8.RuneSelf:
			of[b] = beyondByte
		}
	}
	for _, also := range []struct {
		marks string
		class class
	}{
		{"0123456789abcdefABCDEF", hexDigit | nearHex}, {"xX", nearHex}, {" \t\n\r:,;-._", apartByte | nearHex},
		{small, smallByte}, {capital, capitalByte}, {`%\&`, escapeByte},
		{"_", wordByte}, {"_-.", keyByte}, {"_-.+/=", ticketByte}, {"_-+", runByte}, {"_-+/=", codedByte}, {"_-+/", base64Byte}, {"+/", standardByte},
		{slashes, slashByte}, {sentenceEnds, sentenceByte}, {slashes + ";" + sentenceEnds, hostEndByte}, {blanks, blankByte}, {":=/", signByte},
		{small + "0123456789-.", hostByte}, {small + capital + "0123456789-._~", pathByte},
		{blanks + "\"'<>()[]{},;|&", valueEnd}, {blanks + "/\\?&;=#:@,\"'<>{}[]()", pieceEnd},
	} {
		for i := range len(also.marks) {
			of[also.marks[i]] |= also.class
		}
	}
	return of
}()

func isAlphanumeric(b byte) bool { return classes[b]&standardByte != 0 && b != '+' && b != '/' }
func isWordByte(b byte) bool     { return classes[b]&wordByte != 0 }
func isKeyByte(b byte) bool      { return classes[b]&keyByte != 0 }
func isTicketByte(b byte) bool   { return classes[b]&ticketByte != 0 }
func isEncodedRun(b byte) bool   { return classes[b]&codedByte != 0 }
func isHexDigit(b byte) bool     { return classes[b]&hexDigit != 0 }
func isApart(b byte) bool        { return classes[b]&apartByte != 0 }
func isBase64(b byte) bool       { return classes[b]&base64Byte != 0 }

// endOf is where the first byte of a class is in a text, or the length of the text.
func endOf(s string, ends class) int {
	for i := range len(s) {
		if classes[s[i]]&ends != 0 {
			return i
		}
	}
	return len(s)
}

// indexSpace is where the first blank of any kind is in a text, or -1.
func indexSpace(s string) int {
	if i, size := nextField(s, 0, blankByte); size > 0 {
		return i
	}
	return -1
}

// fields are the parts of a text that are not empty, between bytes of a class and blanks of any kind.
func fields(s string, ends class) iter.Seq[string] {
	return func(yield func(string) bool) {
		for from := 0; from < len(s); {
			to, size := nextField(s, from, ends)
			if to > from && !yield(s[from:to]) {
				return
			}
			from = to + size
		}
	}
}

// nextField is where a field ends, and how long the character behind it is.
func nextField(s string, from int, ends class) (to, size int) {
	for i := from; i < len(s); i += size {
		of := classes[s[i]]
		if size = 1; of&(ends|beyondByte) == 0 {
			continue
		}
		if of&ends != 0 {
			return i, size
		}
		var r rune
		if r, size = utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
			return i, size
		}
	}
	return len(s), 0
}
