package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"time"

	"github.com/creack/pty"

	"crmhooks/ui/screen/screentest"
)

const (
	width, height = 120, 40
	quiet         = 150 * time.Millisecond // after this long without a byte a picture is complete
	nowhere       = "/nonexistent"         // so that no configuration counts
	patience      = 2 * time.Minute
)

// terminal is a program on a terminal.
type terminal struct {
	cmd   *exec.Cmd
	tty   *os.File
	began time.Time
	shown *screentest.Terminal
	reads chan read
}

// read is what came at once.
type read struct {
	at    time.Time
	bytes []byte
}

func start(argv []string) (*terminal, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8", "CRMHOOKS_TOKEN="+token, "HOME="+nowhere, "XDG_CONFIG_HOME="+nowhere)
	t := &terminal{cmd: cmd, began: time.Now(), shown: screentest.New(width, height), reads: make(chan read, 1024)}
	go func() { _, _ = io.Copy(io.Discard, t.shown.Emulator) }() // what it answers nobody reads
	var err error
	if t.tty, err = pty.StartWithSize(cmd, &pty.Winsize{Rows: height, Cols: width}); err != nil {
		return nil, err
	}
	go t.read()
	return t, nil
}

func (t *terminal) read() {
	defer close(t.reads)
	for {
		buffer := make([]byte, 1<<16)
		n, err := t.tty.Read(buffer)
		if n > 0 {
			t.reads <- read{time.Now(), buffer[:n]}
		}
		if err != nil {
			return
		}
	}
}

// next shows what comes next, unless nothing comes for a while.
func (t *terminal) next(wait time.Duration) (at time.Time, err error) {
	select {
	case r, open := <-t.reads:
		if !open {
			return at, errors.New("it ended")
		}
		_, _ = t.shown.Write(r.bytes)
		return r.at, nil
	case <-time.After(wait):
		return at, errors.New("it wrote nothing more")
	}
}

// until waits for a text on the screen, and returns how long that took from the start.
func (t *terminal) until(text *regexp.Regexp) (time.Duration, error) {
	at := t.began
	for !text.MatchString(t.shown.String()) {
		var err error
		if at, err = t.next(patience); err != nil {
			return 0, fmt.Errorf("%w, and never showed %s:\n%s", err, text, t.shown.String())
		}
	}
	return at.Sub(t.began), nil
}

// settle waits until nothing more comes, and returns when the last of it came.
func (t *terminal) settle() (last time.Time) {
	for {
		at, err := t.next(quiet)
		if err != nil {
			return last
		}
		last = at
	}
}

// key is what a key did.
type key struct {
	took         time.Duration // until the last of it was on the screen
	bytes, ideal int
}

func (t *terminal) press(keys string) key {
	before, written, at := t.shown.Look(), t.shown.Written, time.Now()
	_, _ = io.WriteString(t.tty, keys)
	last := t.settle()
	if last.IsZero() {
		last = at
	}
	return key{last.Sub(at), t.shown.Written - written, screentest.Ideal(before, t.shown.Look())}
}

// end ends the program; nothing waits for what it still has to say.
func (t *terminal) end() {
	_ = t.cmd.Process.Kill()
	_ = t.tty.Close()
	for range t.reads { // let the reader end
	}
	_ = t.cmd.Wait()
}
