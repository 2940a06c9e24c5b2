// Package wire turns bytes into webhooks: the answer of GetAllWebhooks or a saved list (Decode), the archive's pages (Archive) and the answer of
// GetLastError (LastError). It is tolerant, bounded in memory and linear in time, and it is the one place where text from a server is cleaned and credentials are
// masked. It knows nothing of HTTP.
package wire

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// piece is how many webhooks are kept together, and how many pass between two calls of a query's Progress.
const piece = 500

// Options say whose list is read, and how.
type Options struct {
	Tenant       string                  // is noted on every webhook
	Requested    webhook.Fields          // the members that the answer was asked for
	NoLastErrors bool                    // the texts of last errors are left out
	Own          []redact.Credential     // our own login, which may show nowhere
	MaxBytes     int64                   // the largest decompressed answer that is read
	Progress     func(webhook.Progress)  // is told of the rows and bytes that came; may be nil
	Arrived      func([]webhook.Webhook) // is that of a query; may be nil
	Known        []*webhook.Webhook      // likewise
}

// Decode reads the answer of GetAllWebhooks, or a list that was saved with --output json. An answer that ends early, or is damaged, is not an error once a webhook
// has come: it is the result's Incomplete. The error is a *failure.Error where the answer itself is wrong, and else that of the reader or of the context.
func Decode(ctx context.Context, r io.Reader, o Options) (webhook.Result, error) {
	return newDecoder(ctx, r, o).decode()
}

func (d *decoder) decode() (webhook.Result, error) {
	err := d.answer()
	d.result.Incomplete = damaged(d.result.Incomplete)
	d.result.Bytes, d.result.Warnings = d.in.read, d.odd.sentences()
	return d.result, damaged(err)
}

// damaged gives an error in the JSON itself its kind. Any other error stays as it is.
func damaged(err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case !errors.As(err, &syntax):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &failure.Error{Kind: failure.Truncated, Cause: err}
	}
	return &failure.Error{Kind: failure.NotJSON, Cause: err}
}

// decoder reads an answer, one webhook at a time, and tolerates what can be tolerated: one odd webhook never loses the list.
type decoder struct {
	Options
	*reading
	ctx   context.Context
	in    *limitedReader
	plain bool // nothing is read in batches

	result webhook.Result
	kept   [][]webhook.Webhook // of the result, in pieces of piece webhooks, so that a long list is copied once
	told   int                 // how many of them have been given to Arrived
	seen   map[int64]int       // how often an id occurred

	budget  budget
	odd     oddities
	entries int // of the list, so far
	skipped int // those that are not webhooks
}

func newDecoder(ctx context.Context, r io.Reader, o Options) *decoder {
	return &decoder{Options: o, reading: newReading(o), ctx: ctx, in: &limitedReader{r: r, left: o.MaxBytes}, seen: map[int64]int{}}
}

// lenient accepts what a broken server may send, if it can still be understood.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// answer tells the forms of an answer apart by their first byte.
func (d *decoder) answer() error {
	br := bufio.NewReaderSize(d.in, 64<<10)
	first, err := opening(br)
	switch {
	case err != nil:
		return err
	case first == '[':
		return d.list(br)
	}
	return unexpected(br, d.own, failure.WrongShape)
}

// opening is the first byte of an answer that may be JSON.
func opening(br *bufio.Reader) (byte, error) {
	first, err := firstByte(br)
	switch {
	case first == 0xff || first == 0xfe:
		return 0, &failure.Error{Kind: failure.NotJSON, Detail: "it is UTF-16, not UTF-8"}
	case errors.Is(err, io.EOF):
		return 0, &failure.Error{Kind: failure.EmptyAnswer}
	case err != nil:
		return 0, err
	case first == '<':
		return 0, &failure.Error{Kind: markup(br)}
	}
	return first, nil
}

// firstByte skips a byte order mark and blanks, and peeks.
func firstByte(br *bufio.Reader) (byte, error) {
	if bom, _ := br.Peek(3); bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		_, _ = br.Discard(3)
	}
	for {
		b, err := br.ReadByte()
		if err != nil {
			return 0, err
		}
		if !blank(b) {
			return b, br.UnreadByte()
		}
	}
}

// unexpected reads an answer that is not what was asked for: null, an error object despite the good status, or something else, which is wrong in
// the given way.
func unexpected(r io.Reader, own *redact.Repeats, wrong failure.Kind) error {
	start := io.LimitedReader{R: r, N: maxMessage}
	dec := jsontext.NewDecoder(&start, lenient...)
	kind := dec.PeekKind()
	v, err := dec.ReadValue()
	switch {
	case err != nil && start.N > 0: // otherwise we cut it ourselves, at the limit
		return err
	case kind == 'n':
		return &failure.Error{Kind: failure.NullAnswer}
	case kind == '{':
		if message := messageIn(v, own); message != "" {
			return &failure.Error{Kind: failure.ErrorAnswer, Detail: message}
		}
	}
	return &failure.Error{Kind: wrong, Detail: "it is " + kindWord(kind)}
}

func (d *decoder) list(r io.Reader) error {
	err := d.elements(r)
	d.result.Webhooks = make([]webhook.Webhook, 0, d.budget.rows)
	for _, piece := range d.kept {
		d.result.Webhooks = append(d.result.Webhooks, piece...)
	}
	switch none := len(d.result.Webhooks) == 0; {
	case none && err != nil:
		return err
	case none && d.skipped > 0:
		return &failure.Error{Kind: failure.WrongShape, Detail: "none of its entries is a webhook"}
	}
	d.result.Incomplete = err
	d.noteIDs()
	return nil
}

// elements reads the list: in batches as long as it is ordinary, and what is left of it element by element.
func (d *decoder) elements(r io.Reader) error {
	if d.plain {
		return d.tolerant(r)
	}
	left, err := d.batches(r)
	if left == nil {
		return err
	}
	return d.tolerant(left)
}

// resumed begins a list whose first entries have been read.
const resumed = "[null,"

// tolerant reads a list element by element. One that begins with resumed goes on where another reading stopped.
func (d *decoder) tolerant(r io.Reader) error {
	dec := jsontext.NewDecoder(&compactReader{r: r, rows: 1}, lenient...)
	if _, err := dec.ReadToken(); err != nil { // the opening bracket
		return err
	}
	if d.entries > 0 {
		if err := dec.SkipValue(); err != nil {
			return err
		}
	}
	for dec.PeekKind() != ']' {
		if d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		if kind := dec.PeekKind(); kind != '{' && kind != 0 {
			if err := dec.SkipValue(); err != nil {
				return err
			}
			if err := d.skip(kind); err != nil {
				return err
			}
			continue
		}
		m := newMapper(d.reading)
		if err := m.read(d.ctx, dec); err != nil {
			return err
		}
		if err := d.add(&m.w, m.size, d.in.read); err != nil {
			return err
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	var syntax *jsontext.SyntacticError
	if _, err := dec.ReadToken(); err == nil || errors.As(err, &syntax) { // a connection that breaks here loses nothing
		d.odd.note(behind, "Something follows the list in the answer and is left out")
	}
	return nil
}

// skip notes an entry that is no webhook. The error says that there are too many of them.
func (d *decoder) skip(kind jsontext.Kind) error {
	d.entries++
	if d.skipped++; d.skipped > maxLeftOut {
		return &failure.Error{Kind: failure.WrongShape, Detail: tooManyLeftOut}
	}
	d.odd.note(noWebhook, fmt.Sprintf("Entry %d of the answer is %s, not a webhook, and is left out", d.entries, kindWord(kind)))
	return nil
}

// add keeps a webhook that holds so many bytes, when so many bytes have come. The error says that no more of them are kept.
func (d *decoder) add(w *webhook.Webhook, size int, came int64) error {
	d.entries++
	w.Occurrence = d.seen[w.ID]
	d.seen[w.ID]++
	if d.budget.rows%piece == 0 {
		d.kept = append(d.kept, make([]webhook.Webhook, 0, piece))
	}
	last := &d.kept[len(d.kept)-1]
	*last = append(*last, *w)
	err := d.budget.row(size, came)
	if d.budget.rows%piece == 0 {
		d.arrive()
		if d.Progress != nil {
			d.Progress(webhook.Progress{Rows: d.budget.rows})
		}
	}
	return err
}

// arrive hands on what came since the last time, which is in the last piece.
func (d *decoder) arrive() {
	if d.Arrived == nil || d.told == d.budget.rows {
		return
	}
	last := d.kept[len(d.kept)-1]
	from := d.told % piece
	d.told = d.budget.rows
	d.Arrived(last[from:len(last):len(last)])
}

// noteIDs notes doubtful identities. All webhooks are kept.
func (d *decoder) noteIDs() {
	if n := d.seen[0]; n > 0 {
		d.odd.note(noID, webhooks(n)+" without an id")
	}
	repeated, example := 0, int64(0)
	for id, n := range d.seen {
		if id != 0 && n > 1 {
			repeated++
			if example == 0 || id < example {
				example = id
			}
		}
	}
	if repeated > 0 {
		d.odd.note(sameID, fmt.Sprintf("The same id is on several webhooks: #%d%s", example, andMore(repeated-1)))
	}
}

func webhooks(n int) string {
	if n == 1 {
		return "1 webhook came"
	}
	return fmt.Sprintf("%d webhooks came", n)
}

func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

// kindWord names a kind of JSON value for people.
func kindWord(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case '"':
		return "a text"
	case '0':
		return "a number"
	case '{':
		return "an object"
	case '[':
		return "a list"
	}
	return "true or false"
}
