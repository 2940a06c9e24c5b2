package redact

import (
	"encoding/base64"
	"encoding/hex"
	"iter"
	"strings"
	"unicode"

	"crmhooks/client/text"
)

// forms are a credential as it is, as it is cleaned, and with the plus signs that forms write for blanks. Escapes are undone where it is looked for.
func forms(credential string) []string {
	all := []string{credential}
	for _, form := range []string{text.Line(credential), strings.ReplaceAll(credential, " ", "+")} {
		// What was removed by cleaning leaves a mark, and perhaps no more.
		if form != credential && len(form) >= minWhole && strings.ContainsFunc(form, unicode.IsLetter) {
			all = append(all, form)
		}
	}
	return all
}

// coder encodes credentials. It is there to be used again.
type coder struct{ came, code []byte }

// codes are the encodings of a credential in hex and base64. What stands before the credential in the encoded bytes, such as the user of a Basic login,
// shifts the digits of base64, so there are three of these, and as many again where the alphabets for addresses and for all else differ. Each is valid until the next one.
func (c *coder) codes(credential string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		c.came = append(append(c.came[:0], 0, 0), credential...)
		c.code = hex.AppendEncode(c.code[:0], c.came[2:])
		if !yield(c.code) {
			return
		}
		for before := range 3 {
			c.code = base64.RawStdEncoding.AppendEncode(c.code[:0], c.came[2-before:])
			digits := c.code[(8*before+5)/6:] // without the digits that hold bits of what stands before
			if (before+len(credential))%3 != 0 {
				digits = digits[:len(digits)-1] // the last one holds bits of what may follow
			}
			if !yield(digits) || forAddresses(digits) && !yield(digits) {
				return
			}
		}
	}
}

// forAddresses brings base64 into the alphabet for addresses. It reports whether that changes anything.
func forAddresses(digits []byte) (changes bool) {
	for i, b := range digits {
		switch b {
		case '+':
			digits[i], changes = '-', true
		case '/':
			digits[i], changes = '_', true
		}
	}
	return changes
}
