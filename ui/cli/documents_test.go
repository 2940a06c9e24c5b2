package cli_test

import (
	"strings"
	"testing"

	"crmhooks/config"
	"crmhooks/ui/format"
)

func TestTheExampleNamesEveryColumn(t *testing.T) {
	names := format.ColumnNames()
	last := len(names) - 1
	want := "The columns of the console's list, of " + strings.Join(names[:last], ", ") + " and " + names[last] + "."
	if !strings.Contains(strings.ReplaceAll(config.Example(), "\n# ", " "), want) {
		t.Errorf("config/example.toml lacks: %s", want)
	}
}
