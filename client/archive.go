package client

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

// usageDecoder reads pages of the archive. It is as tolerant as the list's: one odd row never loses the others.
type usageDecoder struct {
	login        *login
	own          *redact.Repeats // finds what repeats our own login
	tenant       string
	noLastErrors bool // the texts of last errors are not wanted
	archived     bool // the webhooks themselves are wanted, too
	usages       webhook.Usages
	before       int // how many rows there were when a page began
	came         int // how many rows the page had
	budget       budget
	bytes        int64 // of all pages so far
}

// grew reports whether the last page had a row that was not there before.
func (d *usageDecoder) grew() bool { return len(d.usages.ByID) > d.before }

// page reads one page: an object whose member value holds the rows. It returns the link to the next one, "" for the last.
func (d *usageDecoder) page(r io.Reader) (next string, err error) {
	d.before, d.came = len(d.usages.ByID), 0
	br := bufio.NewReaderSize(counted{r, &d.bytes}, 64<<10)
	first, err := opening(br)
	if err != nil {
		return "", err
	}
	if first != '{' {
		return "", unexpected(br, d.login.words, failure.WrongAnswer)
	}
	var p archivePage
	if err := p.read(jsontext.NewDecoder(&squeezer{r: br, rows: 2}, lenient...), d.rows); err != nil {
		return "", err
	}
	if !p.hasRows {
		return "", unexpected(p.object(), d.login.words, failure.WrongAnswer)
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
	case p.others.Len()+len(name)+len(value) < maxRefusal:
		quoted, _ := jsontext.AppendQuote(nil, name) // as in listBody
		_, _ = fmt.Fprintf(&p.others, ",%s:%s", quoted, value)
	}
	return nil
}

// object is the answer without its rows.
func (p *archivePage) object() io.Reader {
	return strings.NewReader("{" + strings.TrimPrefix(p.others.String(), ",") + "}")
}

func (d *usageDecoder) rows(dec *jsontext.Decoder) error {
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
func (d *usageDecoder) row(row jsontext.Value) error {
	d.came++
	if row.Kind() != '{' {
		d.warn("A row of the usage is " + kindWord(row.Kind()) + " and is left out.")
		return nil
	}
	r := archiveRow{own: d.own, noLastErrors: d.noLastErrors, archived: d.archived}
	r.read(row)
	id := cmp.Or(r.id, r.primary)
	if !d.add(id, r.usage) {
		return nil
	}
	size := len(r.usage.LastError)
	if d.archived {
		w, n := r.webhook(d.tenant, id)
		d.usages.Archived = append(d.usages.Archived, w)
		size += n
	}
	return d.budget.row(size, d.bytes)
}

// add keeps a usage, and reports whether it did.
func (d *usageDecoder) add(id int64, u webhook.Usage) bool {
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

func (d *usageDecoder) warn(sentence string) {
	if len(d.usages.Warnings) < maxWarnings {
		d.usages.Warnings = append(d.usages.Warnings, sentence)
	}
}

// counted is a reader that counts.
type counted struct {
	r     io.Reader
	bytes *int64
}

// Read reads and counts.
func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.bytes += int64(n)
	return n, err
}
