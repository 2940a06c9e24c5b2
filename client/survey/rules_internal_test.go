package survey

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// declared reads all declared rules from the source, in order of declaration.
func declared(t *testing.T) []Rule {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "rules.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []Rule
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Rule" {
			name, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, Rule(name))
		}
		return true
	})
	return all
}

func TestTheTableHasOneRowForEveryRule(t *testing.T) {
	if all := declared(t); len(all) < 10 || !slices.Equal(Rules(), all) {
		t.Errorf("the table has %v, and declared are %v", Rules(), all)
	}
}
