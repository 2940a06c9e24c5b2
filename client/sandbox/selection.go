package sandbox

import (
	"encoding/json"
	"strings"
)

// selection is a $select as a tree. A nil selection, and one without children, shows all.
type selection map[string]selection

// parseSelection reads the comma list of property names, nested by slash, any case. It is nil when nothing is named.
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

// apply nulls out what is not selected. The page says only that other fields are nulled out; the forms here are those that
// the vendor's default webhook shows: number 0, false, null, and for a few members of a webhook the ones of unselected.
func (s selection) apply(o object, unselected func(member) json.RawMessage) {
	for i, m := range o {
		child, selected := s[strings.ToLower(m.name)]
		switch {
		case !selected:
			o[i].value = unselected(m)
		case child != nil:
			o[i].value = child.within(m)
		}
	}
}

// within applies a nested selection; only an object has anything to select from.
func (s selection) within(m member) json.RawMessage {
	nested, ok := parseObject(m.value)
	if !ok {
		return nulled(m)
	}
	s.apply(nested, nulled)
	return nested.encode()
}

// nulled is the empty value of a member's kind.
func nulled(m member) json.RawMessage {
	switch c := m.value[0]; {
	case c == '-' || c >= '0' && c <= '9':
		return json.RawMessage(`0`)
	case c == 't' || c == 'f':
		return json.RawMessage(`false`)
	}
	return json.RawMessage(`null`)
}

// nulledOfWebhook is nulled for the members of a webhook, some of which cannot be null.
func nulledOfWebhook(m member) json.RawMessage {
	switch m.name {
	case "WebhookId":
		return json.RawMessage(`0`)
	case "State":
		return json.RawMessage(`"Unknown"`)
	case "Registered", "Updated":
		return json.RawMessage(`"0001-01-01T00:00:00"`)
	}
	return nulled(m)
}
