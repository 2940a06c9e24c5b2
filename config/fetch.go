package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"crmhooks/client/localfile"
	"crmhooks/client/suggest"
)

// maxSecretBytes is far above any secret.
const maxSecretBytes = 64 << 10

// commandTimeout is how long a command may take, including any question that it asks the user.
const commandTimeout = 30 * time.Second

// afterKill is how long the children of a killed command may keep its output open.
const afterKill = time.Second

// readSecret reads a file that holds one secret and nothing else.
func readSecret(path string, at place) (string, error) {
	data, info, err := localfile.Read(path, maxSecretBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", at.fault("names a file that does not exist", "A path that is not absolute begins at the folder of the configuration file.")
	case errors.Is(err, localfile.ErrNotRegular):
		return "", at.fault("names something that is not a regular file", "")
	case err != nil:
		return "", at.fault("names a file that cannot be read: "+localfile.Reason(err), "")
	case localfile.Shared(info, 0o007):
		return "", at.fault("names a file that everybody on this machine can read or change", "Run chmod 600 "+shellWord(path)+".")
	}
	return line(data), nil
}

// line is an output without the newline at its end.
func line(data []byte) string {
	return strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
}

// command runs a program that prints one secret.
type command struct {
	argv  []string
	env   []string
	limit time.Duration
	at    place
}

// run runs the program without a shell and without input. What it prints is never part of an error.
func (c command) run(ctx context.Context) (string, error) {
	limited, cancel := context.WithTimeout(ctx, c.limit)
	defer cancel()
	out := limitedBuffer{full: cancel}
	cmd := exec.CommandContext(limited, c.argv[0], c.argv[1:]...)
	cmd.Env, cmd.Stdout, cmd.WaitDelay = c.env, &out, afterKill
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case out.tooMuch:
		return "", c.fault("printed more than 64 KiB")
	case errors.Is(limited.Err(), context.DeadlineExceeded):
		return "", c.fault(fmt.Sprintf("did not end within %s", c.limit))
	case err != nil:
		return "", c.failed(err)
	}
	return line(out.buf.Bytes()), nil
}

func (c command) failed(err error) error {
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.Exited():
		return c.fault(fmt.Sprintf("ended with exit status %d", exit.ExitCode()))
	case errors.As(err, &exit):
		return c.fault("was ended by a signal")
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return c.at.fault("names a program that does not exist", "Check the first text of the list, and PATH.")
	case errors.Is(err, exec.ErrWaitDelay):
		return c.fault("ended, but something that it started keeps its output open")
	}
	var start *exec.Error
	if errors.As(err, &start) {
		err = start.Err
	}
	return c.at.fault("names a program that cannot be started: "+localfile.Reason(err), "Check the first text of the list.")
}

func (c command) fault(what string) error {
	return c.at.fault("failed: "+suggest.Plain(filepath.Base(c.argv[0]))+" "+what, "Run the command yourself to see what it says.")
}

// limitedBuffer keeps what is written up to a limit.
type limitedBuffer struct {
	buf     bytes.Buffer // not embedded: its ReadFrom would go around the limit
	tooMuch bool
	full    func() // called when there is too much
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.buf.Len()+len(p) > maxSecretBytes {
		b.tooMuch = true
		b.full()
		return 0, errors.New("larger than 64 KiB")
	}
	return b.buf.Write(p)
}
