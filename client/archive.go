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

	"crmhooks/client/webhook"
)

// usageDecoder reads pages of the archive. It is as tolerant as the list's: one odd row never loses the others.
type usageDecoder struct {
	login  *login
	usages webhook.Usages
	before int // how many rows there were when a page began
}

// grew reports whether the last page had a row that was not there before.
func (d *usageDecoder) grew() bool { return len(d.usages.ByID) > d.before }

// page reads one page: an object whose member value holds the rows. It returns the link to the next one, "" for the last.
func (d *usageDecoder) page(r io.Reader) (next string, err error) {
	d.before = len(d.usages.ByID)
	br := bufio.NewReaderSize(r, 64<<10)
	first, err := opening(br)
	if err != nil {
		return "", err
	}
	if first != '{' {
		return "", unexpected(br, d.login.words, WrongAnswer)
	}
	var p archivePage
	if err := p.read(jsontext.NewDecoder(&squeezer{r: br, rows: 2}, lenient...), d.rows); err != nil {
		return "", err
	}
	if !p.hasRows {
		return "", unexpected(p.object(), d.login.words, WrongAnswer)
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
	case name == "odata.nextLink" && value.Kind() == '"':
		p.next = unquote(value)
	case p.others.Len() < maxRefusal:
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
		d.row(row)
	}
	_, err := dec.ReadToken()
	return err
}

// row reads one row: flat, its members named by the columns as they were asked for. A count that is no whole number, or is negative, is not known.
func (d *usageDecoder) row(row jsontext.Value) {
	if row.Kind() != '{' {
		d.warn("A row of the usage is " + kindWord(row.Kind()) + " and is left out.")
		return
	}
	r := usageRow{lastError: d.login.lastError}
	r.read(row)
	d.add(cmp.Or(r.id, r.primary), r.usage)
}

// usageMember is where a list that we saved has the usage of a webhook. The vendor's answer has no such member.
const usageMember = "webhook_usage"

// readUsage reads the usage of a saved webhook, whose members are named like the columns.
func readUsage(v jsontext.Value, lastError func(came string) string) webhook.Usage {
	r := usageRow{lastError: lastError}
	r.read(v)
	return r.usage
}

// usageRow is a row that is being read.
type usageRow struct {
	lastError   func(came string) string // makes the text of an error fit to show
	usage       webhook.Usage
	id, primary int64   // the same, as the column and as the row's own key
	known       [3]bool // which of the three counts are known
}

func (r *usageRow) read(row jsontext.Value) {
	for name, v := range members(row) {
		r.member(strings.ToLower(strings.TrimPrefix(name, usageTable)), v)
	}
	r.usage.Counted = r.known == [3]bool{true, true, true}
}

func (r *usageRow) member(name string, v jsontext.Value) {
	switch name {
	case "primarykey":
		r.primary, _ = wholeNumber(v)
	case "webhook_usage_id":
		r.id, _ = wholeNumber(v)
	case "total_calls":
		r.usage.Calls, r.known[0] = count(v)
	case "total_errors":
		r.usage.Errors, r.known[1] = count(v)
	case "consecutive_errors":
		r.usage.Consecutive, r.known[2] = count(v)
	case "last_error":
		if v.Kind() == '"' { // null is no answer: GetLastError may know more
			r.usage.LastError, r.usage.LastErrorRead = r.lastError(unquote(v)), true
		}
	}
}

// count reads a count: a whole number that is not negative.
func count(v jsontext.Value) (n int64, known bool) {
	n, ok := wholeNumber(v)
	if !ok || n < 0 {
		return 0, false
	}
	return n, true
}

func (d *usageDecoder) add(id int64, u webhook.Usage) {
	if id <= 0 {
		d.warn("A row of the usage has no id and is left out.")
		return
	}
	if _, twice := d.usages.ByID[id]; twice {
		d.warn("The usage of webhook " + strconv.FormatInt(id, 10) + " came twice; the first is kept.")
		return
	}
	d.usages.ByID[id] = u
}

func (d *usageDecoder) warn(sentence string) {
	if len(d.usages.Warnings) < maxWarnings {
		d.usages.Warnings = append(d.usages.Warnings, sentence)
	}
}
