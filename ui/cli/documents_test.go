package cli_test

import (
	"os"
	"strings"
	"testing"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func TestTheExampleNamesEveryColumnAndEveryRule(t *testing.T) {
	content, err := os.ReadFile("../../config/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	example := strings.ReplaceAll(string(content), "\n# ", " ")
	for _, want := range []string{
		"The columns of the console's list, of " + inWords(format.ColumnNames()) + ".",
		"Findings that are not wanted, by their rule: " + inWords(survey.RuleNames()) + ".",
	} {
		if !strings.Contains(example, want) {
			t.Errorf("config/example.toml lacks: %s", want)
		}
	}
}

// inWords is a list as a sentence has it: a, b and c.
func inWords(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
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
