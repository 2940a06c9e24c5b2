package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// table is what the archive lists at one of its addresses.
type table struct {
	entity  string   // EntityName of its rows
	prefix  string   // of a column in a query, before its name in a row
	key     string   // the column of the row's id
	columns []string // in the order of the vendor's page
	rows    func(*Tenant) []row
}

// row is a row of a table. A column that it does not have is null.
type row struct {
	id      int
	columns object
}

// usageTable is webhook_usage, which the dynamic archive knows: what the vendor counts of the calls to each webhook.
func usageTable() table {
	return table{
		entity: "webhook_usage", prefix: "webhook_usage.", key: "webhook_usage_id",
		columns: []string{"webhook_usage_id", "total_calls", "total_errors", "consecutive_errors", "last_error"},
		rows:    func(t *Tenant) []row { return t.usage },
	}
}

// webhookTable is the archive of its own that lists webhooks since 11.13: "all webhooks in the Webhook table". The tenant takes that at its word and
// lists those of other applications too.
func webhookTable() table {
	return table{
		entity: "webhook", key: "webhookId",
		columns: []string{
			"webhookId", "name", "events", "targetUrl", "type", "eventCount", "updatedByFullName", "registeredBy", "registeredDate",
			"webhookUsage/totalCalls", "webhookUsage/totalErrors", "webhookUsage/consecutiveErrors", "webhookUsage/lastError", "webhookUsage/lastEvent",
			"webhookUsage/status",
		},
		rows: (*Tenant).archivedWebhooks,
	}
}

// column finds the name of a column in a row by the text that a query has for it. As elsewhere in the API, case does not matter.
func (tb table) column(asked string) (name string, ok bool) {
	i := slices.IndexFunc(tb.columns, func(name string) bool { return strings.EqualFold(tb.prefix+name, asked) })
	if i < 0 {
		return "", false
	}
	return tb.columns[i], true
}

// archivedWebhooks are the rows of webhookTable.
func (t *Tenant) archivedWebhooks() []row {
	rows := slices.Clone(t.elsewhere)
	for _, webhook := range t.webhooks {
		id := webhook.id("WebhookId")
		rows = append(rows, row{id, archiveColumns(webhook, t.usageOf(id))})
	}
	return rows
}

// archiveColumns are the columns of a webhook in the archive.
func archiveColumns(webhook object, usage row) object {
	events := texts(webhook.get("Events"))
	columns := object{}
	for _, c := range []struct {
		name  string
		value json.RawMessage
	}{
		{"webhookId", webhook.get("WebhookId")},
		{"name", webhook.get("Name")},
		{"events", quote(strings.Join(events, ","))},
		{"targetUrl", webhook.get("TargetUrl")},
		{"type", webhook.get("Type")},
		{"eventCount", number(len(events))},
		{"updatedByFullName", associateMember(webhook.get("UpdatedAssociate"), "FullName")},
		{"registeredBy", associateMember(webhook.get("RegisteredAssociate"), "Name")},
		{"registeredDate", mapDate(webhook.get("Registered"), date.utc)},
		{"webhookUsage/totalCalls", usage.columns.get("total_calls")},
		{"webhookUsage/totalErrors", usage.columns.get("total_errors")},
		{"webhookUsage/consecutiveErrors", usage.columns.get("consecutive_errors")},
		{"webhookUsage/lastError", usage.columns.get("last_error")},
		{"webhookUsage/lastEvent", usage.columns.get("last_event")},
		{"webhookUsage/status", usageStatus(webhook, usage)},
	} {
		if c.value != nil {
			columns = append(columns, member{c.name, c.value})
		}
	}
	return columns
}

func associateMember(associate json.RawMessage, name string) json.RawMessage {
	a, _ := parseObject(associate)
	return a.get(name)
}

func number(n int) json.RawMessage { return json.RawMessage(strconv.Itoa(n)) }

// usageStatus is the column that the vendor describes as "based on state and error count". Its numbers are on no page: these are the tenant's own.
func usageStatus(webhook object, usage row) json.RawMessage {
	state, _ := text(webhook.get("State"))
	n := max(0, slices.Index([]string{"Unknown", "Active", "Stopped", "TooManyErrors"}, state))
	if state == "Active" && usage.columns.id("consecutive_errors") > 0 {
		n = 4
	}
	return number(n)
}
