package format

import (
	"slices"
	"strconv"
	"strings"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// StateText is a state as a symbol and a word.
func StateText(s webhook.State, g *style.Glyphs) string { return g.State(s) + " " + s.Word() }

// StateMeaning says what a state means, in a few words. Meaning says it of a webhook.
func StateMeaning(s webhook.State) string {
	switch s {
	case webhook.Active:
		return "SuperOffice calls the target"
	case webhook.Failing:
		return "SuperOffice calls the target; there are failures in a row now"
	case webhook.Stopped:
		return "a person or an application stopped it"
	case webhook.TooManyErrors:
		return "SuperOffice switched it off because of errors"
	case webhook.OtherApplication:
		return "another application's webhook, whose state is not shown to this one"
	case webhook.Unknown:
		return "the answer does not say, or says Unknown"
	}
	return "a state that SuperOffice does not document"
}

// Meaning says what the state of a webhook means, as exactly as is known.
func Meaning(w *webhook.Webhook) string {
	switch health := w.Health(); health {
	case webhook.Active:
		return calls(w)
	case webhook.Failing:
		return calls(w) + "; " + inARow(w.Usage.Consecutive)
	case webhook.Unknown:
		if saysState(w) {
			return "SuperOffice reports the state Unknown"
		}
		return "the answer does not say"
	default:
		return StateMeaning(health)
	}
}

// calls says what SuperOffice does for an active webhook.
func calls(w *webhook.Webhook) string {
	if w.IsScript() {
		return "SuperOffice runs the script"
	}
	return StateMeaning(webhook.Active)
}

// saysState reports whether the answer held a readable state. An unreadable one is among the extra members.
func saysState(w *webhook.Webhook) bool {
	name := webhook.FieldState.Names()[0]
	odd := slices.ContainsFunc(w.Details().Extra, func(m webhook.Member) bool { return strings.EqualFold(m.Name, name) })
	return w.Present.Has(webhook.FieldState) && !odd
}

// Where the state of a webhook is changed: the vendor's panel, which only Online has, or by hand.
const (
	panel     = "in version 12.1 and later (Online): Settings and maintenance > System design > Webhooks"
	elsewhere = ". Elsewhere, set the state to Active through the API or the tool that created it."
)

// StateAdvice is the next step for a webhook that is not active and healthy; "" for one that needs none. All of it happens in SuperOffice, or at the target.
func StateAdvice(w *webhook.Webhook) string {
	fix, why := "Fix the receiver", ", which has to answer a POST with 200"
	if w.IsScript() {
		fix, why = "Fix the script in the target", ""
	}
	switch w.Health() {
	case webhook.TooManyErrors:
		return fix + why + ". Then restart the webhook, " + panel + " > Restart" + elsewhere
	case webhook.Failing:
		return fix + ": after repeated failures SuperOffice switches the webhook off."
	case webhook.Stopped:
		return "To start it again, " + panel + elsewhere
	default: // it works, or that is not known
		return ""
	}
}

// Events writes as many event names as the width holds, the first one at least, and how many more there are: "ticket.created +1".
func Events(events []string, width int, g *style.Glyphs) string {
	if len(events) == 0 {
		return None
	}
	rest := len(events) - 1
	text := []string{Cut(events[0], max(width-Width(more(rest)), 1), g.Ellipsis)}
	used := Width(text[0])
	for _, event := range events[1:] {
		if used += len(", ") + Width(event); used+Width(more(rest-1)) > width {
			break
		}
		text, rest = append(text, event), rest-1
	}
	return strings.Join(text, ", ") + more(rest)
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
func Target(w *webhook.Webhook, width int, g *style.Glyphs) string {
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
