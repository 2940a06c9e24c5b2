package sandbox

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// member is one member of a JSON object, with its value as it is written.
type member struct {
	name  string
	value json.RawMessage
}

// object is a JSON object that remembers the order of its members: the vendor answers in the order of its page.
type object []member

// parseObject splits a JSON object into its members; ok is false if the value is not an object.
func parseObject(raw json.RawMessage) (o object, ok bool) {
	d := jsontext.NewDecoder(bytes.NewBuffer(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if open, err := d.ReadToken(); err != nil || open.Kind() != '{' {
		return nil, false
	}
	for d.PeekKind() == '"' {
		token, _ := d.ReadToken()
		name := token.String()
		value, err := d.ReadValue()
		if err != nil {
			return nil, false
		}
		o = append(o, member{name, bytes.Clone(value)})
	}
	return o, true
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
		out = append(append(append(out, quote(m.name)...), ':'), m.value...)
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

// quote writes a JSON string.
func quote(s string) json.RawMessage {
	quoted, _ := jsontext.AppendQuote(nil, s) // the error is only about invalid UTF-8, which is replaced
	return quoted
}

// text reads a JSON string; ok is false for any other value.
func text(value json.RawMessage) (s string, ok bool) {
	if !bytes.HasPrefix(value, []byte(`"`)) {
		return "", false
	}
	unquoted, _ := jsontext.AppendUnquote(nil, value)
	return string(unquoted), true
}

// texts reads a JSON array of strings, nil for any other value.
func texts(value json.RawMessage) []string {
	var all []string
	if err := json.Unmarshal(value, &all); err != nil {
		return nil
	}
	return all
}
