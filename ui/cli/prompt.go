package cli

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"crmhooks/config"
	"crmhooks/ui/console"
)

// asker is prompt where there is a terminal to ask on, and nil where there is none.
func (a *app) asker() config.Prompt {
	tty, err := a.OpenTTY()
	if err != nil {
		return nil
	}
	_ = tty.Close()
	return a.prompt
}

// prompt asks for a secret on the terminal, without an echo. A signal restores the echo before it ends the program.
func (a *app) prompt(label string) (string, error) {
	tty, err := a.OpenTTY()
	if err != nil {
		return "", failed("the terminal cannot be opened: "+err.Error(), "Set the secret in a CRMHOOKS_ variable or in the profile.")
	}
	defer func() { _ = tty.Close() }()
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		return "", failed("the terminal cannot be asked: "+err.Error(), "Set the secret in a CRMHOOKS_ variable or in the profile.")
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	type answer struct {
		secret []byte
		err    error
	}
	answers := make(chan answer, 1)
	_, _ = fmt.Fprint(tty, label+": ")
	go func() {
		secret, err := term.ReadPassword(int(tty.Fd()))
		answers <- answer{secret, err}
	}()
	select {
	case s := <-signals:
		_ = term.Restore(int(tty.Fd()), before)
		_, _ = fmt.Fprintln(tty)
		return "", console.Signalled{Signal: s.(syscall.Signal)}
	case got := <-answers:
		_, _ = fmt.Fprintln(tty)
		if got.err != nil {
			return "", failed("nothing was answered", "Start again and type the secret, or set it in a CRMHOOKS_ variable.")
		}
		return string(got.secret), nil
	}
}
