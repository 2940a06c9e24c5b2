package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "crmhooks"

// mayImport holds, for each package outside of ui, the packages of the module that it may import: the arrows of the house, which run one way.
var mayImport = map[string][]string{
	".": {"ui/cli"},

	"client":           {"client/failure", "client/localfile", "client/loopback", "client/redact", "client/text", "client/webhook", "client/wire"},
	"client/wire":      {"client/failure", "client/redact", "client/secret", "client/text", "client/webhook"},
	"client/survey":    {"client/diagnosis", "client/redact", "client/secret", "client/webhook"},
	"client/webhook":   {"client/diagnosis", "client/redact", "client/secret", "client/text"},
	"client/secret":    {"client/redact"},
	"client/diagnosis": {"client/text"},
	"client/redact":    {"client/text"},
	"client/text":      {},
	"client/failure":   {},
	"client/localfile": {},
	"client/loopback":  {},
	"client/sandbox":   {}, // the other side of the wire shares no code with this one

	"config":         {"client/localfile", "client/loopback", "config/suggest"},
	"config/suggest": {"client/text"},
	"themes":         {"client/localfile", "config/suggest"},
}

// mustNotImport holds the direction within ui, whose packages may come and go. A path that ends in /... stands for everything below it, too.
var mustNotImport = []struct{ from, to string }{
	{"ui/console/...", "client"}, // it reads through an interface
	{"ui/console/...", "config"},
	{"ui/console/...", "ui/cli/..."},
	{"ui/format/...", "client"},
	{"ui/format/...", "config"},
	{"ui/format/...", "ui/cli/..."},
	{"ui/format/...", "ui/console/..."},
}

// covers reports whether a path is the one of a rule, or below it.
func covers(rule, path string) bool {
	tree, isTree := strings.CutSuffix(rule, "/...")
	return path == tree || isTree && strings.HasPrefix(path, tree+"/")
}

// wrong is what is wrong about a package that imports these packages of the module, a sentence each.
func wrong(pkg string, imports []string) []string {
	var all []string
	allowed, known := mayImport[pkg]
	inUI := covers("ui/...", pkg)
	if !known && !inUI {
		all = append(all, pkg+" is in no table")
	}
	for _, to := range imports {
		if known && !slices.Contains(allowed, to) {
			all = append(all, pkg+" must not import "+to)
		}
		for _, rule := range mustNotImport {
			if covers(rule.from, pkg) && covers(rule.to, to) {
				all = append(all, pkg+" must not import "+to)
			}
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
		{"ui/new", "client", false}, {"ui/console", "client/webhook", false}, {"ui/console", "client", true}, {"ui/console/table", "client", true}, {"ui/console", "config", true},
		{"ui/console/table", "config/suggest", false}, {"ui/consoles", "client", false}, {"ui/format", "ui/console", true}, {"ui/format", "ui/console/table", true}, {"ui/format", "client", true},
		{"ui/console", "ui/cli", true}, {"ui/console", "ui/source", false},
	} {
		if got := wrong(c.pkg, []string{c.to}); (len(got) > 0) != c.wrong {
			t.Errorf("%s that imports %s: %q", c.pkg, c.to, got)
		}
	}
}
