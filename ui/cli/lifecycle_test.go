package cli_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// whileBusy are moments in which a program is apt to forget its manners: the built-in tenant's fault, and what the screen shows then.
var whileBusy = map[string]string{"header-timeout": "loading", "unavailable": "again in", "body-timeout": "loading"}

func TestQuittingWhileSomethingRuns(t *testing.T) {
	for fault, shows := range whileBusy {
		for name, keys := range map[string]string{"q": "q", "Ctrl-C twice": "\x03\x03"} {
			t.Run(fault+" "+name, func(t *testing.T) {
				s := start(t, exec.Command(program(t, "crmhooks"), "--demo", "--fault", fault))
				s.until(shows)
				s.press(keys)
				s.ends(0)
				s.restored()
			})
		}
	}
}

func TestSignalsWhileSomethingRuns(t *testing.T) {
	for fault, shows := range whileBusy {
		for signal, want := range ending {
			t.Run(fault+" "+signal.String(), func(t *testing.T) {
				s := start(t, exec.Command(program(t, "crmhooks"), "--demo", "--fault", fault))
				s.until(shows)
				if err := s.cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				s.ends(want)
				s.restored()
			})
		}
	}
}

// Go's own answer to these is the stack of every goroutine, and a core where the system wants one.
func TestNoSignalMakesACommandWriteAStack(t *testing.T) {
	arrived := make(chan struct{}, 16)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		arrived <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	for _, signal := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGABRT} {
		cmd := exec.Command(program(t, "crmhooks"), "list", "--url", server.URL)
		cmd.Env = []string{"CRMHOOKS_TOKEN=token-of-a-test", "CRMHOOKS_USAGE=false", "HOME=" + t.TempDir()}
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-arrived
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		status := cmd.ProcessState.Sys().(syscall.WaitStatus)
		if status.ExitStatus() != ending[signal] || status.CoreDump() || out.Len() > 0 {
			t.Errorf("%v: status %d, core %v\n%s", signal, status.ExitStatus(), status.CoreDump(), &out)
		}
	}
}

func TestSignalsAtTheQuestion(t *testing.T) {
	for signal, want := range ending {
		s := start(t, exec.Command(program(t, "crmhooks"), "--url", "https://crm.example.com/api"))
		s.until("Token for")
		if err := s.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		s.ends(want)
		s.restored()
		if strings.Contains(s.output(), "\x1b[?1049h") {
			t.Errorf("%v: the console opened", signal)
		}
	}
}

// After Esc or half a character, the next byte could be taken for the rest of it.
func TestKeysEndTheQuestionWhateverWasTypedBefore(t *testing.T) {
	for _, before := range []string{"", "secret", "\x1b", "\x1b[", "\x1b[200~", "\xe2"} {
		for key, want := range map[string]int{"\x03": 130, "\x1c": 131} {
			s := start(t, exec.Command(program(t, "crmhooks"), "list", "--url", "https://crm.example.com/api"))
			s.until("Token for crm.example.com:")
			s.press(before)
			s.press(key)
			s.ends(want)
			s.restored()
			if strings.Contains(s.bytes(), "secret") {
				t.Errorf("the answer shows: %q", s.bytes())
			}
		}
	}
}

func TestEscCancelsARetryThatIsWaitedFor(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--demo", "--fault", "unavailable"))
	s.until("not available, again in 1.0 s, attempt 2 of 4")
	s.press("\x1b")
	s.until("cancelled")
	s.press("q")
	s.ends(0)
}

func TestEveryFaultLeavesTheTerminalInOrder(t *testing.T) {
	for _, fault := range []string{"hostile-text", "odd-webhooks", "truncated", "html-answer", "forbidden", "tls-authority", "redirected", "echo"} {
		t.Run(fault, func(t *testing.T) {
			s := start(t, exec.Command(program(t, "crmhooks"), "--demo", "--fault", fault))
			s.until(map[bool]string{true: "loaded", false: "failed"}[fault == "hostile-text" || fault == "odd-webhooks" || fault == "truncated"])
			s.press("J")
			s.press("q")
			s.ends(0)
			s.restored()
			for _, forbidden := range []string{"\x1b]52", "\x1b]8", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\u009b", "\x1b[5m", "\u202e", "\u2066", "\x00", "not-a-secret"} {
				if strings.Contains(s.output(), forbidden) {
					t.Errorf("the terminal got %q", forbidden)
				}
			}
		})
	}
}
