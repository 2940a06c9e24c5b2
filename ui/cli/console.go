package cli

import (
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
	o, err := a.open(cmd)
	if errors.Is(err, config.ErrNoSource) {
		o, err = a.welcome(cmd, keys)
	}
	if err != nil || o == nil {
		return err
	}
	defer o.close()
	m := console.New(a.options(o, a.command(cmd, target(cmd)...)))
	choices, open := a.profiles(cmd, o)
	return a.run(console.NewProfiles(m, o.config.Source.Profile.Name, choices, open), keys)
}

func (a *app) run(s console.Screen, keys io.Reader) error {
	return a.holding(func() error { return console.Run(s, keys, a.screen, &a.shared) })
}

// welcome asks whoever gave no source to look around in the built-in tenant. It opens nothing when the answer is no.
func (a *app) welcome(cmd *cobra.Command, keys io.Reader) (*opened, error) {
	cfg, err := a.load(cmd)
	if !errors.Is(err, config.ErrNoSource) {
		return nil, err
	}
	var look opened
	if err := a.look(&look, cfg); err != nil { // but for its source the configuration is complete
		return nil, err
	}
	w := console.NewWelcome(look.styles, firstSteps())
	if err := a.run(w, keys); err != nil || !w.Accepted() {
		return nil, err
	}
	if err := cmd.Flags().Set("demo", "true"); err != nil {
		return nil, usage(err.Error(), "")
	}
	return a.open(cmd)
}

// options are what a tenant is shown with.
func (a *app) options(o *opened, command []string) console.Options {
	opts := console.Options{
		Source: o.Source, Filter: o.filter, Sort: o.sort, Columns: o.wanted, Asking: a.flags.serverFilter, Select: o.selected, Ignore: o.config.Ignore,
		Styles: o.styles, Times: o.times, Warnings: o.warnings, WatchEvery: o.config.Watch,
		Copy: a.copy, Command: command,
	}
	if o.config.Bell {
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
