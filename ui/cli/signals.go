package cli

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// signalled is the error of a console or a prompt that a signal ended. The program ends with 128 and the signal's number, as shells expect.
type signalled struct{ signal syscall.Signal }

// Error names the signal.
func (s signalled) Error() string { return "ended by " + s.signal.String() }

// ExitStatus is 128 and the signal's number.
func (s signalled) ExitStatus() int { return 128 + int(s.signal) }

// endings are the signals that end the program. Code that has changed the terminal handles all of them and restores it. One that is ignored, as SIGHUP is under
// nohup, ends nothing.
func endings() []os.Signal {
	return slices.DeleteFunc([]os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT}, signal.Ignored)
}

// quietly ends the program at those signals for which Go prints the stack of every goroutine. While a console or a question has the terminal, which has to be
// restored first, they see to it themselves.
func (a *app) quietly() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGQUIT, syscall.SIGABRT)
	go func() {
		for s := range signals {
			if a.holders.Load() == 0 {
				os.Exit(signalled{s.(syscall.Signal)}.ExitStatus())
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

// holding runs what restores the terminal by itself, whatever signal ends it.
func (a *app) holding(run func() error) error {
	a.holders.Add(1)
	defer a.holders.Add(-1)
	return run()
}

// untilSignal returns a context that ends at a signal, with a signalled error as its cause. If the console has lent the terminal to a program, Ctrl-C ends only that
// program.
func (a *app) untilSignal(ctx context.Context) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings()...)
	go func() {
		for {
			select {
			case s := <-signals:
				if a.shared.Interrupted() && s == syscall.SIGINT {
					continue
				}
				cancel(signalled{s.(syscall.Signal)})
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}
