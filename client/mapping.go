package client

import (
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// webhook maps one object of the answer. This is the one place where text from the server is cleaned and credentials are masked.
// The error is that of the JSON itself; a member of an unexpected type is noted in Odd and kept among Others.
func (d *decoder) webhook(dec *jsontext.Decoder) (webhook.Webhook, error) {
	m := mapper{associates: d.associates, lastError: d.lastError, w: webhook.Webhook{Tenant: d.tenant, State: webhook.Unknown, Asked: d.asked}}
	if _, err := dec.ReadToken(); err != nil { // the opening brace
		return m.w, err
	}
	for dec.PeekKind() != '}' {
		token, err := dec.ReadToken()
		if err != nil {
			return m.w, err
		}
		name := token.String()
		value, err := dec.ReadValue()
		if err != nil {
			return m.w, err
		}
		m.member(name, value)
	}
	if _, err := dec.ReadToken(); err != nil {
		return m.w, err
	}
	m.target()
	m.w.Hidden = webhook.NewHidden(hiddenPieces(m.hidden))
	if m.usage != nil {
		m.w.SetUsage(readUsage(m.usage, m.lastError))
	}
	return m.w, nil
}

type mapper struct {
	w          webhook.Webhook
	associates associates
	lastError  func(came string) string
	usage      jsontext.Value // of a list that we saved; nil for none
	hidden     []string       // credentials that were masked, to keep them out of what receivers answer
}

// target masks the target. What it was is kept as a fingerprint, since two that look the same may differ in what is masked.
func (m *mapper) target() {
	w := &m.w
	w.TargetFingerprint = webhook.FingerprintOf(w.TargetURL)
	if w.IsScript() && !strings.Contains(w.TargetURL, "//") {
		return
	}
	came := w.TargetURL
	if w.TargetURL = maskTarget(came); w.TargetURL != came {
		w.TargetCredentials = targetCredentials(came)
		m.hidden = append(m.hidden, unmasked(came, w.TargetURL))
	}
}

// member maps one member. A documented member that is null counts as not given.
func (m *mapper) member(name string, v jsontext.Value) {
	field := webhook.FieldByName(name)
	if field != 0 && strings.Contains(name, "/") {
		field = 0 // a path is for $select; a member of that name is none of ours
	}
	switch {
	case name == usageMember && v.Kind() == '{':
		m.usage = v.Clone()
		return
	case field == 0:
		m.other(name, v)
		return
	case v.Kind() == 'n':
		return
	}
	m.w.Given |= field
	m.field(field, name, v)
}

func (m *mapper) field(field webhook.Fields, name string, v jsontext.Value) {
	w := &m.w
	switch field {
	case webhook.FieldID:
		w.ID = m.number(name, v)
	case webhook.FieldName:
		w.Name = m.text(name, v)
	case webhook.FieldEvents:
		w.Events = m.events(name, v)
	case webhook.FieldTargetURL:
		w.TargetURL = m.text(name, v)
	case webhook.FieldSecret:
		w.Secret = m.secret(name, v)
	case webhook.FieldState:
		w.State = m.state(name, v)
	case webhook.FieldType:
		w.Type = m.text(name, v)
	case webhook.FieldHeaders:
		w.Headers = m.headers(name, v)
	case webhook.FieldProperties:
		w.Properties = m.properties(name, v)
	case webhook.FieldRegistered:
		w.Registered = m.time(name, v)
	case webhook.FieldRegisteredAssociate:
		w.RegisteredAssociate = m.associate(name, v)
	case webhook.FieldUpdated:
		w.Updated = m.time(name, v)
	case webhook.FieldUpdatedAssociate:
		w.UpdatedAssociate = m.associate(name, v)
	case webhook.FieldErrorsEmail:
		w.ErrorsEmail = m.text(name, v)
	}
}

// odd notes a member of an unexpected type and keeps its value where it can be looked at.
func (m *mapper) odd(name string, v jsontext.Value, expected string) {
	m.w.Odd = append(m.w.Odd, text.Line(name)+" came as "+kindWord(v.Kind())+", not as "+expected+".")
	m.other(name, v)
}

// other keeps a member that has no place of its own.
func (m *mapper) other(name string, v jsontext.Value) {
	scrubbed, hidden := scrubMember(name, v)
	m.w.Others = append(m.w.Others, scrubbed)
	m.hidden = append(m.hidden, hidden...)
}

func (m *mapper) text(name string, v jsontext.Value) string {
	if v.Kind() != '"' {
		m.odd(name, v, "a text")
		return ""
	}
	return text.Line(unquote(v))
}

// number reads an id: a number, or a number as text.
func (m *mapper) number(name string, v jsontext.Value) int64 {
	n, ok := wholeNumber(v)
	if !ok || v.Kind() != '0' {
		m.odd(name, v, "a whole number")
	}
	return n
}

// wholeNumber is 0 for what is none, or is too large.
func wholeNumber(v jsontext.Value) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(scalar(v)), 10, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

// state reads the name or the number of a state, and keeps anything else as it came.
func (m *mapper) state(name string, v jsontext.Value) webhook.State {
	if k := v.Kind(); k != '"' && k != '0' {
		m.odd(name, v, "a state")
		return webhook.Unknown
	}
	return webhook.StateOf(text.Line(scalar(v)))
}

func (m *mapper) secret(name string, v jsontext.Value) webhook.Secret {
	if v.Kind() == '"' {
		return webhook.NewSecret(unquote(v))
	}
	// Its value is not kept among Others, whatever it is.
	m.w.Odd = append(m.w.Odd, text.Line(name)+" came as "+kindWord(v.Kind())+", not as a text.")
	return webhook.NewSecret(string(v))
}

func (m *mapper) time(name string, v jsontext.Value) time.Time {
	t, ok := readTime(scalar(v))
	if !ok {
		m.odd(name, v, "a date")
	}
	return t
}

func (m *mapper) events(name string, v jsontext.Value) []string {
	if v.Kind() == '"' { // the database stores them in one text, separated by commas
		m.odd(name, v, "a list")
		return strings.FieldsFunc(text.Line(unquote(v)), func(r rune) bool { return r == ',' || r == ' ' })
	}
	if v.Kind() != '[' {
		m.odd(name, v, "a list")
		return nil
	}
	events := []string{}
	for e := range elements(v) {
		if e.Kind() != '"' {
			m.w.Odd = append(m.w.Odd, "One of the events is "+kindWord(e.Kind())+", not a text.")
			continue
		}
		events = append(events, text.Line(unquote(e)))
	}
	return events
}

func (m *mapper) headers(name string, v jsontext.Value) []webhook.Header {
	if v.Kind() != '{' {
		m.odd(name, v, "an object")
		return nil
	}
	headers := []webhook.Header{}
	for name, v := range members(v) {
		h := webhook.Header{Name: text.Line(name)}
		switch {
		case credentialName(name):
			h.Value = maskNonEmpty(scalar(v))
		case v.Kind() == '"':
			h.Value = maskValue(text.Line(unquote(v)))
		default:
			scrubbed, _ := scrubMember(name, v)
			h.Value = scrubbed.Value
		}
		if h.Masked = strings.Contains(h.Value, webhook.Mask); h.Masked {
			m.hidden = append(m.hidden, scalar(v))
		}
		headers = append(headers, h)
	}
	return headers
}

func (m *mapper) properties(name string, v jsontext.Value) []webhook.Member {
	if v.Kind() != '{' {
		m.odd(name, v, "an object")
		return nil
	}
	properties, hidden := scrubMembers(v)
	m.hidden = append(m.hidden, hidden...)
	return properties
}

func (m *mapper) associate(name string, v jsontext.Value) *webhook.Associate {
	if v.Kind() != '{' {
		m.odd(name, v, "an associate")
		return nil
	}
	return m.associates.of(v)
}

// associates are those of one answer. A few people stand on most of its webhooks, so equal ones are mapped once and shared; nobody
// changes an associate.
type associates map[string]*webhook.Associate

// maxAssociates bounds what is remembered of an answer in which no two are equal.
const maxAssociates = 10_000

func (as associates) of(v jsontext.Value) *webhook.Associate {
	if known, ok := as[string(v)]; ok {
		return known
	}
	a := mapAssociate(v)
	if len(as) < maxAssociates {
		as[string(v)] = a
	}
	return a
}

func mapAssociate(v jsontext.Value) *webhook.Associate {
	all, _ := scrubMembers(v)
	a := &webhook.Associate{Members: all}
	for name, v := range members(v) {
		switch {
		case strings.EqualFold(name, "AssociateId"):
			a.ID, _ = wholeNumber(v)
		case strings.EqualFold(name, "Name") && v.Kind() == '"':
			a.Name = text.Line(unquote(v))
		case strings.EqualFold(name, "FullName") && v.Kind() == '"':
			a.FullName = text.Line(unquote(v))
		case strings.EqualFold(name, "Deleted"):
			a.Deleted = v.Kind() == 't'
		}
	}
	return a
}
