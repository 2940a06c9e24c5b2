package themes

import (
	"strings"

	"crmhooks/client/suggest"
	"crmhooks/config/toml"
)

// Error is a fault in a theme's file.
type Error struct {
	toml.Position
	Key     string // with its role, such as selected.bold; empty when there is none
	Message string // what is wrong, as the rest of a sentence that begins with Key
}

// Error is one sentence that names the place, what is allowed there, and the nearest match.
func (e *Error) Error() string {
	return e.Position.String() + ": " + strings.TrimSpace(suggest.Plain(e.Key)+" "+e.Message) + "."
}

// NextStep is what the user can do about it, in one sentence.
func (e *Error) NextStep() string {
	return "Correct the file, or choose another theme; crmhooks themes lists those there are."
}

// ExitStatus is 2: wrong usage or configuration.
func (e *Error) ExitStatus() int { return 2 }

// ofFile is an error in a file as a whole.
func ofFile(path, message string) *Error {
	return &Error{Position: toml.Position{File: path}, Message: message}
}
