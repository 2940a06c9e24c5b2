package themes

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"

	"crmhooks/config/suggest"
)

// draft is a file as far as it was read.
type draft struct {
	file   string
	parser unstable.Parser

	description *string // nil, like the background, when the file does not say it
	background  *Color
	base        string
	roles       map[string]*Style
}

// place is one part of a dotted key and where it stands.
type place struct {
	key string
	at  unstable.Position
}

// keys returns the parts of a dotted key.
func (d *draft) keys(it unstable.Iterator) []place {
	var keys []place
	for it.Next() {
		n := it.Node()
		keys = append(keys, place{string(n.Data), d.parser.Shape(n.Raw).Start})
	}
	return keys
}

// fault is an error at the last of these keys.
func (d *draft) fault(keys []place, message string) *Error {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.key
	}
	at := keys[len(keys)-1].at
	return &Error{File: d.file, Line: at.Line, Column: at.Column, Key: strings.Join(names, "."), Message: message}
}

// The keys of a file outside of roles, and those of a role.
func topKeys() []string { return []string{"description", "background", "based-on"} }

// lookKeys are the keys of a role.
func lookKeys() []string {
	return []string{"foreground", "background", "bold", "faint", "underline", "reverse"}
}

// roleKeys are the names of the roles.
func roleKeys() []string {
	var keys []string
	for _, r := range new(Theme).roles() {
		keys = append(keys, r.key)
	}
	return keys
}

// table begins a role.
func (d *draft) table(keys []place) error {
	role := keys[0].key
	switch {
	case slices.Contains(topKeys(), role):
		return d.fault(keys[:1], "must be a text in quotes, not a table")
	case !slices.Contains(roleKeys(), role):
		return d.fault(keys[:1], "is not a role; there are "+suggest.Among(role, roleKeys()))
	case len(keys) > 1:
		return d.fault(keys, "must not be a table; a role has no tables of its own")
	}
	if d.roles[role] == nil {
		d.roles[role] = &Style{}
	}
	return nil
}

// add takes one value, or the content of an inline table.
func (d *draft) add(keys []place, value *unstable.Node) error {
	if value.Kind == unstable.InlineTable {
		if err := d.table(keys); err != nil {
			return err
		}
		for it := value.Children(); it.Next(); {
			if err := d.add(slices.Concat(keys, d.keys(it.Node().Key())), it.Node().Value()); err != nil {
				return err
			}
		}
		return nil
	}
	if len(keys) == 1 {
		return d.setting(keys, value)
	}
	if err := d.table(keys[:1]); err != nil {
		return err
	}
	if len(keys) > 2 || !slices.Contains(lookKeys(), keys[1].key) {
		return d.fault(keys, "is not a key of a role; there are "+suggest.Among(keys[len(keys)-1].key, lookKeys()))
	}
	return d.attribute(keys, value)
}

// setting takes a value outside of roles.
func (d *draft) setting(keys []place, value *unstable.Node) error {
	key, text := keys[0].key, string(value.Data)
	isText := value.Kind == unstable.String
	switch key {
	case "description":
		if !isText || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return d.fault(keys, "must be a text in quotes, on one line and without control characters")
		}
		d.description = &text
	case "background":
		d.background = new(Color)
		return d.color(keys, value, d.background)
	case "based-on":
		if !isText || !slices.Contains(Names(), text) {
			return d.fault(keys, "must be a built-in theme in quotes: "+suggest.Among(text, Names()))
		}
		d.base = text
	default:
		if slices.Contains(roleKeys(), key) {
			return d.fault(keys, "must be a table, such as ["+key+"]")
		}
		return d.fault(keys, "is not a key; there are the roles and "+suggest.Among(key, topKeys()))
	}
	return nil
}

// attribute takes a value of a role.
func (d *draft) attribute(keys []place, value *unstable.Node) error {
	s := d.roles[keys[0].key]
	switch keys[1].key {
	case "foreground":
		return d.color(keys, value, &s.Foreground)
	case "background":
		return d.color(keys, value, &s.Background)
	}
	if value.Kind != unstable.Bool {
		return d.fault(keys, "must be true or false, without quotes")
	}
	on, _ := strconv.ParseBool(string(value.Data)) // the parser takes nothing else
	*map[string]*bool{"bold": &s.Bold, "faint": &s.Faint, "underline": &s.Underline, "reverse": &s.Reverse}[keys[1].key] = on
	return nil
}

// color takes a colour.
func (d *draft) color(keys []place, value *unstable.Node, to *Color) error {
	*to = Color(value.Data)
	if value.Kind == unstable.String && to.valid() {
		return nil
	}
	allowed := `must be a colour in quotes: "" for the terminal's own, "0" to "255" or "#rrggbb"`
	if near := "#" + *to; near.valid() && len(near) == len("#rrggbb") {
		allowed += `; the nearest is "` + string(near) + `"`
	}
	return d.fault(keys, allowed)
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
