package webhook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
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

// The actions of the names that are made up by a tenant: of lists, of extra tables and of the states of a webhook.
var (
	listActions  = []string{"created", "changed", "softdeleted"}
	tableActions = []string{"created", "changed", "deleted"}
	stateActions = []string{"started", "stopped", "errors"}
)

// stateEvent is an event about the state of a webhook: webhook17.errors.
var stateEvent = regexp.MustCompile(`^webhook(\d+)\.`)

// NamedWebhook returns the id of the webhook whose state an event tells about.
func NamedWebhook(event string) (id int64, ok bool) {
	m := stateEvent.FindStringSubmatch(event)
	if m == nil {
		return 0, false
	}
	id, err := strconv.ParseInt(m[1], 10, 64)
	return id, err == nil
}

const (
	// nearEvents is in how many letters a name may differ from the one that was probably meant; two letters that change places are two.
	nearEvents = 2
	// longestEvent is how long a name may be to be compared. The vendor's have less than 30 characters.
	longestEvent = 100
)

// NearEvent returns the event that a name was probably meant to be, where SuperOffice has no such event and one that is nearly the same; "" for an
// event that there is, and for a name that resembles none: those are legal, and somebody's own.
func NearEvent(name string) string {
	if len(name) > longestEvent {
		return ""
	}
	return nearest(name, alike(name))
}

// alike are the events that a name can be held against: those that differ in their action where the rest of the name is a tenant's own, and
// else the vendor's.
func alike(name string) []string {
	entity := Entity(name)
	switch {
	case strings.HasPrefix(name, "list.") && entity != "list":
		return withActions(entity, listActions)
	case strings.HasPrefix(name, "y_"):
		return withActions(entity, tableActions)
	case stateEvent.MatchString(name):
		return withActions(entity, stateActions)
	}
	return Catalogue()
}

func withActions(entity string, actions []string) []string {
	names := make([]string, len(actions))
	for i, a := range actions {
		names[i] = entity + "." + a
	}
	return names
}

// nearest returns the name that differs in the fewest letters, "" when one is the same or none is near.
func nearest(name string, among []string) string {
	best, closest := "", nearEvents+1
	for _, known := range among {
		if strings.EqualFold(known, name) {
			return ""
		}
		if len(name) < len("test")+nearEvents { // everything is near a short name
			continue
		}
		if d := levenshtein.ComputeDistance(strings.ToLower(name), known); d < closest {
			best, closest = known, d
		}
	}
	return best
}
