package cli

import (
	"github.com/aymanbagabas/go-osc52/v2"
	"github.com/spf13/cobra"

	"crmhooks/ui/format"
)

// copy hands a text to the terminal's clipboard with OSC 52, which also works over SSH, where a clipboard program would fill that of
// the wrong machine. Inside tmux and screen the sequence is wrapped for the terminal outside. It is one write, so that nothing of the screen comes between.
func (a *app) copy(text string) error {
	sequence := osc52.New(text)
	switch {
	case a.env("TMUX") != "":
		sequence = sequence.Tmux()
	case a.env("STY") != "":
		sequence = sequence.Screen()
	}
	_, err := a.Stdout.Write([]byte(sequence.String()))
	return err
}

// command is the command line that opens the same source again.
func (a *app) command(cmd *cobra.Command) []string {
	words := []string{"crmhooks"}
	for _, flag := range []string{"profile", "url", "environment", "tenant", "file", "config"} {
		if f := cmd.Flags().Lookup(flag); f != nil && f.Changed {
			words = append(words, "--"+flag, format.ShellWord(f.Value.String()))
		}
	}
	if demo, err := cmd.Flags().GetBool("demo"); err == nil && demo {
		words = append(words, "--demo")
	}
	return words
}
