package format

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"crmhooks/client/webhook"
	"crmhooks/config/suggest"
)

// Column is a column of the tables that commands write.
type Column string

// The columns.
const (
	ColumnID           Column = "id"
	ColumnName         Column = "name"
	ColumnState        Column = "state"
	ColumnType         Column = "type"
	ColumnEvents       Column = "events"
	ColumnTarget       Column = "target"
	ColumnSecret       Column = "secret"
	ColumnHeaders      Column = "headers"
	ColumnProperties   Column = "properties"
	ColumnRegistered   Column = "registered"
	ColumnRegisteredBy Column = "registered-by"
	ColumnUpdated      Column = "updated"
	ColumnUpdatedBy    Column = "updated-by"
	ColumnErrorMail    Column = "error-mail"
	ColumnTenant       Column = "tenant"

	ColumnCause       Column = "cause"
	ColumnCalls       Column = "calls"
	ColumnErrors      Column = "errors"
	ColumnErrorRate   Column = "error-rate"
	ColumnConsecutive Column = "consecutive"
	ColumnLastEvent   Column = "last-event"
	ColumnLastStatus  Column = "last-status"

	ColumnDescription Column = "description"
	ColumnApp         Column = "app"
)

// Columns returns every column.
func Columns() []Column {
	return []Column{
		ColumnID, ColumnName, ColumnState, ColumnType, ColumnEvents, ColumnTarget, ColumnSecret, ColumnHeaders, ColumnProperties,
		ColumnRegistered, ColumnRegisteredBy, ColumnUpdated, ColumnUpdatedBy, ColumnErrorMail, ColumnTenant,
		ColumnCause, ColumnCalls, ColumnErrors, ColumnErrorRate, ColumnConsecutive, ColumnLastEvent, ColumnLastStatus,
		ColumnDescription, ColumnApp,
	}
}

// DefaultColumns are what a table holds when nothing else is asked for: of webhooks in trouble also why and who is told, and of a selection of
// members what was selected.
func DefaultColumns(trouble bool, asked webhook.Fields) []Column {
	columns := []Column{ColumnState, ColumnID, ColumnName, ColumnEvents, ColumnTarget, ColumnUpdated}
	if trouble {
		columns = []Column{ColumnState, ColumnID, ColumnName, ColumnCause, ColumnTarget, ColumnErrorMail, ColumnUpdated}
	}
	if asked.Has(webhook.PageFields &^ webhook.FieldSecret) {
		return columns
	}
	columns = nil
	for _, c := range Columns() {
		if f := c.field(); f != 0 && asked.Has(f) {
			columns = append(columns, c)
		}
	}
	return columns
}

// field is the member that a column shows, 0 for the tenant and the usage.
func (c Column) field() webhook.Fields {
	switch c {
	case ColumnID:
		return webhook.FieldID
	case ColumnTarget:
		return webhook.FieldTargetURL
	case ColumnRegisteredBy:
		return webhook.FieldRegisteredAssociate
	case ColumnUpdatedBy:
		return webhook.FieldUpdatedAssociate
	case ColumnErrorMail:
		return webhook.FieldErrorsEmail
	}
	return webhook.FieldByName(string(c))
}

// ParseColumns reads a list such as "id,name,state". The error names the wrong one, the nearest match, and all that there are.
func ParseColumns(list string) ([]Column, error) {
	var columns []Column
	for word := range strings.SplitSeq(list, ",") {
		c, err := parseColumn(strings.ToLower(strings.TrimSpace(word)))
		if err != nil {
			return nil, err
		}
		columns = append(columns, c)
	}
	return columns, nil
}

func parseColumn(word string) (Column, error) {
	var all []string
	for _, c := range Columns() {
		if string(c) == word {
			return c, nil
		}
		all = append(all, string(c))
	}
	return "", fmt.Errorf("there is no column \"%s\"; there are %s", suggest.Plain(word), suggest.Among(word, all))
}

// plainCell is a column's whole value in one line, for programs: absolute times in UTC, nothing cut.
func plainCell(c Column, w *webhook.Webhook) string {
	switch c {
	case ColumnID:
		return id(w.ID)
	case ColumnName:
		return w.Name
	case ColumnState:
		return string(w.State)
	case ColumnType:
		return w.Type
	case ColumnEvents:
		return strings.Join(w.Events, " ")
	case ColumnTarget:
		return w.TargetURL
	case ColumnSecret:
		return w.Secret.String()
	case ColumnHeaders:
		return headerWords(w.Headers)
	case ColumnProperties:
		return memberObjectOrNothing(w.Properties)
	case ColumnRegistered:
		return stampUTC(w.Registered)
	case ColumnRegisteredBy:
		return w.RegisteredAssociate.Label()
	case ColumnUpdated:
		return stampUTC(w.Updated)
	case ColumnUpdatedBy:
		return w.UpdatedAssociate.Label()
	case ColumnErrorMail:
		return strings.Join(w.Recipients(), ", ")
	case ColumnDescription:
		return strings.Join(strings.Fields(w.Description), " ")
	case ColumnApp:
		return w.App()
	case ColumnLastEvent:
		return stampUTC(w.LastEvent())
	case ColumnLastStatus:
		if w.Usage != nil && w.Usage.StatusKnown {
			return id(w.Usage.Status)
		}
		return ""
	case ColumnTenant:
		return w.Tenant
	case ColumnCause:
		return string(w.Cause())
	case ColumnErrorRate:
		if rate, known := w.Usage.ErrorRate(); known {
			return strconv.FormatFloat(rate, 'f', 4, 64)
		}
		return ""
	}
	return countCell(c, w.Usage)
}

// countCell is one of the three counts.
func countCell(c Column, u *webhook.Usage) string {
	switch {
	case u == nil || !u.Counted:
		return ""
	case c == ColumnCalls:
		return id(u.Calls)
	case c == ColumnErrors:
		return id(u.Errors)
	}
	return id(u.Consecutive)
}

func headerWords(headers []webhook.Header) string {
	parts := make([]string, len(headers))
	for i, h := range headers {
		parts[i] = h.Name + ": " + h.Value
	}
	return strings.Join(parts, "; ")
}

func memberObjectOrNothing(members []webhook.Member) string {
	if len(members) == 0 {
		return ""
	}
	return memberObject(members)
}

func stampUTC(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
