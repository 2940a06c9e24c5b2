package redact

import "unicode/utf8"

// class is what a byte of ASCII can be part of.
type class uint16

const (
	hexDigit  class = 1 << iota
	nearHex         // a hexadecimal digit, and whatever may stand between two of them
	apartByte       // may stand between two bytes in hex
	smallByte
	capitalByte
	escapeByte // begins an escape
	beyondByte // is beyond ASCII, or zero
	wordByte   // letters, digits and _
	keyByte    // what keys of known forms are made of
	ticketByte // what tickets of SuperOffice are made of
	runByte    // what is judged together in a part of a path
	codedByte  // the same for what was percent-encoded, as the marks of base64 are
	base64Byte
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
			of[b] = wordByte | keyByte | ticketByte | runByte | codedByte | base64Byte
		case c == 0 || c >= utf8.RuneSelf:
			of[b] = beyondByte
		}
	}
	for _, also := range []struct {
		marks string
		class class
	}{
		{"_", wordByte}, {"_-.", keyByte}, {"_-.+/=", ticketByte}, {"_-+", runByte}, {"_-+/=", codedByte}, {"_-+/", base64Byte}, {" \t\n\r:,;-._", apartByte | nearHex}, {"xX", nearHex},
		{"0123456789abcdefABCDEF", hexDigit | nearHex}, {small, smallByte}, {capital, capitalByte}, {`%\&`, escapeByte},
	} {
		for i := range len(also.marks) {
			of[also.marks[i]] |= also.class
		}
	}
	return of
}()

func isWordByte(b byte) bool   { return classes[b]&wordByte != 0 }
func isKeyByte(b byte) bool    { return classes[b]&keyByte != 0 }
func isTicketByte(b byte) bool { return classes[b]&ticketByte != 0 }
func isRun(b byte) bool        { return classes[b]&runByte != 0 }
func isEncodedRun(b byte) bool { return classes[b]&codedByte != 0 }
func isHexDigit(b byte) bool   { return classes[b]&hexDigit != 0 }
func isApart(b byte) bool      { return classes[b]&apartByte != 0 }
func isBase64(b byte) bool     { return classes[b]&base64Byte != 0 }
