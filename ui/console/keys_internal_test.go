package console

import (
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/charmbracelet/bubbles/key"
)

// bindings returns every binding of the key map by the name of its action.
func bindings(k *keyMap) map[string]key.Binding {
	all := map[string]key.Binding{}
	v := reflect.ValueOf(k).Elem()
	for i := range v.NumField() {
		field := v.Field(i)
		all[v.Type().Field(i).Name] = *(*key.Binding)(unsafe.Pointer(field.UnsafeAddr()))
	}
	return all
}

// onlyInInputs are the actions that exist while an input has the focus; browsing has all others, and an input besides its own those
// in everywhere and between.
var (
	onlyInInputs = []string{"accept", "leave", "choose", "complete"}
	everywhere   = []string{"interrupt", "redraw", "suspend"}
	between      = []string{"next", "previous"}
)

func TestNoTwoActiveBindingsShareAKey(t *testing.T) {
	k := newKeyMap()
	scopes := map[string]map[string]key.Binding{"browse": {}, "input": {}}
	for name, b := range bindings(&k) {
		if !slices.Contains(onlyInInputs, name) {
			scopes["browse"][name] = b
		}
		if slices.Contains(slices.Concat(onlyInInputs, everywhere, between), name) {
			scopes["input"][name] = b
		}
	}
	if len(scopes["browse"]) < 15 || len(scopes["input"]) != 9 {
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

func TestEveryActionIsInTheHelp(t *testing.T) {
	k := newKeyMap()
	helped := map[string]bool{}
	for _, g := range k.groups() {
		for _, b := range g.bindings {
			helped[b.Help().Desc] = true
		}
	}
	for name, b := range bindings(&k) {
		if !helped[b.Help().Desc] || b.Help().Key == "" {
			t.Errorf("the action %s is not in the help", name)
		}
	}
}
