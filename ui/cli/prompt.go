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
		return "", noTerminal(err)
	}
	defer func() { _ = tty.Close() }()
	// The terminal is restored through a file of its own: the one that is read from is closed first, so that what reads there cannot
	// switch the echo off after that.
	restorer, err := a.OpenTTY()
	if err != nil {
		return "", noTerminal(err)
	}
	defer func() { _ = restorer.Close() }()
	before, err := term.GetState(int(restorer.Fd()))
	if err != nil {
		return "", noTerminal(err)
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	answers := readSecret(tty, label)
	select {
	case s := <-signals:
		_ = tty.Close()
		_ = term.Restore(int(restorer.Fd()), before)
		_, _ = fmt.Fprintln(restorer)
		return "", console.Signalled{Signal: s.(syscall.Signal)}
	case got := <-answers:
		_, _ = fmt.Fprintln(tty)
		if got.err != nil {
			return "", failed("nothing was answered", "Start again and type the secret, or set it in a CRMHOOKS_ variable.")
		}
		return string(got.secret), nil
	}
}

func noTerminal(err error) error {
	return failed("the terminal cannot be asked: "+err.Error(), "Set the secret in a CRMHOOKS_ variable or in the profile.")
}

// typed is what a user answered.
type typed struct {
	secret []byte
	err    error
}

// readSecret asks and reads in the background.
func readSecret(tty *os.File, label string) <-chan typed {
	answers := make(chan typed, 1)
	fd := int(tty.Fd())
	_, _ = fmt.Fprint(tty, label+": ")
	go func() {
		secret, err := term.ReadPassword(fd)
		answers <- typed{secret, err}
	}()
	return answers
}
