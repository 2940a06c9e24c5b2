package cli

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/config"
	"crmhooks/ui/console"
)

// console opens the interactive face.
func (a *app) console(cmd *cobra.Command) error {
	keys, done, err := a.terminal()
	if err != nil {
		return err
	}
	defer done()
	s, err := a.open(cmd)
	if errors.Is(err, config.ErrNoSource) {
		s, err = a.welcome(cmd, keys)
	}
	if err != nil || s == nil {
		return err
	}
	defer s.close()
	return a.run(console.New(a.options(s, a.command(cmd, target(cmd)...)), a.profiles(cmd, s)), keys)
}

func (a *app) run(s console.Screen, keys io.Reader) error {
	return a.holding(func() error {
		ctx, stop := a.untilSignal(context.Background())
		defer stop()
		defer a.remember()() // for an abandoned console; any other restores the terminal itself
		err := console.Run(ctx, s, keys, a.screen, &a.shared)
		var crash console.Crash
		switch {
		case errors.As(err, &crash):
			return crashed(crash.Kind)
		case err != nil && !errors.As(err, new(signalled)):
			return failed(err.Error(), "crmhooks list gives the same facts line by line.")
		}
		return err
	})
}

// welcome asks whoever gave no source to look around in the built-in tenant. It opens nothing when the answer is no.
func (a *app) welcome(cmd *cobra.Command, keys io.Reader) (*session, error) {
	cfg, err := a.load(cmd)
	if !errors.Is(err, config.ErrNoSource) {
		return nil, err
	}
	var look session
	if err := a.look(&look, cfg); err != nil { // but for its source the configuration is complete
		return nil, err
	}
	var steps []console.Step
	for _, s := range firstSteps() {
		steps = append(steps, console.Step{Command: s.command, Does: s.does})
	}
	w := console.NewWelcome(look.styles, steps)
	if err := a.run(w, keys); err != nil || !w.Accepted() {
		return nil, err
	}
	if err := cmd.Flags().Set("demo", "true"); err != nil {
		return nil, usage(err.Error(), "")
	}
	return a.open(cmd)
}

// options are what a tenant is shown with.
func (a *app) options(s *session, command []string) console.Options {
	opts := console.Options{
		Source: s.Source, Filter: s.filter, Sort: s.sort, Columns: s.wanted, Asking: a.flags.serverFilter, Select: s.selected, Ignore: s.config.Ignore,
		Styles: s.styles, Times: s.times, Warnings: s.warnings, WatchEvery: s.config.Watch,
		Copy: a.copy, Command: command,
	}
	if s.config.Bell {
		opts.Bell = a.screen.Bell
	}
	return opts
}

// terminal finds the keyboard, or says that there is none. A dumb terminal cannot place a cursor.
func (a *app) terminal() (keys io.Reader, done func(), err error) {
	refuse := func(why string) error {
		return usage("the console needs a terminal, and "+why, "crmhooks list gives the same facts line by line.")
	}
	if a.Width() == 0 {
		return nil, nil, refuse("standard output is none")
	}
	if name := a.env("TERM"); name == "" || name == "dumb" {
		return nil, nil, refuse("TERM says that this one cannot place a cursor (" + quoted(name) + ")")
	}
	tty, err := a.OpenTTY()
	if err != nil {
		return nil, nil, refuse("there is no /dev/tty")
	}
	if a.Keys != nil {
		_ = tty.Close()
		return a.Keys, func() {}, nil
	}
	return tty, func() { _ = tty.Close() }, nil
}

// env returns a variable of the environment.
func (a *app) env(name string) string {
	for _, pair := range a.Environ {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}
