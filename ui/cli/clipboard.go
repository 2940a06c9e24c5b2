package cli

import (
	"strings"

	"github.com/aymanbagabas/go-osc52/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crmhooks/client/text"
)

// copy hands a text to the terminal's clipboard with OSC 52, which also works over SSH, where a clipboard program would fill that of
// the wrong machine. Inside tmux and screen the sequence is wrapped for the terminal outside. It is one write, so that nothing of the screen comes between.
func (a *app) copy(s string) error {
	sequence := osc52.New(s)
	switch {
	case a.env("TMUX") != "":
		sequence = sequence.Tmux()
	case a.env("STY") != "":
		sequence = sequence.Screen()
	}
	return a.screen.Copy(sequence)
}

// target is the part of the command line that says which tenant was opened.
func target(cmd *cobra.Command) []string {
	return repeated(cmd, "profile", "url", "environment", "tenant", "demo", "fault", "server-version", "file")
}

// command is the command line that opens a target again, with everything that was given beside it but the filters.
func (a *app) command(cmd *cobra.Command, target ...string) []string {
	words := append([]string{"crmhooks"}, target...)
	return append(words, repeated(cmd, "config", "select", "no-secrets", "timeout", "theme", "color", "ascii")...)
}

// repeated writes those of the flags that were given.
func repeated(cmd *cobra.Command, names ...string) []string {
	var words []string
	for _, name := range names {
		f := cmd.Flags().Lookup(name)
		switch {
		case f == nil || !f.Changed:
		case f.Value.Type() == "bool":
			words = append(words, strings.TrimSuffix("--"+name+"="+f.Value.String(), "=true"))
		default:
			words = append(words, "--"+name, text.ShellWord(valueOf(f)))
		}
	}
	return words
}

// valueOf is a flag's value as it is written on a command line; a list prints itself in brackets.
func valueOf(f *pflag.Flag) string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return strings.Join(list.GetSlice(), ",")
	}
	return f.Value.String()
}
