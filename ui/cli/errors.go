package cli

import (
	"errors"
	"fmt"
	"strings"

	"crmhooks/client/text"
	"crmhooks/config"
)

// usageError is a fault in how the program was called.
type usageError struct{ sentence, next string }

// usage makes the error of a wrong call. What the user wrote may stand in it, so it is cleaned.
func usage(sentence, next string) error { return usageError{text.Line(sentence), text.Line(next)} }

// Error is one sentence.
func (e usageError) Error() string { return sentence(e.sentence) }

// NextStep says what to do.
func (e usageError) NextStep() string { return e.next }

// ExitStatus is 2.
func (e usageError) ExitStatus() int { return 2 }

// failure is any other error that the command line itself finds.
type failure struct{ usageError }

// ExitStatus is 1.
func (failure) ExitStatus() int { return 1 }

// crashed is the error of a fault in crmhooks. It has the type of the panic's value, but not the value, which may hold anything.
func crashed(kind string) error {
	return failed("crmhooks hit a fault of its own ("+kind+")", "Please report it with the keys that led to it; crmhooks list shows the same webhooks line by line.")
}

func failed(sentence, next string) error {
	return failure{usageError{text.Line(sentence), text.Line(next)}}
}

// maxQuoted is how much of what the user wrote an error repeats, in bytes.
const maxQuoted = 200

// short is the beginning of a text.
func short(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit-3], "") + "..."
}

// quoted shows what the user wrote.
func quoted(s string) string { return fmt.Sprintf("%q", short(s, maxQuoted)) }

// sentence begins with a capital and ends with a period.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + strings.TrimSuffix(s[1:], ".") + "."
}

// report writes an error to standard error, with what to do about it, and returns the exit status.
func (a *app) report(err error) int {
	if err == nil {
		return 0
	}
	var done exitError
	if errors.As(err, &done) {
		return done.status
	}
	var signal signalled
	if errors.As(err, &signal) {
		return signal.ExitStatus()
	}
	if isUsage(err) { // cobra's own errors have no status: wrong commands, flags and arguments
		err = usage(err.Error(), "See crmhooks --help.")
	}
	a.complain(err)
	if errors.Is(err, config.ErrNoSource) {
		_, _ = fmt.Fprintln(a.Stderr)
		for _, s := range firstSteps() {
			_, _ = fmt.Fprintf(a.Stderr, "  %-54s  %s\n", s.command, s.does)
		}
	}
	var status interface{ ExitStatus() int }
	errors.As(err, &status)
	return status.ExitStatus()
}

// step is a command line, and what it does.
type step struct{ command, does string }

// firstSteps are for whoever starts the program for the first time.
func firstSteps() []step {
	return []step{
		{"crmhooks --demo", "look around in the built-in tenant"},
		{"crmhooks --environment online --tenant Cust12345", "a tenant at SuperOffice Online"},
		{"crmhooks --url https://crm.example.com/SuperOffice/api", "an installation of your own"},
		{"crmhooks --file answer.json", "a saved answer"},
		{"crmhooks --help", "the rest: logins, profiles, the list for scripts"},
	}
}

// complain writes an error and its next step to standard error.
func (a *app) complain(err error) {
	var step interface{ NextStep() string }
	_, _ = fmt.Fprintln(a.Stderr, "crmhooks: "+err.Error())
	if errors.As(err, &step) && step.NextStep() != "" {
		_, _ = fmt.Fprintln(a.Stderr, step.NextStep())
	}
}

// note writes a sentence about the data to standard error.
func (a *app) note(sentence string) { _, _ = fmt.Fprintln(a.Stderr, "crmhooks: "+sentence) }
