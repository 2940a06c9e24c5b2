package wire

import (
	"bytes"
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/webhook"
)

// batch is a part of an answer: its bytes begin at an element of the list and end before another one.
type batch struct {
	raw     []byte
	opening []byte // with which elements begin
	came    int64  // bytes of the answer up to its end
	last    bool   // nothing comes behind it

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

	element *element // nil for one whose details were read at once
	key     span     // where its secret stands in the bytes of the batch
}

// usualSize is about how many bytes a short webhook has.
const usualSize = 500

// batchReader reads batches. It belongs to one goroutine.
type batchReader struct {
	rows    rowReader
	details *details
	before  known
	members []pair
}

func newBatchReader(o Options, d *details, before known) *batchReader {
	return &batchReader{rows: newRowReader(newReading(o)), details: d, before: before}
}

// readAll reads the entries of a batch, as far as they are ordinary JSON.
func (r *batchReader) readAll(b *batch) {
	defer close(b.read)
	defer func() { b.panic = recover() }()
	defer r.settle(b)
	s := scanner{b: b.raw}
	for r.next(b, &s) {
	}
}

// next reads the next entry of a batch, if it is ordinary and whatever stands behind it. It reports whether another one may follow.
func (r *batchReader) next(b *batch, s *scanner) bool {
	s.blanks()
	if b.rest = s.i; s.i == len(s.b) && !b.last || len(b.entries) == maxEntries {
		return false
	}
	if b.entries == nil {
		b.entries = make([]entry, 0, min(len(b.raw)/usualSize+1, maxEntries))
	}
	b.entries = append(b.entries, entry{})
	whole := r.entry(&b.entries[len(b.entries)-1], s, b.opening)
	s.blanks()
	switch {
	case whole && s.at(','):
		return true
	case whole && s.at(']'):
		if s.blanks(); b.last && s.i == len(s.b) {
			b.rest, b.ended = s.i, true
			return false
		}
	}
	b.entries = b.entries[:len(b.entries)-1]
	return false
}

// settle gives the webhooks of a batch the way to their details. Where few of them are new, those get bytes of their own, so that they do not keep all of them in memory.
func (r *batchReader) settle(b *batch) {
	fresh := 0
	for i := range b.entries {
		if b.entries[i].element != nil {
			fresh++
		}
	}
	shared := r.details.among(b.raw, 0)
	for i := range b.entries {
		e := &b.entries[i]
		if e.element == nil {
			continue
		}
		if e.element.read = shared; 2*fresh < len(b.entries) {
			at := e.element.at.span()
			raw := bytes.Clone(b.raw[at.from:at.to])
			cutOut(raw, e.element.key.span())
			e.element.read = r.details.among(raw, at.from)
		}
	}
}

// cutOut takes a secret out of bytes that are kept.
func cutOut(raw []byte, key span) {
	for at := key.from; at < key.to; at++ {
		raw[at] = ' '
	}
}

// entry reads an entry of the list.
func (r *batchReader) entry(e *entry, s *scanner, opening []byte) bool {
	from := s.i
	if s.i == len(s.b) || s.b[from] != '{' {
		v, ok := s.value()
		e.kind = v.Kind()
		return ok
	}
	e.kind = '{'
	if r.again(e, s, opening) {
		return true
	}
	r.members = r.members[:0]
	if !s.several('}', func() bool { return r.member(s) }) {
		return false
	}
	raw := s.b[from:s.i]
	if len(raw) <= maxRow && r.rows.row(&e.w, r.members) {
		e.size, e.key = 2*len(raw)+r.rows.room, r.secret()
		e.element = &element{sum: r.before.sum(raw), size: int32(e.size), at: part{int32(from), int32(s.i)}, key: partOf(e.key.after(-from)), own: e.w.Secret}
		e.w.Rest = e.element
		return true
	}
	m := newMapper(r.rows.reading)
	if m.read(context.Background(), decoderOf(raw)) != nil {
		return false
	}
	e.w, e.size = m.w, m.size
	return true
}

// again reads an element that came before as it comes now. It is found without a look into it: where the next one seems to begin, it ends.
func (r *batchReader) again(e *entry, s *scanner, opening []byte) bool {
	if len(r.before.by) == 0 {
		return false
	}
	raw := s.b[s.i:]
	if next := bytes.Index(raw[1:], opening); next >= 0 {
		raw = raw[:next+1]
	}
	raw = bytes.TrimRight(raw, ", \t\r\n")
	w := r.before.by[r.before.sum(raw)]
	if w == nil {
		return false
	}
	was := w.Rest.(*element)
	e.w, e.size, e.key = w.AsCame(), int(was.size), was.key.span().after(s.i)
	s.i += len(raw)
	return true
}

// member reads a member of a webhook.
func (r *batchReader) member(s *scanner) bool {
	m, ok := r.rows.pair(s)
	r.members = append(r.members, m)
	return ok
}

// secret is where the secret stands among the bytes of the batch.
func (r *batchReader) secret() span {
	for _, m := range r.members {
		if m.name.field == webhook.FieldSecret && m.value.Kind() == '"' {
			return span{m.at + 1, m.at + len(m.value) - 1}
		}
	}
	return span{}
}

// decoderOf is a tolerant decoder of one webhook.
func decoderOf(raw []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(&compactReader{r: bytes.NewReader(raw), rows: 1}, lenient...)
}
