package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "crmhooks"

// mayImport holds, for each package, the packages of the module that it may import: the arrows of the house, which run one way. ARCHITECTURE.md draws them.
var mayImport = map[string][]string{
	".": {"ui/cli"},

	"client":           {"client/address", "client/failure", "client/localfile", "client/redact", "client/text", "client/webhook", "client/wire"},
	"client/wire":      {"client/failure", "client/redact", "client/secret", "client/text", "client/webhook"},
	"client/survey":    {"client/diagnosis", "client/parallel", "client/redact", "client/secret", "client/webhook"},
	"client/webhook":   {"client/diagnosis", "client/parallel", "client/redact", "client/secret", "client/suggest", "client/text"},
	"client/secret":    {"client/redact"},
	"client/diagnosis": {"client/text"},
	"client/redact":    {"client/text"},
	"client/suggest":   {"client/text"},
	"client/text":      {},
	"client/parallel":  {},
	"client/failure":   {},
	"client/localfile": {},
	"client/address":   {},

	"client/sandbox":             {}, // the other side of the wire shares no code with this one
	"client/sandbox/sandboxtest": {},

	"config":      {"client/address", "client/localfile", "client/suggest", "client/text", "config/toml"}, // which know nothing of SuperOffice
	"config/toml": {"client/suggest"},
	"themes":      {"client/localfile", "client/suggest", "config/toml"},

	"ui/cli": {
		"client", "client/localfile", "client/sandbox", "client/secret", "client/suggest", "client/survey", "client/text", "client/webhook", "config", "themes",
		"ui/console", "ui/console/overlay", "ui/format", "ui/mute", "ui/screen", "ui/source", "ui/style",
	},
	"ui/console": { // it reads through the interfaces of ui/source, and knows neither HTTP nor the configuration
		"client/localfile", "client/redact", "client/secret", "client/survey", "client/text", "client/webhook", "ui/console/component", "ui/console/detail",
		"ui/console/filter", "ui/console/keymap", "ui/console/overlay", "ui/console/table", "ui/format", "ui/screen", "ui/source", "ui/style",
	},
	"ui/console/table":     {"ui/console/component", "ui/console/keymap", "ui/format", "ui/screen", "ui/style"},
	"ui/console/filter":    {"client/webhook", "ui/console/component", "ui/console/keymap", "ui/format", "ui/screen", "ui/style"},
	"ui/console/detail":    {"client/webhook", "ui/console/component", "ui/console/keymap", "ui/format", "ui/style"},
	"ui/console/overlay":   {"ui/console/component", "ui/console/keymap", "ui/format", "ui/screen", "ui/style"},
	"ui/console/component": {"client/text", "client/webhook", "ui/console/keymap", "ui/format", "ui/screen", "ui/style"},
	"ui/console/keymap":    {},
	"ui/source":            {"client/webhook"},
	"ui/format": {
		"client/diagnosis", "client/redact", "client/secret", "client/suggest", "client/survey", "client/text", "client/webhook", "ui/style",
	},
	"ui/style":             {"client/webhook", "themes"},
	"ui/style/styletest":   {"themes", "ui/style"},
	"ui/screen":            {"client/text"},
	"ui/screen/screentest": {},
	"ui/mute":              {},
}

// wrong is what is wrong about a package that imports these packages of the module, a sentence each.
func wrong(pkg string, imports []string) []string {
	allowed, known := mayImport[pkg]
	if !known {
		return []string{pkg + " is in no table"}
	}
	var all []string
	for _, to := range imports {
		if !slices.Contains(allowed, to) {
			all = append(all, pkg+" must not import "+to)
		}
	}
	return all
}

// imports lists the packages of the module, each with those that it imports, tests aside.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	within := func(path string) (string, bool) {
		if path == module {
			return ".", true
		}
		return strings.CutPrefix(path, module+"/")
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		paths := strings.Fields(line)
		pkg, _ := within(paths[0])
		all[pkg] = nil
		for _, path := range paths[1:] {
			if to, ours := within(path); ours {
				all[pkg] = append(all[pkg], to)
			}
		}
	}
	return all
}

func TestTheArrowsRunOneWay(t *testing.T) {
	all := imports(t)
	for pkg, to := range all {
		for _, sentence := range wrong(pkg, to) {
			t.Error(sentence)
		}
	}
	for pkg := range mayImport {
		if _, there := all[pkg]; !there {
			t.Errorf("%s is in the table and nowhere else", pkg)
		}
	}
}

func TestAWrongArrowIsFound(t *testing.T) {
	for _, c := range []struct {
		pkg, to string
		wrong   bool
	}{
		{"client", "client/wire", false}, {"client/wire", "client", true}, {"client/webhook", "client/wire", true}, {"client/secret", "client/webhook", true},
		{"client/diagnosis", "client/webhook", true}, {"client/webhook", "ui/format", true}, {"client", "config", true}, {"client", "themes", true},
		{"client/sandbox", "client/text", true}, {"client/new", "client/text", true}, {"new", "client/text", true}, {"config", "client", true}, {"themes", "ui/style", true},
		{"ui/new", "client", true}, {"ui/console", "client/webhook", false}, {"ui/console", "client", true}, {"ui/console/table", "client", true}, {"ui/console", "config", true},
		{"ui/console/table", "ui/console/filter", true}, {"ui/format", "ui/console", true}, {"ui/format", "ui/console/table", true}, {"ui/format", "client", true},
		{"ui/console", "ui/cli", true}, {"ui/console", "ui/source", false},
	} {
		if got := wrong(c.pkg, []string{c.to}); (len(got) > 0) != c.wrong {
			t.Errorf("%s that imports %s: %q", c.pkg, c.to, got)
		}
	}
}
