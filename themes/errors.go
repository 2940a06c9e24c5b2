package themes

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// Error is a fault in a theme's file.
type Error struct {
	File         string
	Line, Column int    // from 1, the column in bytes; 0 when it is about the whole file
	Key          string // with its role, such as selected.bold; empty when there is none
	Message      string // what is wrong, as the rest of a sentence that begins with Key
}

// Error is one sentence that names the place, what is allowed there, and the nearest match.
func (e *Error) Error() string {
	where := plain(e.File)
	if e.Line > 0 {
		where += fmt.Sprintf(", line %d, column %d", e.Line, e.Column)
	}
	return where + ": " + strings.TrimSpace(plain(e.Key)+" "+e.Message) + "."
}

// NextStep is what the user can do about it, in one sentence.
func (e *Error) NextStep() string {
	return "Correct the file, or choose another theme; crmhooks themes lists those there are."
}

// ExitStatus is 2: wrong usage or configuration.
func (e *Error) ExitStatus() int { return 2 }

// longestShown is how many characters of a name from outside an error shows.
const longestShown = 200

// plain makes a name from outside safe to show: one line, nothing that a terminal could misread.
func plain(s string) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s))
	if len(runes) > longestShown {
		return string(runes[:longestShown]) + "..."
	}
	return string(runes)
}

// among lists the allowed words and says which of them is nearest to what was written.
func among(got string, allowed []string) string {
	last := len(allowed) - 1
	list := strings.Join(allowed[:last], ", ") + " or " + allowed[last]
	if near := Nearest(got, allowed); near != "" {
		list += "; the nearest is " + near
	}
	return list
}

// Nearest returns the word that got most likely meant, empty when none is closer than a third of the letters.
func Nearest(got string, words []string) string {
	if len(got) > longestShown {
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
