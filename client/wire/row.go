package wire

import (
	"bytes"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// maxRow is how many bytes a webhook may have for a rowReader. Within these, none of the limits on its lists is reached.
const maxRow = 8 << 10

// rowReader reads what the row of a webhook needs, and leaves the details for later. It gives up on whatever is not ordinary, and then the mapper reads the webhook.
// What it reads is exactly what the mapper would read. It belongs to one goroutine.
type rowReader struct {
	*reading
	known  words
	hidden []redact.Found      // credentials of the webhook that is being read
	pieces []redact.Credential // of these
	events []string            // room for those of the next webhooks
	counts counts
	room   int // bytes that the lists of the webhook take once its details are read
	places places
}

// pair is a member of an object: its name and its value, and where the value begins.
type pair struct {
	name  *word
	value jsontext.Value
	at    int
}

func newRowReader(r *reading) rowReader {
	return rowReader{reading: r, known: newWords(), places: places{}}
}

// row reads a webhook from its members.
func (r *rowReader) row(w *webhook.Webhook, members []pair) bool {
	r.hidden, r.counts, r.room = r.hidden[:0], counts{}, 0
	w.Tenant, w.State, w.Requested = r.tenant, webhook.Unknown, r.requested
	for _, m := range members {
		if !r.member(w, m) {
			return false
		}
	}
	r.target(w)
	r.conceal(w)
	if listed := r.counts.listed(); listed != nil {
		w.SetListed(*listed)
	}
	return true
}

func (r *rowReader) member(w *webhook.Webhook, m pair) bool {
	field := m.name.field
	switch kind := m.value.Kind(); {
	case m.name.ours, field == webhook.FieldLastError && kind != 'n' && !r.noLastErrors && len(m.value) > len(`""`):
		return false
	case field == webhook.FieldLastError && r.noLastErrors:
		return true
	case field == 0:
		return r.inside(m)
	case kind == 'n':
		return true
	case w.Present.Has(field): // twice
		return false
	}
	w.Present |= field
	return r.field(w, field, m.value)
}

func (r *rowReader) field(w *webhook.Webhook, field webhook.Fields, v jsontext.Value) (ok bool) {
	switch kind := v.Kind(); field {
	case webhook.FieldID:
		w.ID, ok = wholeNumber(v)
		return ok && kind == '0'
	case webhook.FieldState:
		w.State = r.known.state(v)
		return w.State != ""
	case webhook.FieldEvents:
		w.Events, ok = r.eventNames(v)
		return ok
	case webhook.FieldHeaders, webhook.FieldProperties:
		return kind == '{' && r.members(field, v)
	case webhook.FieldRegisteredAssociate, webhook.FieldUpdatedAssociate:
		return kind == '{'
	case webhook.FieldErrorEmails, webhook.FieldErrorAssociates:
		r.room += 4 * entryCost * (1 + bytes.Count(v, []byte{','}))
		return kind == '['
	case webhook.FieldTotalCalls, webhook.FieldTotalErrors, webhook.FieldConsecutiveErrors:
		n, known := count(v)
		r.counts.set(field, n)
		return known
	case webhook.FieldNotifyVia, webhook.FieldNotifyWhen:
		return kind == '"' || kind == '0'
	default:
		return kind == '"' && len(v) <= maxName && r.text(w, field, v)
	}
}

// text reads a member that is a text.
func (r *rowReader) text(w *webhook.Webhook, field webhook.Fields, v jsontext.Value) (ok bool) {
	switch field {
	case webhook.FieldName:
		w.Name = text.Line(unquote(v))
	case webhook.FieldTargetURL:
		w.TargetURL = text.Line(unquote(v))
		w.TargetFingerprint = secret.FingerprintOf(w.TargetURL)
	case webhook.FieldSecret:
		w.Secret = secret.New(unquote(v))
	case webhook.FieldType:
		w.Type = r.known.of(v).text
	case webhook.FieldRegistered:
		w.Registered, ok = r.date(v)
		return ok
	case webhook.FieldUpdated:
		w.Updated, ok = r.date(v)
		return ok
	case webhook.FieldErrorsEmail:
		w.ErrorsEmail = text.Line(unquote(v))
	case webhook.FieldDescription:
		w.Description = legible(unquote(v), r.own)
	case webhook.FieldLastError: // an empty one
		r.counts.read = true
	default:
		return false
	}
	return true
}

// roomForEvents is how many events are given room at once.
const roomForEvents = 1024

func (r *rowReader) eventNames(v jsontext.Value) (names []string, ok bool) {
	if v.Kind() != '[' {
		return nil, false
	}
	s := scanner{b: v, i: 1}
	from := len(r.events)
	for s.blanks(); !s.at(']'); s.blanks() {
		event, _ := s.value()
		if event.Kind() != '"' || len(event) > maxName {
			return nil, false
		}
		if len(r.events) == cap(r.events) {
			r.events, from = append(make([]string, 0, roomForEvents+len(r.events)-from), r.events[from:]...), 0
		}
		r.events = append(r.events, r.known.of(event).text)
		r.room += entryCost
		s.blanks()
		s.at(',')
	}
	if from == len(r.events) {
		return []string{}, true
	}
	return r.events[from:len(r.events):len(r.events)], true
}

// members looks for credentials among the headers or the properties.
func (r *rowReader) members(of webhook.Fields, v jsontext.Value) bool {
	s := scanner{b: v, i: 1}
	for s.blanks(); !s.at('}'); s.blanks() {
		m, _ := r.pair(&s) // it was scanned before
		ok := len(m.name.text) <= maxName
		if of == webhook.FieldHeaders {
			ok = ok && r.header(m)
		} else {
			ok = ok && r.inside(m)
		}
		if !ok {
			return false
		}
		s.blanks()
		s.at(',')
	}
	return true
}

// pair reads the next member of an object.
func (r *rowReader) pair(s *scanner) (m pair, ok bool) {
	name, ok := s.name()
	if !ok {
		return m, false
	}
	at := s.i
	value, ok := s.value()
	return pair{r.known.of(name), value, at}, ok
}

func (r *rowReader) header(m pair) bool {
	if m.value.Kind() != '"' {
		return false
	}
	r.room += 2 * entryCost
	raw, judged := unquote(m.value), m.name.judged()
	if judged > plainName && raw != "" || judged == plainName && strings.Contains(redact.Value(text.Line(raw)), redact.Mask) {
		r.hidden = append(r.hidden, found(raw, judged))
	}
	return true
}

// inside looks for credentials in a property, or in a member that the vendor does not name.
func (r *rowReader) inside(m pair) bool {
	r.room += entryCost
	judged := m.name.judged()
	switch m.value.Kind() {
	case '"':
		raw := unquote(m.value)
		if clean := text.Lines(raw); judged > plainName || redact.Value(clean) != clean {
			r.hidden = append(r.hidden, found(raw, judged))
		}
	case '0':
		if len(m.value) > maxName {
			return false
		}
		if judged > plainName {
			r.hidden = append(r.hidden, found(string(m.value), judged))
		}
	case '{', '[':
		s := newScrubber(m.value)
		s.member(m.name.raw, judged)
		r.hidden = append(r.hidden, s.hidden...)
	}
	return len(r.hidden) <= maxFound
}

// target masks the target, as mapper.target does.
func (r *rowReader) target(w *webhook.Webhook) {
	if w.IsScript() && !strings.Contains(w.TargetURL, "//") {
		return
	}
	raw := w.TargetURL
	if w.TargetURL = redact.Target(raw); w.TargetURL != raw {
		r.hidden = append(r.hidden, found(redact.Hidden(raw, w.TargetURL), plainName))
	}
}

// conceal masks in the row what repeats a credential, as mapper.conceal does.
func (r *rowReader) conceal(w *webhook.Webhook) {
	repeats := r.own
	if len(r.hidden) > 0 || w.Secret.Known() {
		repeats = r.repeats
		r.pieces = redact.AppendPieces(r.pieces[:0], r.hidden)
		secret.Seek(repeats, r.pieces, w.Secret)
	}
	concealer{repeats}.row(w)
}

// date reads a date.
func (r *rowReader) date(v jsontext.Value) (time.Time, bool) {
	t, ok := readTime(unquote(v))
	return r.places.shared(t), ok
}
