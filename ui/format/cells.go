package format

import (
	"strconv"
	"strings"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// StateText is a state as a symbol and a word.
func StateText(s webhook.State, g style.Glyphs) string { return g.State(s) + " " + s.Word() }

// StateMeaning says what a state means, in a few words.
func StateMeaning(s webhook.State) string {
	switch s {
	case webhook.Active:
		return "SuperOffice calls the target"
	case webhook.Failing:
		return "SuperOffice calls the target, and the last calls failed"
	case webhook.Stopped:
		return "a person or an application stopped it"
	case webhook.TooManyErrors:
		return "SuperOffice switched it off after repeated failures"
	case webhook.OtherApplication:
		return "its state is not shown to this application"
	case webhook.Unknown:
		return "the answer does not say"
	}
	return "a state that SuperOffice does not document"
}

// StateAdvice says what has to happen, elsewhere, for a webhook to be active and well again; "" for one that needs nothing.
func StateAdvice(s webhook.State) string {
	switch s {
	case webhook.TooManyErrors:
		return "mend the receiver first, which has to answer a POST with 200; then set the state to Active in SuperOffice, which tests it once more"
	case webhook.Failing:
		return "mend the receiver: after repeated failures SuperOffice switches the webhook off"
	case webhook.Stopped:
		return "set the state to Active in SuperOffice"
	}
	return ""
}

// Events writes as many event names as the width holds, the first one at least, and how many more there are: "ticket.created +1".
func Events(events []string, width int, g style.Glyphs) string {
	if len(events) == 0 {
		return None
	}
	rest := len(events) - 1
	text := Cut(events[0], max(width-Width(more(rest)), 1), g.Ellipsis)
	for _, event := range events[1:] {
		longer := text + ", " + event
		if Width(longer+more(rest-1)) > width {
			break
		}
		text, rest = longer, rest-1
	}
	return text + more(rest)
}

func more(n int) string {
	if n == 0 {
		return ""
	}
	return " +" + strconv.Itoa(n)
}

// scriptTarget stands before a target that is the include name of a script.
const scriptTarget = "CRMScript "

// Target writes a target in the width: without https://, and cut in the middle, since both its ends matter: "support.example…/tickets".
// A script is named as one.
func Target(w *webhook.Webhook, width int, g style.Glyphs) string {
	if w.TargetURL == "" {
		return None
	}
	if w.IsScript() {
		return Cut(scriptTarget+w.TargetURL, width, g.Ellipsis)
	}
	text := strings.TrimSuffix(strings.TrimPrefix(w.TargetURL, "https://"), "/")
	if Width(text) <= width {
		return text
	}
	path, _, queried := strings.Cut(text, "?")
	if queried && Width(path)+Width("?"+g.Ellipsis) <= width {
		return path + "?" + g.Ellipsis
	}
	return cutMiddle(path, width, g.Ellipsis)
}

// cutMiddle keeps the last segment of an address, if that leaves half of the width for its beginning.
func cutMiddle(text string, width int, ellipsis string) string {
	room := width - Width(ellipsis)
	tail := text[max(strings.LastIndexByte(text, '/'), 0):]
	if tail == text || Width(tail) > room/2 {
		return Cut(text, width, ellipsis)
	}
	return Cut(text, room-Width(tail), "") + ellipsis + tail
}

// EventGroup is the events of one entity.
type EventGroup struct {
	Entity  string
	Actions []string // what happened: the rest of each name; empty text when the name has no dot
}

// EventGroups groups event names by entity, both in the order in which they came.
func EventGroups(events []string) []EventGroup {
	var groups []EventGroup
	at := map[string]int{}
	for _, event := range events {
		entity := webhook.Entity(event)
		i, known := at[entity]
		if !known {
			i = len(groups)
			at[entity] = i
			groups = append(groups, EventGroup{Entity: entity})
		}
		groups[i].Actions = append(groups[i].Actions, strings.TrimPrefix(strings.TrimPrefix(event, entity), "."))
	}
	return groups
}
