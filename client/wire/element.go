package wire

import (
	"context"
	"sync"
	"sync/atomic"

	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// element is one webhook of an answer as it came, without its secret. Its details are read when somebody first asks for them, and remembered.
type element struct {
	read func(at span, own secret.Secret) (d *webhook.Details, remember bool) // a function, so that no printing reaches the bytes
	at   part                                                                 // of the batch that its bytes are
	own  secret.Secret

	sum  sum   // of its bytes as they came
	size int32 // bytes that are held of it
	key  part  // where the secret stood in its bytes

	mu      sync.Mutex
	details *webhook.Details // nil until they are read
}

// part is a span in less room, of which every webhook has two.
type part struct{ from, to int32 }

func partOf(s span) part { return part{int32(s.from), int32(s.to)} }

func (p part) span() span { return span{int(p.from), int(p.to)} }

// Details reads the details, once.
func (e *element) Details() *webhook.Details {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.details != nil {
		return e.details
	}
	d, remember := e.read(e.at.span(), e.own)
	if remember {
		e.details = d
	}
	return d
}

// maxRemembered bounds the details of one answer that are remembered, in bytes. Beyond it they are read again each time.
const maxRemembered = 256 << 20

// details reads the details of the webhooks of one answer, for any number of goroutines.
type details struct {
	options    Options
	readings   sync.Pool    // of *reading
	remembered atomic.Int64 // bytes
}

// newDetails keeps what is needed of the options, and lets the webhooks of an earlier answer go.
func newDetails(o Options) *details {
	return &details{options: Options{Tenant: o.Tenant, Requested: o.Requested, NoLastErrors: o.NoLastErrors, Own: o.Own}}
}

// among reads the details of elements among these bytes, the first of which was at a place of the batch.
func (d *details) among(raw []byte, begin int) func(at span, own secret.Secret) (*webhook.Details, bool) {
	return func(at span, own secret.Secret) (*webhook.Details, bool) {
		return d.of(raw[at.from-begin:at.to-begin], own)
	}
}

// of reads those of one webhook.
func (d *details) of(raw []byte, own secret.Secret) (*webhook.Details, bool) {
	shared, ok := d.readings.Get().(*reading)
	if !ok {
		shared = newReading(d.options)
	}
	defer d.readings.Put(shared)
	m := newMapper(shared)
	m.w.Secret, m.cut = own, true
	_ = m.read(context.Background(), decoderOf(raw)) // it was scanned before
	return m.w.Details(), d.remembered.Add(int64(m.size)) <= maxRemembered
}
