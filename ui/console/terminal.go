package console

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Terminal can be lent for a moment while a console holds it, such as to a program that fetches a secret and asks the user for a PIN. The zero value
// is a terminal that no console holds.
type Terminal struct {
	mu        sync.Mutex
	program   *tea.Program // that holds the terminal; nil for none
	released  chan struct{}
	interrupt context.CancelFunc // ends what the terminal is lent for; nil for nothing
	lost      error              // why the console did not get it back
}

// Lend runs use while the terminal is as the console found it: on its usual screen, with its line discipline, and with nobody else reading. The console is
// frozen meanwhile and redrawn afterwards. If no console is running, use runs at once. The context passed to use ends with ctx, or at a signal. The error is
// that of use or of ctx, or says that the terminal failed.
func (t *Terminal) Lend(ctx context.Context, use func(context.Context) error) error {
	t.mu.Lock()
	program, released := t.program, t.released
	t.mu.Unlock()
	if program == nil {
		return use(ctx)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	l := &loan{granted: make(chan struct{}), returned: make(chan struct{})}
	defer close(l.returned)
	refused := make(chan error, 1)
	go program.Send(tea.Exec(l, func(err error) tea.Msg { return t.back(err, refused) })())
	select {
	case <-l.granted:
	case err := <-refused:
		return fmt.Errorf("the terminal failed: %w", err)
	case <-ctx.Done():
		return ctx.Err()
	case <-released:
		return context.Canceled
	}
	t.lent(cancel)
	defer t.lent(nil)
	return use(ctx)
}

// back is told how a loan ended. A console that does not get its terminal back has to end.
func (t *Terminal) back(err error, refused chan<- error) tea.Msg {
	if err == nil {
		return nil
	}
	refused <- err
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lost = err
	return tea.Quit()
}

func (t *Terminal) lent(interrupt context.CancelFunc) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.interrupt = interrupt
}

// Interrupted ends what the terminal is lent for, and reports whether there was something.
func (t *Terminal) Interrupted() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.interrupt == nil {
		return false
	}
	t.interrupt()
	return true
}

// hold makes a program the holder of the terminal until release is called, which returns why the terminal was lost, if it was.
func (t *Terminal) hold(p *tea.Program) (release func() error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.program, t.released, t.lost = p, make(chan struct{}), nil
	return func() error {
		t.mu.Lock()
		defer t.mu.Unlock()
		close(t.released)
		t.program = nil
		return t.lost
	}
}

// patience is how long a console that has to end may stay busy before it is abandoned.
const patience = 250 * time.Millisecond

// await waits for a program to end. Once the context has ended, a busy program is given a moment, and whoever has borrowed the terminal the time to return it.
func (t *Terminal) await(ctx context.Context, ended <-chan error) (err error, busy bool) {
	select {
	case err := <-ended:
		return err, false
	case <-ctx.Done():
	}
	for {
		select {
		case err := <-ended:
			return err, false
		case <-time.After(patience):
			if !t.isLent() {
				return nil, true
			}
		}
	}
}

func (t *Terminal) isLent() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.interrupt != nil
}

// loan is the time for which Bubble Tea has released the terminal: until it is returned, or no time at all if it is no longer wanted.
type loan struct{ granted, returned chan struct{} }

// Run waits in the program's own loop, so that nothing is drawn.
func (l *loan) Run() error {
	close(l.granted)
	<-l.returned
	return nil
}

// SetStdin is not needed: whoever gets the terminal opens it.
func (l *loan) SetStdin(io.Reader) {}

// SetStdout is not needed either.
func (l *loan) SetStdout(io.Writer) {}

// SetStderr is not needed either.
func (l *loan) SetStderr(io.Writer) {}
