package config

import (
	"errors"
	"fmt"
	"strings"

	"crmhooks/client/suggest"
	"crmhooks/config/toml"
)

// ErrNoSource is what errors.Is finds when nothing says which tenant to open.
var ErrNoSource = errors.New("no source")

// Error is a fault in the configuration, the environment or the flags. It never holds a value, as that could be a secret.
type Error struct {
	toml.Position        // in the configuration file; its File is empty when the fault is not in it
	Key           string // the key, the variable or the flag; empty when there is none
	Message       string // what is wrong, as the rest of a sentence that begins with Key
	Next          string // what to do about it
	cause         error
}

// Error is one sentence that names the place, what is allowed there, and the nearest match.
func (e *Error) Error() string {
	sentence := strings.TrimSpace(e.Key + " " + e.Message)
	if e.File == "" {
		return sentence + "."
	}
	return e.Position.String() + ": " + sentence + "."
}

// NextStep is what the user can do about it, in one sentence.
func (e *Error) NextStep() string {
	switch {
	case e.Next != "":
		return e.Next
	case e.Line > 0:
		return fmt.Sprintf("Correct line %d of the file and start again.", e.Line)
	}
	return "Correct it and start again."
}

// ExitStatus is 2: wrong usage or configuration.
func (e *Error) ExitStatus() int { return 2 }

// Unwrap returns ErrNoSource, or nil.
func (e *Error) Unwrap() error { return e.cause }

// place is where a setting was given. Its name is as the user wrote it: theme, CRMHOOKS_THEME, --theme.
type place toml.Key

// fault is an error at this place.
func (at place) fault(message, next string) *Error {
	return &Error{Position: at.Position, Key: suggest.Plain(at.Name), Message: message, Next: next}
}

// ofFile is an error in one of the program's files as a whole.
func ofFile(path, message, next string) *Error {
	return &Error{Position: toml.Position{File: path}, Message: message, Next: next}
}
