package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
)

// selection is a $select as a tree. A nil selection, and one without children, shows all.
type selection map[string]selection

// parseSelection reads the comma list of property names, nested by slash, in any case and with any blanks around. It is nil when nothing is named.
func parseSelection(list string) selection {
	var root selection
	for path := range strings.SplitSeq(list, ",") {
		path = strings.ToLower(strings.TrimSpace(path))
		if path == "" {
			continue
		}
		if root == nil {
			root = selection{}
		}
		root.add(path)
	}
	return root
}

// add marks one path. A property that was named whole stays whole.
func (s selection) add(path string) {
	for {
		name, rest, nested := strings.Cut(path, "/")
		name = strings.TrimSpace(name)
		child, known := s[name]
		switch {
		case !nested:
			s[name] = nil
			return
		case known && child == nil:
			return
		case !known:
			child = selection{}
			s[name] = child
		}
		s, path = child, rest
	}
}

// apply nulls out what is not selected. The page says only that other fields are nulled out; the forms here are those that the vendor's default webhook
// shows: number 0, false, null, and for the members that cannot be null in the vendor's classes their zero.
func (s selection) apply(o object, zeros map[string]string) {
	for i, m := range o {
		child, selected := s[strings.ToLower(m.name)]
		switch {
		case !selected:
			o[i].value = m.nulled(zeros)
		case child != nil:
			o[i].value = child.within(m, zeros)
		}
	}
}

// within applies a nested selection: to an object, or to each object of a list. Anything else has nothing to select from. A dictionary has no
// properties, so that a path below it shows it whole.
func (s selection) within(m member, zeros map[string]string) json.RawMessage {
	if isDictionary(m.name) {
		return m.value
	}
	if nested, ok := parseObject(m.value); ok {
		s.apply(nested, zerosOfAssociate())
		return nested.encode()
	}
	var items []json.RawMessage
	if err := json.Unmarshal(m.value, &items); err != nil || items == nil {
		return m.nulled(zeros)
	}
	for i, item := range items {
		nested, ok := parseObject(item)
		if !ok {
			return m.nulled(zeros)
		}
		s.apply(nested, nil)
		items[i] = nested.encode()
	}
	return array(items)
}

// nulled is what a member shows when it is not selected.
func (m member) nulled(zeros map[string]string) json.RawMessage {
	if zero, ok := zeros[m.name]; ok {
		return json.RawMessage(zero)
	}
	switch c := m.value[0]; {
	case c == '-' || c >= '0' && c <= '9':
		return json.RawMessage(`0`)
	case c == 't' || c == 'f':
		return json.RawMessage(`false`)
	}
	return json.RawMessage(`null`)
}

// zerosOfWebhook are the members of a webhook that are not nulled like others of their kind: its id, enumerations and dates.
func zerosOfWebhook() map[string]string {
	const never = `"0001-01-01T00:00:00"`
	return map[string]string{"WebhookId": `0`, "State": `"Unknown"`, "Registered": never, "Updated": never, "NotifyVia": `"None"`, "NotifyWhen": `"None"`}
}

// zerosOfAssociate are those of an associate: its type is an enumeration.
func zerosOfAssociate() map[string]string { return map[string]string{"Type": `"Unknown"`} }

// isDictionary reports whether a member of a webhook or an associate holds names of the user's own choice.
func isDictionary(name string) bool {
	return slices.Contains([]string{"Headers", "Properties", "ExtraFields", "CustomFields", "FieldProperties"}, name)
}
