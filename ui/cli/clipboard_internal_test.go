package cli

import (
	"slices"
	"testing"

	"github.com/spf13/pflag"
)

// What the console copies as its command line opens the same again. The filters are added there, as they are by then, and a log is nobody else's.
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
