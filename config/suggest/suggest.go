// Package suggest helps whoever misspelt a word: it names the allowed ones and the nearest. Every package that reads what users write may
// import it; it needs nothing but package text, the one cleaner of text from outside.
package suggest

import (
	"strings"

	"github.com/agnivade/levenshtein"

	"crmhooks/client/text"
)

// longest is how many characters of a name from outside are shown or compared.
const longest = 200

// Plain makes a name from outside safe to show, on one line, and short.
func Plain(s string) string {
	runes := []rune(text.Line(s))
	if len(runes) > longest {
		return string(runes[:longest]) + "..."
	}
	return string(runes)
}

// Among lists the allowed words, of which there is at least one, and says which of them is nearest to what was written.
func Among(got string, allowed []string) string {
	list := allowed[0]
	if last := len(allowed) - 1; last > 0 {
		list = strings.Join(allowed[:last], ", ") + " or " + allowed[last]
	}
	return list + Hint(got, allowed)
}

// Hint is "; the nearest is X", or empty when nothing is near.
func Hint(got string, allowed []string) string {
	if near := Nearest(got, allowed); near != "" {
		return "; the nearest is " + near
	}
	return ""
}

// Nearest returns the word that was most likely meant, empty when none differs in a third of its letters or less. Case does not matter.
func Nearest(got string, words []string) string {
	if len(got) > longest {
		return ""
	}
	best, closest := "", len(got)
	for _, word := range words {
		d := levenshtein.ComputeDistance(strings.ToLower(got), strings.ToLower(word))
		if d < closest && 3*d <= max(len(got), len(word)) {
			best, closest = word, d
		}
	}
	return best
}
