package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Name reports whether the name of a header or a property says that the value is a credential: X-Api-Key does, and X-Auth-Mode and Partition-Key do not.
func Name(name string) bool {
	r := readName(name)
	return r.is
}

// KeyName reports whether a name says that its value is itself the key: X-Api-Key does, X-Signature does not.
func KeyName(name string) bool {
	r := readName(name)
	return r.is && r.last&itself != 0
}

// nameReader reads a name word by word: "X-Api-Key", "api_key", "apiKey" and "APIKey" have the same ones.
type nameReader struct {
	is   bool // the words so far name a credential
	some bool // one of them does, whatever stands around it
	odd  bool // a capital follows a letter that stands alone, as in names in an odd case: pASSWORD
	last role // of the last word
}

func readName(name string) nameReader {
	r := nameReader{}
	var buffer [64]byte
	word := buffer[:0]
	wasSmall := false
	for i := 0; i < len(name); {
		c, size := rune(name[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(name[i:])
			c = plainLetter(c, name[i:])
		}
		i += size
		switch {
		case 'a' <= c && c <= 'z':
			word, wasSmall = append(word, byte(c)), true
		case hasNoWidth(c):
		case !unicode.IsLetter(c):
			r.word(word)
			word, wasSmall = word[:0], false
		case unicode.IsUpper(c):
			if wasSmall || startsSmall(name[i:]) {
				r.odd = r.odd || len(word) == 1
				r.word(word)
				word = word[:0]
			}
			word, wasSmall = utf8.AppendRune(word, unicode.ToLower(c)), false
		default:
			word, wasSmall = utf8.AppendRune(word, c), true
		}
	}
	r.word(word)
	if r.odd && !r.some {
		r.is = holdsPart(appendPlain(nil, name))
	}
	return r
}

// plainLetter is the plain form of a character at the beginning of a text, such as a letter of full width.
func plainLetter(c rune, s string) rune {
	if norm.NFD.PropertiesString(s).Decomposition() == nil {
		if plain := norm.NFKD.PropertiesString(s).Decomposition(); plain != nil {
			c, _ = utf8.DecodeRune(plain)
		}
	}
	return c
}

func startsSmall(s string) bool {
	if s == "" {
		return false
	}
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(c)
}

// word takes the next word of the name, in lower case.
func (r *nameReader) word(word []byte) {
	if len(word) == 0 {
		return
	}
	says, before := roleOf(word), r.last
	r.last = says
	switch {
	case says&key != 0 && before&ofKey != 0:
		r.last = ofToken // PublicKeyToken, of an assembly
	case says&token != 0 && before&ofToken != 0:
	case says&secret != 0:
		r.is, r.some = true, true
	case says&about != 0 && before&secret != 0, says&aboutKey != 0 && before&key != 0:
		r.is = false
		r.last = secret // and so does the next: tokenTypeName
	}
}

// roleOf is what a word means by itself, by its ending, or by what it holds.
func roleOf(word []byte) role {
	if len(word) < 2 {
		return 0
	}
	if says := meaning(string(word)); says != 0 {
		return says
	}
	if ending, says := endingOf(word); ending {
		return says
	}
	if holdsPart(word) {
		return secret | partRole(word)
	}
	return 0
}

// endingOf reports whether a word ends as a credential does, and what that means.
func endingOf(word []byte) (ends bool, says role) {
	switch word[len(word)-1] {
	case 'd', 'h', 's', 't', 'w', 'y':
	default: // of none of the endings
		return false, 0
	}
	for _, e := range endings {
		if stem := len(word) - len(e.ending); stem > 0 && string(word[stem:]) == e.ending && !isOneOf(word, e.unless) {
			if e.role&key != 0 && meaning(string(word[:stem]))&ofKey != 0 {
				return true, 0
			}
			return true, e.role
		}
	}
	return false, 0
}

// partRole tells "accesstoken", which is itself the key, from "tokenvalidation".
func partRole(word []byte) role {
	for _, end := range []string{"token", "secret", "password", "passwd", "passord"} {
		if strings.HasSuffix(string(word), end) {
			return itself
		}
	}
	return 0
}

// minPart is how many bytes a word part has at the least.
const minPart = len("token")

func holdsPart(word []byte) bool {
	for i := range max(0, len(word)-minPart+1) {
		for _, p := range wordParts[word[i]] {
			if startsWith(word[i:], p.part) && !goesOn(word[i:], p.unless) && !isForeignKey(string(word)) {
				return true
			}
		}
	}
	return false
}

func startsWith(word []byte, beginning string) bool {
	return len(word) >= len(beginning) && word[1] == beginning[1] && string(word[:len(beginning)]) == beginning
}

func goesOn(word []byte, unless []string) bool {
	return slices.ContainsFunc(unless, func(longer string) bool { return startsWith(word, longer) })
}

func isOneOf(word []byte, words []string) bool {
	return slices.ContainsFunc(words, func(other string) bool { return string(word) == other })
}

// appendPlain appends a name in lower case, without the marks that some write and some do not: api-version, api_version and apiVersion are one.
func appendPlain(plain []byte, name string) []byte {
	for i := 0; i < len(name); {
		b := name[i]
		if b >= utf8.RuneSelf {
			c, size := utf8.DecodeRuneInString(name[i:])
			plain = utf8.AppendRune(plain, unicode.ToLower(c))
			i += size
			continue
		}
		if b != '-' && b != '_' && b != '.' && b != '$' {
			plain = append(plain, lowerByte(b))
		}
		i++
	}
	return plain
}

// appendWords appends the words of "X-Api-Key", "api_key", "apiKey" and "APIKey", as they are written.
func appendWords(words []string, name string) []string {
	from := -1 // where the word begins
	wasSmall := false
	for i := 0; i < len(name); {
		of, size := classes[name[i]], 1
		if of&smallByte != 0 && wasSmall { // within a word
			i++
			continue
		}
		if of&beyondByte != 0 {
			of, size = caseOf(name[i:])
		}
		letter := of&(smallByte|capitalByte|otherLetter) != 0
		if from >= 0 && (!letter || of&capitalByte != 0 && (wasSmall || startsSmall(name[i+size:]))) {
			words = append(words, name[from:i])
			from = -1
		}
		if letter && from < 0 {
			from = i
		}
		wasSmall = of&smallByte != 0
		i += size
	}
	if from >= 0 {
		words = append(words, name[from:])
	}
	return words
}

// caseOf is what the first character of a text is, as a class of ASCII would say it, and its length.
func caseOf(s string) (of class, size int) {
	c, size := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLower(c):
		of = smallByte
	case unicode.IsUpper(c):
		of = capitalByte
	case unicode.IsLetter(c):
		of = otherLetter
	}
	return of, size
}
