package wire

import (
	"bytes"
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// batch is a part of an answer: its bytes begin at an element of the list and end before another one.
type batch struct {
	raw  []byte
	came int64 // bytes of the answer up to its end
	last bool  // nothing comes behind it

	entries []entry
	rest    int           // where the bytes begin that were not read; all of them were, if it is their number
	ended   bool          // the list ends in it
	read    chan struct{} // closed when it has been read
	panic   any           // of whoever read it
}

// entry is an entry of the list.
type entry struct {
	kind jsontext.Kind // an object, or what is no webhook
	w    webhook.Webhook
	size int // bytes that are held of it
	end  int // where its bytes end

	element *element // nil for one whose details were read at once
	key     span     // where its secret stands in the bytes of the batch
}

// batchReader reads batches. It belongs to one goroutine.
type batchReader struct {
	rows    rowReader
	details *details
	members []pair
}

func newBatchReader(o Options, d *details) *batchReader {
	return &batchReader{rows: newRowReader(newReading(o)), details: d}
}

// readAll reads the entries of a batch, as far as they are ordinary JSON.
func (r *batchReader) readAll(b *batch) {
	defer close(b.read)
	defer func() { b.panic = recover() }()
	read := func(from, to uint32, own secret.Secret) (*webhook.Details, bool) {
		return r.details.of(b.raw[from:to], own)
	}
	s := scanner{b: b.raw}
	for {
		s.blanks()
		if b.rest = s.i; s.i == len(s.b) && !b.last {
			return
		}
		e, ok := r.entry(&s)
		if !ok {
			return
		}
		if e.end = s.i; e.element != nil {
			e.element.read = read
		}
		s.blanks()
		switch {
		case s.at(','):
			b.entries = append(b.entries, e)
		case s.at(']'):
			if s.blanks(); b.last && s.i == len(s.b) {
				b.entries, b.rest, b.ended = append(b.entries, e), s.i, true
			}
			return
		default:
			return
		}
	}
}

// entry reads the next entry of the list.
func (r *batchReader) entry(s *scanner) (e entry, ok bool) {
	from := s.i
	if s.i == len(s.b) || s.b[from] != '{' {
		v, ok := s.value()
		return entry{kind: v.Kind()}, ok
	}
	r.members = r.members[:0]
	e.kind = '{'
	if !s.several('}', func() bool { return r.member(s) }) {
		return e, false
	}
	raw := s.b[from:s.i]
	if len(raw) <= maxRow {
		if e.w, ok = r.rows.row(r.members); ok {
			e.element = &element{from: uint32(from), to: uint32(s.i), own: e.w.Secret}
			e.w.Rest, e.size = e.element, 2*len(raw)+r.rows.room
			e.key = r.secret(raw).after(from)
			return e, true
		}
	}
	m := newMapper(r.rows.reading)
	if err := m.read(context.Background(), decoderOf(raw)); err != nil {
		return e, false
	}
	return entry{kind: '{', w: m.w, size: m.size}, true
}

// member reads a member of a webhook.
func (r *batchReader) member(s *scanner) bool {
	from := s.i
	if !s.name() {
		return false
	}
	name := s.b[from:s.i]
	name = name[:bytes.LastIndexByte(name, '"')+1]
	v, ok := s.value()
	r.members = append(r.members, pair{r.rows.known.of(name), v})
	return ok
}

// secret is where the secret stands among the bytes of the webhook whose members were read.
func (r *batchReader) secret(raw []byte) span {
	for _, m := range r.members {
		if m.name.field == webhook.FieldSecret && m.value.Kind() == '"' {
			from := cap(raw) - cap(m.value) // both are parts of the same bytes
			return span{from + 1, from + len(m.value) - 1}
		}
	}
	return span{}
}

// decoderOf is a tolerant decoder of one webhook.
func decoderOf(raw []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(&compactReader{r: bytes.NewReader(raw), rows: 1}, lenient...)
}
