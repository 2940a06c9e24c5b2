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

// Archive reads what the archive says about the webhooks, page by page. It is as tolerant as Decode: one odd row never loses the others.
type Archive struct {
	ArchiveOptions
	usages     webhook.Usages
	in         limitedReader // all pages, one after the other
	reading    *reading
	rowsInPage int // of the page that is being read
	odd        oddities
	leftOut    int // entries that are not rows
	budget     budget
}

// NewArchive makes a reader of pages, before the first one.
func NewArchive(o ArchiveOptions) *Archive {
	return &Archive{ArchiveOptions: o, usages: webhook.Usages{ByID: map[int64]webhook.Usage{}}, in: limitedReader{left: o.MaxBytes}}
}

// Page is what a page says apart from its rows.
type Page struct {
	Next string // the link to the next page, "" for the last
	Rows int    // how many rows the page had
	New  bool   // one of them was not there before
}

// Usages is what was read so far.
func (a *Archive) Usages() webhook.Usages {
	usages := a.usages
	usages.Warnings = a.odd.sentences()
	return usages
}

// Read reads one page: an object whose member value holds the rows. own is our own login, which may show nowhere. Errors are those of Decode; the rows that came before
// one are kept.
func (a *Archive) Read(r io.Reader, own []redact.Credential) (Page, error) {
	before := len(a.usages.ByID)
	a.in.r, a.rowsInPage = r, 0
	a.reading = newReading(Options{Tenant: a.Tenant, Requested: archivedFields, NoLastErrors: a.NoLastErrors, Own: own})
	next, err := a.page()
	return Page{Next: next, Rows: a.rowsInPage, New: len(a.usages.ByID) > before}, damaged(err)
}

func (a *Archive) page() (next string, err error) {
	br := bufio.NewReaderSize(&a.in, 64<<10)
	first, err := opening(br)
	if err != nil {
		return "", err
	}
	if first != '{' {
		return "", unexpected(br, a.reading.own, failure.WrongAnswer)
	}
	var p archivePage
	if err := p.read(jsontext.NewDecoder(&compactReader{r: br, rows: 2}, lenient...), a.rows); err != nil {
		return "", err
	}
	if !p.hasRows {
		return "", unexpected(p.object(), a.reading.own, failure.WrongAnswer)
	}
	return p.next, nil
}

// archivePage is an answer of the archive without its rows.
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

func (a *Archive) rows(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		row, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if err := a.row(row); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

// row reads one row. The error says that no more rows are kept.
func (a *Archive) row(row jsontext.Value) error {
	a.rowsInPage++
	if row.Kind() != '{' {
		if a.leftOut++; a.leftOut > maxLeftOut {
			return &failure.Error{Kind: failure.WrongAnswer, Detail: tooManyLeftOut}
		}
		a.odd.note(noRow, "A row of the usage is "+kindWord(row.Kind())+" and is left out")
		return nil
	}
	r := archiveRow{m: newMapper(a.reading), archived: a.Webhooks}
	r.read(row)
	id := cmp.Or(r.id, r.primary)
	if !a.add(id, r.usage) {
		return nil
	}
	size := len(r.usage.LastError)
	if a.Webhooks {
		w, n := r.webhook(id)
		a.usages.Archived = append(a.usages.Archived, w)
		size += n
	}
	return a.budget.row(size, a.in.read)
}

// add keeps a usage, and reports whether it did.
func (a *Archive) add(id int64, u webhook.Usage) bool {
	if id <= 0 {
		a.odd.note(rowNoID, "A row of the usage has no id and is left out")
		return false
	}
	if _, twice := a.usages.ByID[id]; twice {
		a.odd.note(rowTwice, "The usage of webhook "+strconv.FormatInt(id, 10)+" came twice; the first is kept")
		return false
	}
	a.usages.ByID[id] = u
	return true
}
