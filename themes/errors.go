package themes

import (
	"fmt"
	"strings"

	"crmhooks/config/suggest"
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
	where := suggest.Plain(e.File)
	if e.Line > 0 {
		where += fmt.Sprintf(", line %d, column %d", e.Line, e.Column)
	}
	return where + ": " + strings.TrimSpace(suggest.Plain(e.Key)+" "+e.Message) + "."
}

// NextStep is what the user can do about it, in one sentence.
func (e *Error) NextStep() string {
	return "Correct the file, or choose another theme; crmhooks themes lists those there are."
}

// ExitStatus is 2: wrong usage or configuration.
func (e *Error) ExitStatus() int { return 2 }
