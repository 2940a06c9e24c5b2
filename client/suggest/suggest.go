// Package suggest helps a user who misspelt a word: it names the allowed words and the nearest one. Any package that reads user input may
// import it; it imports only package text, the one cleaner of text from outside.
package suggest

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"crmhooks/client/text"
)

// longest is how many characters of a name from outside are shown or compared at most.
const longest = 200

// Plain makes a name from outside safe to show, on one line, and short.
func Plain(s string) string {
	runes := []rune(text.Line(s))
	if len(runes) > longest {
		return string(runes[:longest]) + "..."
	}
	return string(runes)
}

// Among lists the allowed words, of which there must be at least one, and names the one nearest to the given word.
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
	return Closest(got, words, func(word string) int { return max(len(got), len(word)) / 3 })
}

// Closest returns the first of the words that differs in the fewest letters, and in no more than its limit allows; empty when there is none. Case does not
// matter. Two swapped neighbours count as one letter.
func Closest(got string, words []string, limit func(word string) int) string {
	best, closest := "", math.MaxInt
	got = strings.ToLower(got)
	length := utf8.RuneCountInString(got)
	for _, word := range words {
		most := limit(word)
		if diff := length - utf8.RuneCountInString(word); diff > most || diff < -most {
			continue
		}
		if d := distance(got, strings.ToLower(word)); d <= most && d < closest {
			best, closest = word, d
		}
	}
	return best
}

func distance(a, b string) int {
	if swapped(a, b) {
		return 1
	}
	return levenshtein.ComputeDistance(a, b)
}

// swapped reports whether two words differ only by two swapped neighbours.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
