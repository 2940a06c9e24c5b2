// Package themes holds the palettes and finds out what a terminal can show of them. A theme is data: colours and attributes by role.
// Nothing here depends on the screen; ui/style turns a theme into styles.
package themes

import "fmt"

// Color is a colour: "" for the terminal's own, "0" to "15" for one of its sixteen, "16" to "255" for the fixed ones, or "#rrggbb".
type Color string

// Style is how a role looks.
type Style struct {
	Foreground, Background          Color
	Bold, Faint, Underline, Reverse bool
}

// Theme says how each role looks. Colour never stands alone: a symbol, a word or a place says the same.
type Theme struct {
	Name        string
	Description string // one line

	Text    Style // what is read most
	Muted   Style // what is read last: hints, units, rules between parts
	Title   Style // names of things: the tenant, the webhook
	Label   Style // names of fields and inputs
	Heading Style // the list's column titles
	Accent  Style // the program's own name
	Border  Style // rules
	Focus   Style // the part that gets the keys

	Selected        Style // the row under the cursor, in the part that gets the keys
	SelectedBlurred Style // the same, elsewhere

	Key      Style // keys in hints and in the help
	Warning  Style
	Error    Style
	ReadOnly Style // the header's promise
	Danger   Style // the band of a profile that is marked as dangerous

	Active        Style
	Stopped       Style
	TooManyErrors Style
	UnknownState  Style // also every state that the vendor does not document
}

// The sixteen colours that every terminal names, those that are legible on light and on dark backgrounds.
const (
	red     Color = "1"
	green   Color = "2"
	yellow  Color = "3"
	magenta Color = "5"
	cyan    Color = "6"
)

// Default is the name of the theme that is used when none is chosen.
const Default = "terminal"

// Builtin returns the themes that come with the program, the default first.
func Builtin() []Theme { return []Theme{terminal(), mono()} }

// terminal uses the terminal's own colours, so that it suits whatever palette its user has chosen. Faint rather than grey: the
// "bright black" of some palettes is their background.
func terminal() Theme {
	t := mono()
	t.Name, t.Description = "terminal", "the terminal's own sixteen colours, on light and dark backgrounds"
	t.Accent = Style{Foreground: cyan, Bold: true}
	t.Focus = Style{Foreground: cyan, Bold: true}
	t.Key = Style{Foreground: cyan}
	t.Label = Style{Foreground: cyan}
	t.Warning = Style{Foreground: yellow}
	t.Error = Style{Foreground: red, Bold: true}
	t.ReadOnly = Style{Foreground: green}
	t.Danger = Style{Foreground: red, Bold: true, Reverse: true}
	t.Active = Style{Foreground: green}
	t.Stopped = Style{Foreground: yellow}
	t.TooManyErrors = Style{Foreground: red, Bold: true}
	t.UnknownState = Style{Foreground: magenta, Bold: true}
	return t
}

// mono has no colour at all: weight, faintness and reverse carry what symbols and words say anyway.
func mono() Theme {
	return Theme{
		Name:            "mono",
		Description:     "no colours: bold, faint and reverse alone",
		Muted:           Style{Faint: true},
		Title:           Style{Bold: true},
		Heading:         Style{Faint: true},
		Accent:          Style{Bold: true},
		Border:          Style{Faint: true},
		Focus:           Style{Bold: true},
		Selected:        Style{Reverse: true},
		SelectedBlurred: Style{Bold: true},
		Key:             Style{Bold: true},
		Warning:         Style{Bold: true},
		Error:           Style{Bold: true},
		Danger:          Style{Bold: true, Reverse: true},
		TooManyErrors:   Style{Bold: true},
		UnknownState:    Style{Bold: true},
	}
}

// Names returns the names of the built-in themes, the default first.
func Names() []string {
	var names []string
	for _, t := range Builtin() {
		names = append(names, t.Name)
	}
	return names
}

// ByName returns the built-in theme with this name; "" is the default. A name that there is not is an error, which package config finds
// first for every name that a user can give.
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
