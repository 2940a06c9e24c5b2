package cli

import (
	"slices"
	"testing"

	"github.com/spf13/pflag"
)

// The command line that the console copies opens the same view. The console adds the current filters; the log file is left out, as it is private.
func TestTheCommandLineRepeatsEveryFlagButTheFilters(t *testing.T) {
	left := []string{"name", "event", "status", "sort", "server-filter", "log-file"}
	(&app{}).root().LocalFlags().VisitAll(func(f *pflag.Flag) {
		a := &app{}
		cmd := a.root()
		value := f.DefValue
		if f.Value.Type() == "bool" {
			value = "true"
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			t.Fatal(err)
		}
		words := a.command(cmd, target(cmd)...)
		if repeats := slices.Contains(words, "--"+f.Name); repeats == slices.Contains(left, f.Name) {
			t.Errorf("--%s is repeated: %v, in %q", f.Name, repeats, words)
		}
	})
}
