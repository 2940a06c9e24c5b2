package webhook

import (
	"slices"
	"strconv"
	"strings"
)

// term is one word of a search: what has to occur, or must not.
type term struct {
	field string // one of SearchFields, or "" for the text that a search looks through by itself
	text  string // in lower case
	not   bool
}

// SearchFields are the fields that a word of Filter.Name can name, as in "host:zapier".
func SearchFields() []string { return []string{"host", "type", "id", "by", "mail", "header"} }

// parse reads the words of a search: a - before a word excludes it, a field and a colon before it look there. A word with an unknown field is
// looked for as it stands.
func parse(text string) []term {
	var terms []term
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		t := term{text: word}
		if rest, not := strings.CutPrefix(word, "-"); not && rest != "" {
			t.text, t.not = rest, true
		}
		if field, rest, named := strings.Cut(t.text, ":"); named && slices.Contains(SearchFields(), field) {
			t.field, t.text = field, rest
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
		if named && letters && !strings.HasPrefix(rest, "//") && !slices.Contains(SearchFields(), field) {
			return field
		}
	}
	return ""
}

// SearchWords are the plain words of a search that have to occur, in lower case: what a face can emphasise.
func SearchWords(text string) []string {
	var words []string
	for _, t := range parse(text) {
		if t.field == "" && !t.not {
			words = append(words, t.text)
		}
	}
	return words
}

// all reports whether every term holds for a webhook, whose own text is the haystack of terms without a field.
func all(terms []term, w *Webhook, haystack string) bool {
	for _, t := range terms {
		found := false
		if t.field == "" {
			found = strings.Contains(haystack, t.text)
		} else {
			found = t.text == "" || t.holds(w)
		}
		if found == t.not {
			return false
		}
	}
	return true
}

// holds looks into the field of a term.
func (t term) holds(w *Webhook) bool {
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), t.text) }
	switch t.field {
	case "host":
		return has(w.Host())
	case "type":
		return has(w.Type)
	case "id":
		return strconv.FormatInt(w.ID, 10) == t.text
	case "by":
		return w.RegisteredAssociate.is(has) || w.UpdatedAssociate.is(has)
	case "mail":
		return has(w.ErrorsEmail)
	}
	return slices.ContainsFunc(w.Headers, func(h Header) bool { return has(h.Name) })
}

// is reports whether a name of the associate is meant.
func (a *Associate) is(meant func(string) bool) bool {
	return a != nil && (meant(a.Name) || meant(a.FullName))
}
