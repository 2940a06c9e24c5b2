package wire

import (
	"iter"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// This file maps the members of a webhook that are lists, as far as there is room for them.

// mails reads a list of addresses, or one text that holds several.
func (m *mapper) mails(name string, v jsontext.Value) []string {
	return m.texts(name, v, ",; ", "One of the mail addresses is ")
}

// recipients reads the associates who are notified of errors.
func (m *mapper) recipients(name string, v jsontext.Value) []webhook.Associate {
	if v.Kind() != '[' {
		m.mistyped(name, v, "a list")
		return nil
	}
	var all []webhook.Associate
	for e := range elements(v) {
		if !m.fits(name, 2*entryCost) {
			break
		}
		switch e.Kind() {
		case '{':
			a := m.associates.of(e)
			if !m.fits(name, a.take()) {
				return all
			}
			m.notice(a)
			all = append(all, *a.Associate)
		case '"':
			all = append(all, webhook.Associate{Name: m.line(name, unquote(e), maxName)})
		default:
			n, known := wholeNumber(e)
			if !known {
				m.say("One of the associates is " + kindWord(e.Kind()) + ", not an object.")
				continue
			}
			all = append(all, webhook.Associate{ID: n})
		}
	}
	return all
}

func (m *mapper) events(name string, v jsontext.Value) []string {
	return m.texts(name, v, ", ", "One of the events is ") // the database stores them in one text, separated by commas
}

// texts reads a list of texts, or one text in which they stand between separators.
func (m *mapper) texts(name string, v jsontext.Value, separators, one string) []string {
	if v.Kind() == '"' {
		m.mistyped(name, v, "a list")
		line := m.line(name, unquote(v), maxText)
		return m.several(name, strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune(separators, r) }))
	}
	if v.Kind() != '[' {
		m.mistyped(name, v, "a list")
		return nil
	}
	return m.several(name, func(yield func(string) bool) {
		for e := range elements(v) {
			if e.Kind() != '"' {
				m.say(one + kindWord(e.Kind()) + ", not a text.")
			} else if !yield(unquote(e)) {
				return
			}
		}
	})
}

// several keeps as many texts as there is room for.
func (m *mapper) several(name string, all iter.Seq[string]) []string {
	texts := []string{}
	for s := range all {
		if !m.fits(name, entryCost+2*min(len(s), maxName)) {
			break
		}
		texts = append(texts, m.line(name, s, maxName))
	}
	return texts
}

func (m *mapper) headers(name string, v jsontext.Value) []webhook.Header {
	if v.Kind() != '{' {
		m.mistypedAs(name, v, "an object", credentialName) // which of them are credentials cannot be told by a name any more
		return nil
	}
	headers := []webhook.Header{}
	for of, v := range members(v) {
		h := m.header(of, v)
		if !m.fits(name, 2*entryCost+len(h.Name)+len(h.Value)) {
			break
		}
		headers = append(headers, h)
	}
	return headers
}

func (m *mapper) header(name string, v jsontext.Value) webhook.Header {
	h := webhook.Header{Name: m.line("The name of a header", name, maxName)}
	judged := judge(name)
	switch {
	case judged > plainName:
		h.Value = redact.NonEmpty(scalar(v))
	case v.Kind() == '"':
		h.Value = redact.Value(m.line("The value of a header", unquote(v), maxText))
	default:
		h.Value = m.scrubbed("Headers", newScrubber(v), name, judged).Value
	}
	if h.Masked = strings.Contains(h.Value, redact.Mask); h.Masked && (v.Kind() == '"' || judged > plainName) {
		m.hide(found(scalar(v), judged))
	}
	return h
}

func (m *mapper) properties(name string, v jsontext.Value) []webhook.Member {
	if v.Kind() != '{' {
		m.mistyped(name, v, "an object")
		return nil
	}
	return m.members(name, v)
}

// members cleans and masks the members of an object, in their order, as far as there is room.
func (m *mapper) members(of string, v jsontext.Value) []webhook.Member {
	all := []webhook.Member{}
	s := newScrubber(v)
	_, _ = s.dec.ReadToken()
	for s.dec.PeekKind() == '"' && m.fits(of, entryCost) {
		token, _ := s.dec.ReadToken()
		name := token.String()
		all = append(all, m.scrubbed(of, s, name, judge(name)))
	}
	return all
}

func (m *mapper) associate(name string, v jsontext.Value) *webhook.Associate {
	if v.Kind() != '{' {
		m.mistyped(name, v, "an associate")
		return nil
	}
	a := m.associates.of(v)
	m.notice(a)
	m.spend(a.take())
	return a.Associate
}
