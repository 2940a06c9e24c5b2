package client_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client"
)

// encoded is the pair of a user and the planted credential, as Basic sends it.
var encoded = base64.StdEncoding.EncodeToString([]byte("u:" + planted))

// quote is a text as JSON.
func quote(s string) string {
	b, _ := json.Marshal(s) // a text always can be
	return string(b)
}

// unlike is a login that has no piece in common with the planted credential, so that masking the one hides nothing about the other.
var unlike = client.Auth{Scheme: client.Bearer, Secret: client.Fixed("qqqqqqqqqqqqqqqq")}

// shown is what a client makes of this text of a last error.
func shown(t *testing.T, auth client.Auth, text string) string {
	t.Helper()
	server := answering(t, 200, "application/json", quote(text))
	texts, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).LastErrors(context.Background(), []int64{1})
	if err != nil {
		t.Fatal(err)
	}
	return texts[1]
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
		got := shown(t, unlike, text)
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
		if got := shown(t, unlike, text); got != strings.ReplaceAll(text, "\t", " ") {
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
		if got := shown(t, unlike, text); !strings.Contains(got, stays) || !strings.Contains(got, "-Authenticate: ") {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// A receiver that was sent our own login, by whatever mistake, and repeats it: with its name and without, whole, in pieces, and in an address.
func TestOurOwnLoginInAReceiversAnswerIsMasked(t *testing.T) {
	for name, auth := range map[string]client.Auth{
		"bearer": {Scheme: client.Bearer, Secret: client.Fixed(planted)},
		"basic":  {Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)},
		"ticket": {Scheme: client.SoTicket, Secret: client.Fixed("7T:ticket"), AppToken: client.Fixed(planted)},
		"xsrf":   {Scheme: client.XSRF, Secret: client.Fixed("xsrf-value"), Cookie: client.Fixed("s=" + planted)},
	} {
		for _, text := range []string{
			"you sent " + planted + " and failed", "cut to " + planted[:9] + "... and failed", planted[:8] + "\n" + planted[8:16] + "\n and failed",
			"ends in " + planted[len(planted)-8:] + ", and failed", "twice " + planted + planted[3:12] + " and failed", "as " + url.QueryEscape(planted) + " and failed",
			"as " + url.PathEscape(planted) + " and failed", `{"got":"` + planted + `"} and failed`, "<b>" + planted + "</b> and failed", "x" + planted + "x and failed",
		} {
			if plain, _ := url.QueryUnescape(text); !leaks(text) && !leaks(plain) {
				t.Errorf("%q: the search does not find what is there", text)
			}
			if got := shown(t, auth, text); leaks(got) || !strings.Contains(got, "and failed") {
				t.Errorf("%s: %q became %q", name, text, got)
			}
		}
	}
	basic := client.Auth{Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)}
	for i := 0; i+8 <= len(encoded); i++ {
		if got := shown(t, basic, "you sent "+encoded[i:i+8]+" and failed"); got != "you sent ******** and failed" {
			t.Fatalf("a piece of the encoded pair: %q", got)
		}
	}
}

// All that a request has goes into the answer, as of a receiver that is careless and is called with our login.
func TestAReceiverThatRepeatsAllHeaders(t *testing.T) {
	for name, auth := range map[string]client.Auth{
		"bearer": {Scheme: client.Bearer, Secret: client.Fixed(planted)},
		"basic":  {Scheme: client.Basic, Username: "u", Secret: client.Fixed(planted)},
		"ticket": {Scheme: client.SoTicket, Secret: client.Fixed(planted), AppToken: client.Fixed(planted)},
		"xsrf":   {Scheme: client.XSRF, Secret: client.Fixed(planted), Cookie: client.Fixed("s=" + planted)},
	} {
		said := ""
		server := serving(t, func(w http.ResponseWriter, r *http.Request) {
			var lines strings.Builder
			for name, values := range r.Header {
				value := strings.Join(values, ", ")
				lines.WriteString(name + ": " + value + "\n" + value + "\ngot <" + value[max(0, len(value)-12):] + ">\n")
			}
			said = lines.String()
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, quote(said))
		})
		texts, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).LastErrors(context.Background(), []int64{1})
		if err != nil {
			t.Fatal(err)
		}
		if !leaks(said) && !strings.Contains(said, encoded[:8]) {
			t.Errorf("%s: the search does not find what is there", name)
		}
		if got := texts[1]; leaks(got) || strings.Contains(got, encoded[:8]) || !strings.Contains(got, "Accept-Language: en\nen\n") {
			t.Errorf("%s: %q became %q", name, said, got)
		}
	}
}

// The usage may be the first that a client reads, so that the login is fetched only with its first page.
func TestOurOwnLoginInTheUsageIsMasked(t *testing.T) {
	auth := client.Auth{Scheme: client.Bearer, Secret: client.Fixed(planted)}
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		said := quote("you sent " + strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") + " and failed")
		_, _ = io.WriteString(w, `{"value":[{"webhookId":7,"name":`+said+`,"webhookUsage/lastError":`+said+`}]}`)
	})
	usages, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).Usage(context.Background(), nil)
	if err != nil || len(usages.Archived) != 1 {
		t.Fatalf("%+v, %v", usages, err)
	}
	const want = "you sent ******** and failed"
	if got := usages.ByID[7].LastError; got != want || usages.Archived[0].Name != want {
		t.Errorf("%q, %q", got, usages.Archived[0].Name)
	}
}

func TestTheTenantInOurLoginStaysLegibleInALastError(t *testing.T) {
	auth := client.Auth{Scheme: client.Bearer, Secret: client.Fixed("8A:Cust00002." + planted)}
	if got := shown(t, auth, "nothing at /Cust00002/api for 8A:Cust00002."+planted); got != "nothing at /Cust00002/api for 8A:Cust00002.********" {
		t.Errorf("%q", got)
	}
}

func TestHostileTextInALastErrorIsCleaned(t *testing.T) {
	got := shown(t, unlike, "\x1b]0;title\x07\x1b[2Jred\u009b31m\r\n\u202eexe.gnp\u2066 \x1b]8;;https://evil.example.com\x1b\\link\r\n\x00\x08\x7fpay\u200bpal\tend\x1bPq#0\x1b\\\n")
	if want := "\ufffdred\ufffd\n\ufffdexe.gnp\ufffd \ufffdlink\n\ufffdpay\ufffdpal end\ufffd"; got != want {
		t.Errorf("got  %+q\nwant %+q", got, want)
	}
	// A name that is broken up by what is invisible is put together again by nobody; one with an escape sequence before it is seen.
	if got := shown(t, unlike, "\x1b[31mpassword=\x1b[0m"+planted); leaks(got) || !strings.Contains(got, "password=") {
		t.Errorf("%q", got)
	}
}

func TestLastErrorsAreBounded(t *testing.T) {
	for _, text := range []string{strings.Repeat("x", 4000), strings.Repeat("😀", 4000), strings.Repeat("line\n", 799) + "line"} { // the vendor's column holds no more
		if got := shown(t, unlike, text); got != text {
			t.Errorf("of %d bytes %d are left", len(text), len(got))
		}
	}
	const most = 16 << 10
	for _, text := range []string{
		strings.Repeat("x", 1<<20), strings.Repeat("東", 1<<18), "a" + strings.Repeat("😀", 1<<18), strings.Repeat("x", most+1), strings.Repeat("a\r\n", 1<<18),
	} {
		if got := shown(t, unlike, text); len(got) > most+len("…") || len(got) < most/2 || !strings.HasSuffix(got, "…") || !utf8.ValidString(got) {
			t.Errorf("of %d bytes %d are left, and they end in %q", len(text), len(got), got[max(0, len(got)-12):])
		}
	}
	// Wherever the cut is, it sets nothing free.
	secret := client.Auth{Scheme: client.Bearer, Secret: client.Fixed(planted)}
	for at := most - 40; at < most+2; at++ {
		text := strings.Repeat("x", at) + "\npassword=" + planted + "\n" + planted
		if got := shown(t, secret, text); leaks(got) {
			t.Fatalf("cut after %d bytes: %q", at, got[at:])
		}
	}
}
