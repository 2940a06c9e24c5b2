package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crmhooks/client/sandbox"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/ui/cli"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// outcome is what a run left behind.
type outcome struct {
	status      int
	out, stderr string
}

// machine is a system without a terminal, with nothing in its environment but what is given.
func machine(t *testing.T, stdin string, environ ...string) (cli.System, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	var out, stderr bytes.Buffer
	return cli.System{
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &stderr, Now: func() time.Time { return noon },
		Environ: append(slices.Clone(environ), "XDG_CONFIG_HOME="+t.TempDir(), "LANG=C.UTF-8"),
		Width:   func() int { return 0 },
		OpenTTY: func() (*os.File, error) { return nil, errors.New("no terminal") },
	}, &out, &stderr
}

func run(t *testing.T, environ []string, stdin string, args ...string) outcome {
	t.Helper()
	sys, out, stderr := machine(t, stdin, environ...)
	status := cli.Main(args, sys)
	return outcome{status, out.String(), stderr.String()}
}

// expect checks the exit status and what the two streams hold.
func (o outcome) expect(t *testing.T, status int, out, stderr string) {
	t.Helper()
	if o.status != status || !strings.Contains(o.out, out) || !strings.Contains(o.stderr, stderr) {
		t.Errorf("status %d, want %d with %q on standard output and %q on standard error\nstandard output:\n%s\nstandard error:\n%s",
			o.status, status, out, stderr, o.out, o.stderr)
	}
	if status == 0 && stderr == "" && o.stderr != "" {
		t.Errorf("standard error is not empty: %s", o.stderr)
	}
	if out == "" && o.out != "" {
		t.Errorf("standard output is not empty: %s", o.out)
	}
}

func TestExitStatusAndStreams(t *testing.T) {
	saved := filepath.Join(t.TempDir(), "saved.json")
	if err := os.WriteFile(saved, sandboxtest.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		args        []string
		status      int
		out, stderr string
	}{
		{"version", []string{"version"}, 0, "crmhooks ", ""},
		{"help", []string{"--help"}, 0, "It only reads", ""},
		{"no source", []string{"list"}, 2, "", "crmhooks --demo        "},
		{"console without a terminal", []string{"--demo"}, 2, "", "crmhooks list"},
		{"no such command", []string{"lst"}, 2, "", "Did you mean crmhooks list?"},
		{"no such flag", []string{"list", "--demo", "--token", "x"}, 2, "", "Unknown flag: --token."},
		{"arguments that list does not take", []string{"list", "x"}, 2, "", "takes no argument"},
		{"two sources", []string{"list", "--demo", "--url", "https://a.example.com/api"}, 2, "", "exclude each other"},
		{"bad status", []string{"list", "--demo", "--status", "actve"}, 2, "", "too-many-errors"},
		{"bad field", []string{"list", "--demo", "--name", "hst:x"}, 2, "", "It has host:zapier, type:crmscript, id:17, by:tony, mail:ops, header:x-key, cause:timeout and app:other; the nearest is host."},
		{"a field", []string{"list", "--demo", "--name", "host:erp -copy order", "-o", "names"}, 0, "ERP order sync\n", ""},
		{"bad sort", []string{"list", "--demo", "--sort", "nme"}, 2, "", "name"},
		{"bad format", []string{"list", "--demo", "-o", "xml"}, 2, "", "ndjson"},
		{"bad column", []string{"list", "--demo", "--columns", "traget"}, 2, "", "the nearest is target"},
		{"columns of JSON", []string{"list", "--demo", "-o", "json", "--columns", "id"}, 2, "", "--columns goes with"},
		{"bad limit", []string{"list", "--demo", "--limit", "-1"}, 2, "", "--limit"},
		{"a member that nobody knows", []string{"list", "--demo", "--select", "TargetUlr", "-o", "csv"}, 0, "id,state\n57,TooManyErrors\n", `--select asks for "TargetUlr", which no webhook is known to have; the nearest is TargetUrl.`},
		{"members as the vendor's page writes them", []string{"list", "--demo", "--select", "name, department,category/id", "-o", "csv", "--name", "id:3"}, 0, "id,name,state\n3,ERP order sync,Active\n", `--select asks for "department"`},
		{"bad theme", []string{"list", "--demo", "--theme", "mon"}, 2, "", "mono"},
		{"bad timeout", []string{"list", "--demo", "--timeout", "soon"}, 2, "", "--timeout"},
		{"http to another machine", []string{"list", "--url", "http://crm.example.com/api"}, 2, "", "https"},
		{"list", []string{"list", "--demo"}, 0, "ERP order sync", ""},
		{"problems", []string{"list", "--demo", "--status", "PROBLEMS", "-o", "names"}, 0, "Fjorddata middleware – salg\n", ""},
		{"API name of a status", []string{"list", "--demo", "--status", "TooManyErrors", "-o", "csv", "--columns", "state"}, 0, "state\nTooManyErrors\n", ""},
		{"words for a status", []string{"list", "--demo", "--status", "too many errors", "-o", "csv", "--columns", "state"}, 0, "state\nTooManyErrors\n", ""},
		{"nothing matches", []string{"list", "--demo", "--name", "xyzzy"}, 0, "", "None of 63 webhooks match."},
		{"nothing matches, as JSON", []string{"list", "--demo", "--name", "xyzzy", "-o", "json"}, 0, "[]\n", "None of 63 webhooks match."},
		{"exact filter on the server", []string{"list", "--demo", "--server-filter", "--name", "ERP order sync", "-o", "names"}, 0, "ERP order sync\n", ""},
		{"part of a name on the server", []string{"list", "--demo", "--server-filter", "--name", "ERP order"}, 0, "", "No webhooks."},
		{"sort and limit", []string{"list", "--demo", "--sort", "id", "--limit", "1", "-o", "csv", "--columns", "id,name"}, 0, "id,name\n3,ERP order sync\n", ""},
		{"reversed", []string{"list", "--demo", "--sort", "-id", "--limit", "1", "-o", "csv", "--columns", "id"}, 0, "id\n1", ""},
		{"show", []string{"show", "3", "--demo"}, 0, "ERP order sync\nState ", ""},
		{"show as JSON", []string{"show", "#3", "--demo", "-o", "json"}, 0, `"WebhookId": 3`, ""},
		{"show as Markdown", []string{"show", "3", "--demo", "-o", "markdown"}, 0, "## ERP order sync (webhook 3)\n", ""},
		{"show what there is not", []string{"show", "999", "--demo"}, 1, "", "There is no webhook 999 among 63."},
		{"show no number", []string{"show", "erp", "--demo"}, 2, "", "whole number"},
		{"show nothing", []string{"show"}, 2, "", "takes the id of one webhook"},
		{"a limit that is no number", []string{"list", "--demo", "--limit", "abc"}, 2, "", "Invalid argument \"abc\" for \"--limit\" flag.\n"},
		{"problems say who is told", []string{"list", "--demo", "--status", "problems"}, 0, "drift@example.net", ""},
		{"a selection has its columns", []string{"list", "--demo", "--select", "Name,RegisteredAssociate/FullName", "-o", "csv", "--limit", "1"}, 0, "id,name,state,registered-by\n", ""},
		{"a fault", []string{"list", "--demo", "--fault", "forbidden"}, 3, "", "granted"},
		{"an unknown fault", []string{"list", "--demo", "--fault", "x"}, 2, "", "busy-once"},
		{"a fault of a saved list", []string{"list", "--file", saved, "--fault", "busy"}, 2, "", "--fault goes with --demo"},
		{"an older server", []string{"list", "--demo", "--server-version", "11.12", "-o", "names"}, 0, "ERP order sync\n", ""},
		{"an older server with a fault", []string{"list", "--demo", "--server-version", "11.12", "--fault", "forbidden"}, 3, "", "granted"},
		{"an unknown version", []string{"list", "--demo", "--server-version", "11"}, 2, "", "11.12, 11.13, 12.1"},
		{"an unknown version to serve", []string{"sandbox", "--server-version", "13"}, 2, "", "11.12, 11.13, 12.1"},
		{"a version of a saved list", []string{"list", "--file", saved, "--server-version", "12.1"}, 2, "", "--server-version goes with --demo"},
		{"completion of a search", []string{"__complete", "list", "--name", "erp -ho"}, 0, "erp -host:\tthe host in the target\n", "Completion ended"},
		{"completion of columns", []string{"__complete", "list", "--columns", "id,na"}, 0, "id,name\tName\n", "Completion ended"},
		{"completion of an order", []string{"__complete", "list", "--sort", ""}, 0, "name\tA to Z\n", "Completion ended"},
		{"selected counts have their columns", []string{"list", "--demo", "--select", "Name,TotalCalls", "-o", "csv", "--limit", "1"}, 0, "id,name,state,calls\n", ""},
		{"completion of a version", []string{"__complete", "sandbox", "--server-version", ""}, 0, "11.12\n11.13\n12.1\n", "Completion ended"},
		{"completion of a version to read", []string{"__complete", "check", "--server-version", ""}, 0, "11.12\n11.13\n12.1\n", "Completion ended"},
		{"an incomplete list", []string{"list", "--demo", "--fault", "truncated", "-o", "names"}, 1, "ERP order sync\n", "ends in the middle"},
		{"show in no format", []string{"show", "3", "--demo", "-o", "csv"}, 2, "", "markdown"},
		{"saved list", []string{"list", "--file", saved, "-o", "names"}, 0, "Ticket System Integration\n", ""},
		{"no such saved list", []string{"list", "--file", saved + "x"}, 2, "", "The saved list cannot be read"},
		{"a saved list cannot be asked", []string{"list", "--file", saved, "--server-filter"}, 2, "", "cannot be asked"},
		{"a log file that cannot be", []string{"list", "--demo", "--log-file", saved + "/x"}, 2, "", "log file"},
		{"bad port", []string{"sandbox", "--port", "70000"}, 2, "", "65535"},
		{"completion", []string{"completion", "bash"}, 0, "crmhooks", ""},
	} {
		t.Run(c.name, func(t *testing.T) { run(t, nil, "", c.args...).expect(t, c.status, c.out, c.stderr) })
	}
}

func TestAWrongCallIsNotRepeatedRaw(t *testing.T) {
	o := run(t, nil, "", "li\x1b]0;evil\x07st")
	if strings.ContainsAny(o.stderr, "\x1b\x07") {
		t.Errorf("the terminal gets %q", o.stderr)
	}
}

func TestASavedListFromStandardInput(t *testing.T) {
	run(t, nil, string(sandboxtest.Sample()), "list", "--file", "-", "-o", "names").expect(t, 0, "Ticket System Integration\n", "")
	run(t, nil, "<html>", "list", "--file", "-").expect(t, 1, "", "saved list")
	run(t, nil, `[{"WebhookId":1,"Name":"first"},{"WebhookId":2,`, "list", "--file", "-", "-o", "names").expect(t, 1, "first\n", "ends in the middle")
}

// tenant serves the built-in tenant for a test.
func tenant(t *testing.T) string {
	t.Helper()
	built, err := sandbox.New(sandbox.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	server, err := built.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server.URL()
}

func TestEveryAuthenticationSchemeFromVariables(t *testing.T) {
	url := tenant(t)
	for name, environ := range map[string][]string{
		"bearer":   {"CRMHOOKS_TOKEN=" + sandbox.BearerToken},
		"basic":    {"CRMHOOKS_USERNAME=" + sandbox.Username, "CRMHOOKS_PASSWORD=" + sandbox.Password},
		"soticket": {"CRMHOOKS_TICKET=" + sandbox.Ticket, "CRMHOOKS_APP_TOKEN=" + sandbox.AppToken},
		"xsrf":     {"CRMHOOKS_XSRF_TOKEN=" + sandbox.XSRFToken, "CRMHOOKS_COOKIE=" + sandbox.SessionCookie},
	} {
		t.Run(name, func(t *testing.T) {
			run(t, environ, "", "list", "--url", url, "-o", "names").expect(t, 0, "ERP order sync\n", "")
			var wrong []string
			for _, pair := range environ {
				wrong = append(wrong, pair+"x")
			}
			run(t, wrong, "", "list", "--url", url).expect(t, 3, "", "did not accept the login")
		})
	}
}

func TestAProfileOfTheConfigurationFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.toml")
	text := "profile = \"sandbox\"\n[profiles.sandbox]\nurl = \"" + tenant(t) + "\"\nauth = \"bearer\"\ntoken_env = \"SANDBOX_TOKEN\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	environ := []string{"SANDBOX_TOKEN=" + sandbox.BearerToken}
	run(t, environ, "", "list", "--config", file, "-o", "names").expect(t, 0, "ERP order sync\n", "")
	run(t, environ, "", "list", "--config", file, "-p", "sandbox", "-o", "names").expect(t, 0, "ERP order sync\n", "")
	run(t, nil, "", "list", "--config", file).expect(t, 2, "", "token_env")
	run(t, environ, "", "list", "--config", file, "-p", "sandbx").expect(t, 2, "", "sandbox")
	// The login belongs to the profile's own target.
	run(t, environ, "", "list", "--config", file, "--url", tenant(t)).expect(t, 2, "", "no terminal to ask on")
}

func TestNoSecretsAreAskedFor(t *testing.T) {
	var asked string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Query().Get("$select")
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"WebhookId":3,"State":"Active","Name":"one"}]`)
	}))
	t.Cleanup(server.Close)
	environ := []string{"CRMHOOKS_TOKEN=token-of-a-test", "CRMHOOKS_USAGE=false"}
	run(t, environ, "", "show", "3", "--url", server.URL, "--no-secrets").expect(t, 0, "Secret        not requested\n", "")
	if strings.Contains(asked, "Secret") || !strings.Contains(asked, "Headers") {
		t.Errorf("asked for %q", asked)
	}
	run(t, environ, "", "show", "3", "--url", server.URL, "--select", "Name").expect(t, 0, "Target        not requested\n", "")
	if asked != "Name,WebhookId,State" && asked != "WebhookId,State,Name" {
		t.Errorf("asked for %q", asked)
	}
}

func TestTheLogHasWhatHappenedAndNoCredential(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log")
	environ := []string{"CRMHOOKS_TOKEN=" + sandbox.BearerToken}
	run(t, environ, "", "list", "--url", tenant(t), "--log-file", file, "-o", "names").expect(t, 0, "ERP", "")
	log, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(log), "webhooks=60") {
		t.Errorf("the log lacks the answer:\n%s", log)
	}
	for i := 0; i+8 <= len(sandbox.BearerToken); i++ {
		if strings.Contains(string(log), sandbox.BearerToken[i:i+8]) {
			t.Fatalf("the log holds a part of the token:\n%s", log)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the log's mode is %v, %v", info.Mode(), err)
	}
}

func TestTheLogIsNobodyElses(t *testing.T) {
	dir := t.TempDir()
	open, link := filepath.Join(dir, "it's open"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(open, nil, 0o600), os.Chmod(open, 0o644), os.Symlink(filepath.Join(dir, "private"), link)); err != nil {
		t.Fatal(err)
	}
	o := run(t, nil, "", "list", "--demo", "--log-file", open)
	o.expect(t, 2, "", "others can read or change it")
	o.expect(t, 2, "", `chmod 600 '`+dir+`/it'\''s open'`)
	run(t, nil, "", "list", "--demo", "--log-file", link).expect(t, 2, "", "it is a symbolic link")
	run(t, nil, "", "list", "--demo", "--log-file", "/dev/null").expect(t, 2, "", "not a regular file")
	if info, err := os.Stat(open); err != nil || info.Size() > 0 || info.Mode().Perm() != 0o644 {
		t.Errorf("the file was changed: %v, %v", info, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "private")); err == nil {
		t.Error("the link was followed")
	}
}

func TestJSONOfTheWholeTenant(t *testing.T) {
	o := run(t, nil, "", "list", "--demo", "-o", "json")
	var hooks []map[string]any
	if err := json.Unmarshal([]byte(o.out), &hooks); err != nil || len(hooks) != 63 {
		t.Fatalf("%d webhooks, %v", len(hooks), err)
	}
	for _, h := range hooks {
		if s := h["Secret"]; s != nil && s != "********" {
			t.Errorf("the secret of %v is %v", h["WebhookId"], s)
		}
	}
}

func TestColourOnlyWhereItIsWanted(t *testing.T) {
	for _, c := range []struct {
		args    []string
		environ []string
		width   int
		want    bool
	}{
		{nil, nil, 0, false},
		{[]string{"--color", "always"}, nil, 0, true},
		{nil, []string{"TERM=xterm"}, 100, true},
		{[]string{"--color", "never"}, []string{"TERM=xterm"}, 100, false},
		{nil, []string{"TERM=xterm", "NO_COLOR=1"}, 100, false},
	} {
		sys, out, _ := machine(t, "", c.environ...)
		sys.Width = func() int { return c.width }
		if status := cli.Main(append([]string{"list", "--demo"}, c.args...), sys); status != 0 {
			t.Fatalf("status %d", status)
		}
		if got := strings.Contains(out.String(), "\x1b[32m"); got != c.want {
			t.Errorf("%v with %v: colour is %v", c.args, c.environ, got)
		}
	}
}

func TestAFullDiskIsAFailure(t *testing.T) {
	sys, _, stderr := machine(t, "")
	sys.Stdout = full{}
	if status := cli.Main([]string{"list", "--demo", "-o", "json"}, sys); status != 1 || !strings.Contains(stderr.String(), "cannot be written") {
		t.Errorf("status %d: %s", status, stderr)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
