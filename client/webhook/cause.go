package webhook

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

// explanation is what is said about a cause.
type explanation struct {
	title, sentence string
	checklist       []string
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
func (c Cause) Title() string { return explanations[c].title }

// Sentence says what happened, in plain words.
func (c Cause) Sentence() string { return explanations[c].sentence }

// Checklist is what the owner of the receiver can check, in order. It is shared and not to be changed.
func (c Cause) Checklist() []string { return explanations[c].checklist }

// receiversLog is where to look when no text tells anything.
const receiversLog = "Look into the log of the receiver, or of the script, for the calls of SuperOffice."

// postOK is what the vendor asks of every receiver.
const postOK = "Answer SuperOffice's POST with status 200; nothing else counts as success."

// explanations holds what is said about each cause. The advice keeps to what the vendor asks of receivers: https, a valid certificate, and 200.
var explanations = map[Cause]explanation{
	DNS: {"host name not found", "The receiver's host name could not be resolved, so no call reached it.", []string{
		"Check the host name in the target URL for typing errors.",
		"Check that the name has a record in the public DNS, and that the domain has not expired.",
		"Was the receiver moved or renamed? Then the target URL has to be changed in SuperOffice.",
	}},
	Refused: {"connection refused", "The receiver's machine was reached and refused the connection: nothing accepts calls at this address and port.", []string{
		"Check that the receiver runs, and that it listens on the port of the target URL.",
		"Check that a firewall or load balancer in front of it lets SuperOffice through.",
	}},
	Unreachable: {"host not reachable", "There was no way through the network to the receiver's machine.", []string{
		"Check that the receiver's address can be reached from the internet, and not only from inside.",
		"Check routes and firewalls in front of the receiver.",
	}},
	Closed: {"connection broken off", "The connection was closed in the middle, before there was a whole answer.", []string{
		"Look into the receiver's log for a crash or a restart at that time.",
		"Check proxies, load balancers and firewalls in front of it for limits on time and size.",
	}},
	Timeout: {"no answer in time", "SuperOffice gave up waiting for the receiver's answer.", []string{
		"Answer at once, and do the work after that: put the event into a queue.",
		"Check the receiver's load, and what it waits for itself (a database, another service).",
		"Check that a firewall does not drop the calls without a word.",
	}},
	TLSExpired: {"certificate expired", "The receiver's certificate is not valid at this time: it has expired, or is not valid yet.", []string{
		"Renew the certificate of the receiver's host, and have the web server load the new one.",
		"Find out why the renewal did not happen by itself, or it will happen again.",
		"Check the clock of the receiver's machine.",
	}},
	TLSName: {"certificate for another name", "The receiver's certificate is made out to another host name than the one in the target URL.", []string{
		"Have the certificate made out to the host name of the target URL, or use the name that it bears.",
		"Check that the web server picks the right certificate for this name (SNI).",
	}},
	TLSAuthority: {"certificate not trusted", "SuperOffice does not trust who issued the receiver's certificate: a self-signed one, an unknown authority, or a chain with a gap.", []string{
		"Install a certificate of a public authority.",
		"Have the web server send the whole chain, with the intermediate certificates.",
	}},
	TLSOther: {"no secure connection", "No secure connection (TLS) could be made. The text does not say what exactly was wrong.", []string{
		"Check the certificate: is it in date, made out to the host of the target URL, and is its chain whole?",
		"Check that the receiver offers TLS 1.2 or newer.",
	}},
	NotHTTPS: {"target is not https", "The target is not an https address, which SuperOffice requires.", []string{
		"Offer the receiver over https, with a valid certificate.",
		"Then have the target URL changed in SuperOffice.",
	}},
	Redirect: {"redirected", "The receiver answered with a redirect to another address and not with 200.", []string{
		"Have the target URL changed to the address that it redirects to, with https and every slash.",
		"Check whether a sign-in page stands in front of the receiver.",
	}},
	Unauthorized: {"login not accepted (401)", "The receiver answered 401: it did not accept the credentials of the call.", []string{
		"Check whether the key, token or password that it expects has changed or expired.",
		"Check which header it expects, and that the webhook sends it.",
	}},
	Forbidden: {"access refused (403)", "The receiver answered 403: it knows who calls and does not allow it, or a firewall in front of it refuses.", []string{
		"Check the rights of the key or the account that the webhook uses.",
		"Check that no firewall or filter of addresses in front of the receiver blocks SuperOffice.",
		"Check the receiver's own check of the signature, if it has one.",
	}},
	NotFound: {"address not found (404)", "The receiver answered 404: its host is there, and this path is not.", []string{
		"Check the path of the target URL; was the receiver changed or deployed anew?",
		"If the receiver is gone for good, the webhook can be stopped.",
	}},
	MethodNotAllowed: {"POST not allowed (405)", "The receiver answered 405: it does not take POST at this address.", []string{
		"Have the receiver accept POST at the path of the target URL.",
		"Check the path: a missing or an extra slash at its end often leads elsewhere.",
	}},
	Gone: {"gone (410)", "The receiver answered 410, gone for good, upon which SuperOffice switches a webhook off at once.", []string{
		"Was the subscription ended on the receiver's side? Then nothing has to be mended, and the webhook can be removed.",
		"Otherwise find out which part answers 410, and have a new target URL entered in SuperOffice.",
	}},
	TooLarge: {"call too large (413)", "The receiver answered 413: it does not take a body of this size.", []string{
		"Raise the limit for the size of a request, in the receiver and in proxies in front of it.",
	}},
	TooManyRequests: {"too many calls (429)", "The receiver answered 429: it got more calls than it allows.", []string{
		"Raise the limit for calls from SuperOffice.",
		"Answer at once and do the work after that, so that bursts do not pile up.",
		"Check whether fewer events would do.",
	}},
	Rejected: {"call rejected (4xx)", "The receiver answered with a status of 4xx: it did not want this call as it was.", []string{
		"Look into the receiver's log: it knows what it did not like.",
		"Check whether it expects another form of the body, or other headers.",
	}},
	ServerError: {"receiver failed (5xx)", "The receiver, or a proxy in front of it, answered with a status of 5xx: it failed by itself.", []string{
		"Look into the receiver's log at the time of the error.",
		"With 502, 503 or 504 a proxy speaks: check that the program behind it runs.",
	}},
	HTMLAnswer: {"a web page answered", "A web page came where the receiver should have answered, such as a sign-in or a maintenance page.", []string{
		"Check that the target URL leads to the receiver itself and not to a page for people.",
		"Check whether a sign-in, a proxy or a maintenance page stands in front of it.",
		postOK,
	}},
	NotOK: {"answered, but not 200", "The receiver answered with a status of 2xx that is not 200. The vendor's texts count 200 alone as success.", []string{
		postOK,
	}},
	ScriptError: {"script failed", "The error is in a CRMScript, inside of SuperOffice. No receiver outside is part of it.", []string{
		"Open the script in SuperOffice, and look at the line that the error names.",
		"Check whether it, or something that it includes, was changed lately.",
	}},
	Unclear: {"cause not clear", "The error does not say why in a way that crmhooks knows. Its text is below.", []string{
		"Send the text of the error to the owner of the receiver.",
		postOK,
	}},
	NoText: {"no error text", "SuperOffice keeps no words of a last error.", []string{receiversLog, postOK}},
	OddState: {"state not known", "The webhook is in a state that nobody knows, and no error of it is known.", []string{
		"Open the webhook in SuperOffice, and look at its state.",
	}},
	Unread: {"last error not read", "What happened is not known here, as the last error was not read.", []string{receiversLog, postOK}},
}
