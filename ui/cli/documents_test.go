package cli_test

import (
	"os"
	"strings"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func TestTheExampleNamesEveryColumn(t *testing.T) {
	example, err := os.ReadFile("../../config/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	names := format.ColumnNames()
	last := len(names) - 1
	want := "The columns of the console's list, of " + strings.Join(names[:last], ", ") + " and " + names[last] + "."
	if !strings.Contains(strings.ReplaceAll(string(example), "\n# ", " "), want) {
		t.Errorf("config/example.toml lacks: %s", want)
	}
}

func TestTheReadmeAndTheHelpNameEverySearchField(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	help := run(t, nil, "", "list", "--help").out
	for _, f := range webhook.SearchFields() {
		if !strings.Contains(string(readme), "`"+f.Name+":`") {
			t.Errorf("README.md lacks the field %s", f.Name)
		}
		if !strings.Contains(help, f.Word()) {
			t.Errorf("the help lacks %s", f.Word())
		}
	}
}
