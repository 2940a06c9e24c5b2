package cli_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"
)

// erpKey is the public secret of the built-in tenant's webhook 3.
const erpKey = "fake_whsec_9e3779b97f4a7c15c2b2ae3d27d4eb4f"

func signed(body string) string {
	mac := hmac.New(sha256.New, []byte(erpKey))
	_, _ = mac.Write([]byte(body))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// hexOf writes a signature as receivers do by mistake.
func hexOf(signature string) string {
	mac, _ := base64.StdEncoding.DecodeString(signature) // it is one
	return hex.EncodeToString(mac)
}

func TestVerify(t *testing.T) {
	const body = `{"a":1}`
	for _, c := range []struct {
		name, stdin string
		args        []string
		status      int
		out, stderr string
	}{
		{"a match", body, []string{"3", "--signature", signed(body)}, 0, "Match: the secret of webhook 3 (ERP order sync) made this signature over this body.\n", ""},
		{"a line end", body + "\n", []string{"3", "--signature", signed(body)}, 1, "without the line end at its end", ""},
		{"written anew", "{\n  \"a\": 1\n}", []string{"3", "--signature", signed(body)}, 1, "parsed and written anew", ""},
		{"another webhook's", body, []string{"4", "--signature", signed(body)}, 1, "but that of webhook 3 (ERP order sync)", ""},
		{"nobody's", body, []string{"3", "--signature", signed("another")}, 1, "No match: the secret of webhook 3", ""},
		{"no signature at all", body, []string{"3", "--signature", "???"}, 1, "Not checked: the signature is neither base64 nor hex.", ""},
		{"a webhook without a secret", body, []string{"12", "--signature", signed(body)}, 1, "the webhook has no secret", ""},
		{"without secrets", body, []string{"3", "--no-secrets", "--signature", signed(body)}, 1, "the list was asked for without its secrets", ""},
		{"no such webhook", body, []string{"999", "--signature", signed(body)}, 1, "", "There is no webhook 999 among 60."},
		{"nothing to check", "", []string{"3"}, 2, "", "Give --signature with the body on standard input, or --match."},
		{"no id", "", []string{"--match"}, 2, "", "Verify takes the id of one webhook."},
		{"no number", "", []string{"x", "--match"}, 2, "", "whole number"},
		{"nobody to ask", "", []string{"3", "--match"}, 1, "", "There is no terminal to ask for the receiver's secret on."},
		{"a match, and nobody to ask", body, []string{"3", "--match", "--signature", signed(body)}, 1, "Match: the secret of webhook 3", "There is no terminal"},
		{"hex", body, []string{"3", "--signature", hexOf(signed(body))}, 1, "made it over exactly this body, but the signature is written in hex, and SuperOffice writes base64.", ""},
		{"a body that is too large", strings.Repeat("x", 16<<20+1), []string{"3", "--signature", signed(body)}, 2, "", "larger than 16 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := run(t, nil, c.stdin, append([]string{"verify", "--demo"}, c.args...)...)
			o.expect(t, c.status, c.out, c.stderr)
			for i := 0; i+8 <= len(erpKey); i++ {
				if strings.Contains(o.out+o.stderr, erpKey[i:i+8]) {
					t.Fatalf("a part of the secret shows: %s%s", o.out, o.stderr)
				}
			}
		})
	}
}

// The question is asked on the terminal, with its echo off.
func TestVerifyMatchAsksWithoutAnEcho(t *testing.T) {
	for answer, status := range map[string]int{erpKey: 0, "wrong-" + erpKey[6:]: 1} {
		s := start(t, exec.Command(program(t, "crmhooks"), "verify", "3", "--demo", "--match"))
		s.until("The receiver's secret for webhook 3")
		s.press(answer + "\r")
		s.until("atch: ")
		s.ends(status)
		if strings.Contains(s.output(), answer[10:20]) {
			t.Errorf("what was typed shows: %q", s.output())
		}
	}
}

func TestCheckIsAMonitoringPlugin(t *testing.T) {
	for _, c := range []struct {
		name   string
		args   []string
		status int
		out    string
	}{
		{"critical", nil, 2, "WEBHOOKS CRITICAL: Cust00001: 41 active, 14 stopped, 4 too many errors, 1 unknown, 4 failing | 'active'=41;;;0 'stopped'=14;;;0 'too_many_errors'=4;;0;0 'unknown'=1;0;;0 'failing'=4;0;;0\nintegrasjon.example.com: certificate expired, 4 webhooks"},
		{"warning for what fails", []string{"--name", "host:kontor"}, 1, "WEBHOOKS WARNING: Cust00001: 3 active, 1 stopped, 0 too many errors, 1 failing |"},
		{"warning for what is not known", []string{"--name", "id:96"}, 1, "WEBHOOKS WARNING: "},
		{"stopped is fine", []string{"--status", "stopped"}, 0, "WEBHOOKS OK: Cust00001: 14 stopped, 0 too many errors, 0 failing |"},
		{"without access to the usage", []string{"--fault", "no-usage", "--name", "host:kontor"}, 0, "0 too many errors, failing not known |"},
		{"a usage that breaks off", []string{"--fault", "usage-elsewhere", "--name", "host:kontor"}, 3, "WEBHOOKS UNKNOWN: Cust00001: 3 active, 1 stopped, 0 too many errors, failing not known |"},
		{"a usage that is a web page", []string{"--fault", "usage-html", "--name", "host:kontor"}, 3, "failing not known"},
		{"a broken usage does not hide what is off", []string{"--fault", "usage-html"}, 2, "WEBHOOKS CRITICAL"},
		{"nothing of that name", []string{"--name", "xyzzy"}, 3, "WEBHOOKS UNKNOWN: No webhook has the name"},
		{"a login that is refused", []string{"--fault", "unauthorized"}, 3, "WEBHOOKS UNKNOWN: "},
		{"half a list", []string{"--fault", "truncated"}, 3, "WEBHOOKS UNKNOWN: The answer of "},
		{"a wrong flag", []string{"--nonsense"}, 3, "WEBHOOKS UNKNOWN: Unknown flag: --nonsense."},
		{"an argument", []string{"x"}, 3, "WEBHOOKS UNKNOWN: Check takes no argument"},
		{"a wrong status", []string{"--status", "actve"}, 3, "WEBHOOKS UNKNOWN: There is no status"},
		{"a wrong format", []string{"-o", "json"}, 3, "It can be plugin, prometheus."},
		{"Prometheus", []string{"-o", "prometheus"}, 0, "crmhooks_webhooks{tenant=\"Cust00001\",state=\"TooManyErrors\"} 4\n"},
		{"Prometheus, what fails", []string{"-o", "prometheus"}, 0, "# TYPE crmhooks_webhooks_failing gauge\ncrmhooks_webhooks_failing{tenant=\"Cust00001\"} 4\n"},
		{"Prometheus, unknown", []string{"-o", "prometheus", "--fault", "busy", "--timeout", "1s"}, 3, "# TYPE crmhooks_up gauge\ncrmhooks_up 0\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := run(t, nil, "", append([]string{"check", "--demo"}, c.args...)...)
			if o.status != c.status || !strings.Contains(o.out, c.out) {
				t.Errorf("status %d, want %d with %q:\n%s%s", o.status, c.status, c.out, o.out, o.stderr)
			}
		})
	}
	if o := run(t, nil, "", "check"); o.status != 3 || !strings.Contains(o.out, "WEBHOOKS UNKNOWN: Nothing says which tenant to open") {
		t.Errorf("without a source: %d, %s", o.status, o.out)
	}
}
