package redact

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// lazy compiles a pattern when it is first needed: most texts need none.
func lazy(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// maxSmall is how many small letters follow the first letter of a plain word at the most.
const maxSmall = 18

// isPlainWord reports whether a text is a word of a sentence, as those of "Basic authentication is required." are.
func isPlainWord(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) {
		return false
	}
	for range maxSmall {
		s = s[n:]
		var next rune
		if next, n = utf8.DecodeRuneInString(s); !unicode.IsLower(next) {
			return strings.Trim(s, ".:!?)") == ""
		}
	}
	return strings.Trim(s[n:], ".:!?)") == ""
}
