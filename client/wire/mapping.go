package wire

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// mapper maps one object of an answer to a webhook. This is the one place where text from the server is cleaned and credentials are masked.
type mapper struct {
	*reading
	w      webhook.Webhook
	rest   webhook.Details
	counts counts
	usage  jsontext.Value // of a list that we saved; nil for none
	key    string         // the secret, as it came
	cut    bool           // the secret is known already, and no part of what is read
	hidden []redact.Found // credentials that were masked, to keep them out of all other texts

	size int // bytes that are kept
	left int // bytes that lists may still have
}

func newMapper(r *reading) *mapper {
	return &mapper{reading: r, left: maxWebhook, w: webhook.Webhook{Tenant: r.tenant, State: webhook.Unknown, Requested: r.requested}}
}

// read reads the object. The error is that of the JSON itself; a member of an unexpected type is noted in Anomalies and kept in Extra.
func (m *mapper) read(ctx context.Context, dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil { // the opening brace
		return err
	}
	for dec.PeekKind() != '}' {
		token, err := dec.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		value, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		m.member(name, value)
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	m.finish()
	return nil
}

// finish masks what can be judged only when the whole webhook is known, and sets its usage.
func (m *mapper) finish() {
	m.target()
	m.conceal()
	m.spend(m.prepared())
	m.detail()
	if listed := m.counts.listed(); listed != nil {
		m.w.SetListed(*listed)
	}
	if m.usage != nil {
		m.w.SetUsage(readUsage(m.usage, m.reading))
		m.spend(maxLongText)
	}
}

// detail makes the details part of the webhook.
func (m *mapper) detail() {
	details := m.rest
	m.w.Rest = &details
}

// prepared is how many more bytes a prepared list holds to search in, and by how many the masks may have lengthened the target.
func (m *mapper) prepared() int { return len(m.w.Name) + 2*len(m.w.TargetURL) + len(m.w.Description) }

// target masks the target. A fingerprint of the original is kept, since two that look the same may differ in what is masked.
func (m *mapper) target() {
	w := &m.w
	if w.TargetFingerprint == 0 {
		w.TargetFingerprint = secret.FingerprintOf(w.TargetURL)
	}
	if w.IsScript() && !strings.Contains(w.TargetURL, "//") {
		return
	}
	raw := w.TargetURL
	if w.TargetURL = redact.Target(raw); w.TargetURL != raw {
		m.rest.TargetCredentials = redact.TargetCredentials(raw)
		m.hide(found(redact.Hidden(raw, w.TargetURL), plainName))
		for _, where := range m.rest.TargetCredentials {
			m.spend(entryCost + len(where))
		}
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
		m.extra(name, v)
		return
	case v.Kind() == 'n':
		return
	}
	m.w.Present |= field
	m.field(field, name, v)
}

func (m *mapper) field(field webhook.Fields, name string, v jsontext.Value) {
	w, rest := &m.w, &m.rest
	switch field {
	case webhook.FieldID:
		w.ID = m.number(name, v)
	case webhook.FieldName:
		w.Name = m.text(name, v, maxName)
	case webhook.FieldEvents:
		w.Events = m.events(name, v)
	case webhook.FieldTargetURL:
		if before := w.TargetURL; before != "" {
			m.hide(found(redact.Hidden(before, redact.Target(before)), plainName))
		}
		w.TargetURL, w.TargetFingerprint = m.text(name, v, maxTarget), 0
		if len(v) > maxTarget { // two that begin alike are not the same
			w.TargetFingerprint = secret.FingerprintOf(scalar(v))
		}
	case webhook.FieldSecret:
		if !m.cut {
			w.Secret = m.secret(name, v)
		}
	case webhook.FieldState:
		w.State = m.state(name, v)
	case webhook.FieldType:
		w.Type = m.text(name, v, maxName)
	case webhook.FieldHeaders:
		rest.Headers = m.headers(name, v)
	case webhook.FieldProperties:
		rest.Properties = m.properties(name, v)
	case webhook.FieldRegistered:
		w.Registered = m.time(name, v)
	case webhook.FieldRegisteredAssociate:
		rest.RegisteredAssociate = m.associate(name, v)
	case webhook.FieldUpdated:
		w.Updated = m.time(name, v)
	case webhook.FieldUpdatedAssociate:
		rest.UpdatedAssociate = m.associate(name, v)
	case webhook.FieldErrorsEmail:
		w.ErrorsEmail = m.text(name, v, maxName)
	default:
		m.since12(field, name, v)
	}
}

// since12 maps a member that answers have since 12.0.
func (m *mapper) since12(field webhook.Fields, name string, v jsontext.Value) {
	rest := &m.rest
	switch field {
	case webhook.FieldDescription:
		m.w.Description = m.longText(name, v)
	case webhook.FieldErrorEmails:
		rest.ErrorEmails = m.mails(name, v)
	case webhook.FieldErrorAssociates:
		rest.ErrorAssociates = m.recipients(name, v)
	case webhook.FieldNotifyVia:
		rest.NotifyVia = webhook.NotifyViaOf(m.enumeration(name, v))
	case webhook.FieldNotifyWhen:
		rest.NotifyWhen = webhook.NotifyWhenOf(m.enumeration(name, v))
	case webhook.FieldTotalCalls, webhook.FieldTotalErrors, webhook.FieldConsecutiveErrors:
		if n, known := count(v); known {
			m.counts.set(field, n)
		} else {
			m.mistyped(name, v, "a count")
		}
	case webhook.FieldLastError:
		m.counts.lastError = m.longText(name, v)
		m.counts.read = v.Kind() == '"'
	}
}

// mistyped notes a member of an unexpected type and keeps its value where it can be looked at.
func (m *mapper) mistyped(name string, v jsontext.Value, expected string) {
	m.mistypedAs(name, v, expected, judge(name))
}

func (m *mapper) mistypedAs(name string, v jsontext.Value, expected string, judged judgement) {
	m.say(text.Line(name) + " came as " + kindWord(v.Kind()) + ", not as " + expected + ".")
	m.keep(name, v, judged)
}

// extra keeps a member that has no place of its own.
func (m *mapper) extra(name string, v jsontext.Value) { m.keep(name, v, judge(name)) }

func (m *mapper) keep(name string, v jsontext.Value, judged judgement) {
	if m.fits(name, entryCost) {
		m.rest.Extra = append(m.rest.Extra, m.scrubbed(name, newScrubber(v), name, judged))
	}
}

func (m *mapper) text(name string, v jsontext.Value, most int) string {
	if v.Kind() != '"' {
		m.mistyped(name, v, "a text")
		return ""
	}
	return m.line(name, unquote(v), most)
}

// number reads an id: a number, or a number as text.
func (m *mapper) number(name string, v jsontext.Value) int64 {
	n, ok := wholeNumber(v)
	if !ok || v.Kind() != '0' {
		m.mistyped(name, v, "a whole number")
	}
	return n
}

// wholeNumber reads a whole number, also one that is written as a text. ok is false for anything else, and for a number that is too large.
func wholeNumber(v jsontext.Value) (n int64, ok bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(scalar(v)), 10, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

// longText reads a longer text: its lines stay, and credentials that can be made out in it are masked.
func (m *mapper) longText(name string, v jsontext.Value) string {
	if v.Kind() != '"' {
		m.mistyped(name, v, "a text")
		return ""
	}
	raw := unquote(v)
	if len(raw) > maxLongText {
		m.say(tooLong(name, len(raw), maxLongText))
	}
	clean := legible(raw, m.own)
	m.spend(len(clean))
	return clean
}

// enumeration reads a name or a number as text.
func (m *mapper) enumeration(name string, v jsontext.Value) string {
	if k := v.Kind(); k != '"' && k != '0' {
		m.mistyped(name, v, "a text")
		return ""
	}
	return m.line(name, scalar(v), maxName)
}

// state reads the name or the number of a state, and keeps anything else as it came.
func (m *mapper) state(name string, v jsontext.Value) webhook.State {
	if k := v.Kind(); k != '"' && k != '0' {
		m.mistyped(name, v, "a state")
		return webhook.Unknown
	}
	state := strings.TrimSpace(m.line(name, scalar(v), maxName))
	if state == "" {
		m.w.Present &^= webhook.FieldState // it says nothing
	}
	return webhook.StateOf(state)
}

func (m *mapper) secret(name string, v jsontext.Value) secret.Secret {
	raw := scalar(v)
	if v.Kind() != '"' {
		// Its value is not kept in Extra, whatever it is.
		m.say(text.Line(name) + " came as " + kindWord(v.Kind()) + ", not as a text.")
		raw = string(v)
	}
	if m.key != "" { // the answer has the member twice: the last one counts, and either may be repeated elsewhere
		m.hide(found(m.key, keyName))
	}
	if m.key = raw; len(raw) > maxSecret { // of no use without its end
		m.say(fmt.Sprintf("%s is too long for a key (%d bytes), and no signature is checked with it.", name, len(raw)))
		m.key = strings.Clone(raw[:maxSecret])
		raw = redact.Mask
	}
	m.spend(len(m.key))
	return secret.New(raw)
}

func (m *mapper) time(name string, v jsontext.Value) time.Time {
	raw := scalar(v)
	t, ok := readTime(raw)
	if ok {
		return t
	}
	if m.rest.Unreadable == nil {
		m.rest.Unreadable = map[webhook.Fields]string{}
	}
	m.mistyped(name, v, "a date")
	m.rest.Unreadable[webhook.FieldByName(name)] = redact.Value(m.line(name, raw, maxName))
	return t
}
