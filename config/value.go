package config

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"crmhooks/client/suggest"
	"crmhooks/config/toml"
)

// value is one setting as it was written.
type value struct {
	toml.Value
	raw bool // from a variable or a flag: its text may be a truth value or a list
	at  place
}

// rawValue is a setting from a variable or a flag.
func rawValue(name, text string) value {
	return value{Value: toml.Value{Kind: toml.Text, Text: text}, raw: true, at: place{Name: name}}
}

// layer is all the settings of one origin: the file, the variables or the flags.
type layer map[string]value

// set hands a setting to a function, if the layer has it.
func (l layer) set(key string, to func(value) error) error {
	if v, ok := l[key]; ok {
		return to(v)
	}
	return nil
}

// only returns the part of the layer that has these keys.
func (l layer) only(keys ...string) layer {
	part := layer{}
	for _, k := range keys {
		if v, ok := l[k]; ok {
			part[k] = v
		}
	}
	return part
}

// without returns the part of the layer that has other keys.
func (l layer) without(keys ...string) layer {
	part := layer{}
	for k, v := range l {
		if !slices.Contains(keys, k) {
			part[k] = v
		}
	}
	return part
}

// text stores a text. Many of them end up in a request header or on the screen, so none may hold a control character.
func (v value) text(to *string) error {
	if v.Kind != toml.Text {
		return v.at.fault("must be a text in quotes", "")
	}
	if !printable(v.Text) {
		return v.at.fault("must not hold line breaks or other control characters", "")
	}
	*to = v.Text
	return nil
}

// word stores a text without spaces, which must be one of the allowed when there are any.
func (v value) word(to *string, allowed []string) error {
	if len(allowed) > 0 {
		return choice(v, to, allowed...)
	}
	if err := v.text(to); err != nil {
		return err
	}
	if *to == "" || strings.ContainsFunc(*to, unicode.IsSpace) {
		return v.at.fault("must be one word", "")
	}
	return nil
}

// words stores a list of allowed words, each at most once.
func (v value) words(to *[]string, allowed []string) error {
	var got []string
	if err := v.list(&got); err != nil {
		return v.at.fault("must be a list such as [\"state\", \"name\"]", "")
	}
	for i, word := range got {
		if len(allowed) > 0 && !slices.Contains(allowed, word) {
			return v.at.fault("can hold "+suggest.Among(word, allowed), "")
		}
		if slices.Contains(got[:i], word) {
			return v.at.fault("has "+suggest.Plain(word)+" twice", "")
		}
	}
	*to = got
	return nil
}

// choice stores one of the allowed words.
func choice[T ~string](v value, to *T, allowed ...T) error {
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	var got string
	if err := v.text(&got); err != nil {
		return v.at.fault("must be "+suggest.Among("", words)+", in quotes", "")
	}
	if !slices.Contains(words, got) {
		return v.at.fault("must be "+suggest.Among(got, words), "")
	}
	*to = T(got)
	return nil
}

// truth stores true or false. A variable may say 1 and 0 too.
func (v value) truth(to *bool) error {
	on, err := strconv.ParseBool(v.Text)
	if !v.raw && v.Kind != toml.Truth || err != nil {
		return v.at.fault("must be true or false, without quotes", "")
	}
	*to = on
	return nil
}

// duration stores a time span between two bounds.
func (v value) duration(to *time.Duration, least, most time.Duration) error {
	d, err := time.ParseDuration(v.Text)
	if v.Kind != toml.Text || err != nil || d < least || d > most {
		return v.at.fault("must be a duration from "+inWords(least)+" to "+inWords(most)+", such as \"20s\"", "")
	}
	*to = d
	return nil
}

// inWords writes whole hours, minutes or seconds in the shortest form: 10m.
func inWords(d time.Duration) string {
	s := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, zero) {
			s = strings.TrimSuffix(s, zero[1:])
		}
	}
	return s
}

// list stores a list of texts, the first of which is not empty. A variable holds it as JSON.
func (v value) list(to *[]string) error {
	items, ok := v.Items, v.Kind == toml.List
	if v.raw {
		ok = json.Unmarshal([]byte(v.Text), &items) == nil
	}
	if !ok || len(items) == 0 || items[0] == "" || slices.ContainsFunc(items, func(s string) bool { return strings.Contains(s, "\x00") }) {
		return v.at.fault(`must be a list of texts, such as ["pass", "show", "superoffice/acme"]`, "")
	}
	*to = items
	return nil
}

// path stores the path of a file, which is read later.
func (v value) path(to *string, env environment) error {
	if err := v.text(to); err != nil {
		return err
	}
	if *to == "" {
		return v.at.fault("must be the path of a file", "")
	}
	*to = resolved(*to, v.at, env)
	return nil
}

// resolved is a path as the user means it: below the home folder after ~/, otherwise relative to the configuration's folder.
func resolved(path string, at place, env environment) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && env.folder("HOME") != "" {
		return filepath.Join(env.folder("HOME"), rest)
	}
	if !filepath.IsAbs(path) && at.File != "" {
		return filepath.Join(filepath.Dir(at.File), path)
	}
	return path
}

// printable reports whether a text is valid and has no control character.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}
