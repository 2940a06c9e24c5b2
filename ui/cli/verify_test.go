package cli_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"crmhooks/client/sandbox"
	"crmhooks/client/sandbox/sandboxtest"
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
		{"reformatted", "{\n  \"a\": 1\n}", []string{"3", "--signature", signed(body)}, 1, "parsed and reformatted", ""},
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
		{"critical", nil, 2, "WEBHOOKS CRITICAL: Cust00001: 41 active, 14 stopped, 4 too many errors, 1 unknown, 4 failing | 'active'=41;;;0 'stopped'=14;;;0 'too_many_errors'=4;;0;0 'unknown'=1;0;;0 'failing'=4;0;;0 'wait'=0."},
		{"each broken receiver", nil, 2, ";2;;0\nintegrasjon.example.com: certificate expired, 4 webhooks"},
		{"warning for what fails", []string{"--name", "host:kontor"}, 1, "WEBHOOKS WARNING: Cust00001: 3 active, 1 stopped, 0 too many errors, 1 failing |"},
		{"warning for what is not known", []string{"--name", "id:96"}, 1, "WEBHOOKS WARNING: "},
		{"stopped is fine", []string{"--status", "stopped"}, 0, "WEBHOOKS OK: Cust00001: 14 stopped, 0 too many errors, 0 failing |"},
		{"without access to the usage", []string{"--fault", "no-usage", "--name", "host:kontor"}, 0, "0 too many errors, failing not known |"},
		{"a usage that breaks off", []string{"--fault", "usage-elsewhere", "--name", "host:kontor"}, 3, "WEBHOOKS UNKNOWN: Cust00001: 3 active, 1 stopped, 0 too many errors, failing not known |"},
		{"a usage that is a web page", []string{"--fault", "usage-html", "--name", "host:kontor"}, 3, "failing not known"},
		{"a broken usage does not hide what is off", []string{"--fault", "usage-html"}, 2, "WEBHOOKS CRITICAL"},
		{"nothing of that name", []string{"--name", "xyzzy"}, 3, "WEBHOOKS UNKNOWN: None of 63 webhooks match. Check --name and --event.\n"},
		{"a login that is refused", []string{"--fault", "unauthorized"}, 3, "WEBHOOKS UNKNOWN: "},
		{"half a list", []string{"--fault", "truncated"}, 3, "WEBHOOKS UNKNOWN: The answer from "},
		{"a wrong flag", []string{"--nonsense"}, 3, "WEBHOOKS UNKNOWN: Unknown flag: --nonsense."},
		{"an argument", []string{"x"}, 3, "WEBHOOKS UNKNOWN: Check takes no argument"},
		{"a wrong status", []string{"--status", "actve"}, 3, "WEBHOOKS UNKNOWN: There is no status"},
		{"a wrong format", []string{"-o", "json"}, 3, "It can be plugin, prometheus."},
		{"Prometheus", []string{"-o", "prometheus"}, 0, "crmhooks_webhooks{tenant=\"Cust00001\",state=\"TooManyErrors\"} 4\n"},
		{"Prometheus, what fails", []string{"-o", "prometheus"}, 0, "# TYPE crmhooks_webhooks_failing gauge\ncrmhooks_webhooks_failing{tenant=\"Cust00001\"} 4\n"},
		{"Prometheus, unknown", []string{"-o", "prometheus", "--fault", "busy", "--timeout", "1s"}, 3, "# TYPE crmhooks_up gauge\ncrmhooks_up{tenant=\"Cust00001\"} 0\n"},
		{"Prometheus, how long it took", []string{"-o", "prometheus"}, 0, "# TYPE crmhooks_wait_seconds gauge\ncrmhooks_wait_seconds{tenant=\"Cust00001\"} 0."},
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

// A server that sends a blank every so often never counts as silent.
func TestACheckEndsHoweverLongTheListTakes(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "[")
		blanks := time.NewTicker(100 * time.Millisecond)
		defer blanks.Stop()
		for {
			select {
			case <-blanks.C:
				_, _ = io.WriteString(w, " ")
				_ = http.NewResponseController(w).Flush()
			case <-r.Context().Done():
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	o := run(t, []string{"CRMHOOKS_TOKEN=x"}, "", "check", "--url", server.URL, "--timeout", "1s")
	o.expect(t, 3, "WEBHOOKS UNKNOWN: The check took longer than 7s. --timeout allows more time: a check may take twice as much, and 5 s, as a whole.\n", "")
}

// A series that loses its label when something fails makes an alert that never fires.
func TestUpHasTheSameLabelsWhenItIsDown(t *testing.T) {
	base := tenant(t)
	host := strings.TrimPrefix(base[:strings.Index(base, "/Cust")], "http://")
	profiles := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(profiles, []byte(`
[profiles.acme]
url = "`+base+`"
auth = "bearer"
token_env = "TOKEN"
timeout = "5s"
[profiles.named]
url = "`+base+`"
tenant = "Cust00001"
label = "Acme"
auth = "bearer"
token_env = "TOKEN"
`), 0o600); err != nil {
		t.Fatal(err)
	}
	saved := filepath.Join(t.TempDir(), "saved.json")
	if err := os.WriteFile(saved, sandboxtest.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken", "saved.json")
	up := regexp.MustCompile(`(?m)^# HELP crmhooks_up .*\n# TYPE crmhooks_up gauge\n(crmhooks_up.*) ([01])$`)
	for _, c := range []struct {
		name, stdin string
		good, bad   []string
		want        string
	}{
		{"demo", "", []string{"--demo"}, []string{"--demo", "--fault", "forbidden"}, `crmhooks_up{tenant="Cust00001"}`},
		{"a part that there is not", "", []string{"--demo"}, []string{"--demo", "--name", "xyzzy"}, `crmhooks_up{tenant="Cust00001"}`},
		{"an argument", "", []string{"--demo"}, []string{"--demo", "x"}, `crmhooks_up{tenant="Cust00001"}`},
		{"profile", "", []string{"-p", "acme"}, []string{"-p", "acme", "--status", "x"}, `crmhooks_up{tenant="acme"}`},
		{"profile with a tenant", "", []string{"-p", "named"}, []string{"-p", "named", "--status", "x"}, `crmhooks_up{tenant="Cust00001"}`},
		{"address", "", []string{"--url", base}, []string{"--url", base, "--log-file", broken}, `crmhooks_up{tenant="` + host + `"}`},
		{"file", "", []string{"--file", saved}, []string{"--file", broken}, `crmhooks_up{tenant="saved.json"}`},
		{"standard input", string(sandboxtest.Sample()), []string{"--file", "-"}, []string{"--file", "-", "--no-secrets"}, `crmhooks_up{tenant="standard input"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			environ := []string{"CRMHOOKS_CONFIG=" + profiles, "TOKEN=" + sandbox.BearerToken, "CRMHOOKS_TOKEN=" + sandbox.BearerToken}
			for value, args := range map[string][]string{"1": c.good, "0": c.bad} {
				o := run(t, environ, c.stdin, append([]string{"check", "-o", "prometheus"}, args...)...)
				got := up.FindStringSubmatch(o.out)
				if got == nil || got[1] != c.want || got[2] != value || (o.status == 0) != (value == "1") {
					t.Errorf("%v: status %d, want %s %s:\n%s%s", args, o.status, c.want, value, o.out, o.stderr)
				}
			}
		})
	}
	for _, args := range [][]string{{"-p", "nobody"}, {"-p", "acme", "--nonsense"}, {"--nonsense", "-p", "acme"}} {
		if o := run(t, []string{"CRMHOOKS_CONFIG=" + profiles}, "", append([]string{"check", "-o", "prometheus"}, args...)...); !strings.Contains(o.out, "\ncrmhooks_up 0\n") {
			t.Errorf("%v: it is not known what is watched:\n%s", args, o.out)
		}
	}
}

// The line of the help leaves a whole file behind, also when nothing could be read.
func TestTheExampleForATextfileCollector(t *testing.T) {
	help := run(t, nil, "", "check", "--help").out
	at := strings.Index(help, "cd /var/lib/node_exporter && {")
	if at < 0 {
		t.Fatalf("no example:\n%s", help)
	}
	line, _, _ := strings.Cut(help[at:], "\n")
	line = strings.NewReplacer("crmhooks check -p acme", program(t, "crmhooks")+" check $ARGS", "cd /var/lib/node_exporter && ", "").Replace(line)
	folder := t.TempDir()
	for args, want := range map[string]string{"--demo": "crmhooks_up{tenant=\"Cust00001\"} 1\n", "--demo --fault forbidden": "crmhooks_up{tenant=\"Cust00001\"} 0\n"} {
		shell := exec.Command("sh", "-c", line)
		shell.Dir, shell.Env = folder, append(os.Environ(), "ARGS="+args, "XDG_CONFIG_HOME="+folder)
		said, err := shell.CombinedOutput()
		entries, _ := os.ReadDir(folder)
		got, _ := os.ReadFile(filepath.Join(folder, "crmhooks.prom"))
		if err != nil || len(entries) != 1 || !strings.Contains(string(got), want) {
			t.Errorf("%s: %v, %s, %v:\n%s", args, err, said, entries, got)
		}
	}
}

func TestASlowServerIsCalledSlow(t *testing.T) {
	const said = "to begin its answer; SuperOffice counts more than 2 s as slow.\n"
	for name, c := range map[string]struct {
		args        []string
		status      int
		out, stderr string
	}{
		"list":       {[]string{"list", "-o", "names"}, 0, "ERP order sync\n", said},
		"plugin":     {[]string{"check", "--status", "stopped"}, 0, said, ""},
		"prometheus": {[]string{"check", "-o", "prometheus"}, 0, "\ncrmhooks_wait_seconds{tenant=\"Cust00001\"} ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, nil, "", append(c.args, "--demo", "--fault", "slow")...).expect(t, c.status, c.out, c.stderr)
		})
	}
	if o := run(t, nil, string(sandboxtest.Sample()), "check", "--file", "-"); strings.Contains(o.out, "wait") {
		t.Errorf("nobody waits for a saved list:\n%s", o.out)
	}
}
