package diagnosis_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/diagnosis"
	"crmhooks/client/text"
)

// fold is a text as evidence is quoted: on one line, with single blanks.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// quotes reports whether evidence stands in a text. Three dots say where a long line is cut.
func quotes(said, evidence string) bool {
	return strings.Contains(fold(said), strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(evidence, "..."), "...")))
}

// causeTexts are texts of errors by what they say. The piece that says so stands in «».
var causeTexts = map[diagnosis.Cause][]string{
	diagnosis.DNS: {
		"System.Net.WebException: «The remote name could not be resolved»: 'hooks.example.com'\n   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)",
		"System.Net.Http.HttpRequestException: «No such host is known». (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (11001): No such host is known.\n" +
			"   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)\n   --- End of inner exception stack trace ---",
		"System.Net.Http.HttpRequestException: «Name or service not known» (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (0xFFFDFFFF, 11001): Name or service not known",
		"curl: (6) «Could not resolve host»: hooks.example.com",
		"Error: «getaddrinfo ENOTFOUND» hooks.example.com\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:109:26)",
		`Post "https://hooks.example.com/": dial tcp: lookup hooks.example.com on 192.0.2.53:53: «no such host»`,
	},
	diagnosis.Refused: {
		"System.Net.WebException: Unable to connect to the remote server ---> System.Net.Sockets.SocketException: " +
			"No connection could be made because the target machine «actively refused» it 192.0.2.10:443",
		"System.Net.Http.HttpRequestException: «Connection refused» (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (111): Connection refused",
		"Error: connect «ECONNREFUSED» 192.0.2.10:443\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)",
		`Post "https://hooks.example.com/": dial tcp 192.0.2.10:443: connect: «connection refused»`,
		"curl: (7) Failed to connect to hooks.example.com port 443 after 3 ms: «Connection refused»",
	},
	diagnosis.Unreachable: {
		"System.Net.Http.HttpRequestException: A socket operation was attempted to an «unreachable network». (hooks.example.com:443)\n ---> System.Net.Sockets.SocketException (10051)",
		"System.Net.WebException: Unable to connect to the remote server ---> System.Net.Sockets.SocketException: A socket operation was attempted to an «unreachable host» 192.0.2.10:443",
		"System.Net.Http.HttpRequestException: «No route to host» (hooks.example.com:443)",
		"Error: connect «EHOSTUNREACH» 192.0.2.10:443",
		"dial tcp [2001:db8::10]:443: connect: «network is unreachable»",
	},
	diagnosis.Closed: {
		"System.Net.WebException: The underlying «connection was closed»: An unexpected error occurred on a receive.",
		"System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.IO.IOException: Unable to read data from the transport connection: " +
			"An existing connection was «forcibly closed» by the remote host..\n ---> System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host.",
		"System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.Net.Http.HttpIOException: The «response ended prematurely». (ResponseEnded)",
		"Error: «socket hang up»\n    at connResetException (node:internal/errors:787:14)",
		"read tcp 192.0.2.1:51000->192.0.2.10:443: read: «connection reset» by peer",
	},
	diagnosis.Timeout: {
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
	diagnosis.TLSExpired: {
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid because of errors in the certificate chain: «NotTimeValid»\n   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions o)",
		"Error: «certificate has expired»\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34)",
		"curl: (60) SSL certificate problem: «certificate is not yet valid»",
		"verify error:num=10:«certificate has expired»\nnotAfter=Jan  2 03:04:05 2026 GMT",
		`Post "https://hooks.example.com/": tls: failed to verify certificate: x509: «certificate has expired» or is not yet valid: current time 2026-01-05T10:00:00Z`,
	},
	diagnosis.TLSName: {
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid according to the validation procedure: «RemoteCertificateNameMismatch»",
		"Error [«ERR_TLS_CERT_ALTNAME_INVALID»]: Hostname/IP does not match certificate's altnames: Host: hooks.example.com. is not in the cert's altnames: DNS:www.example.com",
		"curl: (60) SSL: «no alternative certificate subject name matches» target host name 'hooks.example.com'",
		"verify error:num=62:«hostname mismatch»",
	},
	diagnosis.TLSAuthority: {
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid because of errors in the certificate chain: «UntrustedRoot»",
		"System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: «PartialChain»",
		"Error: «unable to verify the first certificate»\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34)",
		"curl: (60) SSL certificate problem: «unable to get local issuer certificate»",
		"verify error:num=18:«self-signed certificate»",
		"tls: failed to verify certificate: x509: certificate signed by «unknown authority»",
	},
	diagnosis.TLSOther: {
		"System.Net.WebException: The request was aborted: Could not create «SSL/TLS secure channel».",
		"System.Net.WebException: The underlying connection was closed: Could not establish «trust relationship for the SSL»/TLS secure channel.",
		"System.Net.Http.HttpRequestException: The «SSL connection could not be established», see inner exception.\n" +
			" ---> System.IO.IOException: Received an unexpected EOF or 0 bytes from the transport stream.",
		"curl: (35) error:0A00010B:«SSL routines»::wrong version number",
		`Post "https://hooks.example.com/": remote error: tls: «handshake failure»`,
	},
	diagnosis.NotHTTPS: {
		"The target url «must use https»: http://hooks.example.com/",
		"System.ArgumentException: «Only https» targets are allowed",
		"Webhooks are configured with «RequireHttps», and http://hooks.example.com is «not an https» address",
	},
	diagnosis.Redirect: {
		"«HTTP/1.1 302» Found\r\nLocation: https://login.example.com/\r\nContent-Type: text/html\r\n\r\n<html><body>Moved</body></html>",
		"System.Net.WebException: The «remote server returned an error: (301)» Moved Permanently.",
		"System.Net.Http.HttpRequestException: Response status code «does not indicate success: 307» (Temporary Redirect).",
	},
	diagnosis.Unauthorized: statuses(401, "Unauthorized"), diagnosis.Forbidden: statuses(403, "Forbidden"), diagnosis.NotFound: statuses(404, "Not Found"),
	diagnosis.MethodNotAllowed: statuses(405, "Method Not Allowed"), diagnosis.Gone: statuses(410, "Gone"), diagnosis.TooLarge: statuses(413, "Payload Too Large"),
	diagnosis.TooManyRequests: statuses(429, "Too Many Requests"),
	diagnosis.Rejected:        append(statuses(400, "Bad Request"), statuses(422, "Unprocessable Entity")...),
	diagnosis.ServerError:     append(statuses(500, "Internal Server Error"), statuses(503, "Service Unavailable")...),
	diagnosis.NotOK:           append(statuses(202, "Accepted"), "«HTTP/1.1 204» No Content\r\nServer: nginx\r\n\r\n"),
	diagnosis.HTMLAnswer: {
		"HTTP/1.1 200 OK\r\n«Content-Type: text/html»; charset=utf-8\r\n\r\n<!DOCTYPE html>\r\n<html><title>Sign in</title></html>",
		"StatusCode: 200, ReasonPhrase: 'OK', Version: 1.1, Content: System.Net.Http.StreamContent, Headers:\n{\n  Date: Mon, 05 Jan 2026 10:00:00 GMT\n  «Content-Type: text/html»\n}",
		"«<!DOCTYPE html>»\n<html><body>The connection timed out. HTTP clients see a 404.</body></html>",
		`«<html lang="nb">»<head><title>Vedlikehold</title></head></html>`,
	},
	diagnosis.Unclear: {
		"Den eksterne serveren returnerte en feil: (404) Ikke funnet.",
		"System.Net.WebException: Kan ikke løse det eksterne navnet: 'hooks.example.com'",
		"System.Net.Http.HttpRequestException: Det ble ikke opprettet noen tilkobling fordi målmaskinen aktivt avslo det.",
		"Tidsavbrudd for operasjonen.", "Something went wrong", "System.NullReferenceException: Object reference not set to an instance of an object.",
	},
	diagnosis.NoText: {"", " ", "\n\t \n"},
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
	check := func(cause diagnosis.Cause, script bool, marked string) {
		read := ""
		if _, after, found := strings.Cut(marked, "«"); found {
			read, _, _ = strings.Cut(after, "»")
		}
		said := strings.NewReplacer("«", "", "»", "").Replace(marked)
		d := diagnosis.Of(said, script)
		if d.Cause != cause || !strings.Contains(d.Evidence, read) || !quotes(said, d.Evidence) || (d.Evidence == "") != (read == "") {
			t.Errorf("%q:\n got %+v,\nwant %s, from %q", said, d, cause, read)
		}
	}
	for _, cause := range diagnosis.Causes() {
		texts, script := causeTexts[cause], cause == diagnosis.ScriptError
		if script {
			texts = scriptTexts
		}
		if cause == diagnosis.Unread || cause == diagnosis.OddState {
			continue // no text is read there
		}
		if len(texts) < 3 {
			t.Errorf("%s has %d texts, want three at least", cause, len(texts))
		}
		for _, marked := range texts {
			check(cause, script, marked)
		}
	}
}

func TestAStatusIsTheOneThatTheReceiverAnswered(t *testing.T) {
	for _, code := range []int{202, 301, 401, 404, 410, 422, 429, 500, 502} {
		for _, marked := range statuses(code, http.StatusText(code)) {
			said := strings.NewReplacer("«", "", "»", "").Replace(marked)
			if d := diagnosis.Of(said, false); d.Status != code {
				t.Errorf("%q: %d, want %d", said, d.Status, code)
			}
		}
	}
	if d := diagnosis.Of("HTTP/1.1 502 Bad Gateway\n\n<html>upstream: HTTP/1.1 404 Not Found, status code: 500</html>", false); d.Status != 502 {
		t.Errorf("the status of a body is taken for that of the answer: %+v", d)
	}
}

func TestNothingIsClaimedThatTheTextDoesNotSay(t *testing.T) {
	for _, c := range []struct {
		name   string
		script bool
		said   string
		want   diagnosis.Cause
	}{
		{"a success whose body mentions a connection", false, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"message\":\"database: connection refused\"}", diagnosis.Unclear},
		{"a success whose body mentions a status", false, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"status\":404,\"text\":\"HTTP/1.1 404 Not Found\"}", diagnosis.Unclear},
		{"a success as .NET writes it", false, "StatusCode: 200, ReasonPhrase: 'OK', Version: 1.1, Headers:\n{\n  Content-Type: application/json\n}\n{\"code\":500}", diagnosis.Unclear},
		{"a body of JSON", false, `{"code":404,"rows":500,"detail":"the certificate has expired"}`, diagnosis.Unclear},
		{"a list", false, `[404, 500, "ECONNREFUSED"]`, diagnosis.Unclear},
		{"XML", false, "<error><code>503</code><text>connection timed out</text></error>", diagnosis.Unclear},
		{"a failed login", false, "AuthenticationException: the user name is not known", diagnosis.Unclear},
		{"a slow database", false, "Timeout expired. The timeout period elapsed prior to completion of the operation.", diagnosis.Unclear},
		{"a canceled task", false, "System.Threading.Tasks.TaskCanceledException: A task was canceled.", diagnosis.Unclear},
		{"a number of rows", false, "404 rows failed", diagnosis.Unclear}, {"a sentence that begins with a number", false, "500 Sales were exported", diagnosis.Unclear},
		{"headers without a status", false, "Content-Type: application/json\nDate: x\n\n{\"error\":\"database: connection refused\"}", diagnosis.Unclear},
		{"headers of text", false, "Content-Type: text/plain\n\nTimeout expired. The pool is empty.", diagnosis.Unclear},
		{"headers of a page", false, "Content-Type: text/html\n\n<html>Timeout expired.</html>", diagnosis.HTMLAnswer},
		{"a body that names another server's status", false, `{"message":"upstream status code: 503"}`, diagnosis.Unclear},
		{"a body that holds a status line", false, `{"message":"upstream said HTTP/1.1 404 Not Found"}`, diagnosis.Unclear},
		{"JSON that holds a page", false, `{"html":"<html >"}`, diagnosis.Unclear},
		{"a success with JSON that holds a page", false, "HTTP/1.1 200 OK\n\n{\"html\":\"<html >\"}", diagnosis.Unclear},
		{"an interim status", false, "HTTP/1.1 100 Continue\n\nHTTP/1.1 500 Internal Server Error", diagnosis.ServerError},
		{"the status of a proxy", false, "HTTP/1.1 200 Connection established\n\nHTTP/1.1 404 Not Found", diagnosis.NotFound},
		{"numbers", false, "Order 500 was refused by 403 in room 401, 200.", diagnosis.Unclear},
		{"a number that is not a status", false, "HTTP/1.1 999 Odd", diagnosis.Unclear},
		{"longer numbers", false, "StatusCode: 40412\nHTTP/1.1 5003", diagnosis.Unclear},
		{"a page that mentions a timeout", false, "<html><body>Sorry, the operation has timed out (HTTP 504).</body></html>", diagnosis.HTMLAnswer},
		{"a page that came with 200", false, "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html>connection refused</html>", diagnosis.HTMLAnswer},
		{"a page that came with 404", false, "HTTP/1.1 404 Not Found\nContent-Type: text/html\n\n<html>connection refused</html>", diagnosis.NotFound},
		{"a script that mentions a timeout", true, "The operation has timed out", diagnosis.Unclear},
		{"a script that mentions a status", true, "HTTP/1.1 404 Not Found", diagnosis.Unclear},
		{"a script without a text", true, "", diagnosis.NoText},
		{"the same words from a receiver", false, "The operation has timed out", diagnosis.Timeout},
	} {
		if d := diagnosis.Of(c.said, c.script); d.Cause != c.want || !quotes(c.said, d.Evidence) {
			t.Errorf("%s: %+v, want %s", c.name, d, c.want)
		}
	}
}

func TestTheEvidenceOfALongLineHoldsWhatWasRead(t *testing.T) {
	for _, c := range []struct {
		said, read string
		cause      diagnosis.Cause
	}{
		{strings.Repeat("ø", 500) + " connection refused " + strings.Repeat("å", 500), "connection refused", diagnosis.Refused},
		{strings.Repeat("ø ", 101) + "connection refused", "ø ø connection refused", diagnosis.Refused},
		{strings.Repeat("x", 500) + "ECONNRESET", "ECONNRESET", diagnosis.Closed},
		{"first line\n" + strings.Repeat("x  ", 60) + "connection reset by peer\nlast line", "x x connection reset by peer", diagnosis.Closed},
		{strings.Repeat("æ", 500) + "\nHTTP/1.1 503 " + strings.Repeat("å", 500), "HTTP/1.1 503", diagnosis.ServerError},
	} {
		d := diagnosis.Of(c.said, false)
		if d.Cause != c.cause || !strings.Contains(d.Evidence, c.read) || !quotes(c.said, d.Evidence) || len(d.Evidence) > 210 || !utf8.ValidString(d.Evidence) {
			t.Errorf("%s: %+v", c.read, d)
		}
	}
}

func TestEveryCauseExplainsItself(t *testing.T) {
	titles := map[string]bool{}
	for _, c := range diagnosis.Causes() {
		for _, script := range []bool{false, true} {
			e := c.Explain(script)
			if e.Title != c.Title() || e.Title == "" || titles[e.Title] || !strings.HasSuffix(e.Sentence, ".") || len(e.Checklist) == 0 || slices.Contains(e.Checklist, "") {
				t.Errorf("%s, script %v: %+v", c, script, e)
			}
		}
		titles[c.Title()] = true
	}
	if s := diagnosis.Gone.Explain(false).Sentence; !strings.Contains(s, "SuperOffice switches") || !strings.Contains(s, "at once") {
		t.Errorf("a 410 switches the webhook off at once, and its sentence is %q", s)
	}
	for code, cause := range map[int]diagnosis.Cause{
		401: diagnosis.Unauthorized, 403: diagnosis.Forbidden, 404: diagnosis.NotFound, 405: diagnosis.MethodNotAllowed, 410: diagnosis.Gone, 413: diagnosis.TooLarge, 429: diagnosis.TooManyRequests,
	} {
		if number := strconv.Itoa(code); !strings.Contains(cause.Title(), number) || !strings.Contains(cause.Explain(false).Sentence, number) {
			t.Errorf("%s does not name its status: %+v", cause, cause.Explain(false))
		}
	}
}

// A script is run inside SuperOffice: there is no receiver, nobody to ask, and nothing that has to answer.
func TestNoAdviceAboutAReceiverForAScript(t *testing.T) {
	outside := regexp.MustCompile(`(?i)receiver's|the receiver,|owner|post\b|\b200\b|\burl\b|https`)
	seen := map[diagnosis.Cause]bool{}
	for _, said := range append([]string{"", "EOF", "eof", "something else", "HTTP/1.1 500 Oops", "connection refused"}, scriptTexts...) {
		seen[diagnosis.Of(said, true).Cause] = true
	}
	seen[diagnosis.Unread], seen[diagnosis.OddState] = true, true
	for cause := range seen {
		e := cause.Explain(true)
		if all := e.Sentence + strings.Join(e.Checklist, " "); outside.MatchString(all) || e.AskOwner {
			t.Errorf("%s of a script: %+v", cause, e)
		}
	}
	for _, cause := range []diagnosis.Cause{diagnosis.NoText, diagnosis.Unread, diagnosis.Unclear, diagnosis.ServerError} {
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
		said := text.Lines(came)
		d := diagnosis.Of(said, script)
		if !slices.Contains(diagnosis.Causes(), d.Cause) || (d.Cause == diagnosis.NoText) != (strings.TrimSpace(said) == "") {
			t.Errorf("%q is %q", said, d.Cause)
		}
		if !utf8.ValidString(d.Evidence) || d.Evidence != fold(d.Evidence) || !quotes(said, d.Evidence) {
			t.Errorf("%q has the evidence %q", said, d.Evidence)
		}
		if d.Status != 0 && (d.Status < 100 || d.Status > 599 || !strings.Contains(said, strconv.Itoa(d.Status)) || script) {
			t.Errorf("%q has the status %d", said, d.Status)
		}
		if d.Evidence == "" && d.Cause != diagnosis.Unclear && d.Cause != diagnosis.NoText {
			t.Errorf("%q is %s, and nothing says why", said, d.Cause)
		}
	})
}
