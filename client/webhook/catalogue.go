package webhook

import (
	"slices"
	"strings"
)

// catalogue is the vendor's table of events, by entity. Lists, extra tables and webhook states have names of their own besides.
var catalogue = map[string]string{
	"activity": "created changed deleted", "associate": "created changed deleted", "chatsession": "created changed message",
	"contact": "created changed softdeleted deleted", "document": "created changed deleted edited",
	"person": "created changed softdeleted deleted consented unconsented", "project": "created changed deleted",
	"projectmember": "created changed deleted", "quote": "approved rejected sent ordered", "relation": "created changed deleted",
	"sale": "created changed deleted sold lost completed", "salestakeholder": "created changed deleted", "ticket": "created changed",
}

// Catalogue returns the event names that the vendor documents for every tenant, sorted. Others are legal: names of lists and of extra tables,
// states of webhooks, and whatever an application made up.
func Catalogue() []string {
	names := []string{"test"}
	for entity, actions := range catalogue {
		for action := range strings.FieldsSeq(actions) {
			names = append(names, entity+"."+action)
		}
	}
	slices.Sort(names)
	return names
}

// EventNames returns the event names that the list's webhooks listen to, sorted.
func (l *List) EventNames() []string {
	seen := map[string]bool{}
	var names []string
	for i := range l.Webhooks {
		for _, e := range l.Webhooks[i].Events {
			if !seen[e] {
				seen[e] = true
				names = append(names, e)
			}
		}
	}
	slices.Sort(names)
	return names
}
