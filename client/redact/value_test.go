package redact_test

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"

	"crmhooks/client/redact"
)

func TestValues(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	login := base64.StdEncoding.EncodeToString([]byte("kari@example.com:hunter2 æ"))
	for _, value := range []string{
		// schemes
		"Bearer abcdef", "bearer x", "SOTicket 7T:abc", "basic dXNlcjpwYXNz", "Digest username=\"kn\"", "Token 9944b09199c62bcf", "ApiKey x1y2", "Negotiate YII=", " Bearer\tx9 ",
		// forms of keys
		"sk_live_a1b2c3d4e5", "pk_a1b2c3d4", "github_pat_11ABCDEFG0abcdefghijkl", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "sk-proj-a1b2c3d4e5f6", "sk-ant-api03-a1b2c3d4", "xapp-1-A0123-456-abcdef", "xoxb-123456-abcdef",
		"ATATT3xFfGF0abcdef", "ya29.a0AfH6SMBx", "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "my key is glpat-abcdefghij, thanks", "-----BEGIN PRIVATE KEY-----\nMII", "npm_a1B2c3D4e5F6g7H8",
		// what looks like one
		drawn(r, base62+"+/", 40), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", drawn(r, digits+"abcdef", 32), drawn(r, digits+"ABCDEF", 40), drawn(r, digits+"abcdef", 64), "route to " + drawn(r, digits+"abcdef", 32),
		drawn(r, base62, 32), drawn(r, base62+"-_", 43), login, "dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA", "key-3ax6xnjp29jd6fds4gc373sgvjxteol0",
		// pairs
		"user=kn; password=x", `{"token":"x"}`, "X-Api-Key: x", "AccountName=a;AccountKey=x;", "max tokens: 5, api key: x",
	} {
		if got := redact.Value(value); got != redact.Mask {
			t.Errorf("%q became %q", value, got)
		}
	}
	for _, value := range []string{
		"", "hello", "1.0", "basically fine", "Basic plan", "Basic", "Token ring", "Basic løsning for bedrifter", "Bearer token", "Bearer authentication", "bearer of good news", "Digest of the week", "Primary key: id", "Partition key: customerId",
		"public key: none", "max tokens: 4096", "Routing key = orders", "Sort-Key: name", "8A:2B:3C:4D:5E:6F", "7T:", "8A:Cust12345", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
		"tenant-3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e0-4f89-11d3-9a0c-0305e82c3301,7c9e6679-7425-40de-944b-e07fc1f90ae7", "00000000000000000000000000000000", "12345678901234567890123456789012",
		"customer-service-integration-for-superoffice", "SuperOfficeWebhookReceiverForCustomers", "integrations/superoffice/customers/updated/v2", "kundebehandlingssystemer_og_henvendelser", "0015g00000XyZabAAB",
		"superoffice.integration.webhooks.receiver", "Nordlys Kaffe AS", "kari@example.com", "2024-06-10T08:30:00+02:00", "+47 22 33 44 55", "application/json; charset=utf-8", "https://h.example.com/api/v2/orders", "sk-sport", "pk_customers", "npm_config_registry",
		"SG.KontaktService", "Blåbærsyltetøy ☕ 注文の同期", strings.Repeat("orders ", 50),
	} {
		if got := redact.Value(value); got != value {
			t.Errorf("%q became %q", value, got)
		}
	}
	for value, want := range map[string]string{
		"8A:Cust12345.a1b2c3d4e5f6":                                 "8A:Cust12345.********",
		"the token 8A:Cust12345.a1b2c3d4e5f6, of test":              "the token 8A:Cust12345.********, of test",
		"7T:NQAxADkANQAxADk=":                                       "7T:********",
		"https://u:p@h.example.com/?k=v&page=1":                     "https://********@h.example.com/?k=********&page=1",
		"to https://hooks.slack.com/services/T00/B00/abcdef, daily": "to https://hooks.slack.com/services/T00/B00/********, daily",
	} {
		if got := redact.Value(value); got != want {
			t.Errorf("%q became %q, want %q", value, got, want)
		}
	}
}

func TestKeysInTexts(t *testing.T) {
	for text, want := range map[string]string{
		"sent 8A:Cust12345.a1b2c3d4e5f6 twice":             "sent 8A:Cust12345.******** twice",
		"no github_pat_11ABCDEFG0abcdef here.":             "no ******** here.",
		"sk-ant-api03-a1b2c3d4.":                           "********.",
		"Primary key: id is missing":                       "Primary key: id is missing",
		"maximum context length is 4096, max_tokens: 5000": "maximum context length is 4096, max_tokens: 5000",
		"Auth-Type: mutual, Session-Timeout: 30":           "Auth-Type: mutual, Session-Timeout: 30",
		"x-servicekey: abc":                                "x-servicekey: ********",
		"Password: wrong":                                  "Password: wrong", "token: expired.": "token: expired.", "Signature: missing": "Signature: missing", "Cookie: none": "Cookie: none", "authorization: required!": "authorization: required!",
		"Schlüssel: fehlt": "Schlüssel: fehlt", "credentials: include": "credentials: include", `{"token":"invalid","key":"x1"}`: `{"token":"invalid","key":"********"}`, "password: wrong for this user": "password: wrong for this user",
		"passord: utløpt\nAuthorization: missing\n x1": "passord: utløpt\nAuthorization: missing\n x1",
		"password: wrong, got hunter2":                 "password: ********", "token: expired; key=a1": "token: ********", "password: wrongly": "password: ********", "password: horse": "password: ********", "secret=none1": "secret=********",
		"PHPSESSID=abc123; path=/":                               "PHPSESSID=********",
		"Could not load 'Json, PublicKeyToken=30ad4fe6b2a6aeed'": "Could not load 'Json, PublicKeyToken=30ad4fe6b2a6aeed'",
		"violates foreign key: fk_orders_customer":               "violates foreign key: fk_orders_customer",
		"POST https://hooks.slack.com/services/T0/B0/abcdef failed: 404, see https://h.example.com/in?api-version=2016-06-01&k=v.": "POST https://hooks.slack.com/services/T0/B0/******** failed: 404, see https://h.example.com/in?api-version=2016-06-01&k=********.",
	} {
		if got := redact.Text(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestWhatAMaskHides(t *testing.T) {
	for _, c := range []struct{ came, want string }{
		{"", ""}, {"https://h.example.com/a", ""}, {"https://u:p4ss@h.example.com/in?code=x1", "u p4ss x1"}, {"https://h.example.com/token/abc%2Fdef", "abc%2Fdef"},
		{"https://hooks.slack.com/services/T00/B00/abcdef", "abcdef"}, {"https://eo9yb7qw8er5ty6.m.pipedream.net/orders", "eo9yb7qw8er5ty6"}, {"https://h.example.com/in/8A:Cust12345.a1b2c3d4e5f6g7h8", "a1b2c3d4e5f6g7h8"},
	} {
		if got := redact.Hidden(c.came, redact.Target(c.came)); got != c.want {
			t.Errorf("%s hides %q, want %q", c.came, got, c.want)
		}
	}
}
