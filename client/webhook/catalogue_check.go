package webhook

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crmhooks/client/suggest"
	"crmhooks/client/text"
)

// EventAdvice is what is doubtful about the name of an event, and what was probably meant.
type EventAdvice struct {
	Nearest string // the documented name that was probably meant; "" when there is none
	Reason  string // what is doubtful, in words that follow the name: `is not documented; ticket has created, changed`; "" when it is only misspelt
}

// About says it in half a sentence: `the event "sale.chnaged", nearest "sale.changed"`.
func (a EventAdvice) About(name string) string {
	if a.Reason == "" {
		return fmt.Sprintf("the event %q, nearest %q", name, a.Nearest)
	}
	return fmt.Sprintf("the event %q %s", name, a.Reason)
}

// longestEvent is how many bytes a name may have to be checked. The vendor's have less than 40.
const longestEvent = 100

// CheckEvent holds the name of a subscription against the events that the vendor documents. ok says that there is nothing to advise: the name is
// documented as it stands, or it resembles none that is and is somebody's own, which is legal. The vendor does not say whether case matters, so a name in
// other letters is advice as well, and says no more than how the vendor writes it.
func CheckEvent(name string) (advice EventAdvice, ok bool) {
	if len(name) > longestEvent {
		return EventAdvice{}, true
	}
	if text.LowerASCII(name) == testEvent {
		return checkCase(name, testEvent)
	}
	entity, action := splitEvent(name)
	actions := actionsOf(entity)
	switch {
	case nameless[entity] != "":
		return adviseNameless(entity, action), false
	case actions == nil:
		return checkUnknown(entity, action)
	case slices.Contains(actions, action):
		return checkCase(name, entity+"."+action)
	}
	return adviseAction(entity, action, true, false)
}

// splitEvent parts a name as the vendor writes it: in lower case, but for the name of an extra table, which is the tenant's.
func splitEvent(name string) (entity, action string) {
	entity = Entity(name)
	action = text.LowerASCII(strings.TrimPrefix(name[len(entity):], "."))
	lower := text.LowerASCII(entity)
	if strings.HasPrefix(lower, tablePrefix) {
		return tablePrefix + entity[len(tablePrefix):], action
	}
	return lower, action
}

// nameless are the entities of names that lack which webhook, or which list, they are about: with what the vendor documents instead.
var nameless = map[string]string{stateEntity: "webhook{id}", "list": "list.{name}"}

// actionsOf returns the actions of an entity that the vendor documents, and nil for one that it does not.
func actionsOf(entity string) []string {
	list, ofList := strings.CutPrefix(entity, listPrefix)
	switch {
	case entity == "list", ofList && (slices.Contains(systemLists, list) || isNumber(list)):
		return listActions
	case isTable(entity):
		return tableActions
	case isState(entity):
		return stateActions
	}
	return catalogue[entity]
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// checkCase compares a name with the form that is documented.
func checkCase(name, documented string) (EventAdvice, bool) {
	if name == documented {
		return EventAdvice{}, true
	}
	return EventAdvice{documented, fmt.Sprintf("differs in case; the vendor writes it %q", documented)}, false
}

// adviseNameless is about a name such as webhook.errors. That one is in the payload of the event of any webhook; no page of the vendor's says whether
// a webhook can listen to it.
func adviseNameless(entity, action string) EventAdvice {
	form, actions := nameless[entity], actionsOf(entity)
	if meant, _ := findAction(action, actions); meant != "" {
		return EventAdvice{Reason: fmt.Sprintf("names no %s; for a subscription the vendor documents %s.%s", entity, form, meant)}
	}
	return EventAdvice{Reason: undocumented(form, actions)}
}

func undocumented(entity string, actions []string) string {
	return "is not documented; " + entity + " has " + strings.Join(actions, ", ")
}

// adviseAction is about a name whose entity is documented, or stands for another one that is. Where that is not certain, an action that is not like any of the
// entity's makes it somebody's own name. synonym says that the entity was meant, and not misspelt.
func adviseAction(entity, action string, certain, synonym bool) (EventAdvice, bool) {
	if nameless[entity] != "" {
		return adviseNameless(entity, action), false
	}
	actions := actionsOf(entity)
	found, bySense := findAction(action, actions)
	nearest := entity + "." + found
	switch {
	case found == "" && !certain && !slices.Contains(commonActions, action):
		return EventAdvice{}, true
	case found == "":
		return EventAdvice{Reason: undocumented(entity, actions)}, false
	case bySense || synonym:
		return EventAdvice{nearest, fmt.Sprintf("is not documented; did you mean %q?", nearest)}, false
	}
	return EventAdvice{Nearest: nearest}, false
}

// commonActions are the actions that most entities have: where they stand, the vendor's event was probably meant.
var commonActions = []string{"created", "changed", "softdeleted", "deleted"}

// actionSenses are other words for the vendor's actions.
var actionSenses = map[string]string{
	"added": "created", "updated": "changed", "modified": "changed", "edited": "changed", "removed": "deleted", "softdeleted": "deleted", "deleted": "softdeleted",
	"won": "sold",
}

// findAction returns the action that was meant: by its letters, or by its sense. "" when that is none of them.
func findAction(action string, actions []string) (found string, bySense bool) {
	if slices.Contains(actions, action) {
		return action, false
	}
	if other := actionSenses[action]; slices.Contains(actions, other) {
		return other, true
	}
	return near(action, actions, twoInAction), false
}

// entitySenses are the names that the user interface has for the vendor's entities.
var entitySenses = map[string]string{"company": "contact", "request": "ticket", "appointment": "activity", "chat": "chatsession"}

// ownWords are one letter away from an entity, and business words of their own.
var ownWords = []string{"contract", "quota"}

// entities are those of the catalogue, sorted.
var entities = slices.Sorted(maps.Keys(catalogue))

// checkUnknown looks for the entity that was meant by one that is not documented.
func checkUnknown(entity, action string) (EventAdvice, bool) {
	if meant := entitySenses[entity]; meant != "" {
		return adviseAction(meant, action, false, true)
	}
	if meant := nearEntity(entity); meant != "" {
		return adviseAction(meant, action, false, false)
	}
	if isList(entity) { // of an unknown list only the action can be wrong
		if found := near(action, listActions, twoInAction); found != "" && found != action {
			return EventAdvice{Nearest: entity + "." + found}, false
		}
	}
	if action == "" {
		return checkJoined(entity)
	}
	return EventAdvice{}, true
}

func nearEntity(entity string) string {
	if slices.Contains(ownWords, entity) {
		return ""
	}
	if list, ok := strings.CutPrefix(entity, listPrefix); ok {
		if found := near(list, systemLists, twoInEntity); found != "" {
			return listPrefix + found
		}
		return ""
	}
	return near(entity, entities, twoInEntity)
}

// checkJoined looks for a name whose dot is missing, or another sign: sale_created.
func checkJoined(name string) (EventAdvice, bool) {
	for _, entity := range entities {
		rest, ok := strings.CutPrefix(name, entity)
		if action := strings.TrimLeft(rest, "_-:/,; "); ok && slices.Contains(catalogue[entity], action) {
			return adviseAction(entity, action, true, false)
		}
	}
	return EventAdvice{}, true
}

// How many letters a documented word has at least, so that two of a name may differ from it and not just one. An entity that is a little different may well be
// somebody's own; an action of a documented entity hardly is.
const (
	twoInAction = 6
	twoInEntity = 12
)

// near returns the first of the words that differs in the fewest letters, "" when none is near.
func near(word string, among []string, two int) string {
	return suggest.Closest(word, among, func(known string) int {
		if len(known) >= two {
			return 2
		}
		return 1
	})
}
