package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/text"
	"crmhooks/config"
	"crmhooks/ui/console"
	"crmhooks/ui/console/overlay"
)

// profiles are those of the configuration file, and what opens one of them while the console runs. The variables' credentials belong to the
// target that the program was started with, so none of our variables has a say; and nobody can be asked, as the console has the terminal.
func (a *app) profiles(cmd *cobra.Command, first *session) console.Profiles {
	p := console.Profiles{Name: first.config.Source.Profile.Name}
	for _, other := range first.config.Profiles {
		p.Choices = append(p.Choices, overlay.Choice{Name: other.Name, Title: text.Line(other.Title())})
	}
	p.Open = func(name string) (console.Options, error) {
		flags := map[string]string{"profile": name}
		if timeout, ok := given(cmd)["timeout"]; ok {
			flags["timeout"] = timeout
		}
		cfg, err := config.Load(config.Input{Path: first.config.Path, Environ: withoutOurs(a.Environ), Flags: flags})
		if err != nil {
			return console.Options{}, err
		}
		s := &session{config: first.config, styles: first.styles, times: first.times, selected: first.selected}
		if err := a.tenant(cmd.Context(), s, cfg.Source.Profile, first.logger); err != nil {
			return console.Options{}, err
		}
		return a.options(s, a.command(cmd, "--profile", text.ShellWord(name))), nil
	}
	return p
}

// withoutOurs is an environment without our own variables.
func withoutOurs(environ []string) []string {
	var rest []string
	for _, pair := range environ {
		if !strings.HasPrefix(strings.ToUpper(pair), "CRMHOOKS_") {
			rest = append(rest, pair)
		}
	}
	return rest
}
