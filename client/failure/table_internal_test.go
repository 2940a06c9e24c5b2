package failure

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// declared reads all declared kinds from the source, in order of declaration.
func declared(t *testing.T) []Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "failure.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []Kind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Kind" {
			name, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, Kind(name))
		}
		return true
	})
	return all
}

func TestTheTableHasOneRowForEveryKind(t *testing.T) {
	if all := declared(t); len(all) < 40 || !slices.Equal(Kinds(), all) {
		t.Errorf("the table has %v, and declared are %v", Kinds(), all)
	}
}

func TestEverySavedSentenceIsAboutAKind(t *testing.T) {
	if len(savedSentences) == 0 {
		t.Error("there are no sentences about a saved list")
	}
	sentences := map[string]Kind{}
	for kind, sentence := range savedSentences {
		if !slices.Contains(Kinds(), kind) {
			t.Errorf("%q is not a kind", kind)
		}
		if other, twice := sentences[sentence]; twice || sentence == "" {
			t.Errorf("%s and %s say %q", kind, other, sentence)
		}
		sentences[sentence] = kind
	}
	for _, kind := range Kinds() {
		e := &Error{Kind: kind, Host: "h", Detail: "d"}
		saved, ok := e.OfSavedList()
		if ok != (savedSentences[kind] != "") {
			t.Errorf("%s of a saved list: %v", kind, ok)
		}
		if ok && (saved.Error() != savedSentences[kind]+": d." || saved.NextStep() != rows[BadFile].next || saved.Kind != kind || saved.ExitStatus() != e.ExitStatus()) {
			t.Errorf("%s of a saved list: %s %s", kind, saved, saved.NextStep())
		}
		if e.saved {
			t.Errorf("%s has changed", kind)
		}
	}
}
