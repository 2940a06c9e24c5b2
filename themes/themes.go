// Package themes holds the palettes, reads those of the user, and finds out what a terminal can show of them. A theme is data: colours
// and attributes by role. Nothing here depends on the screen; ui/style turns a theme into styles.
package themes

import (
	"fmt"
	"reflect"
)

// Style is how a role looks.
type Style struct {
	Foreground Color `toml:"foreground,omitempty"`
	Background Color `toml:"background,omitempty"`
	Bold       bool  `toml:"bold,omitempty"`
	Faint      bool  `toml:"faint,omitempty"`
	Underline  bool  `toml:"underline,omitempty"`
	Reverse    bool  `toml:"reverse,omitempty"`
}

// Theme says how each role looks. Colour never stands alone: a symbol, a word or a place says the same. The tags are the keys of a
// theme's file, and what is written there about them.
type Theme struct {
	Name        string `toml:"-"`
	File        string `toml:"-"`                              // where it was read; empty when it comes with the program
	Description string `toml:"description" comment:"one line"` // without control characters
	Background  Color  `toml:"background" comment:"what the theme is made for; it is never drawn"`

	Text    Style `toml:"text" comment:"what is read most"`
	Muted   Style `toml:"muted" comment:"what is read last: hints, units, rules between parts"`
	Title   Style `toml:"title" comment:"names of things: the tenant, the webhook"`
	Label   Style `toml:"label" comment:"names of fields and inputs"`
	Heading Style `toml:"heading" comment:"the list's column titles"`
	Accent  Style `toml:"accent" comment:"the program's own name"`
	Border  Style `toml:"border" comment:"rules"`
	Focus   Style `toml:"focus" comment:"the part that gets the keys"`

	Selected        Style `toml:"selected" comment:"the row under the cursor, in the part that gets the keys"`
	SelectedBlurred Style `toml:"selected-blurred" comment:"the same, elsewhere"`

	Key      Style `toml:"key" comment:"keys in hints and in the help"`
	Warning  Style `toml:"warning" comment:"what went wrong but does not stand in the way"`
	Error    Style `toml:"error" comment:"what failed"`
	ReadOnly Style `toml:"read-only" comment:"the header's promise"`
	Danger   Style `toml:"danger" comment:"the band of a profile that is marked as dangerous"`

	Active        Style `toml:"active" comment:"the state of a webhook that works"`
	Failing       Style `toml:"failing" comment:"active, with failures in a row now"`
	Stopped       Style `toml:"stopped" comment:"switched off by somebody"`
	TooManyErrors Style `toml:"too-many-errors" comment:"switched off by the system"`
	UnknownState  Style `toml:"unknown-state" comment:"also every state that the vendor does not document"`
}

// role is one look of a theme.
type role struct {
	key   string // as a file has it, such as too-many-errors
	style *Style
}

// roles returns every role of a theme, to be read or changed, in the order of the fields.
func (t *Theme) roles() []role {
	var all []role
	v := reflect.ValueOf(t).Elem()
	for i := range v.NumField() {
		if s, ok := v.Field(i).Addr().Interface().(*Style); ok {
			all = append(all, role{v.Type().Field(i).Tag.Get("toml"), s})
		}
	}
	return all
}

// Default is the name of the theme that is used when none is chosen.
const Default = "terminal"

// Names returns the names of the built-in themes, the default first.
func Names() []string {
	var names []string
	for _, t := range Builtin() {
		names = append(names, t.Name)
	}
	return names
}

// ByName returns the built-in theme with this name; "" is the default.
func ByName(name string) (Theme, error) {
	if name == "" {
		name = Default
	}
	for _, t := range Builtin() {
		if t.Name == name {
			return t, nil
		}
	}
	return Theme{}, fmt.Errorf("there is no theme %q", name)
}
