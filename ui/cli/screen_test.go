package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// untilNow waits until the terminal shows all of the texts at the same time.
func (s *session) untilNow(texts ...string) {
	s.t.Helper()
	timeout := time.After(15 * time.Second)
	for {
		s.mu.Lock()
		now := s.last
		s.mu.Unlock()
		missing := ""
		for _, text := range texts {
			if !strings.Contains(now, text) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
		select {
		case <-s.grown:
		case <-timeout:
			s.t.Fatalf("the terminal does not show %q:\n%s", missing, now)
		}
	}
}

// untilSent waits until the program has written a sequence.
func (s *session) untilSent(sequence string) {
	s.t.Helper()
	timeout := time.After(15 * time.Second)
	for !strings.Contains(s.bytes(), sequence) {
		select {
		case <-s.grown:
		case <-timeout:
			s.t.Fatalf("the program never wrote %q", sequence)
		}
	}
}

// catches waits until a process has a handler for a signal.
func catches(t *testing.T, pid int, signal syscall.Signal) {
	t.Helper()
	caught := regexp.MustCompile(`SigCgt:\s*([0-9a-f]+)`)
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			t.Fatal(err)
		}
		if m := caught.FindSubmatch(status); m != nil {
			if mask, err := strconv.ParseUint(string(m[1]), 16, 64); err == nil && mask>>(signal-1)&1 != 0 {
				return
			}
		}
	}
	t.Fatalf("process %d never waits for %v", pid, signal)
}

// whole is what a console of the built-in tenant shows in any size.
var whole = []string{"READ-ONLY", "63 webhooks", "Fjorddata", "? help"}

// What the terminal showed meanwhile is gone, so the picture is drawn as a whole.
func TestThePictureComesBackAfterASuspension(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--demo"))
	s.untilNow(whole...)
	s.press("\x1a")
	s.untilSent(ansi.ResetModeAltScreenSaveCursor)
	catches(t, s.cmd.Process.Pid, syscall.SIGCONT)
	s.mu.Lock()
	s.show([]byte(ansi.CursorHomePosition + "a shell was here" + ansi.EraseScreenBelow))
	s.mu.Unlock()
	if err := s.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	s.untilNow(whole...)
	s.press("q")
	s.ends(0)
	s.restored()
}

func TestThePictureFitsEverySizeAndCanBeDrawnAnew(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--demo"))
	s.untilNow(whole...)
	for _, size := range []pty.Winsize{{Rows: 24, Cols: 80}, {Rows: 50, Cols: 160}, {Rows: 40, Cols: 120}} {
		s.mu.Lock()
		s.screen.Resize(int(size.Cols), int(size.Rows))
		_, _ = s.screen.WriteString(ansi.EraseEntireScreen) // terminals keep what they like
		s.last = ""
		s.mu.Unlock()
		if err := pty.Setsize(s.tty, &size); err != nil {
			t.Fatal(err)
		}
		s.untilNow(whole...)
	}
	s.mu.Lock()
	_, _ = s.screen.WriteString(ansi.CursorHomePosition + "garbage" + ansi.EraseScreenBelow)
	s.last = ""
	s.mu.Unlock()
	s.press("\x0c")
	s.untilNow(whole...)
	s.press("q")
	s.ends(0)
}

// A console that nobody touches writes nothing, and a step of the cursor few bytes.
func TestAStepWritesLittle(t *testing.T) {
	s := start(t, exec.Command(program(t, "crmhooks"), "--demo"))
	s.untilNow(append(whole, "row 1 of 63")...)
	before := len(s.bytes())
	for row := 2; row <= 21; row++ {
		s.press("j")
		s.untilNow(fmt.Sprintf("row %d of 63", row))
	}
	if step := (len(s.bytes()) - before) / 20; step > 3000 {
		t.Errorf("a step of the cursor writes %d bytes", step)
	}
	s.press("q")
	s.ends(0)
}
