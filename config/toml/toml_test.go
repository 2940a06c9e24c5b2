package toml_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"crmhooks/config/toml"
)

// garden has everything that a schema can describe: values, tables with fixed names, and tables that the user names.
var garden = &toml.Schema{Keys: []string{"owner", "open"}, Tables: []string{"beds"}, Below: &toml.Schema{AnyName: true, Below: &toml.Schema{
	Name: "bed", Header: "[beds.NAME]", Keys: []string{"flowers", "sunny"}, Brief: "A bed has flowers and sunny.",
}}}

// house has tables of one kind with fixed names.
var house = &toml.Schema{Keys: []string{"owner"}, Tables: []string{"kitchen", "attic"}, Below: &toml.Schema{
	Name: "room", Header: "[ROOM]", Keys: []string{"doors", "colour"},
}}

func TestEveryEntryHasAPositionAndAType(t *testing.T) {
	entries, err := toml.Read("g.toml", []byte("\xef\xbb\xbfowner = 'Kari'\r\nopen = true\nbeds.a = { sunny = 1 }\n[beds.b]\n  flowers = ['rose', \"tulip\"]\n sunny.at.noon = 1\n[beds.c]\nflowers = [1]"), garden)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		at := e.Path[len(e.Path)-1]
		got = append(got, fmt.Sprintf("%d:%d %s %d %s%s", at.Line, at.Column, e.Dotted(), e.Value.Kind, e.Value.Text, e.Value.Items))
	}
	want := []string{
		fmt.Sprintf("1:1 owner %d Kari[]", toml.Text), fmt.Sprintf("2:1 open %d true[]", toml.Truth),
		fmt.Sprintf("3:6 beds.a %d []", toml.Table), fmt.Sprintf("3:12 beds.a.sunny %d []", toml.Other),
		fmt.Sprintf("4:7 beds.b %d []", toml.Table), fmt.Sprintf("5:3 beds.b.flowers %d [rose tulip]", toml.List), fmt.Sprintf("6:2 beds.b.sunny %d []", toml.Table),
		fmt.Sprintf("7:7 beds.c %d []", toml.Table), fmt.Sprintf("8:1 beds.c.flowers %d []", toml.Other),
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAFaultNamesThePlaceAndTheNearestMatch(t *testing.T) {
	for _, test := range []struct {
		schema             *toml.Schema
		text, fault, steps string
	}{
		{garden, "oven = 1", "g.toml, line 1, column 1: oven is not a key; there are beds, owner or open; the nearest is open.", ""},
		{garden, "sunny = true", "g.toml, line 1, column 1: sunny belongs in a bed.", "Move it below a line [beds.NAME]."},
		{garden, "[beds.a]\n owner = 1", "g.toml, line 2, column 2: beds.a.owner does not belong in a bed.", "Move it above the first [beds.NAME]."},
		{garden, "[beds.a]\nsuny = 1", "g.toml, line 2, column 1: beds.a.suny is not a key of a bed; the nearest is sunny.", "A bed has flowers and sunny."},
		{garden, "beds = 1", "g.toml, line 1, column 1: beds must be a table, such as [beds.NAME].", "A bed begins with [beds.NAME]."},
		{garden, "[beds]\na = 1", "g.toml, line 2, column 1: beds.a must be a table, such as [beds.a].", "A bed begins with [beds.NAME]."},
		{garden, "[beds.'a b']", "g.toml, line 1, column 7: beds.a b is not a name for a bed; a name is made of letters, digits, - and _.", ""},
		{garden, "\n[[beds.a]]", "g.toml, line 2, column 8: beds.a must not be written in double brackets.", "A bed begins with [beds.NAME]."},
		{garden, "beds = { a = { suny = 1 } }", "g.toml, line 1, column 16: beds.a.suny is not a key of a bed; the nearest is sunny.", "A bed has flowers and sunny."},
		{house, "[atic]", "g.toml, line 1, column 2: atic is not a room; there are kitchen or attic; the nearest is attic.", ""},
		{house, "ownr = 1", "g.toml, line 1, column 1: ownr is not a key; there are the rooms and owner; the nearest is owner.", ""},
		{house, "attic = 1", "g.toml, line 1, column 1: attic must be a table, such as [attic].", "A room begins with [ROOM]."},
		{house, "attic.color = 1", "g.toml, line 1, column 7: attic.color is not a key of a room; there are doors or colour; the nearest is colour.", ""},
		{house, "owner = 1\nowner = 2", "g.toml, line 2, column 1: This is not valid TOML: key owner is already defined.", ""},
		{house, "owner = hunter2", "g.toml, line 1, column 9: This is not valid TOML: unexpected character U+0068 'h' at start of value.", ""},
		{house, `"\u001b[2J" = 1`, "g.toml, line 1, column 1: \ufffd is not a key; there are the rooms and owner.", ""},
	} {
		_, err := toml.Read("g.toml", []byte(test.text), test.schema)
		var fault *toml.Error
		if !errors.As(err, &fault) {
			t.Fatalf("%q: got %v", test.text, err)
		}
		if fault.Error() != test.fault || fault.Next != test.steps {
			t.Errorf("%q:\ngot  %s (%s)\nwant %s (%s)", test.text, fault, fault.Next, test.fault, test.steps)
		}
	}
}
