package wire_test

import (
	"cmp"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/redact"
	"crmhooks/client/wire"
)

// quote is a text as JSON.
func quote(s string) string {
	b, _ := json.Marshal(s) // a text always can be
	return string(b)
}

// shown is what is left to be seen of a last error.
func shown(t *testing.T, text string) string { return shownWithout(t, text, nil) }

// shownWithout is the same where own finds our own login.
func shownWithout(t *testing.T, text string, own *redact.Repeats) string {
	t.Helper()
	got, err := wire.LastError(strings.NewReader(quote(text)), most, cmp.Or(own, redact.NewRepeats(nil)))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// KEY stands for a credential, in every place in which a receiver's answer may hold one, and what is left to be seen of the place.
func TestCredentialsInAReceiversAnswerAreMasked(t *testing.T) {
	key := planted[4:] // no part of it is a sign of its own in an address
	for _, c := range []struct{ text, stays string }{
		// headers
		{"HTTP/1.1 500 Internal Server Error\r\nSet-Cookie: session=KEY; Path=/; HttpOnly\r\nServer: nginx\r\n\r\nlater", "Server: nginx\n\nlater"},
		{"set-cookie: KEY", "set-cookie: "},
		{"Set-Cookie2 : a=b; c=KEY", "Set-Cookie2 : "},
		{"Cookie: theme=dark; id=KEY; last=1", "Cookie: "},
		{"Authorization: Bearer KEY", "Authorization: "},
		{"authorization:Basic KEY", "authorization:"},
		{"Authorization: SOTicket KEY", "Authorization: "},
		{`Authorization: Digest username="kn", realm="x", response="KEY"`, "Authorization: "},
		{"Authorization: Negotiate KEY==", "Authorization: "},
		{"Authorization: NTLM KEY", "Authorization: "},
		{"Authorization: ApiKey KEY", "Authorization: "},
		{"Authorization: AWS4-HMAC-SHA256 Credential=x/eu/s3, SignedHeaders=host, Signature=KEY", "Authorization: "},
		{"Authorization:\tKEY", "Authorization: "},
		{"Proxy-Authorization: Basic KEY\nVia: 1.1 proxy", "\nVia: 1.1 proxy"},
		{"X-Api-Key: KEY\nX-Request-Id: 7", "\nX-Request-Id: 7"},
		{"x-apikey: KEY", "x-apikey: "},
		{"X-Auth-Token: KEY", "X-Auth-Token: "},
		{"Ocp-Apim-Subscription-Key: KEY", "Ocp-Apim-Subscription-Key: "},
		{"X-Amz-Security-Token: KEY", "X-Amz-Security-Token: "},
		{"X-Hub-Signature-256: sha256=KEY", "X-Hub-Signature-256: "},
		{"curl -H 'X-Api-Key: KEY' -d x", "curl -H 'X-Api-Key: "},
		{"the call had Bearer KEY, and failed", "the call had Bearer ********, and failed"},
		{"(basic KEY) and soticket KEY;", "(basic ********"},

		// JSON and its like
		{`{"token":"KEY","plain":"stays"}`, `"plain":"stays"`},
		{`{"access_token" : "KEY" , "plain":"stays"}`, `"plain":"stays"`},
		{`{"a":{"clientSecret":"KEY"},"b":["stays"]}`, `"b":["stays"]`},
		{"{\n  \"password\": \"KEY\",\n  \"plain\": \"stays\"\n}", `"plain": "stays"`},
		{`{'api_key': 'KEY', 'plain': 'stays'}`, `'plain': 'stays'`},
		{`{apiKey:"KEY",plain:"stays"}`, `plain:"stays"`},
		{`{"password":"a\"KEY","plain":"stays"}`, `"plain":"stays"`},
		{`{"password":"KEY\\","plain":"stays"}`, `{"password":"`},
		{`{"password":"KEY`, `{"password":"`},
		{`{"password":"","token":"KEY","plain":"stays"}`, `"plain":"stays"`},
		{`{"tokens":["KEY","KEY"]}`, `{"tokens":`},
		{`{"credentials":{"user":"kn","value":"KEY"}}`, `{"credentials":`},
		{`{"pin":KEY}`, `{"pin":`},
		{`{"headers":{"authorization":["KEY"]}}`, `{"headers":`},
		{`{"message":` + quote(`{"token":"KEY","plain":"stays"}`) + `}`, `\"plain\":\"stays\"`},
		{`{"message":` + quote(`{"deep":`+quote(`{"token":"KEY","plain":"stays"}`)+`}`) + `}`, `plain`},
		{`{"log":` + quote("a\nAuthorization: Bearer KEY\nb") + `}`, `{"log":"a\nAuthorization: `},

		// pairs
		{"password=KEY", "password="},
		{"Password = KEY and more", "Password = "},
		{"pwd: KEY", "pwd: "},
		{"Passwort: KEY", "Passwort: "},
		{"nøkkel=KEY", "nøkkel="},
		{"user=kn; secret='KEY'; host=db", "; host=db"},
		{"grant_type=x&client_secret=KEY&scope=y", "grant_type=x&client_secret="},
		{"Server=db.example.com;User Id=sa;Password=KEY;Encrypt=true", "Server=db.example.com;User Id=sa;"},
		{"Data Source=db;Uid=kn;Pwd=KEY;", "Data Source=db;Uid=kn;"},
		{"DefaultEndpointsProtocol=https;AccountName=x;AccountKey=KEY;EndpointSuffix=core.windows.net", "AccountName=x;"},
		{"Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=KEY", "x.servicebus.windows.net"},
		{"mongodb://u:KEY@db.example.com/x failed", "@db.example.com/x failed"},

		// names whose value stands apart, or looks like something else first
		{"Invalid bearer token: KEY", "Invalid bearer token: "},
		{"Basic credentials: KEY", "Basic credentials: "},
		{`Bearer token="KEY"`, "Bearer "},
		{`Bearer "KEY"`, `Bearer "`},
		{"npm_config_authtoken=KEY", "="},
		{"sk_live_token=KEY", "="},
		{"X-Api-Key: AKIAIOSFODNN7EXAMPLE:KEY", "X-Api-Key: "},
		{`Set-Cookie: "x"; b=KEY`, "Set-Cookie: "},
		{`X-Api-Keys: "one", "KEY"`, "X-Api-Keys: "},
		{`password='a''KEY'`, "password='"},
		{"{\n  \"tokens\": [\n    \"KEY\"\n  ],\n  \"plain\": \"stays\"\n}", `"plain": "stays"`},
		{"{\"token\":\n  \"KEY\"\n}", `"token":`},
		{"Authorization: Bearer\n KEY\nServer: nginx", "\nServer: nginx"},
		{"Cookie:\r\n\ta=KEY\r\nServer: nginx", "\nServer: nginx"},
		{"https://h.example.com/?key=abc,KEY refused", "https://h.example.com/?key=******** refused"},
		{"https://u:a,KEY@h.example.com/ refused", "@h.example.com/ refused"},
		{`{\"password\":\"ab\\\"KEY\",\"plain\":\"stays\"}`, `\"plain\":\"stays\"`},
		{"X-Client-Cert: KEY", "X-Client-Cert: "},
		{"password_error: KEY", "password_error: "},
		{`{"name":"password","value":"KEY","plain":"stays"}`, `"plain":"stays"`},
		{"<password>KEY</password><a>stays</a>", "<a>stays</a>"},
		{`<add key="ApiKey" value="KEY"/>`, `<add key="`},
		{"{&quot;token&quot;:&quot;KEY&quot;}", "{&quot;token&quot;:"},
		{"headers[Authorization]=KEY", "headers[Authorization]="},

		// addresses
		{"https://h.example.com/in?token=KEY failed: timeout", "https://h.example.com/in?token=******** failed: timeout"},
		{"https://h.example.com/in?x=KEY&y=KEY#KEY refused", "https://h.example.com/in?x=********&y=********#******** refused"},
		{"https://h.example.com/in?KEY refused", "https://h.example.com/in?******** refused"},
		{"https://u:KEY@h.example.com/in failed: timeout", "https://********@h.example.com/in failed: timeout"},
		{"https://KEY@h.example.com/in", "https://********@h.example.com/in"},
		{"https://h.example.com/token/KEY/end", "https://h.example.com/token/********/end"},
		{"https://h.example.com/in;jsessionid=KEY", "https://h.example.com/in;jsessionid=********"},
		{"from https://a.example.com/?k=KEY to <https://u:KEY@b.example.com/x>", "@b.example.com/x>"},
		{`{"url":"https:\/\/u:KEY@h.example.com\/in?k=KEY"}`, "@h.example.com"},
		{`{"url":"https://h.example.com/in?sig=KEY","plain":"stays"}`, `"plain":"stays"`},
		{"Location: https://h.example.com/login?return=KEY\nServer: nginx", "\nServer: nginx"},
		{"Location: //h.example.com/login?return=KEY", "Location: //h.example.com/login?return=********"},

		// what is a credential wherever it stands
		{"no eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.KEY here", "no ******** here"},
		{"no ghp_KEY here", "no ******** here"},
		{"no glpat-KEY here", "no ******** here"},
		{"no xoxb-KEY here", "no ******** here"},
		{"no hvs.KEY here", "no ******** here"},
		{"before\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nKEY\nKEY\n-----END RSA PRIVATE KEY-----\n", "before\n********"},
		{`{"pem":"-----BEGIN PRIVATE KEY-----\nMIIEow\nKEY"}`, `{"pem":"********`},
	} {
		text := strings.ReplaceAll(c.text, "KEY", key)
		if strings.Contains(c.text, "-----BEGIN") {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "PRIVATE "+key, "PRIVATE KEY"), "RSA PRIVATE "+key, "RSA PRIVATE KEY")
		}
		if !leaks(text) {
			t.Errorf("%q: the search does not find what is there", c.text)
		}
		got := shown(t, text)
		if leaks(got) {
			t.Errorf("%q leaves\n%q", text, got)
		}
		if !strings.Contains(got, strings.ReplaceAll(c.stays, "KEY", key)) {
			t.Errorf("%q loses %q:\n%q", text, c.stays, got)
		}
	}
}

// What a diagnosis needs, to the last character.
func TestWhatADiagnosisNeedsStaysLegible(t *testing.T) {
	for _, text := range []string{
		"System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid",
		"System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: " +
			"The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch\n" +
			"   at System.Net.Security.SslStream.SendAuthResetSignal(ReadOnlySpan`1 alert, ExceptionDispatchInfo exception)\n" +
			"   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions sslAuthenticationOptions)\n" +
			"   at System.Net.Security.SslStream.ForceAuthenticationAsync[TIOAdapter](Boolean receiveFirst, Byte[] reAuthenticationData, CancellationToken cancellationToken)\n" +
			"   --- End of inner exception stack trace ---\n   at Contoso.Hooks.Controllers.OrdersController.Post(Order order) in C:\\src\\Hooks\\OrdersController.cs:line 42",
		"java.lang.NullPointerException: x is null\n\tat com.example.hooks.Orders.post(Orders.java:57)\n\tat java.base/java.lang.Thread.run(Thread.java:833)",
		"Traceback (most recent call last):\n  File \"/app/hooks.py\", line 12, in post\n    raise KeyError('orders')\nKeyError: 'orders'",
		"TypeError: Cannot read properties of undefined (reading 'id')\n    at post (/app/src/hooks.js:12:5)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
		"at Contoso.TokenValidator.Check() in C:\\src\\TokenValidator.cs:line 42", "at check (/app/src/auth.js:12:5)", "at com.example.TokenFilter.filter(TokenFilter.java:57)",
		"Failed to connect to https://crm.example.com:8443. Tried twice; https://crm.example.com:8443; gave up.", "Basic authentication is required", "HTTP Basic Authentication is off",
		"-----BEGIN CERTIFICATE-----\nMIIBxTCCAWugAwIBAgIR\n-----END CERTIFICATE-----\nhas expired",
		"HTTP/1.1 401 Unauthorized", "HTTP/2 403", "HTTP/1.1 407 Proxy Authentication Required", "401 (Unauthorized)",
		"Response status code does not indicate success: 503 (Service Unavailable).", "The remote server returned an error: (403) Forbidden.",
		"HTTP/1.1 502 Bad Gateway\nServer: nginx\nContent-Type: text/html\nConnection: keep-alive\nVia: 1.1 proxy.example.com\n\n<html>\n<h1>502 Bad Gateway</h1>\n</html>",
		"HTTP/1.1 429 Too Many Requests\nRetry-After: 30\nX-Request-Id: 107-2650\nDate: Tue, 24 Nov 2026 09:11:00 GMT\n\n{\"ok\":false,\"error\":\"ratelimited\"}",
		"Strict-Transport-Security: max-age=31536000; includeSubDomains\nAccess-Control-Allow-Headers: Authorization, Content-Type\nX-Content-Type-Options: nosniff",
		"WWW-Authenticate: ApiKey realm=\"arkiv\", error=\"invalid_key\"", "WWW-Authenticate: Negotiate",
		"certificate has expired", "Error: certificate has expired\n    code: 'CERT_HAS_EXPIRED'", "x509: certificate signed by unknown authority",
		"unable to get local issuer certificate", "SSL certificate problem: self-signed certificate", "client certificate: expired on 2026-01-01",
		"Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: h. is not in the cert's altnames: DNS:*.example.com",
		"AuthenticationFailure: 3 times", "TokenValidationError: expired at 12:00", "InvalidSignatureException: at byte 12",
		"https://host/path failed: timeout", "POST https://h.example.com:8443/in/orders failed: connection refused (h.example.com:8443)",
		"see <https://h.example.com/docs/errors>, or https://h.example.com/help.", "http://[::1]:8080/x: reset", "https://h.example.com/@user/post",
		"No such host is known. (h.example.com:443)", "getaddrinfo ENOTFOUND h.example.com", "connect ECONNREFUSED 127.0.0.1:443",
		"The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.",
		"{\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"Column Changes: expected at most 64 characters, got 71\",\"dataset\":\"crm_raw\"}",
		"token validation failed: expired at 12:00", "keyboard: no", "author: Kari", "monkey=1", "C:/data/in", "at 12:30", "a: b = c", "// a comment", "50% of https",
		"Blåbærsyltetøy ☕ 注文の同期 مزامنة",
	} {
		if got := shown(t, text); got != strings.ReplaceAll(text, "\t", " ") {
			t.Errorf("%q became\n%q", text, got)
		}
	}
}

func TestAChallengeStaysWithItsName(t *testing.T) {
	for text, stays := range map[string]string{
		"WWW-Authenticate: Bearer realm=\"x\", error=\"invalid_token\", error_description=\"expired\"\nServer: nginx": "\nServer: nginx",
		"WWW-Authenticate: Basic realm=\"SuperOffice\"":                                                               "WWW-Authenticate: ",
		"WWW-Authenticate: SoTicket realm=\"SuperOffice\"":                                                            "WWW-Authenticate: ",
		"Proxy-Authenticate: Basic realm=\"proxy\"":                                                                   "Proxy-Authenticate: ",
	} {
		if got := shown(t, text); !strings.Contains(got, stays) || !strings.Contains(got, "-Authenticate: ") {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestHostileTextInALastErrorIsCleaned(t *testing.T) {
	got := shown(t, "\x1b]0;title\x07\x1b[2Jred\u009b31m\r\n\u202eexe.gnp\u2066 \x1b]8;;https://evil.example.com\x1b\\link\r\n\x00\x08\x7fpay\u200bpal\tend\x1bPq#0\x1b\\\n")
	if want := "\ufffdred\ufffd\n\ufffdexe.gnp\ufffd \ufffdlink\n\ufffdpay\ufffdpal end\ufffd"; got != want {
		t.Errorf("got  %+q\nwant %+q", got, want)
	}
	// A name that is broken up by what is invisible is put together again by nobody; one with an escape sequence before it is seen.
	if got := shown(t, "\x1b[31mpassword=\x1b[0m"+planted); leaks(got) || !strings.Contains(got, "password=") {
		t.Errorf("%q", got)
	}
}

func TestLastErrorsAreBounded(t *testing.T) {
	for _, text := range []string{strings.Repeat("x", 4000), strings.Repeat("😀", 4000), strings.Repeat("line\n", 799) + "line"} { // the vendor's column holds no more
		if got := shown(t, text); got != text {
			t.Errorf("of %d bytes %d are left", len(text), len(got))
		}
	}
	const most = 16 << 10
	for _, text := range []string{
		strings.Repeat("x", 1<<20), strings.Repeat("東", 1<<18), "a" + strings.Repeat("😀", 1<<18), strings.Repeat("x", most+1), strings.Repeat("a\r\n", 1<<18),
	} {
		if got := shown(t, text); len(got) > most+len("…") || len(got) < most/2 || !strings.HasSuffix(got, "…") || !utf8.ValidString(got) {
			t.Errorf("of %d bytes %d are left, and they end in %q", len(text), len(got), got[max(0, len(got)-12):])
		}
	}
	// Wherever the cut is, it sets nothing free.
	own := redact.NewRepeats(nil, redact.Credential{Text: planted, Kind: redact.Login})
	for at := most - 40; at < most+2; at++ {
		text := strings.Repeat("x", at) + "\npassword=" + planted + "\n" + planted
		if got := shownWithout(t, text, own); leaks(got) {
			t.Fatalf("cut after %d bytes: %q", at, got[at:])
		}
	}
}
