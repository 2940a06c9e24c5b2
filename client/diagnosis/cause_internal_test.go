package diagnosis

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"testing"
)

// declared reads all declared causes from the source, in order of declaration.
func declared(t *testing.T) []Cause {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "cause.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []Cause
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Cause" {
			name, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, Cause(name))
		}
		return true
	})
	return all
}

// Every table about all causes has a row for each of them, and no other rows.
func TestTheTablesHoldExactlyTheCauses(t *testing.T) {
	all := declared(t)
	if !slices.Equal(Causes(), all) {
		t.Errorf("Causes returns %v, and declared are %v", Causes(), all)
	}
	if got, want := slices.Sorted(maps.Keys(explanations)), slices.Sorted(slices.Values(all)); !slices.Equal(got, want) {
		t.Errorf("explained are %v, and declared are %v", got, want)
	}
	read := slices.Collect(maps.Values(statusCauses))
	for status := range 600 {
		read = append(read, statusCause(status))
	}
	for _, s := range append(connectionSigns, scriptSigns...) {
		read = append(read, s.cause)
	}
	for _, cause := range append(read, slices.Collect(maps.Keys(scriptChecklists))...) {
		if !slices.Contains(all, cause) {
			t.Errorf("a table has %q, which is not a cause", cause)
		}
	}
	notRead := []Cause{HTMLAnswer, NoText, Unread, OddState} // found by a web page, a missing text or the webhook's state
	for _, cause := range all {
		if slices.Contains(read, cause) == slices.Contains(notRead, cause) {
			t.Errorf("a sign or a status that means %s: %v", cause, slices.Contains(read, cause))
		}
	}
}
