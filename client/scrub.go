package client

import (
	"bytes"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// unquote is the text of a JSON string. Invalid UTF-8 becomes the replacement character, which is all that the error would say.
func unquote(v jsontext.Value) string {
	b, _ := jsontext.AppendUnquote(nil, v)
	return string(b)
}

// scalar is the text of a string, and the JSON of anything else.
func scalar(v jsontext.Value) string {
	if v.Kind() == '"' {
		return unquote(v)
	}
	return string(v)
}

// members walks an object that was already found to be valid.
func members(v jsontext.Value) iter.Seq2[string, jsontext.Value] {
	return func(yield func(string, jsontext.Value) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(v), lenient...)
		_, _ = dec.ReadToken()
		for dec.PeekKind() == '"' {
			token, err := dec.ReadToken()
			if err != nil {
				return
			}
			name := token.String()
			value, err := dec.ReadValue()
			if err != nil || !yield(name, value) {
				return
			}
		}
	}
}

// elements walks an array that was already found to be valid.
func elements(v jsontext.Value) iter.Seq[jsontext.Value] {
	return func(yield func(jsontext.Value) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(v), lenient...)
		_, _ = dec.ReadToken()
		for dec.PeekKind() != ']' {
			value, err := dec.ReadValue()
			if err != nil || !yield(value) {
				return
			}
		}
	}
}

// scrubMembers cleans and masks the members of an object, in their order.
func scrubMembers(v jsontext.Value) []webhook.Member {
	scrubbed := []webhook.Member{}
	s := newScrubber(v)
	_, _ = s.dec.ReadToken()
	for s.dec.PeekKind() == '"' {
		token, _ := s.dec.ReadToken()
		scrubbed = append(scrubbed, s.member(token.String()))
	}
	return scrubbed
}

// scrubMember makes one member safe: its name, and its value at every depth.
func scrubMember(name string, v jsontext.Value) webhook.Member { return newScrubber(v).member(name) }

// scrubber copies values that were already found to be valid, in compact form, in one pass: every text in them is cleaned, and inside a
// credential every text and number is masked.
type scrubber struct {
	dec *jsontext.Decoder
	out bytes.Buffer
}

func newScrubber(v jsontext.Value) *scrubber {
	return &scrubber{dec: jsontext.NewDecoder(bytes.NewBuffer(v), lenient...)}
}

// member copies the next value, which has this name.
func (s *scrubber) member(name string) webhook.Member {
	s.out.Reset()
	s.value(credentialName(name))
	return webhook.Member{Name: text.Line(name), Value: s.out.String()}
}

func (s *scrubber) value(credential bool) {
	switch s.dec.PeekKind() {
	case '{':
		s.object(credential)
	case '[':
		s.array(credential)
	default:
		s.scalar(credential)
	}
}

func (s *scrubber) object(credential bool) {
	s.bracket()
	for separator := ""; s.dec.PeekKind() == '"'; separator = "," {
		token, _ := s.dec.ReadToken()
		name := token.String()
		s.out.WriteString(separator)
		s.quote(text.Line(name))
		s.out.WriteByte(':')
		s.value(credential || credentialName(name))
	}
	s.bracket()
}

func (s *scrubber) array(credential bool) {
	s.bracket()
	for separator := ""; s.dec.PeekKind() != ']'; separator = "," {
		s.out.WriteString(separator)
		s.value(credential)
	}
	s.bracket()
}

// bracket copies an opening or a closing bracket or brace.
func (s *scrubber) bracket() {
	token, _ := s.dec.ReadToken()
	s.out.WriteString(token.String())
}

func (s *scrubber) scalar(credential bool) {
	token, _ := s.dec.ReadToken()
	switch {
	case token.Kind() == '"' && credential:
		s.quote(maskNonEmpty(token.String()))
	case token.Kind() == '"':
		s.quote(maskValue(text.Lines(token.String())))
	case token.Kind() == '0' && credential:
		s.quote(webhook.Mask)
	default:
		s.out.WriteString(token.String())
	}
}

func (s *scrubber) quote(v string) {
	b, _ := jsontext.AppendQuote(s.out.AvailableBuffer(), v) // cleaned text is valid UTF-8
	s.out.Write(b)
}
