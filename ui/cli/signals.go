package cli

import (
	"os"
	"os/signal"
	"syscall"
)

// quietly ends the program at those signals for which Go prints the stack of every goroutine. While a console or a question has the terminal, which has to be
// restored first, they see to it themselves.
func (a *app) quietly() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGQUIT, syscall.SIGABRT)
	go func() {
		for s := range signals {
			if a.holders.Load() == 0 {
				os.Exit(128 + int(s.(syscall.Signal)))
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
