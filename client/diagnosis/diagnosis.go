// Package diagnosis derives a cause from the text of a webhook's last error, with advice on what to check. It knows nothing about webhooks, and
// claims nothing that the text does not say.
package diagnosis

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"crmhooks/client/text"
)

// Result is what the text of an error says. Evidence is the part of the text that says it.
type Result struct {
	Cause    Cause
	Status   int    // the HTTP status that the receiver answered with, 0 when the text names none
	Evidence string // the part of the text that the cause was read from, on one line; "" when it is Unclear or NoText
}

// sign is a piece of an error's text that gives its cause away.
type sign struct {
	cause  Cause
	pieces []string // in lower case; one of them has to occur
}

// connectionSigns are looked for in this order: what says more comes first, as a text of .NET, Node or OpenSSL often wraps the exact words in
// general ones.
var connectionSigns = []sign{
	{DNS, []string{
		"no such host is known", "the remote name could not be resolved", "name or service not known", "nodename nor servname provided",
		"temporary failure in name resolution", "getaddrinfo enotfound", "getaddrinfo eai_again", "nxdomain", "no such host", "could not resolve host",
		"hostnotfound", "nameresolutionfailure",
	}},
	{TLSExpired, []string{"nottimevalid", "certificate has expired", "cert_has_expired", "certificate expired", "certificate is expired", "expired certificate",
		"certificate is not yet valid", "cert_not_yet_valid"}},
	{TLSName, []string{"remotecertificatenamemismatch", "certificate name mismatch", "err_tls_cert_altname_invalid", "does not match certificate's altnames",
		"hostname mismatch", "certificate is valid for", "doesn't match the host name", "does not match the host name", "cert_e_cn_no_match", "no alternative certificate subject name matches"}},
	{TLSAuthority, []string{"untrustedroot", "partialchain", "self-signed certificate", "self signed certificate", "unable to get local issuer certificate",
		"unable to verify the first certificate", "unknown authority", "certificate authority is not trusted", "cert_e_untrustedroot", "untrusted root"}},
	{Refused, []string{"actively refused", "connection refused", "econnrefused", "connectionrefused"}},
	{Unreachable, []string{"no route to host", "network is unreachable", "host is unreachable", "unreachable network", "unreachable host", "ehostunreach", "enetunreach"}},
	{Timeout, []string{"httpclient.timeout", "the operation has timed out", "the operation timed out", "connection timed out", "etimedout",
		"did not properly respond after a period of time", "timed out after", "i/o timeout", "handshake timeout", "esockettimedout", "client.timeout exceeded", "request timed out", "connect timeout", "read timed out", "timeoutexception"}},
	{NotHTTPS, []string{"must use https", "must be https", "only https", "requires https", "https is required", "requirehttps", "not an https"}},
	{TLSOther, []string{"ssl connection could not be established", "ssl/tls secure channel", "trust relationship for the ssl", "remote certificate is invalid",
		"remotecertificatechainerrors", "handshake failure", "tls handshake failed", "ssl handshake failed", "tls alert", "ssl routines"}},
	{Closed, []string{"forcibly closed", "connection reset", "econnreset", "connection was closed", "response ended prematurely", "socket hang up", "unexpected eof",
		"broken pipe", "connection was aborted", "server closed the connection", "empty reply from server"}},
}

// scriptSigns are those of a CRMScript, which has no receiver.
var scriptSigns = []sign{
	{ScriptError, []string{"exception", "script", "error in line", "error at line", "on line ", "at line ", "line:", "parse error", "runtime error", "undefined", "not defined"}},
}

// statusForm is a form in which a text names the status of an answer.
type statusForm struct {
	anchor  string // occurs in every text of this form, so that most texts need no closer look
	pattern *regexp.Regexp
}

// statusForms are a status line, and the ways in which .NET, curl and Node write one, all in lower case. A number that stands anywhere else is none,
// as bodies have many.
var statusForms = sync.OnceValue(func() []statusForm {
	return []statusForm{
		{"http/", regexp.MustCompile(`(?m)^\s*http/[0-9.]+ +([1-5][0-9][0-9])\b[^\n]*`)},
		{"http ", regexp.MustCompile(`\Ahttp ([1-5][0-9][0-9])\b[^\n]*`)},
		{"status", regexp.MustCompile(`(?m)(?:\bstatus ?code: *'?|^status: *|\b(?:http|response|returned) status:? *|failed with status code )([1-5][0-9][0-9])\b[^\n]*`)},
		{"indicate success", regexp.MustCompile(`does not indicate success: *([1-5][0-9][0-9])\b[^\n]*`)},
		{"returned an error", regexp.MustCompile(`remote server returned an error: *\(([1-5][0-9][0-9])\)[^\n]*`)},
		{"returned error", regexp.MustCompile(`requested url returned error: *([1-5][0-9][0-9])\b[^\n]*`)},
	}
})

// bareStatus is a status and its phrase, or the number alone, at the beginning of a text.
var bareStatus = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\A([1-5][0-9][0-9])(?: +([a-z][a-z' -]*))?(?:\n|\z)`)
})

// statusCauses says what a status means to a webhook; statusCause has the rest.
var statusCauses = map[int]Cause{
	401: Unauthorized, 403: Forbidden, 404: NotFound, 405: MethodNotAllowed, 408: Timeout, 410: Gone, 413: TooLarge, 429: TooManyRequests,
}

// page finds an answer that is a web page: by its header, or by its first line.
var page = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\s*(content-type: *"?text/html|<!doctype html|<html[ >])[^\n]*`)
})

// headerLine finds a text that begins with the headers of an answer. The words of an error may begin with a name and a colon too.
var headerLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\A(?:[a-z0-9]+(?:-[a-z0-9]+)+|date|server|connection|via|allow|location|vary|age|etag|pragma|expires): `)
})

// errorText is the text of an error with a lower-case copy of the same length, so that an index into one is valid in the other.
type errorText struct{ text, lower string }

// Of reads the text of an error, which is already cleaned and masked. If a receiver answered, its own words say nothing about the connection. A script's
// words say nothing about a receiver.
func Of(message string, script bool) Result {
	message = strings.TrimSpace(message)
	t := errorText{message, text.LowerASCII(message)}
	switch {
	case message == "":
		return Result{Cause: NoText}
	case script:
		return t.bySign(scriptSigns)
	case strings.ContainsRune("{[", rune(message[0])): // the body of an answer
		return Result{Cause: Unclear}
	}
	if d, answered := t.byStatus(); answered {
		return d
	}
	if d, found := t.byPage(); found {
		return d
	}
	switch {
	case message[0] == '<' || headerLine().MatchString(t.lower):
		return Result{Cause: Unclear}
	case t.lower == "eof": // Go's error when no answer came
		return Result{Cause: Closed, Evidence: t.text}
	}
	return t.bySign(connectionSigns)
}

// byStatus looks for the first status that the text names, and reports whether there is one.
func (t errorText) byStatus() (d Result, answered bool) {
	first := len(t.text)
	for _, form := range statusForms() {
		if !strings.Contains(t.lower, form.anchor) {
			continue
		}
		for _, at := range form.pattern.FindAllStringSubmatchIndex(t.lower, -1) {
			if at[0] < first && !preliminary(t.lower[at[2]:at[1]]) {
				first, answered = at[0], true
				d = t.status(at)
			}
		}
	}
	if at := bareStatus().FindStringSubmatchIndex(t.lower); !answered && at != nil && (at[4] < 0 || isPhrase(t.lower[at[2]:at[3]], t.lower[at[4]:at[5]])) {
		answered, d = true, t.status(at)
	}
	if found, ok := t.byPage(); ok && d.Status >= 200 && d.Status < 300 {
		found.Status = d.Status
		d = found
	}
	return d, answered
}

// preliminary reports whether a status only says that the real one is still to come: 100 Continue, and a proxy's 200 Connection established.
func preliminary(status string) bool {
	return status[0] == '1' || strings.Contains(status, "connection established")
}

// status is the diagnosis of a status at a place of the text: the whole of it, and its number.
func (t errorText) status(at []int) Result {
	status, _ := strconv.Atoi(t.text[at[2]:at[3]]) // three digits
	d := Result{Cause: statusCause(status), Status: status}
	if d.Cause != Unclear {
		d.Evidence = evidence(t.text[at[0]:at[1]])
	}
	return d
}

// otherPhrases are in use beside those that Go has.
var otherPhrases = []string{"payload too large", "content too large", "object moved", "moved temporarily", "unprocessable content"}

// isPhrase reports whether a phrase is one that HTTP gives to a status, and not just the rest of a sentence that begins with a number.
func isPhrase(status, phrase string) bool {
	n, _ := strconv.Atoi(status) // three digits
	phrase = strings.TrimSpace(phrase)
	return strings.EqualFold(http.StatusText(n), phrase) || slices.Contains(otherPhrases, phrase)
}

func (t errorText) byPage() (Result, bool) {
	if !strings.Contains(t.lower, "html") {
		return Result{}, false
	}
	at := page().FindStringIndex(t.lower)
	if at == nil {
		return Result{}, false
	}
	return Result{Cause: HTMLAnswer, Evidence: evidence(t.text[at[0]:at[1]])}, true
}

// statusCause is Unclear for a status that says nothing about a failure.
func statusCause(status int) Cause {
	switch cause := statusCauses[status]; {
	case cause != "":
		return cause
	case status >= 500:
		return ServerError
	case status >= 400:
		return Rejected
	case status >= 300:
		return Redirect
	case status > 200:
		return NotOK
	}
	return Unclear
}

// bySign looks for the first sign that occurs.
func (t errorText) bySign(signs []sign) Result {
	for _, sign := range signs {
		for _, piece := range sign.pieces {
			if at := strings.Index(t.lower, piece); at >= 0 {
				return Result{Cause: sign.cause, Evidence: evidence(lineAt(t.text, at))}
			}
		}
	}
	return Result{Cause: Unclear}
}

// lineAt is the line of a text that holds a place.
func lineAt(text string, at int) string {
	start := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	if from := at - start - maxEvidence/2; from > 0 { // the place is what matters of a long line
		_, words, _ := strings.Cut(line[from:at-start], " ")
		return "..." + words + line[at-start:]
	}
	return line
}

// maxEvidence is how much of a text stands as evidence, in bytes.
const maxEvidence = 200

func evidence(line string) string {
	line = strings.Join(strings.Fields(line), " ")
	if len(line) <= maxEvidence {
		return line
	}
	return strings.ToValidUTF8(line[:maxEvidence], "") + "..."
}
