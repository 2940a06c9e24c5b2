package webhook_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// diagnosis is what the last error of a webhook of some type says, by way of the list.
func diagnosis(said, kind string) webhook.Diagnosis {
	l := webhook.NewList([]webhook.Webhook{{ID: 1, Type: kind, State: webhook.TooManyErrors}})
	l.Join(webhook.Usages{ByID: map[int64]webhook.Usage{1: {LastError: said}}})
	return l.Webhooks[0].Usage.Diagnosis
}

// fold is a text as evidence is quoted: on one line, with single blanks.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// quotes reports whether evidence stands in a text. Three dots say where a long line is cut.
func quotes(said, evidence string) bool {
	return strings.Contains(fold(said), strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(evidence, "..."), "...")))
}

// causeTexts are texts of errors by what they say. The piece that says so stands in «».
var causeTexts = map[webhook.Cause][]string{
	webhook.DNS: {
		"System.Net.WebException: «The remote name could not be resolved»: 'hooks.example.com'\n   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)",
		"System.Net.Http.HttpRequestException: «No such host is known». (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (11001): No such host is known.\n" +
			"   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)\n   --- End of inner exception stack trace ---",
		"System.Net.Http.HttpRequestException: «Name or service not known» (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (0xFFFDFFFF, 11001): Name or service not known",
		"curl: (6) «Could not resolve host»: hooks.example.com",
		"Error: «getaddrinfo ENOTFOUND» hooks.example.com\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:109:26)",
		`Post "https://hooks.example.com/": dial tcp: lookup hooks.example.com on 192.0.2.53:53: «no such host»`,
	},
	webhook.Refused: {
		"System.Net.WebException: Unable to connect to the remote server ---> System.Net.Sockets.SocketException: " +
			"No connection could be made because the target machine «actively refused» it 192.0.2.10:443",
		"System.Net.Http.HttpRequestException: «Connection refused» (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (111): Connection refused",
		"Error: connect «ECONNREFUSED» 192.0.2.10:443\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)",
		`Post "https://hooks.example.com/": dial tcp 192.0.2.10:443: connect: «connection refused»`,
		"curl: (7) Failed to connect to hooks.example.com port 443 after 3 ms: «Connection refused»",
	},
	webhook.Unreachable: {
		"System.Net.Http.HttpRequestException: A socket operation was attempted to an «unreachable network». (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (10051)",
		"System.Net.WebException: Unable to connect to the remote server ---> System.Net.Sockets.SocketException: A socket operation was attempted to an «unreachable host» 192.0.2.10:443",
		"System.Net.Http.HttpRequestException: «No route to host» (hooks.example.com:443)",
		"Error: connect «EHOSTUNREACH» 192.0.2.10:443",
		"dial tcp [2001:db8::10]:443: connect: «network is unreachable»",
	},
	webhook.Closed: {
		"System.Net.WebException: The underlying «connection was closed»: An unexpected error occurred on a receive.",
		"System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.IO.IOException: Unable to read data from the transport connection: " +
			"An existing connection was «forcibly closed» by the remote host..\n ---> System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host.",
		"System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.Net.Http.HttpIOException: The «response ended prematurely». (ResponseEnded)",
		"Error: «socket hang up»\n    at connResetException (node:internal/errors:787:14)",
		"read tcp 192.0.2.1:51000->192.0.2.10:443: read: «connection reset» by peer",
	},
	webhook.Timeout: {
		"System.Net.WebException: «The operation has timed out»\n   at System.Net.HttpWebRequest.GetResponse()",
		"System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured «HttpClient.Timeout» of 30 seconds elapsing.\n" +
			" ---> System.TimeoutException: A task was canceled.",
		"System.Net.Http.HttpRequestException: A connection attempt failed because the connected party «did not properly respond after a period of time», or established connection failed " +
			"because connected host has failed to respond. (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (10060)",
		"System.Net.Http.HttpRequestException: «Connection timed out» (hooks.example.com:443)",
		"Error: connect «ETIMEDOUT» 192.0.2.10:443",
		"curl: (28) «Connection timed out» after 30001 milliseconds",
		"«HTTP/1.1 408» Request Timeout\r\nConnection: close\r\n\r\n",
	},
	webhook.TLSExpired: {
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid because of errors in the certificate chain: «NotTimeValid»\n   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions o)",
		"Error: «certificate has expired»\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34)",
		"curl: (60) SSL certificate problem: «certificate is not yet valid»",
		"verify error:num=10:«certificate has expired»\nnotAfter=Jan  2 03:04:05 2026 GMT",
		`Post "https://hooks.example.com/": tls: failed to verify certificate: x509: «certificate has expired» or is not yet valid: current time 2026-01-05T10:00:00Z`,
	},
	webhook.TLSName: {
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid according to the validation procedure: «RemoteCertificateNameMismatch»",
		"Error [«ERR_TLS_CERT_ALTNAME_INVALID»]: Hostname/IP does not match certificate's altnames: Host: hooks.example.com. is not in the cert's altnames: DNS:www.example.com",
		"curl: (60) SSL: «no alternative certificate subject name matches» target host name 'hooks.example.com'",
		"verify error:num=62:«hostname mismatch»",
	},
	webhook.TLSAuthority: {
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid because of errors in the certificate chain: «UntrustedRoot»",
		"System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: «PartialChain»",
		"Error: «unable to verify the first certificate»\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34)",
		"curl: (60) SSL certificate problem: «unable to get local issuer certificate»",
		"verify error:num=18:«self-signed certificate»",
		"tls: failed to verify certificate: x509: certificate signed by «unknown authority»",
	},
	webhook.TLSOther: {
		"System.Net.WebException: The request was aborted: Could not create «SSL/TLS secure channel».",
		"System.Net.WebException: The underlying connection was closed: Could not establish «trust relationship for the SSL»/TLS secure channel.",
		"System.Net.Http.HttpRequestException: The «SSL connection could not be established», see inner exception.\n" +
			" ---> System.IO.IOException: Received an unexpected EOF or 0 bytes from the transport stream.",
		"curl: (35) error:0A00010B:«SSL routines»::wrong version number",
		`Post "https://hooks.example.com/": remote error: tls: «handshake failure»`,
	},
	webhook.NotHTTPS: {
		"The target url «must use https»: http://hooks.example.com/",
		"System.ArgumentException: «Only https» targets are allowed",
		"Webhooks are configured with «RequireHttps», and http://hooks.example.com is «not an https» address",
	},
	webhook.Redirect: {
		"«HTTP/1.1 302» Found\r\nLocation: https://login.example.com/\r\nContent-Type: text/html\r\n\r\n<html><body>Moved</body></html>",
		"System.Net.WebException: The «remote server returned an error: (301)» Moved Permanently.",
		"System.Net.Http.HttpRequestException: Response status code «does not indicate success: 307» (Temporary Redirect).",
	},
	webhook.Unauthorized: statuses(401, "Unauthorized"), webhook.Forbidden: statuses(403, "Forbidden"), webhook.NotFound: statuses(404, "Not Found"),
	webhook.MethodNotAllowed: statuses(405, "Method Not Allowed"), webhook.Gone: statuses(410, "Gone"), webhook.TooLarge: statuses(413, "Payload Too Large"),
	webhook.TooManyRequests: statuses(429, "Too Many Requests"),
	webhook.Rejected:        append(statuses(400, "Bad Request"), statuses(422, "Unprocessable Entity")...),
	webhook.ServerError:     append(statuses(500, "Internal Server Error"), statuses(503, "Service Unavailable")...),
	webhook.NotOK:           append(statuses(202, "Accepted"), "«HTTP/1.1 204» No Content\r\nServer: nginx\r\n\r\n"),
	webhook.HTMLAnswer: {
		"HTTP/1.1 200 OK\r\n«Content-Type: text/html»; charset=utf-8\r\n\r\n<!DOCTYPE html>\r\n<html><title>Sign in</title></html>",
		"StatusCode: 200, ReasonPhrase: 'OK', Version: 1.1, Content: System.Net.Http.StreamContent, Headers:\n{\n  Date: Mon, 05 Jan 2026 10:00:00 GMT\n  «Content-Type: text/html»\n}",
		"«<!DOCTYPE html>»\n<html><body>The connection timed out. HTTP clients see a 404.</body></html>",
		`«<html lang="nb">»<head><title>Vedlikehold</title></head></html>`,
	},
	webhook.Unclear: {
		"Den eksterne serveren returnerte en feil: (404) Ikke funnet.",
		"System.Net.WebException: Kan ikke løse det eksterne navnet: 'hooks.example.com'",
		"System.Net.Http.HttpRequestException: Det ble ikke opprettet noen tilkobling fordi målmaskinen aktivt avslo det.",
		"Tidsavbrudd for operasjonen.", "Something went wrong", "System.NullReferenceException: Object reference not set to an instance of an object.",
	},
	webhook.NoText: {"", " ", "\n\t \n"},
}

// statuses are the forms in which a text names the status of an answer.
func statuses(code int, reason string) []string {
	return []string{
		fmt.Sprintf("«HTTP/1.1 %d» %s\r\nServer: nginx\r\nContent-Type: application/json\r\n\r\n{\"rows\":404,\"message\":\"connection refused\"}", code, reason),
		fmt.Sprintf("«HTTP/2 %d»\nserver: cloudflare\n\n", code),
		fmt.Sprintf("System.Net.WebException: The «remote server returned an error: (%d)» %s.\n   at System.Net.HttpWebRequest.GetResponse()", code, reason),
		fmt.Sprintf("System.Net.Http.HttpRequestException: Response status code «does not indicate success: %d» (%s).\n"+
			"   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()", code, reason),
		fmt.Sprintf("«StatusCode: %d», ReasonPhrase: '%s', Version: 1.1, Content: System.Net.Http.StreamContent, Headers:\n{\n  Server: Kestrel\n  Content-Length: 0\n}", code, reason),
		fmt.Sprintf("«%d %s»", code, reason),
	}
}

// scriptTexts are texts of a CRMScript's errors, some of which would say something else about a receiver.
var scriptTexts = []string{
	"«Exception»: HTTP call failed: connection timed out", "Parse error «at line» 12: unexpected '}'", "Variable 'ticket' is «not defined»",
	"CRM«Script» stopped: HTTP/1.1 404 Not Found",
}

func TestTheCauseIsReadFromTheTextOfTheError(t *testing.T) {
	check := func(cause webhook.Cause, kind, marked string) {
		read := ""
		if _, after, found := strings.Cut(marked, "«"); found {
			read, _, _ = strings.Cut(after, "»")
		}
		said := strings.NewReplacer("«", "", "»", "").Replace(marked)
		d := diagnosis(said, kind)
		if d.Cause != cause || !strings.Contains(d.Evidence, read) || !quotes(said, d.Evidence) || (d.Evidence == "") != (read == "") {
			t.Errorf("%q:\n got %+v,\nwant %s, from %q", said, d, cause, read)
		}
	}
	for _, cause := range webhook.Causes() {
		texts, kind := causeTexts[cause], webhook.TypeWebhook
		if cause == webhook.ScriptError {
			texts, kind = scriptTexts, webhook.TypeCRMScript
		}
		if cause == webhook.Unread || cause == webhook.OddState {
			continue // no text is read there
		}
		if len(texts) < 3 {
			t.Errorf("%s has %d texts, want three at least", cause, len(texts))
		}
		for _, marked := range texts {
			check(cause, kind, marked)
		}
	}
}

func TestAStatusIsTheOneThatTheReceiverAnswered(t *testing.T) {
	for _, code := range []int{202, 301, 401, 404, 410, 422, 429, 500, 502} {
		for _, marked := range statuses(code, http.StatusText(code)) {
			said := strings.NewReplacer("«", "", "»", "").Replace(marked)
			if d := diagnosis(said, webhook.TypeWebhook); d.Status != code {
				t.Errorf("%q: %d, want %d", said, d.Status, code)
			}
		}
	}
	if d := diagnosis("HTTP/1.1 502 Bad Gateway\n\n<html>upstream: HTTP/1.1 404 Not Found, status code: 500</html>", ""); d.Status != 502 {
		t.Errorf("the status of a body is taken for that of the answer: %+v", d)
	}
}

func TestNothingIsClaimedThatTheTextDoesNotSay(t *testing.T) {
	for _, c := range []struct {
		name, kind, said string
		want             webhook.Cause
	}{
		{"a good answer whose body speaks of a connection", "", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"message\":\"database: connection refused\"}", webhook.Unclear},
		{"a good answer whose body speaks of a status", "", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"status\":404,\"text\":\"HTTP/1.1 404 Not Found\"}", webhook.Unclear},
		{"a good answer as .NET writes one", "", "StatusCode: 200, ReasonPhrase: 'OK', Version: 1.1, Headers:\n{\n  Content-Type: application/json\n}\n{\"code\":500}", webhook.Unclear},
		{"a body of JSON", "", `{"code":404,"rows":500,"detail":"the certificate has expired"}`, webhook.Unclear},
		{"a list", "", `[404, 500, "ECONNREFUSED"]`, webhook.Unclear},
		{"XML", "", "<error><code>503</code><text>connection timed out</text></error>", webhook.Unclear},
		{"a login that failed", "", "AuthenticationException: the user name is not known", webhook.Unclear},
		{"a database that is slow", "", "Timeout expired. The timeout period elapsed prior to completion of the operation.", webhook.Unclear},
		{"a task that somebody ended", "", "System.Threading.Tasks.TaskCanceledException: A task was canceled.", webhook.Unclear},
		{"a number of rows", "", "404 rows failed", webhook.Unclear}, {"a sentence that begins with a number", "", "500 Sales were exported", webhook.Unclear},
		{"headers without a status", "", "Content-Type: application/json\nDate: x\n\n{\"error\":\"database: connection refused\"}", webhook.Unclear},
		{"headers of text", "", "Content-Type: text/plain\n\nTimeout expired. The pool is empty.", webhook.Unclear},
		{"headers of a page", "", "Content-Type: text/html\n\n<html>Timeout expired.</html>", webhook.HTMLAnswer},
		{"a body that names the status of another", "", `{"message":"upstream status code: 503"}`, webhook.Unclear},
		{"a body that holds a status line", "", `{"message":"upstream said HTTP/1.1 404 Not Found"}`, webhook.Unclear},
		{"JSON that holds a page", "", `{"html":"<html >"}`, webhook.Unclear},
		{"a good answer of JSON that holds a page", "", "HTTP/1.1 200 OK\n\n{\"html\":\"<html >\"}", webhook.Unclear},
		{"a status that only asks to go on", "", "HTTP/1.1 100 Continue\n\nHTTP/1.1 500 Internal Server Error", webhook.ServerError},
		{"the status of a proxy", "", "HTTP/1.1 200 Connection established\n\nHTTP/1.1 404 Not Found", webhook.NotFound},
		{"numbers", "", "Order 500 was refused by 403 in room 401, 200.", webhook.Unclear},
		{"a number that is no status", "", "HTTP/1.1 999 Odd", webhook.Unclear},
		{"longer numbers", "", "StatusCode: 40412\nHTTP/1.1 5003", webhook.Unclear},
		{"a page that speaks of a timeout", "", "<html><body>Sorry, the operation has timed out (HTTP 504).</body></html>", webhook.HTMLAnswer},
		{"a page that came with 200", "", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html>connection refused</html>", webhook.HTMLAnswer},
		{"a page that came with 404", "", "HTTP/1.1 404 Not Found\nContent-Type: text/html\n\n<html>connection refused</html>", webhook.NotFound},
		{"a script that speaks of a timeout", "CRMScript", "The operation has timed out", webhook.Unclear},
		{"a script that speaks of a status", "crmscript", "HTTP/1.1 404 Not Found", webhook.Unclear},
		{"a script without a text", "crmscript", "", webhook.NoText},
		{"the same words of a receiver", "another", "The operation has timed out", webhook.Timeout},
	} {
		if d := diagnosis(c.said, c.kind); d.Cause != c.want || !quotes(c.said, d.Evidence) {
			t.Errorf("%s: %+v, want %s", c.name, d, c.want)
		}
	}
}

func TestTheEvidenceOfALongLineHoldsWhatWasRead(t *testing.T) {
	for _, c := range []struct {
		said, read string
		cause      webhook.Cause
	}{
		{strings.Repeat("ø", 500) + " connection refused " + strings.Repeat("å", 500), "connection refused", webhook.Refused},
		{strings.Repeat("ø ", 101) + "connection refused", "ø ø connection refused", webhook.Refused},
		{strings.Repeat("x", 500) + "ECONNRESET", "ECONNRESET", webhook.Closed},
		{"first line\n" + strings.Repeat("x  ", 60) + "connection reset by peer\nlast line", "x x connection reset by peer", webhook.Closed},
		{strings.Repeat("æ", 500) + "\nHTTP/1.1 503 " + strings.Repeat("å", 500), "HTTP/1.1 503", webhook.ServerError},
	} {
		d := diagnosis(c.said, "")
		if d.Cause != c.cause || !strings.Contains(d.Evidence, c.read) || !quotes(c.said, d.Evidence) || len(d.Evidence) > 210 || !utf8.ValidString(d.Evidence) {
			t.Errorf("%s: %+v", c.read, d)
		}
	}
}

func TestEveryCauseExplainsItself(t *testing.T) {
	titles := map[string]bool{}
	for _, c := range webhook.Causes() {
		for _, script := range []bool{false, true} {
			e := c.Explain(script)
			if e.Title != c.Title() || e.Title == "" || titles[e.Title] || !strings.HasSuffix(e.Sentence, ".") || len(e.Checklist) == 0 || slices.Contains(e.Checklist, "") {
				t.Errorf("%s, script %v: %+v", c, script, e)
			}
		}
		titles[c.Title()] = true
	}
	if s := webhook.Gone.Explain(false).Sentence; !strings.Contains(s, "SuperOffice switches") || !strings.Contains(s, "at once") {
		t.Errorf("a 410 switches the webhook off at once, and its sentence is %q", s)
	}
	for code, cause := range map[int]webhook.Cause{
		401: webhook.Unauthorized, 403: webhook.Forbidden, 404: webhook.NotFound, 405: webhook.MethodNotAllowed, 410: webhook.Gone, 413: webhook.TooLarge, 429: webhook.TooManyRequests,
	} {
		if number := strconv.Itoa(code); !strings.Contains(cause.Title(), number) || !strings.Contains(cause.Explain(false).Sentence, number) {
			t.Errorf("%s does not name its status: %+v", cause, cause.Explain(false))
		}
	}
}

// A script is run inside SuperOffice: there is no receiver, nobody to ask, and nothing that has to answer.
func TestNoAdviceAboutAReceiverForAScript(t *testing.T) {
	outside := regexp.MustCompile(`(?i)receiver's|the receiver,|owner|post\b|\b200\b|\burl\b|https`)
	seen := map[webhook.Cause]bool{}
	for _, said := range append([]string{"", "EOF", "eof", "something else", "HTTP/1.1 500 Oops", "connection refused"}, scriptTexts...) {
		seen[diagnosis(said, webhook.TypeCRMScript).Cause] = true
	}
	seen[webhook.Unread], seen[webhook.OddState] = true, true
	for cause := range seen {
		e := cause.Explain(true)
		if all := e.Sentence + strings.Join(e.Checklist, " "); outside.MatchString(all) || e.AskOwner {
			t.Errorf("%s of a script: %+v", cause, e)
		}
	}
	for _, cause := range []webhook.Cause{webhook.NoText, webhook.Unread, webhook.Unclear, webhook.ServerError} {
		if e := cause.Explain(false); !e.AskOwner || !outside.MatchString(strings.Join(e.Checklist, " ")) {
			t.Errorf("%s of a receiver: %+v", cause, e)
		}
	}
}

// FuzzDiagnose holds whatever a receiver may answer, cleaned as the mapping cleans it, against the promises of a diagnosis.
func FuzzDiagnose(f *testing.F) {
	for _, texts := range causeTexts {
		for _, said := range texts {
			f.Add(said, false)
		}
	}
	for _, said := range append(scriptTexts, strings.Repeat("ø", 300)+"timed out\xff", "HTTP/1.1 404\x00\u2028x", "\ufeff{") {
		f.Add(said, true)
	}
	f.Fuzz(func(t *testing.T, came string, script bool) {
		said, kind := text.Lines(came), webhook.TypeWebhook
		if script {
			kind = webhook.TypeCRMScript
		}
		d := diagnosis(said, kind)
		if !slices.Contains(webhook.Causes(), d.Cause) || (d.Cause == webhook.NoText) != (strings.TrimSpace(said) == "") {
			t.Errorf("%q is %q", said, d.Cause)
		}
		if !utf8.ValidString(d.Evidence) || d.Evidence != fold(d.Evidence) || !quotes(said, d.Evidence) {
			t.Errorf("%q has the evidence %q", said, d.Evidence)
		}
		if d.Status != 0 && (d.Status < 100 || d.Status > 599 || !strings.Contains(said, strconv.Itoa(d.Status)) || script) {
			t.Errorf("%q has the status %d", said, d.Status)
		}
		if d.Evidence == "" && d.Cause != webhook.Unclear && d.Cause != webhook.NoText {
			t.Errorf("%q is %s, and nothing says why", said, d.Cause)
		}
	})
}
