package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crmhooks/ui/cli"
	"crmhooks/ui/format"
)

// planted are the secrets of these tests, one for each place. No piece of 8 characters of them occurs anywhere else.
var planted = map[string]string{
	"Secret":   "Sq7zvkxwjq-1hfGyT",
	"header":   "Hq8wjvqzkx-2pNbRm",
	"property": "Pq9kxzvwjq-3dLcVs",
	"target":   "Tq1jqwkvzx-4mWeXo",
	"token":    "Kq2xzjwqvk-5gYuZa",
}

// leaked names the first piece of a planted secret in a text.
func leaked(text string) string {
	for place, secret := range planted {
		for i := 0; i+8 <= len(secret); i++ {
			if strings.Contains(text, secret[i:i+8]) {
				return fmt.Sprintf("%q of the %s", secret[i:i+8], place)
			}
		}
	}
	return ""
}

// plantedServer answers with every secret in its place, or, when told to fail, repeats the login that it got.
func plantedServer(t *testing.T, status int) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		if status != http.StatusOK {
			_, _ = fmt.Fprintf(w, `{"ErrorMessage":"you sent %s"}`, r.Header.Get("Authorization"))
			return
		}
		switch {
		case strings.Contains(r.URL.Path, "rchive/"):
			_, _ = io.WriteString(w, plantedUsage(r.Header.Get("Authorization")))
		case strings.HasSuffix(r.URL.Path, "/GetLastError"):
			_, _ = io.WriteString(w, `"HTTP/1.1 401 Unauthorized\nX-Token: `+planted["header"]+`\n\nsent to you: `+planted["Secret"]+`"`)
		default:
			_, _ = io.WriteString(w, plantedAnswer())
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func plantedAnswer() string {
	return strings.NewReplacer("SECRET", planted["Secret"], "HEADER", planted["header"], "PROPERTY", planted["property"], "TARGET", planted["target"]).Replace(
		`[{"WebhookId":2,"Name":"off","State":"TooManyErrors","Secret":"SECRET","TargetUrl":"https://off.example.com","Headers":{"X-Token":"HEADER"}},
		{"WebhookId":1,"Name":"planted","Events":["sale.sold"],"State":"Active","Type":"webhook","Secret":"SECRET","TargetUrl":"https://u:TARGET@h.example.com/?k=TARGET",
		"Headers":{"Authorization":"Bearer HEADER","X-Api-Key":"HEADER"},"Properties":{"password":"PROPERTY","deep":[{"token":["PROPERTY"]}]},
		"RegisteredAssociate":{"Name":"x","Password":"PROPERTY"},"ClientSecret":"SECRET"},
		{"WebhookId":3,"Name":"repeats SECRET","Events":["own.SECRET"],"State":"SECRET","Type":"SECRET","Secret":"SECRET","TargetUrl":"https://SECRET.example.com/SECRET/in",
		"Headers":{"X-Api-Key":"HEADER","X-SECRET":"got HEADER"},"Properties":{"SECRET":"x","deep":[{"HEADER":["SECRET"]}]},"Registered":"SECRET",
		"RegisteredAssociate":{"Name":"HEADER","FullName":"SECRET"},"ErrorsEmail":"SECRET@example.com","Description":"for SECRET\nand HEADER","ErrorEmails":["HEADER@example.com"],
		"ErrorAssociates":[{"Id":1,"Name":"SECRET"}],"NotifyVia":"SECRET","NotifyWhen":"HEADER","TotalCalls":9,"TotalErrors":9,"ConsecutiveErrors":9,
		"LastError":"HTTP/1.1 401 Unauthorized\n\nyou sent SECRET with HEADER","Echo":"SECRET","Echoes":[{"SECRET":{"HEADER":"SECRET"}}]}]`)
}

// plantedUsage is an archive whose last error repeats whatever the receiver got, and our own login too.
func plantedUsage(login string) string {
	said, _ := json.Marshal("HTTP/1.1 403 Forbidden\nSet-Cookie: " + planted["property"] + "\n\nyou sent " + planted["header"] + " and " + planted["Secret"] +
		` and {"password":"` + planted["property"] + `"} to https://u:` + planted["target"] + "@h.example.com/?k=" + planted["target"] + "; we know " + login)
	return `{"value":[{"webhook_usage.webhook_usage_id":1,"webhook_usage.total_calls":9,"webhook_usage.total_errors":3,"webhook_usage.consecutive_errors":2,
		"webhook_usage.last_error":` + string(said) + `}]}`
}

// home is a user's home folder, with a profile whose token a command prints.
func home(t *testing.T, url string) (dir string, environ []string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "crmhooks"), 0o700); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("profile = \"p\"\n[profiles.p]\nurl = %q\nauth = \"bearer\"\ntoken_command = [\"sh\", \"-c\", \"env > seen; printenv PLANTED\"]\n", url)
	if err := os.WriteFile(filepath.Join(dir, "crmhooks", "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, []string{"XDG_CONFIG_HOME=" + dir, "PATH=" + os.Getenv("PATH"), "PLANTED=" + planted["token"], "HOME=" + dir}
}

func TestNoOutputHoldsASecret(t *testing.T) {
	if leaked(plantedAnswer()) == "" || leaked(plantedUsage("")) == "" || leaked("x"+planted["token"]) == "" {
		t.Fatal("the search does not find what is there")
	}
	t.Chdir(t.TempDir()) // where the command writes what it saw
	dir, environ := home(t, plantedServer(t, http.StatusOK))
	log := filepath.Join(dir, "log")
	var all strings.Builder
	ran := map[string]bool{}
	for _, args := range [][]string{
		{"list"}, {"list", "-o", "json"}, {"list", "-o", "ndjson"}, {"list", "-o", "ndjson", "--stream"}, {"list", "-o", "names", "--stream"}, {"list", "-o", "csv", "--columns", columns()}, {"list", "-o", "markdown", "--columns", columns()},
		{"list", "-o", "names"}, {"list", "--color", "always"}, {"show", "1"}, {"show", "1", "-o", "json"}, {"show", "1", "-o", "markdown"},
		{"show", "2"}, {"triage"}, {"triage", "-o", "json"}, {"triage", "-o", "markdown"}, {"events"}, {"events", "-o", "json"}, {"events", "-o", "markdown"},
		{"lint", "--fail-on", "error"}, {"lint", "--fail-on", "error", "-o", "json"}, {"lint", "--fail-on", "error", "-o", "markdown"}, {"check", "-o", "prometheus"},
		{"__complete", "list", "--profile", ""}, {"__complete", "show", ""},
	} {
		if !strings.HasPrefix(args[0], "__") {
			args = append(args, "--log-file", log)
		}
		o := run(t, environ, "", args...)
		if o.status != 0 {
			t.Fatalf("%v ended with %d: %s", args, o.status, o.stderr)
		}
		all.WriteString(o.out + o.stderr)
		ran[args[0]] = true
	}
	// These end with a status of their own.
	for _, args := range [][]string{{"check"}, {"verify", "1", "--signature", "AAAA"}} {
		o := run(t, environ, "body "+planted["Secret"], args...)
		all.WriteString(o.out + o.stderr)
		ran[args[0]] = true
	}
	for _, name := range commands(t) {
		if reads := !slices.Contains([]string{"completion", "help", "sandbox", "themes", "version"}, name); reads != ran[name] {
			t.Errorf("what %s writes is searched: %v", name, ran[name])
		}
	}
	for _, want := range []string{"access refused (403)", "login not accepted (401)", "shared-secret", "Not checked"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no output has %q", want)
		}
	}
	if !strings.Contains(all.String(), "planted") || !strings.Contains(all.String(), "********") {
		t.Error("the webhook is not shown at all")
	}
	if found := leaked(all.String()); found != "" {
		t.Errorf("an output holds %s", found)
	}
	noFileHolds(t, dir)
}

func columns() string {
	return strings.Join(format.ColumnNames(), ",")
}

// noFileHolds looks through every file below a folder.
func noFileHolds(t *testing.T, dir string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if found := leaked(string(data)); found != "" {
			t.Errorf("%s holds %s", path, found)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files, %v", files, err)
	}
}

func TestNoErrorHoldsALogin(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, status := range []int{400, 401, 403, 500} {
		dir, environ := home(t, plantedServer(t, status))
		o := run(t, environ, "", "list", "--log-file", filepath.Join(dir, "log"))
		if o.status == 0 || !strings.Contains(o.stderr, "you sent") {
			t.Errorf("%d: ended with %d: %s", status, o.status, o.stderr)
		}
		if found := leaked(o.out + o.stderr); found != "" {
			t.Errorf("%d: the error holds %s", status, found)
		}
		noFileHolds(t, dir)
	}
}

func TestACommandSeesNoVariableOfOurs(t *testing.T) {
	where := t.TempDir()
	t.Chdir(where)
	_, environ := home(t, plantedServer(t, http.StatusOK))
	environ = append(environ, "CRMHOOKS_PASSWORD="+planted["Secret"], "crmhooks_ticket="+planted["header"])
	if o := run(t, environ, "", "list"); o.status != 0 {
		t.Fatal(o.stderr)
	}
	seen, err := os.ReadFile(filepath.Join(where, "seen"))
	if err != nil || !strings.Contains(string(seen), "PLANTED=") {
		t.Fatalf("%s, %v", seen, err)
	}
	if upper := strings.ToUpper(string(seen)); strings.Contains(upper, "CRMHOOKS_") {
		t.Errorf("the command saw %s", seen)
	}
}

func TestTheConsoleShowsNoSecret(t *testing.T) {
	dir, environ := home(t, plantedServer(t, http.StatusOK))
	cmd := exec.Command(program(t, "crmhooks"))
	cmd.Dir = t.TempDir()
	s := startWide(t, cmd, environ...)
	s.until("3 webhooks")
	for _, step := range []struct{ keys, shows string }{
		{"J", `"WebhookId"`}, {"?", "crmhooks help"}, {"q", ""}, {"ym", "Sent to your terminal"}, {"q", ""}, {"/repeats\r", "Name ❯ repeats"}, {"\r", "Esc back"}, {"\x1b[F", "401 Unauthorized"}, {"\r", ""}, {"/\x15planted\r", "Name ❯ planted"}, {"\r", "Esc back"}, {"\x1b[F", "403 Forbidden"}, {"\r", ""}, {"/\x15\r", ""},
		{"T", "group 1 of 3"}, {"\t\x1b[F", "401 Unauthorized"}, {"V", "Listeners"}, {"F", "shared-secret"}, {"F", ""},
		{"v\t\t" + planted["Secret"] + "\r", "Match: the receiver has the secret"},
	} {
		s.press(step.keys)
		s.until(step.shows)
	}
	s.press("\x03")
	s.ends(0)
	if !strings.Contains(s.output(), "********") {
		t.Error("nothing masked was shown")
	}
	if found := leaked(s.output()); found != "" { // the window's title is part of the output
		t.Errorf("the terminal got %s", found)
	}
	noFileHolds(t, dir)
}

// crashing is an output that panics with a secret.
type crashing struct{}

func (crashing) Write([]byte) (int, error) { panic("write failed for " + planted["token"]) }

func TestACrashTellsNoSecret(t *testing.T) {
	sys, _, stderr := machine(t, "")
	sys.Stdout = crashing{}
	if status := cli.Main([]string{"list", "--demo", "-o", "names"}, sys); status != 1 {
		t.Errorf("ended with %d", status)
	}
	if said := stderr.String(); leaked(said) != "" || !strings.Contains(said, "fault of its own (string)") {
		t.Errorf("it says %s", said)
	}
}
