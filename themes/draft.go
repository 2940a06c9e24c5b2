package themes

import (
	"slices"
	"strings"
	"unicode"

	"crmhooks/client/suggest"
	"crmhooks/config/toml"
)

// schema describes what a theme's file may contain.
func schema() *toml.Schema {
	var roles []string
	for _, r := range new(Theme).roles() {
		roles = append(roles, r.key)
	}
	return &toml.Schema{Keys: []string{"description", "background", "based-on"}, Tables: roles, Below: &toml.Schema{
		Name: "role", Header: "[ROLE]", Keys: []string{"foreground", "background", "bold", "faint", "underline", "reverse"},
	}}
}

// draft is what was read of a file so far.
type draft struct {
	file        string
	description *string // nil, like the background, when the file does not say it
	background  *Color
	base        string
	roles       map[string]*Style
}

// add takes one entry that the schema allows, and returns what is wrong with it, "" when nothing is.
func (d *draft) add(e toml.Entry) string {
	key := e.Path[0].Name
	if len(e.Path) == 2 {
		return attribute(d.role(key), e.Path[1].Name, e.Value)
	}
	switch key {
	case "description":
		return d.describe(e.Value)
	case "background":
		d.background = new(Color)
		return color(e.Value, d.background)
	case "based-on":
		return d.baseOn(e.Value)
	}
	d.role(key)
	return ""
}

// role is the look of a role that the file mentions.
func (d *draft) role(key string) *Style {
	if d.roles[key] == nil {
		d.roles[key] = &Style{}
	}
	return d.roles[key]
}

func (d *draft) describe(v toml.Value) string {
	if v.Kind != toml.Text || strings.ContainsFunc(v.Text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "must be a text in quotes, on one line and without control characters"
	}
	d.description = &v.Text
	return ""
}

func (d *draft) baseOn(v toml.Value) string {
	if v.Kind != toml.Text || !slices.Contains(Names(), v.Text) {
		return "must be a built-in theme in quotes: " + suggest.Among(v.Text, Names())
	}
	d.base = v.Text
	return ""
}

// attribute sets one attribute of a role, and returns what is wrong with the value.
func attribute(s *Style, key string, v toml.Value) string {
	switch {
	case v.Kind == toml.Table:
		return "must not be a table; a role has no tables"
	case key == "foreground":
		return color(v, &s.Foreground)
	case key == "background":
		return color(v, &s.Background)
	case v.Kind != toml.Truth:
		return "must be true or false, without quotes"
	}
	*map[string]*bool{"bold": &s.Bold, "faint": &s.Faint, "underline": &s.Underline, "reverse": &s.Reverse}[key] = v.Text == "true"
	return ""
}

// color sets a colour, and returns what is wrong with the value.
func color(v toml.Value, to *Color) string {
	*to = Color(v.Text)
	if v.Kind == toml.Text && to.valid() {
		return ""
	}
	allowed := `must be a colour in quotes: "" for the terminal's own, "0" to "255" or "#rrggbb"`
	if near := "#" + *to; near.valid() && len(near) == len("#rrggbb") {
		allowed += `; the nearest is "` + string(near) + `"`
	}
	return allowed
}

// theme is what the file makes of its base.
func (d *draft) theme() (Theme, error) {
	t, err := ByName(d.base)
	if err != nil {
		return Theme{}, err
	}
	t.Name, t.File, t.Description = "", d.file, "based on "+d.base
	if d.description != nil {
		t.Description = *d.description
	}
	if d.background != nil {
		t.Background = *d.background
	}
	for _, r := range t.roles() {
		if s := d.roles[r.key]; s != nil {
			*r.style = *s
		}
	}
	return t, nil
}
