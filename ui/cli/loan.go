package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/term"
)

// settling is how long a signal that ended the other program may take to arrive here.
const settling = 250 * time.Millisecond

// lend runs a program that may use and change the terminal to ask the user something. However it ends, the terminal's settings are restored. A signal ends it too,
// and then crmhooks itself if no console is running.
func (a *app) lend(ctx context.Context, run func(context.Context) error) error {
	err := a.holding(func() error {
		ctx, stop := a.untilSignal(ctx)
		defer stop()
		defer a.remember()()
		return settled(ctx, run(ctx))
	})
	var s signalled
	if errors.As(err, &s) && a.holders.Load() == 0 {
		os.Exit(s.ExitStatus())
	}
	return err
}

// settled is the error of what ran, or of the signal that ended it. Ctrl-C goes to both programs, and may end the other one before it arrives here.
func settled(ctx context.Context, err error) error {
	if err != nil {
		select {
		case <-ctx.Done():
		case <-time.After(settling):
		}
	}
	switch {
	case ctx.Err() == nil:
		return err
	case errors.As(context.Cause(ctx), new(signalled)):
		return context.Cause(ctx)
	}
	return ctx.Err()
}

// remember returns a function that restores the terminal's current settings. A background program leaves the terminal alone, as it belongs to another program.
func (a *app) remember() (restore func()) {
	tty, err := a.OpenTTY()
	if err != nil {
		return func() {}
	}
	fd := int(tty.Fd())
	before, err := term.GetState(fd)
	if err != nil || !foreground(fd) {
		return func() { _ = tty.Close() }
	}
	return func() {
		if foreground(fd) {
			_ = term.Restore(fd, before)
		}
		_ = tty.Close()
	}
}
