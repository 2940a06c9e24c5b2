package client

import (
	"errors"
	"strings"

	"crmhooks/client/failure"
)

// Unread says in a few words why the usage or a last error could not be read. It never keeps the list from being read.
type Unread struct {
	words string
	cause error
}

// Error is half a sentence: "no access to usage".
func (u *Unread) Error() string { return u.words }

// NextStep is what the user can do about it.
func (u *Unread) NextStep() string {
	if known := explained(nil); errors.As(u.cause, &known) {
		return known.NextStep()
	}
	return ""
}

// Unwrap returns the *Error underneath.
func (u *Unread) Unwrap() error { return u.cause }

// NoAccess reports whether something could not be read because this login may not, or this server cannot, and not because anything broke.
func NoAccess(err error) bool {
	var u *Unread
	if !errors.As(err, &u) {
		return false
	}
	for _, kind := range []failure.Kind{failure.Unauthorized, failure.Forbidden, failure.NotFound, failure.MethodRefused} {
		if errors.Is(u, &failure.Error{Kind: kind}) {
			return true
		}
	}
	return false
}

// unread tells what could not be read: what stands for it in the words of a user.
func unread(what string, err error) error {
	var e *failure.Error
	if !errors.As(err, &e) {
		return &Unread{what + " could not be read: " + err.Error(), err}
	}
	switch e.Kind {
	case failure.Unauthorized:
		return &Unread{"the login is not accepted for " + what, err}
	case failure.Forbidden:
		return &Unread{"no access to " + what, err}
	case failure.NotFound, failure.MethodRefused:
		return &Unread{"this server has no " + what, err}
	}
	return &Unread{what + " could not be read: " + strings.TrimSuffix(e.Error(), "."), err}
}
