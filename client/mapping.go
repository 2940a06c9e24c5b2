package client

import (
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/redact"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// webhook maps one object of the answer. This is the one place where text from the server is cleaned and credentials are masked.
// The error is that of the JSON itself; a member of an unexpected type is noted in Odd and kept among Others.
func (d *decoder) webhook(dec *jsontext.Decoder) (webhook.Webhook, error) {
	m := mapper{
		associates: d.associates, own: d.own, repeats: d.repeats, noLastErrors: d.noLastErrors,
		w: webhook.Webhook{Tenant: d.tenant, State: webhook.Unknown, Asked: d.asked},
	}
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
	m.conceal()
	if listed := m.counts.listed(); listed != nil {
		m.w.SetListed(*listed)
	}
	if m.usage != nil {
		m.w.SetUsage(readUsage(m.usage, m.own, m.noLastErrors))
	}
	return m.w, nil
}

type mapper struct {
	w            webhook.Webhook
	associates   associates
	own          *redact.Repeats // finds our own login
	repeats      *redact.Repeats // the same, and the credentials of one webhook after the other; nil for one alone
	noLastErrors bool
	counts       counts
	usage        jsontext.Value // of a list that we saved; nil for none
	key          string         // the secret, as it came
	hidden       []redact.Found // credentials that were masked, to keep them out of all other texts
}

// target masks the target. What it was is kept as a fingerprint, since two that look the same may differ in what is masked.
func (m *mapper) target() {
	w := &m.w
	w.TargetFingerprint = webhook.FingerprintOf(w.TargetURL)
	if w.IsScript() && !strings.Contains(w.TargetURL, "//") {
		return
	}
	came := w.TargetURL
	if w.TargetURL = redact.Target(came); w.TargetURL != came {
		w.TargetCredentials = redact.TargetCredentials(came)
		m.hidden = append(m.hidden, redact.Found{Text: redact.Hidden(came, w.TargetURL)})
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
	case name == webhook.OtherAppMember && v.Kind() == 't':
		m.w.OtherApp, m.w.State = true, webhook.OtherApplication
		return
	case field == webhook.FieldLastError && m.noLastErrors:
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
	default:
		m.since12(field, name, v)
	}
}

// since12 maps a member that answers have since 12.0.
func (m *mapper) since12(field webhook.Fields, name string, v jsontext.Value) {
	w := &m.w
	switch field {
	case webhook.FieldDescription:
		w.Description = m.words(name, v)
	case webhook.FieldErrorEmails:
		w.ErrorEmails = m.mails(name, v)
	case webhook.FieldErrorAssociates:
		w.ErrorAssociates = m.recipients(name, v)
	case webhook.FieldNotifyVia:
		w.NotifyVia = webhook.NotifyViaOf(m.enumeration(name, v))
	case webhook.FieldNotifyWhen:
		w.NotifyWhen = webhook.NotifyWhenOf(m.enumeration(name, v))
	case webhook.FieldTotalCalls, webhook.FieldTotalErrors, webhook.FieldConsecutiveErrors:
		if n, known := count(v); known {
			m.counts.set(field, n)
		} else {
			m.odd(name, v, "a count")
		}
	case webhook.FieldLastError:
		m.counts.lastError = m.words(name, v)
		m.counts.read = v.Kind() == '"'
	}
}

// odd notes a member of an unexpected type and keeps its value where it can be looked at.
func (m *mapper) odd(name string, v jsontext.Value, expected string) {
	m.oddAs(name, v, expected, judge(name))
}

func (m *mapper) oddAs(name string, v jsontext.Value, expected string, judged judgement) {
	m.w.Odd = append(m.w.Odd, text.Line(name)+" came as "+kindWord(v.Kind())+", not as "+expected+".")
	m.keep(name, v, judged)
}

// other keeps a member that has no place of its own.
func (m *mapper) other(name string, v jsontext.Value) { m.keep(name, v, judge(name)) }

func (m *mapper) keep(name string, v jsontext.Value, judged judgement) {
	scrubbed, hidden := scrubAs(name, v, judged)
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

// words reads a longer text: its lines stay, and credentials that can be made out in it are masked.
func (m *mapper) words(name string, v jsontext.Value) string {
	if v.Kind() != '"' {
		m.odd(name, v, "a text")
		return ""
	}
	return legible(unquote(v), m.own)
}

// enumeration reads a name or a number as text.
func (m *mapper) enumeration(name string, v jsontext.Value) string {
	if k := v.Kind(); k != '"' && k != '0' {
		m.odd(name, v, "a text")
		return ""
	}
	return text.Line(scalar(v))
}

// mails reads a list of addresses, or one text of several.
func (m *mapper) mails(name string, v jsontext.Value) []string {
	return m.texts(name, v, ",; ", "One of the mail addresses is ")
}

// recipients reads the associates that are told.
func (m *mapper) recipients(name string, v jsontext.Value) []webhook.Associate {
	if v.Kind() != '[' {
		m.odd(name, v, "a list")
		return nil
	}
	var all []webhook.Associate
	for e := range elements(v) {
		switch e.Kind() {
		case '{':
			all = append(all, *m.associates.of(e))
		case '"':
			all = append(all, webhook.Associate{Name: text.Line(unquote(e))})
		default:
			n, known := wholeNumber(e)
			if !known {
				m.w.Odd = append(m.w.Odd, "One of the associates is "+kindWord(e.Kind())+", not an object.")
				continue
			}
			all = append(all, webhook.Associate{ID: n})
		}
	}
	return all
}

// state reads the name or the number of a state, and keeps anything else as it came.
func (m *mapper) state(name string, v jsontext.Value) webhook.State {
	if k := v.Kind(); k != '"' && k != '0' {
		m.odd(name, v, "a state")
		return webhook.Unknown
	}
	state := strings.TrimSpace(text.Line(scalar(v)))
	if state == "" {
		m.w.Given &^= webhook.FieldState // it says nothing
	}
	return webhook.StateOf(state)
}

func (m *mapper) secret(name string, v jsontext.Value) webhook.Secret {
	m.key = scalar(v)
	if v.Kind() == '"' {
		return webhook.NewSecret(m.key)
	}
	// Its value is not kept among Others, whatever it is.
	m.w.Odd = append(m.w.Odd, text.Line(name)+" came as "+kindWord(v.Kind())+", not as a text.")
	return webhook.NewSecret(string(v))
}

func (m *mapper) time(name string, v jsontext.Value) time.Time {
	t, ok := readTime(scalar(v))
	if ok {
		return t
	}
	if m.w.Unreadable == nil {
		m.w.Unreadable = map[webhook.Fields]string{}
	}
	m.odd(name, v, "a date")
	m.w.Unreadable[webhook.FieldByName(name)] = redact.Value(text.Line(scalar(v)))
	return t
}

func (m *mapper) events(name string, v jsontext.Value) []string {
	return m.texts(name, v, ", ", "One of the events is ") // the database stores them in one text, separated by commas
}

// texts reads a list of texts, or one text in which they stand between separators.
func (m *mapper) texts(name string, v jsontext.Value, separators, one string) []string {
	if v.Kind() == '"' {
		m.odd(name, v, "a list")
		return strings.FieldsFunc(text.Line(unquote(v)), func(r rune) bool { return strings.ContainsRune(separators, r) })
	}
	if v.Kind() != '[' {
		m.odd(name, v, "a list")
		return nil
	}
	texts := []string{}
	for e := range elements(v) {
		if e.Kind() != '"' {
			m.w.Odd = append(m.w.Odd, one+kindWord(e.Kind())+", not a text.")
			continue
		}
		texts = append(texts, text.Line(unquote(e)))
	}
	return texts
}

func (m *mapper) headers(name string, v jsontext.Value) []webhook.Header {
	if v.Kind() != '{' {
		m.oddAs(name, v, "an object", credentialName) // which of them are credentials cannot be told by a name any more
		return nil
	}
	headers := []webhook.Header{}
	for name, v := range members(v) {
		h := webhook.Header{Name: text.Line(name)}
		judged := judge(name)
		switch {
		case judged > plainName:
			h.Value = redact.NonEmpty(scalar(v))
		case v.Kind() == '"':
			h.Value = redact.Value(text.Line(unquote(v)))
		default:
			scrubbed, hidden := scrubMember(name, v)
			h.Value = scrubbed.Value
			m.hidden = append(m.hidden, hidden...)
		}
		if h.Masked = strings.Contains(h.Value, webhook.Mask); h.Masked && (v.Kind() == '"' || judged > plainName) {
			m.hidden = append(m.hidden, redact.Found{Text: scalar(v), Key: judged == keyName})
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
		case strings.EqualFold(name, "AssociateId"), strings.EqualFold(name, "Id"): // of a recipient, which is an item of a list
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
