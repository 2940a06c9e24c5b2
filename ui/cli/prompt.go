package cli

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"crmhooks/client/text"
	"crmhooks/config"
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

// prompt asks for a secret on the terminal. The echo is off before the question stands there, so that not even a quick answer shows, and
// it is restored whatever ends the question.
func (a *app) prompt(label string) (secret string, err error) {
	err = a.holding(func() (err error) {
		secret, err = a.question(label)
		return err
	})
	return secret, err
}

func (a *app) question(label string) (string, error) {
	tty, err := a.OpenTTY()
	if err != nil {
		return "", noTerminal(err)
	}
	defer func() { _ = tty.Close() }()
	before, err := term.MakeRaw(int(tty.Fd()))
	if err != nil {
		return "", noTerminal(err)
	}
	defer func() { _ = term.Restore(int(tty.Fd()), before) }()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings()...)
	defer signal.Stop(signals)
	answers := make(chan typed, 1)
	go func() { answers <- ask(tty, text.Line(label)) }() // a host may be a part of it
	select {
	case s := <-signals:
		_, _ = fmt.Fprint(tty, "\r\n")
		return "", signalled{s.(syscall.Signal)}
	case got := <-answers:
		return got.secret, got.err
	}
}

func noTerminal(err error) error {
	return failed("the terminal cannot be asked: "+err.Error(), "Set the secret in a CRMHOOKS_ variable or in the profile.")
}

// typed is what a user answered.
type typed struct {
	secret string
	err    error
}

// ask reads one line from a raw terminal.
func ask(tty *os.File, label string) typed {
	_, _ = fmt.Fprint(tty, label+": ") // if this fails, reading fails too
	secret, err := readAnswer(tty)
	_, _ = fmt.Fprint(tty, "\r\n")
	switch {
	case errors.As(err, new(signalled)):
		return typed{err: err}
	case errors.Is(err, errTooLong):
		return typed{err: failed(err.Error(), "Start again and type the secret alone.")}
	case err != nil:
		return typed{err: failed("nothing was answered", "Start again and type the secret, or set it in a CRMHOOKS_ variable.")}
	}
	return typed{secret: secret}
}
