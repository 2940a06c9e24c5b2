package cli_test

import (
	"os"
	"strings"
	"testing"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
)

// document reads a document of the project, whose path begins at the top.
func document(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile("../../" + path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestTheExampleNamesEveryColumnAndEveryRule(t *testing.T) {
	example := strings.ReplaceAll(document(t, "config/example.toml"), "\n# ", " ")
	for _, want := range []string{
		"The columns of the console's list, any of " + inWords(format.ColumnNames()) + ".",
		"Findings to leave out, by their rule: " + inWords(survey.RuleNames()) + ".",
	} {
		if !strings.Contains(example, want) {
			t.Errorf("config/example.toml lacks: %s", want)
		}
	}
}

// inWords joins a list as in a sentence: a, b and c.
func inWords(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func TestTheReadmeAndTheHelpNameEverySearchField(t *testing.T) {
	readme := document(t, "README.md")
	help := run(t, nil, "", "list", "--help").out
	for _, f := range webhook.SearchFields() {
		if !strings.Contains(readme, "`"+f.Name+":`") {
			t.Errorf("README.md lacks the field %s", f.Name)
		}
		if !strings.Contains(help, f.Word()) {
			t.Errorf("the help lacks %s", f.Word())
		}
	}
}

// commands are the names of all commands, as a shell completes them.
func commands(t *testing.T) []string {
	t.Helper()
	var names []string
	for line := range strings.Lines(run(t, nil, "", "__complete", "").out) {
		if name, _, described := strings.Cut(line, "\t"); described {
			names = append(names, name)
		}
	}
	if len(names) < 10 {
		t.Fatalf("there are only the commands %q", names)
	}
	return names
}

func TestTheReadmeNamesEveryCommand(t *testing.T) {
	readme := document(t, "README.md")
	for _, name := range commands(t) {
		if !strings.Contains(readme, "| `crmhooks "+name) && !strings.Contains(readme, ", `"+name+"`") {
			t.Errorf("README.md lacks the command %s", name)
		}
	}
}

func TestTheReadmeNamesEveryKey(t *testing.T) {
	_, keys, found := strings.Cut(document(t, "README.md"), "\n## Keys\n")
	if !found {
		t.Fatal("README.md has no part about keys")
	}
	keys, _, _ = strings.Cut(keys, "\n## ")
	for _, group := range keymap.New().Groups() {
		for _, entry := range group.Entries {
			for label := range strings.FieldsSeq(entry.Help().Key) {
				if !strings.Contains(keys, "`"+label+"`") {
					t.Errorf("README.md lacks the key %s: %s", label, entry.Does)
				}
			}
		}
	}
}

func TestTheDocumentsNameEveryTheme(t *testing.T) {
	text := document(t, "docs/configuration.md")
	for _, name := range themes.Names() {
		if !strings.Contains(text, "`"+name+"`") {
			t.Errorf("docs/configuration.md lacks the theme %s", name)
		}
	}
}
