package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/config"
	"crmhooks/themes"
	"crmhooks/ui/format"
	"crmhooks/ui/style"

	"crmhooks/client/suggest"
)

func (a *app) themesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "themes [NAME]",
		Long: "themes shows every theme with a sample of it. With a NAME it prints that theme as TOML: saved as NAME.toml in the folder\n" +
			"themes beside the default configuration file, it is a theme of your own, which --theme and the configuration can name.",
		Example: "  crmhooks themes\n  crmhooks themes dark > ~/.config/crmhooks/themes/mine.toml",
		Args:    oneTheme,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.printTheme(args[0])
			}
			return a.showThemes()
		},
		ValidArgsFunction: a.completeThemes,
	}
	return cmd
}

func oneTheme(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("themes takes one name at most", "crmhooks themes shows the names.")
	}
	return nil
}

// folder is where the user's themes are, beside the default configuration file; "" where there is no such place.
func (a *app) folder() themes.Folder {
	if config.Path(a.Environ) == "" {
		return ""
	}
	return themes.Folder(filepath.Join(filepath.Dir(config.Path(a.Environ)), "themes"))
}

func (a *app) completeThemes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.folder().Names(), cobra.ShellCompDirectiveNoFileComp
}

// printTheme writes a theme as a file of the user's.
func (a *app) printTheme(name string) error {
	names := a.folder().Names()
	if !slices.Contains(names, name) {
		next := "There are " + strings.Join(names, ", ") + "."
		if near := suggest.Nearest(name, names); near != "" {
			next = "Did you mean " + near + "? " + next
		}
		return usage("there is no theme "+quoted(name), next)
	}
	theme, err := a.folder().Load(name)
	if err != nil {
		return err
	}
	out, err := theme.TOML()
	if err == nil {
		_, err = io.WriteString(a.Stdout, out)
	}
	return unwritten(err)
}

// showThemes lists the themes. A file that cannot be used is reported on standard error and does not stop the others.
func (a *app) showThemes() error {
	term := themes.Detect(a.Environ, a.Width() > 0, "auto", nil)
	all := themes.Builtin()
	own, err := a.folder().Own()
	if err != nil {
		a.note(err.Error())
	}
	for _, name := range own {
		theme, err := a.folder().Read(name)
		if err != nil {
			a.note(err.Error())
			continue
		}
		all = append(all, theme)
	}
	for _, theme := range all {
		if _, err := io.WriteString(a.Stdout, entry(theme, style.New(theme, term))); err != nil {
			return unwritten(err)
		}
	}
	return nil
}

// unwritten is the error of writing to standard output.
func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return failed("standard output cannot be written: "+err.Error(), "Check the disk, or what reads the output.")
}

// entry is a theme in two lines: what it is and where it is from, and a sample.
func entry(t themes.Theme, s *style.Styles) string {
	var about []string
	if t.Description != "" {
		about = append(about, t.Description)
	}
	if t.File == "" {
		about = append(about, "built in")
	} else {
		about = append(about, text.Line(t.File))
	}
	if t.Background != "" {
		about = append(about, "made for the background "+string(t.Background))
	}
	return fmt.Sprintf("%s: %s\n  %s\n", t.Name, strings.Join(about, "; "), sample(s))
}

// sample shows the roles whose looks matter most.
func sample(s *style.Styles) string {
	var parts []string
	for _, state := range append(webhook.States(), webhook.Failing) {
		_, look := s.State(state)
		parts = append(parts, look.Render(format.StateText(state, s.Glyphs)))
	}
	parts = append(parts, s.Key.Render("?")+" "+s.Muted.Render("help"), s.Selected.Render(s.Glyphs.Cursor+" selected"),
		s.Warning.Render(s.Glyphs.Warning+" warning"), s.Danger.Render(" danger "))
	return strings.Join(parts, "  ")
}
