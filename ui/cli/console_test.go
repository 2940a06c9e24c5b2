package cli_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"crmhooks/client/sandbox"
	"crmhooks/client/sandbox/sandboxtest"
)

func TestTheDemoOpensNarrowsAndQuits(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--demo"))
	s.until("local filter · 63 webhooks")
	s.press("/")
	s.press("order sync")
	s.until("2 of 63")
	s.press("\r")
	s.until("row 1 of 2")
	s.press("q")
	s.ends(0)
	s.restored()
}

// ending are the signals that end the program, and its exit status.
var ending = map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGQUIT: 131, syscall.SIGABRT: 134}

func TestSignalsEndAsShellsExpect(t *testing.T) {
	for signal, want := range ending {
		t.Run(signal.String(), func(t *testing.T) {
			s := start(t, exec.Command(program(t, "crmhooks"), "--demo"))
			s.until("63 webhooks")
			if err := s.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			s.ends(want)
			s.restored()
		})
	}
}

func TestCtrlCOnAnIdleConsoleIsNoFailure(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--demo"))
	s.until("63 webhooks")
	s.press("\x03")
	s.ends(0)
	s.restored()
}

func TestASavedListOnStandardInputLeavesTheKeysToTheTerminal(t *testing.T) {
	cmd := exec.Command("sh", "-c", `printf %s "$LIST" | "$0" --file -`, program(t, "crmhooks"))
	s := start(t, cmd, "LIST="+string(sandboxtest.Sample()))
	s.until("1 webhook")
	s.press("J")
	s.until(`"WebhookId": 3`)
	s.press("q")
	s.ends(0)
}

// A shell hands <(...) over as /dev/fd/N, a pipe that can be read only once.
func TestASavedListOfAnotherProgramCanBeRefreshed(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(sandboxtest.Sample()); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	cmd := exec.Command(program(t, "crmhooks"), "--file", "/dev/fd/3")
	cmd.ExtraFiles = []*os.File{r}
	s := start(t, cmd)
	_ = r.Close()
	s.until("1 webhook")
	s.press("r")
	s.press("J")
	s.until(`"WebhookId": 3`)
	s.press("\x1bq")
	s.ends(0)
}

func TestTheConsoleRefusesWhatIsNoTerminal(t *testing.T) {
	dumb := start(t, exec.Command(program(t, "crmhooks"), "--demo"), "TERM=dumb")
	dumb.until("crmhooks list")
	dumb.ends(2)
	piped := start(t, exec.Command("sh", "-c", `"$0" --demo >/dev/null`, program(t, "crmhooks")))
	piped.until("crmhooks list")
	piped.ends(2)
	// A session of its own has no /dev/tty.
	cmd := exec.Command(program(t, "crmhooks"), "--demo")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Env = []string{"TERM=xterm"}
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 2 || !strings.Contains(string(out), "crmhooks list") {
		t.Errorf("without /dev/tty: %v\n%s", err, out)
	}
}

func TestTheTokenIsAskedForWithoutAnEcho(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--url", tenant(t)))
	s.until("Token for 127.0.0.1:")
	s.press(sandbox.BearerToken + "\r")
	s.until("63 webhooks")
	s.press("q")
	s.ends(0)
	for i := 0; i+8 <= len(sandbox.BearerToken); i++ {
		// The tenant's own number is a part of the token.
		if part := sandbox.BearerToken[i : i+8]; strings.Contains(s.output(), part) && !strings.Contains(sandbox.TenantID, strings.Trim(part, ":.")) {
			t.Fatalf("the terminal shows %q of the token", part)
		}
	}
}

func TestASignalDuringTheQuestionRestoresTheEcho(t *testing.T) {
	s := start(t, exec.Command("sh", "-c", `trap : INT; "$0" --url "$1"; echo "status $?"; stty -a`, program(t, "crmhooks"), tenant(t)))
	s.until("Token for")
	s.press("\x03")
	s.until(" echo ")
	if !strings.Contains(s.output(), "status 130") {
		t.Errorf("the program wrote %s", s.output())
	}
}

func TestHostileDataDoesNotReachTheTerminal(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"WebhookId":1,"Name":"\u001b]52;c;aGVsbG8=\u0007evil\u001b[2J\u009b31m","State":"\u001b[5mActive","TargetUrl":"https://a.example.com/\u202e","Events":["a\u0000b"]},
			{"WebhookId":2,"Name":"`+strings.Repeat(`\u1100`, 400)+`","State":"TooManyErrors","Type":"webhook","TargetUrl":"https://a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J%e2%80%aec.example/in","Events":["`+strings.Repeat(`\u0903`, 400)+`"]}]`)
	}))
	t.Cleanup(server.Close)
	s := start(t, exec.Command(program(t, "crmhooks"), "--url", server.URL), "CRMHOOKS_TOKEN=token-of-a-test")
	s.until("2 webhooks")
	for _, step := range []struct{ keys, shows string }{
		{"J", `"WebhookId"`}, {"J", ""}, {"T", "group 1 of 2"}, {"T", ""}, {"F", "finding 1 of"}, {"F", ""}, {"gx", "on a\uFFFDb\uFFFDc.example"},
	} {
		s.press(step.keys)
		s.until(step.shows)
	}
	s.press("\x03")
	s.ends(0)
	for _, forbidden := range []string{"\x1b]52", "\u009d", "\x1b[2J\u009b", "\u009b", "\x1b[5m", "\u202e", "\x00"} {
		if strings.Contains(s.output(), forbidden) {
			t.Errorf("the terminal got %q", forbidden)
		}
	}
	if !strings.Contains(s.pictures(), "evil") {
		t.Error("the name is not shown at all")
	}
}

// mute is how long a program on a terminal that never answers takes to its first line.
func mute(t *testing.T, name, text string, args ...string) time.Duration {
	t.Helper()
	path := program(t, name)
	began := time.Now()
	s := start(t, exec.Command(path, args...))
	s.until(text)
	return time.Since(began)
}

// Without package mute Bubble Tea waits five seconds for an answer before main runs. The control shows that this terminal would be the
// cause; the limit is the issue's own.
func TestAMuteTerminalDoesNotDelayTheStart(t *testing.T) {
	const limit = 2500 * time.Millisecond
	if took := mute(t, "control", "control"); took < limit {
		t.Fatalf("the control program starts in %v too, so this proves nothing", took)
	}
	if took := mute(t, "crmhooks", "crmhooks ", "version"); took > limit {
		t.Errorf("crmhooks version took %v", took)
	}
	if took := mute(t, "crmhooks", "63 webhooks", "--demo"); took > limit {
		t.Errorf("crmhooks --demo took %v", took)
	}
}

func TestTheProgramLeavesNothingBehind(t *testing.T) {
	home := t.TempDir()
	cmd := exec.Command(program(t, "crmhooks"), "--demo")
	s := start(t, cmd, "HOME="+home)
	s.until("63 webhooks")
	s.press("q")
	s.ends(0)
	entries, err := os.ReadDir(home)
	if err != nil || len(entries) > 0 {
		t.Errorf("the home folder holds %v, %v", entries, err)
	}
}

func TestCopyingGoesThroughTheTerminal(t *testing.T) {
	for name, c := range map[string]struct{ environ, want string }{
		"plain":  {"X=", "\x1b]52;c;NTc=\x07"},
		"tmux":   {"TMUX=/tmp/tmux-0/default,1,0", "\x1bPtmux;\x1b\x1b]52;c;NTc=\x07\x1b\\"},
		"screen": {"STY=1.tty.host", "\x1bP\x1b]52;c;NTc=\x07\x1b\\"},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, exec.Command(program(t, "crmhooks"), "--demo"), c.environ)
			s.until("63 webhooks")
			s.press("yi")
			s.until("Sent to your terminal: the id")
			if !strings.Contains(s.output(), c.want) {
				t.Errorf("the terminal lacks %q", c.want)
			}
			s.press("qyc") // the first q closes the text
			s.until("crmhooks --demo")
			s.press("qq")
			s.ends(0)
		})
	}
}

func TestVariablesServeOnlyTheTargetOfTheStart(t *testing.T) {
	url, dir := tenant(t), t.TempDir()
	if err := os.MkdirAll(dir+"/crmhooks", 0o700); err != nil {
		t.Fatal(err)
	}
	text := "[profiles.first]\nurl = \"" + url + "\"\nauth = \"bearer\"\n[profiles.second]\nurl = \"" + url + "\"\nauth = \"bearer\"\n" +
		"[profiles.third]\nurl = \"" + url + "\"\nlabel = \"The third\"\nauth = \"bearer\"\ntoken_env = \"THIRD\"\n"
	if err := os.WriteFile(dir+"/crmhooks/config.toml", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, exec.Command(program(t, "crmhooks"), "-p", "first"), "XDG_CONFIG_HOME="+dir, "CRMHOOKS_TOKEN="+sandbox.BearerToken, "THIRD="+sandbox.BearerToken)
	s.until("63 webhooks")
	s.press("p")
	s.until("Profile ❯")
	s.press("second\r")
	s.until("Token for second is not given")
	s.press("\x15third\r")
	s.until("The third · 127.0.0.1")
	s.press("q")
	s.ends(0)
}

func TestASwitchedProfileKeepsWhatWasAskedOfTheFirst(t *testing.T) {
	asked := make(chan string, 8)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost { // the archive has other members
			http.NotFound(w, r)
			return
		}
		asked <- r.URL.Query().Get("$select")
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"WebhookId":1,"Name":"only one","State":"Active"}]`)
	}))
	t.Cleanup(server.Close)
	dir := t.TempDir()
	if err := os.MkdirAll(dir+"/crmhooks", 0o700); err != nil {
		t.Fatal(err)
	}
	profile := func(name string) string {
		return "[profiles." + name + "]\nurl = \"" + server.URL + "\"\nlabel = \"The " + name + "\"\nauth = \"bearer\"\ntoken_env = \"T\"\n"
	}
	if err := os.WriteFile(dir+"/crmhooks/config.toml", []byte(profile("first")+profile("second")), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, exec.Command(program(t, "crmhooks"), "-p", "first", "--no-secrets", "--ascii"), "XDG_CONFIG_HOME="+dir, "T=token-of-a-test")
	s.until("1 webhook")
	s.press("psecond\r")
	s.until("The second - 127.0.0.1")
	for range 2 {
		if got := <-asked; strings.Contains(got, "Secret") || !strings.Contains(got, "Headers") {
			t.Errorf("a profile was asked for %q", got)
		}
	}
	s.press("yc")
	s.until("crmhooks --profile second --no-secrets --ascii")
	s.press("qq")
	s.ends(0)
}

func TestTheWelcomeLooksAsAskedFor(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--theme", "mono"))
	s.until("Enter looks around")
	s.press("q")
	s.ends(0)
	if strings.Contains(s.output(), "\x1b[36m") || strings.Contains(s.output(), ";36m") {
		t.Error("the theme without colours has colours")
	}
}

func TestTheFirstStartOffersTheBuiltInTenant(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks")))
	s.until("Enter looks around in the built-in tenant")
	s.press("\r")
	s.until("63 webhooks")
	s.press("q")
	s.ends(0)
	s = start(t, exec.Command(program(t, "crmhooks")))
	s.until("Enter looks around")
	s.press("q")
	s.ends(0)
	s.restored()
}
