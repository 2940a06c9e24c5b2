package wire

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/webhook"
)

// archiveRow is a row of the archive that is being read: flat, its members named by the columns as they were asked for. A count that is no whole number, or is
// negative, is not known.
type archiveRow struct {
	usage       webhook.Usage
	id, primary int64 // the same, as the column and as the row's own key
	archived    bool  // the webhook itself is wanted, too
	m           *mapper
}

// usageMember is where a list that we saved has the usage of a webhook. The vendor's answer has no such member.
const usageMember = "webhook_usage"

// readUsage reads the usage of a saved webhook, whose members are named like the columns.
func readUsage(v jsontext.Value, of *reading) webhook.Usage {
	r := archiveRow{m: newMapper(of)}
	r.read(v)
	return r.usage
}

func (r *archiveRow) read(row jsontext.Value) {
	var c counts
	for name, v := range members(row) {
		column := columnName(name)
		switch column {
		case "primarykey":
			r.primary, _ = wholeNumber(v)
		case "webhookusageid", "webhookid":
			r.id, _ = wholeNumber(v)
		case "lastevent":
			r.usage.LastEvent = ParseTime(scalar(v))
		case "status":
			r.usage.Status, r.usage.StatusKnown = wholeNumber(v)
		case "lasterror": // null is no answer: GetLastError may know more
			if v.Kind() == '"' && !r.m.noLastErrors {
				c.lastError, c.read = legible(unquote(v), r.m.own), true
			}
		default:
			if field := countFields[column]; field != 0 {
				if n, known := count(v); known {
					c.set(field, n)
				}
			} else if r.archived && v.Kind() == '"' {
				r.member(column, v)
			}
		}
	}
	if counted := c.listed(); counted != nil {
		counted.LastEvent, counted.Status, counted.StatusKnown = r.usage.LastEvent, r.usage.Status, r.usage.StatusKnown
		r.usage = *counted
	}
}

// columnName is the name of a column in both spellings of the archive: webhook_usage.total_calls and webhookUsage/totalCalls are totalcalls.
func columnName(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "")
	for _, table := range []string{"webhookusage.", "webhookusage/"} {
		name = strings.TrimPrefix(name, table)
	}
	return name
}

// countFields are the columns with counts.
var countFields = map[string]webhook.Fields{
	"totalcalls": webhook.FieldTotalCalls, "totalerrors": webhook.FieldTotalErrors, "consecutiveerrors": webhook.FieldConsecutiveErrors,
}

// member reads what the archive says of the webhook itself.
func (r *archiveRow) member(column string, v jsontext.Value) {
	w, rest := &r.m.w, &r.m.rest
	line := func(most int) string { return r.m.line(column, unquote(v), most) }
	switch column {
	case "name":
		w.Name = r.m.own.Mask(line(maxName))
		w.Present |= webhook.FieldName
	case "events": // in one text, separated by commas
		w.Events = r.m.several(column, strings.FieldsFuncSeq(r.m.own.Mask(line(maxText)), func(r rune) bool { return r == ',' || r == ' ' }))
		w.Present |= webhook.FieldEvents
	case "targeturl":
		w.TargetURL = line(maxTarget)
		w.Present |= webhook.FieldTargetURL
	case "type":
		w.Type = r.m.own.Mask(line(maxName))
		w.Present |= webhook.FieldType
	case "registereddate":
		w.Registered = ParseTime(line(maxName))
		w.Present |= webhook.FieldRegistered
	case "registeredby":
		rest.RegisteredAssociate = named(r.m.own.Mask(line(maxName)))
		w.Present |= webhook.FieldRegisteredAssociate
	case "updatedbyfullname":
		rest.UpdatedAssociate = named(r.m.own.Mask(line(maxName)))
		w.Present |= webhook.FieldUpdatedAssociate
	}
}

// named is an associate of whom the archive tells the name alone.
func named(name string) *webhook.Associate {
	quoted, _ := jsontext.AppendQuote(nil, name) // cleaned text is valid UTF-8
	return &webhook.Associate{FullName: name, Members: []webhook.Member{{Name: "FullName", Value: string(quoted)}}}
}

// webhook is the webhook of the row, as far as the archive tells, and how many bytes are kept of it.
func (r *archiveRow) webhook(id int64) (w webhook.Webhook, size int) {
	m := r.m
	m.w.ID = id
	m.w.Present |= webhook.FieldID
	m.target()
	m.conceal()
	m.detail()
	return m.w, m.size + m.prepared()
}

// archivedFields are the members of a webhook that the archive has.
const archivedFields = webhook.FieldID | webhook.FieldName | webhook.FieldEvents | webhook.FieldTargetURL | webhook.FieldType |
	webhook.FieldRegistered | webhook.FieldRegisteredAssociate | webhook.FieldUpdatedAssociate
