package webhook

import (
	"slices"
	"strconv"
	"strings"
)

// SearchField is a field that a word of Filter.Name can name, as in "host:zapier".
type SearchField struct {
	Name    string
	Meaning string // what is looked through, in a few words
	Example string // what may be looked for there
	causes  bool   // it is known only when the last errors were read
	exact   bool   // what is looked for is not found in a longer word
	look    func(t term) func(*Webhook) bool
}

// Word is the example as a word of a search: "host:zapier".
func (f SearchField) Word() string { return f.Name + ":" + f.Example }

// searchFields is the table of all fields.
var searchFields = []SearchField{
	{Name: "host", Meaning: "the host in the target", Example: "zapier", look: among(func(w *Webhook) []string { return []string{w.Host()} })},
	{Name: "type", Meaning: "webhook or crmscript", Example: "crmscript", look: among(func(w *Webhook) []string { return []string{w.Type} })},
	{Name: "id", Meaning: "the id, or several with commas between them", Example: "17", look: anyID, exact: true},
	{Name: "by", Meaning: "who registered or updated it", Example: "tony", look: among(associateNames)},
	{Name: "mail", Meaning: "who gets its error mail", Example: "ops", look: among((*Webhook).Recipients)},
	{Name: "header", Meaning: "the names of its headers", Example: "x-key", look: among(headerNames)},
	{Name: "cause", Meaning: "why it fails", Example: "timeout", look: among(causeNames), causes: true},
	{Name: "app", Meaning: "own, or other for another application's", Example: "other", look: among(func(w *Webhook) []string { return []string{w.App()} })},
}

// SearchFields returns every field that a search can name.
func SearchFields() []SearchField { return slices.Clone(searchFields) }

// SearchFieldNames returns the names of all fields.
func SearchFieldNames() []string {
	var names []string
	for _, f := range searchFields {
		names = append(names, f.Name)
	}
	return names
}

// SearchExamples is a word for each field: "host:zapier, type:crmscript and id:17".
func SearchExamples() string {
	var words []string
	for _, f := range searchFields {
		words = append(words, f.Word())
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// fieldNamed returns the field with this name in lower case, nil when there is none.
func fieldNamed(name string) *SearchField {
	for i := range searchFields {
		if searchFields[i].Name == name {
			return &searchFields[i]
		}
	}
	return nil
}

// among looks through texts, in any case. One of them has to match.
func among(texts func(*Webhook) []string) func(term) func(*Webhook) bool {
	return func(t term) func(*Webhook) bool {
		return func(w *Webhook) bool {
			return slices.ContainsFunc(texts(w), func(s string) bool { return t.in(strings.ToLower(s)) })
		}
	}
}

// anyID looks for one id or for several: 57,58.
func anyID(t term) func(*Webhook) bool {
	wanted := map[int64]bool{}
	for word := range strings.SplitSeq(t.text, ",") {
		if id, err := strconv.ParseInt(word, 10, 64); err == nil {
			wanted[id] = true
		}
	}
	return func(w *Webhook) bool { return wanted[w.ID] }
}

func associateNames(w *Webhook) []string {
	var names []string
	for _, a := range []*Associate{w.Details().RegisteredAssociate, w.Details().UpdatedAssociate} {
		if a != nil {
			names = append(names, a.Name, a.FullName)
		}
	}
	return names
}

func headerNames(w *Webhook) []string {
	names := make([]string, len(w.Details().Headers))
	for i, h := range w.Details().Headers {
		names[i] = h.Name
	}
	return names
}

// causeNames are the name of a cause and its words, joined as a blank ends a word of a search.
func causeNames(w *Webhook) []string {
	cause := w.Cause()
	if cause == "" {
		return nil
	}
	return []string{string(cause), strings.ReplaceAll(cause.Title(), " ", "-")}
}
