package cli_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// renewing is a server that takes one token until it is told of the next, and a home whose profiles a script gets the tokens for. The script knows in $n how often
// it ran before.
func renewing(t *testing.T, script string) (now *atomic.Int32, environ []string) {
	t.Helper()
	now = new(atomic.Int32)
	now.Store(1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") != "Bearer Zx7QwErTy"+string('0'+rune(now.Load())) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.WriteString(w, `[{"WebhookId":`+string('0'+rune(now.Load()))+`,"Name":"Orders by `+string('0'+rune(now.Load()))+`","State":"Active"}]`)
	}))
	t.Cleanup(server.Close)
	home := t.TempDir()
	dir := filepath.Join(home, "crmhooks")
	count := filepath.Join(home, "count")
	whole := `n=$(cat ` + count + ` 2>/dev/null || echo 1); echo $((n+1)) > ` + count + `; ` + script
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	profile := func(name string) string {
		return "[profiles." + name + "]\nurl = '" + server.URL + "'\nusage = false\nlast_error = false\ntoken_command = ['sh', '-c', '''" + whole + "''']\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte("profile = 'first'\n"+profile("first")+profile("second")), 0o600); err != nil {
		t.Fatal(err)
	}
	return now, []string{"XDG_CONFIG_HOME=" + home}
}

// usable checks that keys arrive one by one and without an echo, and that the end is in order.
func (s *session) usable() {
	s.t.Helper()
	s.press("?")
	s.until("crmhooks help")
	s.press("\x1b")
	s.press("J")
	s.until(`"WebhookId": 2`)
	s.press("q")
	s.ends(0)
	s.restored()
}

func TestACommandThatChangesTheTerminalLeavesTheConsoleInOrder(t *testing.T) {
	now, environ := renewing(t, `stty sane </dev/tty; printf "\033[2Jnoise of $n" >/dev/tty; cat; echo Zx7QwErTy$n`) // cat ends as standard input holds nothing
	s := start(t, exec.Command(program(t, "crmhooks")), environ...)
	s.until("Orders by 1")
	now.Store(2)
	s.press("r")
	s.untilSent("noise of 2") // the console draws over it at once
	s.until("Orders by 2")
	s.usable()
}

// As pass does with a pinentry on the terminal.
func TestACommandCanAskOnTheTerminal(t *testing.T) {
	now, environ := renewing(t, `printf "PIN $n: " >/dev/tty; read pin </dev/tty; echo Zx7QwErTy$pin`)
	s := start(t, exec.Command(program(t, "crmhooks")), environ...)
	s.until("PIN 1:")
	s.press("1\r")
	s.until("Orders by 1")
	now.Store(2)
	s.press("r")
	s.until("PIN 2:")
	if out := s.output(); strings.LastIndex(out, "\x1b[?1049l") < strings.LastIndex(out, "\x1b[?1049h") {
		t.Error("the question stands in the console's screen")
	}
	s.press("2\r")
	s.until("Orders by 2")
	s.usable()
}

func TestACommandCanAskWhenAProfileIsOpened(t *testing.T) {
	now, environ := renewing(t, `printf "PIN $n: " >/dev/tty; read pin </dev/tty; echo Zx7QwErTy$pin`)
	s := start(t, exec.Command(program(t, "crmhooks")), environ...)
	s.until("PIN 1:")
	s.press("1\r")
	s.until("Orders by 1")
	now.Store(2)
	s.press("psecond\r")
	s.until("PIN 2:")
	s.press("2\r")
	s.until("Orders by 2")
	s.usable()
}

// Ctrl-C ends what has the terminal, which is not the console.
func TestCtrlCAtACommandsQuestionKeepsTheConsole(t *testing.T) {
	now, environ := renewing(t, `printf "PIN $n: " >/dev/tty; read pin </dev/tty; echo Zx7QwErTy$pin`)
	s := start(t, exec.Command(program(t, "crmhooks")), environ...)
	s.until("PIN 1:")
	s.press("1\r")
	s.until("Orders by 1")
	now.Store(2)
	s.press("r")
	s.until("PIN 2:")
	s.press("\x03")
	s.until("cancelled")
	s.press("r")
	s.until("PIN 3:")
	s.press("2\r")
	s.until("Orders by 2")
	s.usable()
}
