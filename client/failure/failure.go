// Package failure says what can go wrong between here and a list of webhooks: each kind has a sentence for the user, a next step and an exit status.
package failure

import (
	"cmp"
	"strings"
)

// Kind says in one word what went wrong. Each kind has its own sentence, next step and exit status.
type Kind string

// The kinds of failure.
const (
	BadAddress       Kind = "bad-address"
	BadCertificate   Kind = "bad-certificate"
	NotAllowed       Kind = "not-allowed"
	TenantNotRunning Kind = "tenant-not-running"
	BadTenantState   Kind = "bad-tenant-state"
	StateRefused     Kind = "state-refused"
	UnknownTenant    Kind = "unknown-tenant"

	UnknownHost    Kind = "unknown-host"
	Refused        Kind = "refused"
	Unreachable    Kind = "unreachable"
	Reset          Kind = "reset"
	ProxyFailed    Kind = "proxy-failed"
	TLSAuthority   Kind = "tls-authority"
	TLSExpired     Kind = "tls-expired"
	TLSName        Kind = "tls-name"
	TLSProtocol    Kind = "tls-protocol"
	TLSHandshake   Kind = "tls-handshake"
	TLSClient      Kind = "tls-client"
	NotHTTP        Kind = "not-http"
	BadHeader      Kind = "bad-header"
	BrokenHeader   Kind = "broken-header"
	ConnectTimeout Kind = "connect-timeout"
	HeaderTimeout  Kind = "header-timeout"
	BodyTimeout    Kind = "body-timeout"
	WholeTimeout   Kind = "whole-timeout"
	ProxyTimeout   Kind = "proxy-timeout"

	Redirected       Kind = "redirected"
	BadRequest       Kind = "bad-request"
	Unauthorized     Kind = "unauthorized"
	Forbidden        Kind = "forbidden"
	NotFound         Kind = "not-found"
	MethodRefused    Kind = "method-refused"
	Conflict         Kind = "conflict"
	Precondition     Kind = "precondition"
	Misdirected      Kind = "misdirected"
	Busy             Kind = "busy"
	Unavailable      Kind = "unavailable"
	ServerFault      Kind = "server-fault"
	UnexpectedStatus Kind = "unexpected-status"

	NullAnswer  Kind = "null-answer"
	ErrorAnswer Kind = "error-answer"
	HTMLAnswer  Kind = "html-answer"
	XMLAnswer   Kind = "xml-answer"
	OtherAnswer Kind = "other-answer"
	EmptyAnswer Kind = "empty-answer"
	Truncated   Kind = "truncated"
	NotJSON     Kind = "not-json"
	WrongShape  Kind = "wrong-shape"
	WrongAnswer Kind = "wrong-answer"
	TooLarge    Kind = "too-large"
	TooMany     Kind = "too-many"

	BadFile Kind = "bad-file"
	Failed  Kind = "failed"
)

// Error is a failure that a user can act on.
type Error struct {
	Kind   Kind
	Host   string // the host that was asked
	Status int    // the HTTP status, 0 when there was no answer
	Detail string // what the server said, or what exactly is wrong: cleaned, shortened and without credentials
	Next   string // the next step, where the kind's own does not suit; "" for that one
	Cause  error  // the error underneath; nil for none

	saved bool // it is about a saved list and not about a server: its sentence is one of savedSentences
}

// Error is one sentence for the user, with the server's own words where it had some.
func (e *Error) Error() string {
	sentence := strings.ReplaceAll(rows[e.Kind].sentence, "{host}", e.host())
	if e.saved {
		sentence = savedSentences[e.Kind]
	}
	if rest, ok := strings.CutPrefix(sentence, "the "); ok {
		sentence = "The " + rest
	}
	if e.Detail == "" {
		return sentence + "."
	}
	return sentence + ": " + strings.TrimRight(e.Detail, ".") + "."
}

func (e *Error) host() string {
	if e.Host == "" {
		return "the server"
	}
	return e.Host
}

// NextStep is what the user can do about it, in one sentence.
func (e *Error) NextStep() string {
	if e.saved {
		return rows[BadFile].next
	}
	return strings.ReplaceAll(cmp.Or(e.Next, rows[e.Kind].next), "{host}", e.host())
}

// ExitStatus is the status that the command line ends with: 1 failed, 2 wrong usage or configuration, 3 login or access refused.
func (e *Error) ExitStatus() int {
	if s := rows[e.Kind].exit; s != 0 {
		return s
	}
	return 1
}

// Unwrap returns the error underneath, nil when there is none.
func (e *Error) Unwrap() error { return e.Cause }

// Is reports whether target is an *Error of the same kind, so that errors.Is(err, &Error{Kind: Busy}) asks for a kind.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Kind == e.Kind
}

// OfSavedList rewords an error about a server's answer as one about a saved list. ok is false for a kind that cannot occur with a file.
func (e *Error) OfSavedList() (saved *Error, ok bool) {
	if savedSentences[e.Kind] == "" {
		return nil, false
	}
	own := *e
	own.saved = true
	return &own, true
}

// savedSentences are the sentences about a saved list, in place of those about a server's answer. Anything else that goes wrong with one is a BadFile.
var savedSentences = map[Kind]string{
	NullAnswer:  "The saved list holds null, the answer of a call that failed",
	ErrorAnswer: "The saved list holds an error",
	HTMLAnswer:  "The saved list is a web page, not JSON",
	XMLAnswer:   "The saved list is XML, not JSON",
	EmptyAnswer: "The saved list is empty",
	Truncated:   "The saved list ends in the middle",
	NotJSON:     "The saved list is not valid JSON",
	WrongShape:  "The saved list is JSON, but not a list of webhooks",
	TooLarge:    "The saved list is larger than what crmhooks reads",
	TooMany:     "The saved list has more webhooks than crmhooks keeps in memory",
}
