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
	"syscall"
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

// stty leaves the terminal as a careless command might: without echo, raw, with other keys.
var stty = []string{"-echo", "raw -echo", "intr x eof y"}

func TestACommandThatEndsLeavesTheTerminalAsItWas(t *testing.T) {
	for _, change := range stty {
		now, environ := renewing(t, `stty `+change+` </dev/tty; echo Zx7QwErTy$n`)
		s := start(t, exec.Command(program(t, "crmhooks"), "list"), environ...)
		s.until("Orders by 1")
		s.ends(0)
		s.restored()
		now.Store(2)
		s = start(t, exec.Command(program(t, "crmhooks")), environ...)
		s.until("Orders by 2")
		now.Store(3)
		s.press("psecond\r")
		s.until("Orders by 3")
		s.press("q")
		s.ends(0)
		s.restored()
	}
}

func TestSignalsAtACommandLeaveTheTerminalAsItWas(t *testing.T) {
	for _, args := range [][]string{{"list"}, {"show", "1"}, nil} {
		for signal, want := range ending {
			_, environ := renewing(t, `stty -echo </dev/tty; printf "PIN: " >/dev/tty; read pin </dev/tty; stty echo </dev/tty`)
			s := start(t, exec.Command(program(t, "crmhooks"), args...), environ...)
			s.until("PIN:")
			if err := s.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			s.ends(want)
			s.restored()
		}
		_, environ := renewing(t, `stty -echo </dev/tty; printf "PIN: " >/dev/tty; read pin </dev/tty; stty echo </dev/tty`)
		s := start(t, exec.Command(program(t, "crmhooks"), args...), environ...)
		s.until("PIN:")
		s.press("\x03")
		s.ends(130)
		s.restored()
	}
}

func TestSignalsAtACommandOfAnotherProfileLeaveTheTerminalAsItWas(t *testing.T) {
	for signal, want := range ending {
		if signal == syscall.SIGINT { // which ends the command alone
			continue
		}
		_, environ := renewing(t, `test $n = 1 || { stty -echo </dev/tty; printf "PIN: " >/dev/tty; read pin </dev/tty; }; echo Zx7QwErTy$n`)
		s := start(t, exec.Command(program(t, "crmhooks")), environ...)
		s.until("Orders by 1")
		s.press("psecond\r")
		s.until("PIN:")
		if err := s.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		s.ends(want)
		s.restored()
	}
}

// A program in the background that sets the terminal is stopped.
func TestACommandInTheBackgroundIsNotStopped(t *testing.T) {
	_, environ := renewing(t, `echo Zx7QwErTy$n`)
	s := start(t, exec.Command("sh", "-c", "set -m; "+program(t, "crmhooks")+" list & wait $!; echo ended with $?"), environ...)
	s.until("Orders by 1")
	s.until("ended with 0")
	s.ends(0)
}
