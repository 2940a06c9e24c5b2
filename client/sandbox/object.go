package sandbox

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// member is one member of a JSON object: its name, and name and value as they are written.
type member struct {
	name  string
	key   json.RawMessage
	value json.RawMessage
}

// object is a JSON object that remembers the order of its members: the vendor answers in the order of its page.
type object []member

// parseObject takes a valid JSON value apart; ok is false when it is no object. It only looks for the ends of the members,
// because encoding/json has checked the text before, and a tenant may hold 100,000 webhooks.
func parseObject(raw json.RawMessage) (o object, ok bool) {
	if len(raw) == 0 || raw[0] != '{' {
		return nil, false
	}
	for rest := space(raw[1:]); rest[0] == '"'; {
		key := rest[:valueLength(rest)]
		rest = space(space(rest[len(key):])[1:]) // over the colon
		value := rest[:valueLength(rest)]
		name, _ := text(key)
		o = append(o, member{name, key, value})
		if rest = space(rest[len(value):]); rest[0] == ',' {
			rest = space(rest[1:])
		}
	}
	return o, true
}

func space(b []byte) []byte { return bytes.TrimLeft(b, " \t\r\n") }

// valueLength is the length of the JSON value at the start of b.
func valueLength(b []byte) int {
	switch b[0] {
	case '"':
		return stringLength(b)
	case '{', '[':
		return nestedLength(b)
	}
	if i := bytes.IndexAny(b, ",]} \t\r\n"); i >= 0 {
		return i
	}
	return len(b)
}

func stringLength(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(b)
}

func nestedLength(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			i += stringLength(b[i:]) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(b)
}

// get returns the value of a member, nil when there is none.
func (o object) get(name string) json.RawMessage {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// getOr is get with what stands for a member that is not there.
func (o object) getOr(name, absent string) json.RawMessage {
	if value := o.get(name); value != nil {
		return value
	}
	return json.RawMessage(absent)
}

// id reads a member that is a whole number; 0 for any other.
func (o object) id(name string) int {
	id, _ := strconv.Atoi(string(o.get(name)))
	return id
}

// encode writes the object, its members as they are.
func (o object) encode() json.RawMessage {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, m.key...), ':'), m.value...)
	}
	return append(out, '}')
}

// array writes a JSON array, its elements as they are.
func array(elements []json.RawMessage) json.RawMessage {
	out := []byte{'['}
	for i, e := range elements {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, e...)
	}
	return append(out, ']')
}

// quote writes a JSON string without the escapes that only matter inside HTML.
func quote(s string) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes, and a buffer always takes it
	return bytes.TrimRight(b.Bytes(), "\n")
}

// text reads a JSON string; ok is false for any other value.
func text(value json.RawMessage) (s string, ok bool) {
	if len(value) == 0 || value[0] != '"' {
		return "", false
	}
	if bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : len(value)-1]), true
	}
	return s, json.Unmarshal(value, &s) == nil
}

// texts reads a JSON array of strings, nil for any other value.
func texts(value json.RawMessage) []string {
	var all []string
	if err := json.Unmarshal(value, &all); err != nil {
		return nil
	}
	return all
}
