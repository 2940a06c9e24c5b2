package redact

import (
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"
)

// schemes are those of HTTP authentication, with whether a word behind one is a credential too: there are plans that are called basic, and rings of tokens.
var schemes = []struct {
	name   string
	always bool
}{{"bearer", true}, {"soticket", true}, {"basic", false}, {"digest", false}, {"negotiate", false}, {"ntlm", false}, {"apikey", false}, {"token", false}}

// schemeWords follow a scheme in names for it.
var schemeWords = table("token tokens auth authentication authorization required")

// maxScheme is how long the name of a scheme is at most.
const maxScheme = 9

// hasScheme reports whether a value is a credential that begins with the name of its scheme.
func hasScheme(value string) bool {
	value = strings.TrimSpace(value)
	i := strings.IndexFunc(value[:min(len(value), maxScheme+1)], unicode.IsSpace)
	if i < 0 {
		return false
	}
	for _, scheme := range schemes {
		if strings.EqualFold(value[:i], scheme.name) {
			return isSchemeCredential(strings.TrimSpace(value[i:]), scheme.always)
		}
	}
	return false
}

// isSchemeCredential reports whether what follows the name of a scheme is a credential: what is no word is, and a single word if it always is.
func isSchemeCredential(s string, always bool) bool {
	first, more := s, false
	if end := strings.IndexFunc(s, unicode.IsSpace); end >= 0 {
		first, more = s[:end], true
	}
	return !plainWord.MatchString(first) || always && !more && !schemeWords[strings.ToLower(first)]
}

// credentialPair reports whether a text holds the name and the value of a credential, as connection strings, header lines and JSON
// inside of text do: "Password=x", "X-Api-Key: x", `"token":"x"`. A value that is masked already is none.
func credentialPair(text string) bool {
	for i := range len(text) {
		if text[i] != ':' && text[i] != '=' {
			continue
		}
		name := strings.TrimRight(text[:i], quotesAndBlanks)
		name = name[strings.LastIndexFunc(name, outsideName)+1:]
		value := strings.TrimLeft(text[i+1:], quotesAndBlanks)
		if value != "" && !strings.HasPrefix(value, Mask) && Name(name) && !qualified(text[:i], name) {
			return true
		}
	}
	return false
}

// qualified reports whether the word before a name at the end of a text says that it names no credential: "Primary key".
func qualified(text, name string) bool {
	before, blank := strings.CutSuffix(strings.TrimSuffix(strings.TrimRight(text, quotesAndBlanks), name), " ")
	return blank && !Name(before[strings.LastIndexFunc(before, outsideName)+1:]+" "+name)
}

func outsideName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '.'
}

// Value masks a text that is or holds a credential, and the credentials in the addresses of any other.
func Value(value string) string {
	if hasScheme(value) || strings.Contains(value, privateKeyStart) {
		return Mask
	}
	vendor := false
	for k := nextKey(value, 0); k.to > 0; k = nextKey(value, k.to) {
		if vendor = k.vendor; !vendor {
			return Mask
		}
	}
	if vendor { // the beginning of each is public
		value = maskKeys(value)
	}
	if strings.Contains(value, "//") {
		value = maskURLs(value)
	}
	if credentialPair(value) || holdsRandom(value) {
		return Mask
	}
	return value
}

const (
	minLogin  = 12  // bytes of the shortest login in base64 that is looked for: a shorter text is one by chance
	maxLogin  = 512 // bytes of the longest one
	minRandom = 32  // bytes of the shortest value that is masked for its letters alone: shorter ones are mostly identifiers
)

// holdsRandom reports whether a part of a value is a key made at random, or the user and the password of a Basic login. A UUID is mostly a public identifier.
func holdsRandom(value string) bool {
	for part := range strings.FieldsFuncSeq(value, betweenValues) {
		if isLogin(part) || isRandom(part) {
			return true
		}
	}
	return false
}

func betweenValues(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\"'<>()[]{},;|&", r)
}

func isRandom(part string) bool {
	if len(part) < minRandom || strings.Contains(part, "//") {
		return false
	}
	for i := range len(part) {
		if !isEncodedRun(part[i]) {
			return false
		}
	}
	for at := nextUUID(part); at >= 0; at = nextUUID(part) {
		if isRandom(part[:at]) {
			return true
		}
		part = part[at+uuidLength:]
	}
	return len(part) >= minRandom && oddness(part) >= leastOdd
}

// isLogin reports whether a text is a user and a password in base64.
func isLogin(s string) bool {
	if len(s) < minLogin || len(s) > maxLogin || strings.Trim(s[:minLogin], base64Digits) != "" {
		return false
	}
	plain, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	if err != nil || !utf8.Valid(plain) {
		return false
	}
	user, password, pair := strings.Cut(string(plain), ":")
	return pair && user != "" && password != "" && !strings.HasPrefix(password, "//") && !strings.ContainsAny(user, " \t{[\"") &&
		strings.IndexFunc(string(plain), func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// NonEmpty is the mask, or nothing for nothing.
func NonEmpty(s string) string {
	if s == "" {
		return ""
	}
	return Mask
}
