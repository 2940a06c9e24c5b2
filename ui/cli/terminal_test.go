package cli_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// workshop is the folder of the programs built by tests. It is empty until a test asks for one.
var workshop string

func TestMain(m *testing.M) {
	var err error
	if workshop, err = os.MkdirTemp("", "crmhooks-test"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(workshop)
	os.Exit(status)
}

// programs are built when a test first asks for them: crmhooks itself, and a control that lacks what package mute does.
var programs = map[string]func() (string, error){
	"crmhooks": sync.OnceValues(func() (string, error) { return build("crmhooks", "crmhooks") }),
	"control":  sync.OnceValues(func() (string, error) { return build("control", "crmhooks/ui/mute/testdata/control") }),
}

func build(name, pkg string) (string, error) {
	path := filepath.Join(workshop, name)
	if out, err := exec.Command("go", "build", "-o", path, pkg).CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
}

func program(t *testing.T, name string) string {
	t.Helper()
	path, err := programs[name]()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// session is a program on a terminal that never answers a question. CI, NO_COLOR and TMUX, which hide faults, are not in its environment.
type session struct {
	t   *testing.T
	cmd *exec.Cmd
	tty *os.File
	was unix.Termios // how the user had the terminal

	mu     sync.Mutex
	sent   bytes.Buffer    // every byte that the program wrote
	screen *vt.Emulator    // the terminal that it wrote them to
	seen   strings.Builder // every picture that stood there, one after the other
	last   string          // of these
	grown  chan struct{}   // gets a value when there is more
	ended  chan struct{}   // closed at the end of the output
}

func start(t *testing.T, cmd *exec.Cmd, environ ...string) *session {
	t.Helper()
	return startSized(t, pty.Winsize{Rows: 40, Cols: 120}, cmd, environ...)
}

// startWide has so many columns that nothing is cut or wrapped.
func startWide(t *testing.T, cmd *exec.Cmd, environ ...string) *session {
	t.Helper()
	return startSized(t, pty.Winsize{Rows: 60, Cols: 500}, cmd, environ...)
}

func startSized(t *testing.T, size pty.Winsize, cmd *exec.Cmd, environ ...string) *session {
	t.Helper()
	cmd.Env = append([]string{"TERM=xterm-256color", "LANG=C.UTF-8", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}, environ...)
	tty, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = slave.Close() }()
	if err := pty.Setsize(tty, &size); err != nil {
		t.Fatal(err)
	}
	was := termios(t, tty)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, cmd: cmd, tty: tty, was: was, screen: vt.NewEmulator(int(size.Cols), int(size.Rows)), grown: make(chan struct{}, 1), ended: make(chan struct{})}
	go func() { _, _ = io.Copy(io.Discard, s.screen) }() // what it answers nobody reads
	go s.read()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // nothing is left of it, whatever the test found
		_ = tty.Close()
	})
	return s
}

func (s *session) read() {
	defer close(s.ended)
	buffer := make([]byte, 4096)
	for {
		n, err := s.tty.Read(buffer)
		s.mu.Lock()
		s.show(buffer[:n])
		s.mu.Unlock()
		select {
		case s.grown <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// show hands what the program wrote to the terminal, and looks at it after each frame of the console.
func (s *session) show(written []byte) {
	s.sent.Write(written)
	for len(written) > 0 {
		end := len(written)
		if at := bytes.Index(written, []byte(ansi.ResetModeSynchronizedOutput)); at >= 0 {
			end = at + len(ansi.ResetModeSynchronizedOutput)
		}
		_, _ = s.screen.Write(written[:end])
		written = written[end:]
		if now := s.screen.String(); now != s.last {
			s.last = now
			s.seen.WriteString(now + "\n")
		}
	}
}

// output is everything that the program wrote so far, byte by byte, and after it every picture that this made on the terminal: the console writes only
// what changes, so a text may be nowhere in one piece among the bytes.
func (s *session) output() string { return s.bytes() + "\n" + s.pictures() }

func (s *session) bytes() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent.String()
}

func (s *session) pictures() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.String()
}

// until waits until the terminal has shown the text.
func (s *session) until(text string) {
	s.t.Helper()
	timeout := time.After(15 * time.Second)
	for !strings.Contains(s.pictures(), text) {
		select {
		case <-s.grown:
		case <-s.ended:
			if !strings.Contains(s.pictures(), text) {
				s.t.Fatalf("the program ended without %q:\n%s", text, s.pictures())
			}
		case <-timeout:
			s.t.Fatalf("the program never wrote %q:\n%s", text, s.pictures())
		}
	}
}

func (s *session) press(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.tty, keys); err != nil {
		s.t.Fatal(err)
	}
}

// wait waits for the end and returns the exit status.
func (s *session) wait() int {
	s.t.Helper()
	hangs := time.AfterFunc(15*time.Second, func() {
		s.t.Error("the program did not end by itself")
		_ = s.cmd.Process.Kill()
	})
	defer hangs.Stop()
	err := s.cmd.Wait()
	<-s.ended
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return s.cmd.ProcessState.ExitCode()
}

// ends waits for the end and checks the exit status.
func (s *session) ends(want int) {
	s.t.Helper()
	if status := s.wait(); status != want {
		s.t.Errorf("ended with %d, want %d", status, want)
	}
}

// termios returns a terminal's settings.
func termios(t *testing.T, tty *os.File) (set unix.Termios) {
	t.Helper()
	conn, err := tty.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var failed error
	err = conn.Control(func(fd uintptr) {
		var now *unix.Termios
		if now, failed = unix.IoctlGetTermios(int(fd), unix.TCGETS); failed == nil {
			set = *now
		}
	})
	if err := errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	return set
}

// restored checks that the terminal is the user's again.
func (s *session) restored() {
	s.t.Helper()
	if now := termios(s.t, s.tty); now != s.was {
		s.t.Errorf("the terminal is set otherwise: %+v, and was %+v", now, s.was)
	}
	out := s.bytes()
	if strings.Contains(out, "goroutine ") || strings.Contains(out, "SIGQUIT") {
		s.t.Error("the program wrote a stack")
	}
	for name, pair := range map[string][2]string{"alternate screen": {"\x1b[?1049h", "\x1b[?1049l"}, "cursor": {"\x1b[?25l", "\x1b[?25h"}} {
		if strings.LastIndex(out, pair[1]) < strings.LastIndex(out, pair[0]) {
			s.t.Errorf("the %s is not restored", name)
		}
	}
}
