package diagnosis

// Cause says in one word why the calls of a webhook fail. Each has a title, a sentence, and a checklist for the owner of the receiver.
type Cause string

// The causes. What the text of an error does not say is Unclear.
const (
	DNS          Cause = "dns"
	Refused      Cause = "refused"
	Unreachable  Cause = "unreachable"
	Closed       Cause = "closed"
	Timeout      Cause = "timeout"
	TLSExpired   Cause = "tls-expired"
	TLSName      Cause = "tls-name"
	TLSAuthority Cause = "tls-authority"
	TLSOther     Cause = "tls"
	NotHTTPS     Cause = "not-https"

	Redirect         Cause = "redirect"
	Unauthorized     Cause = "unauthorized"
	Forbidden        Cause = "forbidden"
	NotFound         Cause = "not-found"
	MethodNotAllowed Cause = "method-not-allowed"
	Gone             Cause = "gone"
	TooLarge         Cause = "too-large"
	TooManyRequests  Cause = "too-many-requests"
	Rejected         Cause = "rejected"
	ServerError      Cause = "server-error"
	HTMLAnswer       Cause = "html-answer"
	NotOK            Cause = "not-200"

	ScriptError Cause = "script-error"
	Unclear     Cause = "unclear"
	NoText      Cause = "no-text"
	Unread      Cause = "unread"
	OddState    Cause = "odd-state"
)

// Explanation is what is said about a cause to people.
type Explanation struct {
	Title     string   // a few words: "certificate expired"
	Sentence  string   // what happened
	Checklist []string // what can be checked, in order; shared, and not to be changed
	AskOwner  bool     // the checklist is for the owner of the receiver, and not for somebody with access to SuperOffice
}

// Causes returns every cause, those of the connection first, then those of the answer.
func Causes() []Cause {
	return []Cause{
		DNS, Refused, Unreachable, Closed, Timeout, TLSExpired, TLSName, TLSAuthority, TLSOther, NotHTTPS,
		Redirect, Unauthorized, Forbidden, NotFound, MethodNotAllowed, Gone, TooLarge, TooManyRequests, Rejected, ServerError, HTMLAnswer, NotOK,
		ScriptError, Unclear, NoText, Unread, OddState,
	}
}

// Title names the cause in a few words: "certificate expired".
func (c Cause) Title() string { return explanations[c].Title }

// Explain says what happened and what to check. A script has no receiver, so that whether the webhook runs one decides about both.
func (c Cause) Explain(script bool) Explanation {
	e := explanations[c]
	if checklist, own := scriptChecklists[c]; script && own {
		e.Checklist = checklist
	}
	e.AskOwner = !script && c != ScriptError && c != OddState
	return e
}

// receiversLog is where to look when no text tells anything.
const receiversLog = "Look in the receiver's log for the calls from SuperOffice."

// postOK is what the vendor asks of every receiver.
const postOK = "Answer SuperOffice's POST with status 200; nothing else counts as success."

// What to check about a script when no text tells anything.
const (
	scriptThere   = "Check that SuperOffice has a script with the include name in the target."
	scriptChanged = "Check whether the script, or one that it includes, was changed recently."
)

// explanations holds what is said about each cause. The advice keeps to what the vendor asks of receivers: https, a valid certificate, and 200.
var explanations = map[Cause]Explanation{
	DNS: {Title: "host name not found", Sentence: "The receiver's host name could not be resolved, so no call reached it.", Checklist: []string{
		"Check the host name in the target URL for typing errors.",
		"Check that the name has a record in the public DNS, and that the domain has not expired.",
		"If the receiver was moved or renamed, have the target URL changed in SuperOffice.",
	}},
	Refused: {Title: "connection refused", Sentence: "Nothing listens at this address and port, or a firewall refuses the connection.", Checklist: []string{
		"Check that the receiver runs, and that it listens on the port of the target URL.",
		"Check that a firewall or load balancer in front of it lets SuperOffice through.",
	}},
	Unreachable: {Title: "host not reachable", Sentence: "No network route led to the receiver's host.", Checklist: []string{
		"Check that the receiver's address can be reached from the internet, and not only from inside.",
		"Check routes and firewalls in front of the receiver.",
	}},
	Closed: {Title: "connection closed", Sentence: "The connection was closed before the receiver had answered in full.", Checklist: []string{
		"Look in the receiver's log for a crash or a restart at that time.",
		"Check proxies, load balancers and firewalls in front of it for limits on time and size.",
	}},
	Timeout: {Title: "no answer in time", Sentence: "SuperOffice gave up waiting for the receiver's answer.", Checklist: []string{
		"Answer first and do the work afterwards: put the event into a queue.",
		"Check the receiver's load, and what it waits for itself (a database, another service).",
		"Check that no firewall drops the calls silently.",
	}},
	TLSExpired: {Title: "certificate expired", Sentence: "The receiver's certificate is not valid at this time: it has expired, or is not valid yet.", Checklist: []string{
		"Renew the certificate of the receiver's host, and have the web server load the new one.",
		"Find out why it was not renewed automatically, or this will happen again.",
		"Check the clock of the receiver's machine.",
	}},
	TLSName: {Title: "certificate for a different host", Sentence: "The receiver's certificate is issued for a different host name than the one in the target URL.", Checklist: []string{
		"Have a certificate issued for the host name in the target URL, or use the name that the certificate is issued for.",
		"Check that the web server picks the right certificate for this name (SNI).",
	}},
	TLSAuthority: {Title: "certificate not trusted", Sentence: "SuperOffice does not trust the receiver's certificate: it is self-signed, signed by an unknown certificate authority, or its chain is incomplete.", Checklist: []string{
		"Install a certificate from a public certificate authority.",
		"Have the web server send the whole chain, including the intermediate certificates.",
	}},
	TLSOther: {Title: "no secure connection", Sentence: "No secure connection (TLS) could be made. The error does not say exactly why.", Checklist: []string{
		"Check the certificate: is it in date, issued for the host in the target URL, and is its chain complete?",
		"Check that the receiver offers TLS 1.2 or newer.",
	}},
	NotHTTPS: {Title: "target is not https", Sentence: "The target is not an https address, which SuperOffice requires.", Checklist: []string{
		"Offer the receiver over https, with a valid certificate.",
		"Then have the target URL changed in SuperOffice.",
	}},
	Redirect: {Title: "redirected", Sentence: "The receiver answered with a redirect to another address instead of 200.", Checklist: []string{
		"Have the target URL changed to the exact https address that it redirects to.",
		"Check whether a sign-in page stands in front of the receiver.",
	}},
	Unauthorized: {Title: "login not accepted (401)", Sentence: "The receiver answered 401: it did not accept the credentials of the call.", Checklist: []string{
		"Check whether the key, token or password that it expects has changed or expired.",
		"Check which header it expects, and that the webhook sends it.",
	}},
	Forbidden: {Title: "access refused (403)", Sentence: "The receiver answered 403: it does not allow this caller, or a firewall in front of it does not.", Checklist: []string{
		"Check the rights of the key or the account that the webhook uses.",
		"Check that no firewall or address filter in front of the receiver blocks SuperOffice.",
		"If the receiver verifies signatures, check how it does that.",
	}},
	NotFound: {Title: "address not found (404)", Sentence: "The receiver answered 404: its host answers, but there is nothing at this path.", Checklist: []string{
		"Check the path in the target URL, and whether the receiver was changed or deployed recently.",
		"If the receiver is gone for good, the webhook can be stopped.",
	}},
	MethodNotAllowed: {Title: "POST not allowed (405)", Sentence: "The receiver answered 405: it does not accept POST at this address.", Checklist: []string{
		"Have the receiver accept POST at the path of the target URL.",
		"Check the path: a missing or an extra slash at its end often leads elsewhere.",
	}},
	Gone: {Title: "gone (410)", Sentence: "The receiver answered 410, gone for good. SuperOffice switches a webhook off at once upon this answer.", Checklist: []string{
		"If the subscription was ended on the receiver's side, nothing needs fixing, and the webhook can be deleted.",
		"Otherwise find out what answers 410, and have a new target URL entered in SuperOffice.",
	}},
	TooLarge: {Title: "call too large (413)", Sentence: "The receiver answered 413: it does not accept a body of this size.", Checklist: []string{
		"Raise the limit on the size of requests, in the receiver and in any proxy in front of it.",
	}},
	TooManyRequests: {Title: "too many calls (429)", Sentence: "The receiver answered 429: it got more calls than it allows.", Checklist: []string{
		"Raise the limit for calls from SuperOffice.",
		"Answer first and do the work afterwards, so that bursts do not pile up.",
		"Check whether the webhook needs all of its events.",
	}},
	Rejected: {Title: "call rejected (4xx)", Sentence: "The receiver answered with a 4xx status: it rejected the call.", Checklist: []string{
		"Look in the receiver's log for the reason.",
		"Check whether it expects another format of the body, or other headers.",
	}},
	ServerError: {Title: "receiver failed (5xx)", Sentence: "The receiver, or a proxy in front of it, answered with a 5xx status: the fault is on its side.", Checklist: []string{
		"Look in the receiver's log at the time of the error.",
		"502, 503 and 504 usually come from a proxy: check that the program behind it runs.",
	}},
	HTMLAnswer: {Title: "a web page answered", Sentence: "A web page answered in place of the receiver, such as a sign-in or a maintenance page.", Checklist: []string{
		"Check that the target URL leads to the receiver itself and not to a page for people.",
		"Check whether a sign-in, a proxy or a maintenance page stands in front of it.",
		postOK,
	}},
	NotOK: {Title: "answered, but not 200", Sentence: "The receiver answered with a 2xx status other than 200. SuperOffice's documentation counts 200 alone as success.", Checklist: []string{
		postOK,
	}},
	ScriptError: {Title: "script failed", Sentence: "The error is in the CRMScript that the target names, inside SuperOffice. No receiver outside is involved.", Checklist: []string{
		"Open the script in SuperOffice, and go to the line in the error, if it names one.",
		scriptChanged,
	}},
	Unclear: {Title: "cause not clear", Sentence: "crmhooks does not recognize this error. Its text says more.", Checklist: []string{
		"Send the text of the error to the owner of the receiver.",
		postOK,
	}},
	NoText: {Title: "no error text", Sentence: "SuperOffice has no text of a last error.", Checklist: []string{receiversLog, postOK}},
	OddState: {Title: "state not known", Sentence: "Whether the webhook is active is not known, and no error of it is known.", Checklist: []string{
		"Look at the state of the webhook in SuperOffice.",
	}},
	Unread: {Title: "last error not read", Sentence: "The last error was not read, so the cause is not known.", Checklist: []string{receiversLog, postOK}},
}

// scriptChecklists stand in the place of those above where the target is a script: there is no receiver, and nobody to ask.
var scriptChecklists = map[Cause][]string{
	Unclear: {"Read the text of the error, and find its place in the script.", scriptChanged},
	NoText:  {scriptThere, scriptChanged},
	Unread:  {scriptThere, scriptChanged},
}
