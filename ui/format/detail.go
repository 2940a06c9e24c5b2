package format

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"crmhooks/client/redact"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// Section is a part of a webhook's detail, with a blank line before it.
type Section struct {
	Title string // may be empty
	Rows  []Row
	Minor bool // what few people need: everything known about an associate
	Text  bool // the values are the lines of one longer text
}

// Row is one field: a label and its values, one under the other.
type Row struct {
	Label  string
	Values []Value
}

// Value is a line of a field. Names of one row stand in a column of their own.
type Value struct {
	Name  string // "" when the value has none
	Text  string
	Aside string // what is only true now, such as "2 d ago"; it follows the text and is left out of tickets
	Tone  Tone
	State webhook.State // with the tone State
}

// Tone says how a value is meant, so that a face can colour it.
type Tone int

// The tones of a value.
const (
	Plain Tone = iota
	Quiet      // there is nothing, or it is hidden
	State      // a state, with its symbol and in its own colour
	Code       // a line of JSON whose leading blanks matter
	Odd        // something that the API should not have sent
)

// Detail writes every field of a webhook.
func Detail(w *webhook.Webhook, t Times) []Section {
	d := detail{w, w.Details(), t}
	rows := slices.Concat([]Row{d.state()}, d.otherApp(), d.trouble(), d.lastCall(), d.description())
	sections := []Section{
		{Rows: append(append(rows, d.target(), d.events(), d.headers(), d.properties(), d.secret()), d.recipients()...)},
		{Rows: append([]Row{
			d.when("Registered", webhook.FieldRegistered, w.Registered, webhook.FieldRegisteredAssociate, d.rest.RegisteredAssociate),
			d.when("Last updated", webhook.FieldUpdated, w.Updated, webhook.FieldUpdatedAssociate, d.rest.UpdatedAssociate),
			d.field("Type", webhook.FieldType, w.Type),
			{"Webhook id", []Value{{Text: id(w.ID)}}},
		}, d.lastStatus()...)},
	}
	if advice := StateAdvice(w); advice != "" {
		sections[0].Rows = append(sections[0].Rows, Row{"Next step", []Value{{Text: advice, Tone: Quiet}}})
	}
	sections = append(sections, lastError(w)...)
	sections = append(sections, associate("Registered by", d.rest.RegisteredAssociate)...)
	sections = append(sections, associate("Last updated by", d.rest.UpdatedAssociate)...)
	if len(d.rest.Extra) > 0 {
		sections = append(sections, Section{Title: "Other members", Rows: []Row{{"", members(d.rest.Extra)}}})
	}
	if len(d.rest.Anomalies) > 0 {
		sections = append(sections, Section{Title: "Odd in the answer", Rows: []Row{{"", sentences(d.rest.Anomalies)}}})
	}
	return sections
}

type detail struct {
	w    *webhook.Webhook
	rest *webhook.Details
	t    Times
}

// absent says why a field has no value: it was not asked for, the answer did not give it, or it is empty.
func (d detail) absent(f webhook.Fields, empty string) []Value {
	switch {
	case d.w.OtherApp && !d.w.Present.Has(f):
		return []Value{{Text: "not shown to this application", Tone: Quiet}}
	case !d.w.Requested.Has(f):
		return []Value{{Text: "not requested", Tone: Quiet}}
	case !d.w.Present.Has(f):
		return []Value{{Text: "not given", Tone: Quiet}}
	}
	return []Value{{Text: empty, Tone: Quiet}}
}

func (d detail) field(label string, f webhook.Fields, text string) Row {
	if text == "" {
		return Row{label, d.absent(f, "empty")}
	}
	return Row{label, []Value{{Text: text}}}
}

func (d detail) state() Row {
	health := d.w.Health()
	return Row{"State", []Value{{Text: health.Word() + ": " + Meaning(d.w), Tone: State, State: health}}}
}

func (d detail) target() Row {
	if d.w.IsScript() && d.w.TargetURL != "" {
		return Row{"Target", []Value{{Text: scriptTarget + d.w.TargetURL}}}
	}
	return d.field("Target", webhook.FieldTargetURL, d.w.TargetURL)
}

func (d detail) events() Row {
	if len(d.w.Events) == 0 {
		return Row{"Events", d.absent(webhook.FieldEvents, "none")}
	}
	var values []Value
	for _, group := range EventGroups(d.w.Events) {
		values = append(values, Value{Name: group.Entity, Text: strings.Join(group.Actions, ", ")})
	}
	return Row{"Events", values}
}

func (d detail) headers() Row {
	if len(d.rest.Headers) == 0 {
		return Row{"Headers", d.absent(webhook.FieldHeaders, "none")}
	}
	var values []Value
	for _, h := range d.rest.Headers {
		v := Value{Name: h.Name, Text: h.Value}
		switch {
		case h.Masked:
			v.Text, v.Tone = h.Value+" (masked)", Quiet
		case h.Value == "":
			v.Text, v.Tone = "empty", Quiet
		}
		values = append(values, v)
	}
	return Row{"Headers", values}
}

func (d detail) properties() Row {
	if len(d.rest.Properties) == 0 {
		return Row{"Properties", d.absent(webhook.FieldProperties, "none")}
	}
	return Row{"Properties", members(d.rest.Properties)}
}

func (d detail) secret() Row {
	if d.w.Secret.Set() {
		return Row{"Secret", []Value{{Text: redact.Mask + " (set)", Tone: Quiet}}}
	}
	if !d.w.Requested.Has(webhook.FieldSecret) {
		return Row{"Secret", d.absent(webhook.FieldSecret, "")}
	}
	return Row{"Secret", []Value{{Text: "not set", Tone: Quiet}}}
}

// when writes a date, who did it, and how long ago. A date in year 1 means never.
func (d detail) when(label string, at webhook.Fields, t time.Time, by webhook.Fields, who *webhook.Associate) Row {
	if came, odd := d.rest.Unreadable[at]; odd {
		return Row{label, []Value{{Text: "unreadable: " + came, Tone: Odd}}}
	}
	if t.IsZero() && who.Label() != "" && d.w.OtherApp { // the archive knows who, and not when
		return Row{label, []Value{{Text: "by " + who.Label()}}}
	}
	if t.IsZero() {
		return Row{label, d.absent(at, "never")}
	}
	text := d.t.Stamp(t)
	if name := who.Label(); name != "" {
		text += " by " + name
		if who.Deleted {
			text += " (deleted)"
		}
	} else if d.w.Requested.Has(by) {
		text += " by " + None
	}
	return Row{label, []Value{{Text: text, Aside: d.t.Ago(t)}}}
}

// associate lists every member of an associate that has a value.
func associate(title string, a *webhook.Associate) []Section {
	if a == nil || len(a.Members) == 0 {
		return nil
	}
	return []Section{{Title: title, Rows: []Row{{"", members(a.Members)}}, Minor: true}}
}

func sentences(texts []string) []Value {
	var values []Value
	for _, s := range texts {
		values = append(values, Value{Text: s, Tone: Odd})
	}
	return values
}

// members writes named JSON values: a text or a number as it is, anything else as indented JSON.
func members(ms []webhook.Member) []Value {
	var values []Value
	for _, m := range ms {
		name := m.Name
		for _, line := range valueLines(m.Value) {
			line.Name, name = name, ""
			values = append(values, line)
		}
	}
	return values
}

func valueLines(value string) []Value {
	switch {
	case value == "null":
		return []Value{{Text: "null", Tone: Quiet}}
	case value == `""`:
		return []Value{{Text: `""`, Tone: Quiet}}
	case strings.HasPrefix(value, `"`):
		return stringLines(value)
	}
	lines := strings.Split(indent(value), "\n")
	if short := inline(lines); Width(short) <= shortJSON {
		return []Value{{Text: short}}
	}
	var values []Value
	for _, line := range lines {
		values = append(values, Value{Text: line, Tone: Code})
	}
	return values
}

// shortJSON is how wide an object or an array may be to stand in one line.
const shortJSON = 48

// inline joins the lines of indented JSON: { "a": 1, "b": 2 }.
func inline(lines []string) string {
	trimmed := make([]string, len(lines))
	for i, line := range lines {
		trimmed[i] = strings.TrimSpace(line)
	}
	return strings.Join(trimmed, " ")
}

// stringLines writes a JSON string as the text that it is, in as many lines as it has.
func stringLines(value string) []Value {
	var decoded string
	if err := json.Unmarshal([]byte(value), &decoded); err != nil {
		return []Value{{Text: value}}
	}
	clean, tone := text.Lines(decoded), Plain
	if clean == redact.Mask {
		clean, tone = clean+" (masked)", Quiet
	}
	var lines []Value
	for line := range strings.SplitSeq(clean, "\n") {
		lines = append(lines, Value{Text: line, Tone: tone})
	}
	return lines
}
