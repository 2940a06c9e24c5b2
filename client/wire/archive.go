package wire

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// ArchiveOptions say what is read of the archive.
type ArchiveOptions struct {
	Tenant       string // is noted on every webhook
	Webhooks     bool   // the webhooks themselves are wanted, too
	NoLastErrors bool   // the texts of last errors are left out
	MaxBytes     int64  // the largest decompressed answer that is read, of all pages together
}

// Archive reads what the archive tells of the webhooks, page by page. It is as tolerant as Decode: one odd row never loses the others.
type Archive struct {
	ArchiveOptions
	usages webhook.Usages
	in     limitedReader   // all pages, one after the other
	own    *redact.Repeats // finds what repeats our own login
	came   int             // how many rows the page had
	budget budget
}

// NewArchive makes a reader of pages, before the first one.
func NewArchive(o ArchiveOptions) *Archive {
	return &Archive{ArchiveOptions: o, usages: webhook.Usages{ByID: map[int64]webhook.Usage{}}, in: limitedReader{left: o.MaxBytes}}
}

// Page is what a page says beside its rows.
type Page struct {
	Next string // the link to the next page, "" for the last
	Rows int    // how many rows the page had
	New  bool   // one of them was not there before
}

// Usages is what was read so far.
func (d *Archive) Usages() webhook.Usages { return d.usages }

// Read reads one page: an object whose member value holds the rows. own finds what repeats our own login. Errors are those of Decode; the rows that came before
// one are kept.
func (d *Archive) Read(r io.Reader, own *redact.Repeats) (Page, error) {
	before := len(d.usages.ByID)
	d.in.r, d.own, d.came = r, own, 0
	next, err := d.page()
	return Page{Next: next, Rows: d.came, New: len(d.usages.ByID) > before}, damaged(err)
}

func (d *Archive) page() (next string, err error) {
	br := bufio.NewReaderSize(&d.in, 64<<10)
	first, err := opening(br)
	if err != nil {
		return "", err
	}
	if first != '{' {
		return "", unexpected(br, d.own, failure.WrongAnswer)
	}
	var p archivePage
	if err := p.read(jsontext.NewDecoder(&squeezer{r: br, rows: 2}, lenient...), d.rows); err != nil {
		return "", err
	}
	if !p.hasRows {
		return "", unexpected(p.object(), d.own, failure.WrongAnswer)
	}
	return p.next, nil
}

// archivePage is an answer of the archive but for its rows.
type archivePage struct {
	next    string
	hasRows bool
	others  bytes.Buffer // the other members, which may say what failed
}

// read walks the members of the page, and hands the decoder on where the rows begin.
func (p *archivePage) read(dec *jsontext.Decoder, rows func(*jsontext.Decoder) error) error {
	if _, err := dec.ReadToken(); err != nil { // the opening brace
		return err
	}
	for dec.PeekKind() == '"' {
		token, err := dec.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		if name == "value" && dec.PeekKind() == '[' {
			p.hasRows = true
			err = rows(dec)
		} else {
			err = p.member(name, dec)
		}
		if err != nil {
			return err
		}
	}
	_, err := dec.ReadToken() // the closing brace
	return err
}

func (p *archivePage) member(name string, dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	switch {
	case err != nil:
		return err
	case name == "odata.nextLink" && len(value) > maxTarget:
		return &failure.Error{Kind: failure.WrongAnswer, Detail: "its link to the next page is too long"}
	case name == "odata.nextLink" && value.Kind() == '"':
		p.next = unquote(value)
	case p.others.Len()+len(name)+len(value) < maxMessage:
		quoted, _ := jsontext.AppendQuote(nil, name) // as in listBody
		_, _ = fmt.Fprintf(&p.others, ",%s:%s", quoted, value)
	}
	return nil
}

// object is the answer without its rows.
func (p *archivePage) object() io.Reader {
	return strings.NewReader("{" + strings.TrimPrefix(p.others.String(), ",") + "}")
}

func (d *Archive) rows(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		row, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if err := d.row(row); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

// row reads one row. The error says that no more rows are kept.
func (d *Archive) row(row jsontext.Value) error {
	d.came++
	if row.Kind() != '{' {
		d.warn("A row of the usage is " + kindWord(row.Kind()) + " and is left out.")
		return nil
	}
	r := archiveRow{own: d.own, noLastErrors: d.NoLastErrors, archived: d.Webhooks}
	r.read(row)
	id := cmp.Or(r.id, r.primary)
	if !d.add(id, r.usage) {
		return nil
	}
	size := len(r.usage.LastError)
	if d.Webhooks {
		w, n := r.webhook(d.Tenant, id)
		d.usages.Archived = append(d.usages.Archived, w)
		size += n
	}
	return d.budget.row(size, d.in.read)
}

// add keeps a usage, and reports whether it did.
func (d *Archive) add(id int64, u webhook.Usage) bool {
	if id <= 0 {
		d.warn("A row of the usage has no id and is left out.")
		return false
	}
	if _, twice := d.usages.ByID[id]; twice {
		d.warn("The usage of webhook " + strconv.FormatInt(id, 10) + " came twice; the first is kept.")
		return false
	}
	d.usages.ByID[id] = u
	return true
}

func (d *Archive) warn(sentence string) {
	if len(d.usages.Warnings) < maxWarnings {
		d.usages.Warnings = append(d.usages.Warnings, sentence)
	}
}
