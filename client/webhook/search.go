package webhook

import (
	"slices"
	"strings"
)

// MaxSearch is how long a search may be, in characters. The database's names have 400; an overview may name a thousand webhooks by their ids. Whoever takes a
// search from outside has to keep to it.
const MaxSearch = 8000

// term is one word of a search: what has to occur, or must not.
type term struct {
	field *SearchField // nil for the text that a search looks through by itself
	text  string       // in lower case
	whole bool         // it has to be the whole text
	not   bool
	holds func(*Webhook) bool // looks into the field; nil without one
}

// parse reads the words of a search: a - before a word excludes it, a field and a colon before it look there, and a = before what is looked for
// wants the whole of it and not a part. A word with an unknown field is looked for as it stands.
func parse(text string) []term {
	var terms []term
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		t := term{text: word}
		if rest, not := strings.CutPrefix(word, "-"); not && rest != "" {
			t.text, t.not = rest, true
		}
		if name, rest, named := strings.Cut(t.text, ":"); named {
			if field := fieldNamed(name); field != nil {
				t.field, t.text = field, rest
			}
		}
		if rest, whole := strings.CutPrefix(t.text, "="); whole && rest != "" {
			t.text, t.whole = rest, true
		}
		if t.field != nil {
			t.holds = t.field.look(t)
		}
		terms = append(terms, t)
	}
	return terms
}

// UnknownField returns the first word's field that a search names and that there is not, or "". The scheme of an address is no field.
func UnknownField(text string) string {
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		field, rest, named := strings.Cut(strings.TrimPrefix(word, "-"), ":")
		letters := field != "" && strings.Trim(field, "abcdefghijklmnopqrstuvwxyz-") == ""
		if named && letters && !strings.HasPrefix(rest, "//") && fieldNamed(field) == nil {
			return field
		}
	}
	return ""
}

// SearchesCauses reports whether a search asks why webhooks fail, which is known only when their last errors were read.
func SearchesCauses(search string) bool {
	return slices.ContainsFunc(parse(search), func(t term) bool { return t.field != nil && t.field.causes })
}

// SearchWords are the plain words of a search that have to occur, in lower case: what a face can emphasise.
func SearchWords(text string) []string {
	var words []string
	for _, t := range parse(text) {
		if t.field == nil && !t.not {
			words = append(words, t.text)
		}
	}
	return words
}

// NamesEvent tells whether one of the words of Filter.Event occurs in an event's name, or there are none.
func NamesEvent(search string) func(name string) bool {
	wanted := slices.DeleteFunc(parse(search), func(t term) bool { return t.not })
	return func(name string) bool {
		name = strings.ToLower(name)
		return len(wanted) == 0 || slices.ContainsFunc(wanted, func(t term) bool { return t.in(name) })
	}
}

// looked reports whether a webhook has what is looked for in a field.
func (t term) looked(w *Webhook) bool { return t.text == "" || t.holds(w) }

// implies reports whether another term holds wherever this one does.
func (t term) implies(other term) bool {
	switch {
	case t.field != other.field || t.not != other.not:
		return false
	case t.text == other.text && t.whole == other.whole, other.field != nil && other.text == "" && !other.not:
		return true
	case other.field != nil && other.field.exact || other.whole:
		return false
	case t.not: // what lacks a part of a word lacks the word
		return !t.whole && strings.Contains(other.text, t.text)
	}
	return strings.Contains(t.text, other.text)
}

// in looks through a text in lower case, or for a whole line of it.
func (t term) in(haystack string) bool {
	if !t.whole {
		return strings.Contains(haystack, t.text)
	}
	for line := range strings.SplitSeq(haystack, "\n") {
		if line == t.text {
			return true
		}
	}
	return false
}
