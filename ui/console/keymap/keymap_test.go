package keymap_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/charmbracelet/bubbles/key"

	"crmhooks/ui/console/keymap"
)

// bindings returns every binding of the key map by the name of its action.
func bindings(m *keymap.Map) map[string]key.Binding {
	all := map[string]key.Binding{}
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if b, ok := v.Field(i).Interface().(key.Binding); ok {
			all[v.Type().Field(i).Name] = b
		}
	}
	return all
}

// onlyInInputs are the actions that exist while an input has the focus; browsing has all others, and an input besides its own those
// in everywhere and between.
var (
	onlyInInputs = []string{"Accept", "Leave", "Choose", "Complete", "Empty"}
	everywhere   = []string{"Interrupt", "Redraw", "Suspend"}
	between      = []string{"Next", "Previous"}
)

func TestNoTwoActiveBindingsShareAKey(t *testing.T) {
	scopes := map[string]map[string]key.Binding{"browse": {}, "input": {}}
	for name, b := range bindings(keymap.New()) {
		if !slices.Contains(onlyInInputs, name) {
			scopes["browse"][name] = b
		}
		if slices.Contains(slices.Concat(onlyInInputs, everywhere, between), name) {
			scopes["input"][name] = b
		}
	}
	if len(scopes["browse"]) < 15 || len(scopes["input"]) != 10 {
		t.Fatalf("the scopes have %d and %d bindings", len(scopes["browse"]), len(scopes["input"]))
	}
	for scope, all := range scopes {
		taken := map[string]string{}
		for name, b := range all {
			for _, pressed := range b.Keys() {
				if other, ok := taken[pressed]; ok {
					t.Errorf("in %s, %q means %s and %s", scope, pressed, name, other)
				}
				taken[pressed] = name
			}
		}
	}
}

func TestEveryActionIsInTheHelpAndHasAWordForTheFooter(t *testing.T) {
	m := keymap.New()
	helped := map[string]string{}
	for _, g := range m.Groups() {
		for _, e := range g.Entries {
			helped[e.Help().Key+e.Help().Desc] = e.Does
		}
	}
	for name, b := range bindings(m) {
		if b.Help().Key == "" || b.Help().Desc == "" || helped[b.Help().Key+b.Help().Desc] == "" {
			t.Errorf("the action %s is not in the help", name)
		}
	}
}
