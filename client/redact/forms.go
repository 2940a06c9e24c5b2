package redact

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"crmhooks/client/text"
)

// forms are a credential as it is, as it is cleaned, and as addresses, markup and JSON inside of a text write it.
func forms(credential string) []string {
	all := []string{credential}
	if !strings.ContainsFunc(credential, escaped) {
		return all
	}
	for _, form := range []string{
		text.Line(credential), url.QueryEscape(credential), url.PathEscape(credential), percentEncoded(credential),
		html.EscapeString(credential), jsonEscaped(credential), jsonQuotes.Replace(credential), asciiEscaped(credential),
	} {
		if len(form) >= minWhole && strings.ContainsFunc(form, unicode.IsLetter) && !slices.Contains(all, form) { // what was removed leaves a mark, and perhaps no more
			all = append(all, form)
		}
	}
	return all
}

// escaped reports whether one of the forms writes a character otherwise.
func escaped(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
}

// percentEncoded escapes more than an address has to, as some programs do: every byte that is no letter and no digit.
func percentEncoded(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; escaped(rune(c)) {
			b.WriteByte('%')
			b.WriteString(strings.ToUpper(hex.EncodeToString([]byte{c})))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// jsonQuotes escapes what JSON has to.
var jsonQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// asciiEscaped escapes all that is not ASCII, too.
func asciiEscaped(s string) string {
	quoted := strconv.QuoteToASCII(s)
	return quoted[1 : len(quoted)-1]
}

// jsonEscaped is what stands between the quotes of a JSON string that may go into a web page.
func jsonEscaped(s string) string {
	quoted, _ := json.Marshal(s) // a text always can be
	return string(quoted[1 : len(quoted)-1])
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
