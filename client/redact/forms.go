package redact

import (
	"encoding/base64"
	"encoding/hex"
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

// codes are the encodings of a credential in hex and base64. What stands before the credential in the encoded bytes, such as the user of a Basic login,
// shifts the digits of base64, so there are three of these.
func codes(credential string) []string {
	all := []string{hex.EncodeToString([]byte(credential))}
	for before := range 3 {
		digits := base64.RawStdEncoding.EncodeToString(append(make([]byte, before), credential...))
		digits = digits[(8*before+5)/6:] // without the digits that hold bits of what stands before
		if (before+len(credential))%3 != 0 {
			digits = digits[:len(digits)-1] // the last one holds bits of what may follow
		}
		all = append(all, digits)
		if strings.ContainsAny(digits, "+/") {
			all = append(all, strings.NewReplacer("+", "-", "/", "_").Replace(digits))
		}
	}
	return all
}
