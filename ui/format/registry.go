package format

import (
	"strings"
	"time"

	"crmhooks/client/webhook"
)

// registry is the table of all columns, in the order in which they are listed.
var registry = [columnCount]struct {
	name, title, short string // short is the heading if the title is too long for a narrow column
	fields             webhook.Fields
	order              webhook.Order
	shows              value
	search             func(webhook.Filter) string // the search that looks through the column; nil for none

	// What the console's list needs, see MinWidth, Grow, Rank and Right. narrow is how many cells are enough in a narrow list, 0 for width.
	width, narrow, grow, rank int
	right                     bool
}{
	ColumnID: {name: "id", title: "Id", fields: webhook.FieldID, order: webhook.ByID, shows: plain(func(w *webhook.Webhook) string { return id(w.ID) }),
		width: 6, rank: 100},
	ColumnName: {name: "name", title: "Name", fields: webhook.FieldName, order: webhook.ByName, shows: nameValue, search: nameSearch,
		width: 16, grow: 12},
	ColumnState: {name: "state", title: "State", fields: webhook.FieldState, order: webhook.ByAttention, shows: stateValue,
		width: 17, narrow: symbolWidth},
	ColumnType: {name: "type", title: "Type", fields: webhook.FieldType, order: webhook.ByType, shows: plain(func(w *webhook.Webhook) string { return w.Type }),
		width: 9, rank: 90},
	ColumnEvents: {name: "events", title: "Events", fields: webhook.FieldEvents, order: webhook.ByEvents, shows: eventsValue, search: eventSearch,
		width: 13, grow: 7, rank: 200},
	ColumnTarget: {name: "target", title: "Target", fields: webhook.FieldTargetURL, order: webhook.ByTarget, shows: targetValue, search: nameSearch,
		width: 14, grow: 11, rank: 190},
	ColumnSecret: {name: "secret", title: "Secret", fields: webhook.FieldSecret, shows: plain(func(w *webhook.Webhook) string { return w.Secret.String() }),
		width: 8, rank: 40},
	ColumnHeaders: {name: "headers", title: "Headers", fields: webhook.FieldHeaders, shows: plain(headerWords),
		width: 18, grow: 7, rank: 20},
	ColumnProperties: {name: "properties", title: "Properties", fields: webhook.FieldProperties, shows: plain(propertyWords),
		width: 18, grow: 7, rank: 10},
	ColumnRegistered: {name: "registered", title: "Registered", fields: webhook.FieldRegistered, order: webhook.ByRegistered,
		shows: date(func(w *webhook.Webhook) time.Time { return w.Registered }), width: 10, rank: 80},
	ColumnRegisteredBy: {name: "registered-by", title: "Registered by", fields: webhook.FieldRegisteredAssociate,
		shows: plain(func(w *webhook.Webhook) string { return w.Details().RegisteredAssociate.Label() }), width: 14, grow: 4, rank: 70},
	ColumnUpdated: {name: "updated", title: "Updated", fields: webhook.FieldUpdated, order: webhook.ByUpdated,
		shows: date(func(w *webhook.Webhook) time.Time { return w.Updated }), width: 9, rank: 180},
	ColumnUpdatedBy: {name: "updated-by", title: "Updated by", fields: webhook.FieldUpdatedAssociate,
		shows: plain(func(w *webhook.Webhook) string { return w.Details().UpdatedAssociate.Label() }), width: 14, grow: 4, rank: 60},
	ColumnErrorMail: {name: "error-mail", title: "Error mail", fields: webhook.FieldErrorsEmail, order: webhook.ByErrorMail, shows: errorMailValue,
		width: 13, grow: 8, rank: 210},
	ColumnTenant: {name: "tenant", title: "Tenant", shows: plain(func(w *webhook.Webhook) string { return w.Tenant }),
		width: 10, rank: 30},
	ColumnCause: {name: "cause", title: "Cause", fields: webhook.FieldLastError, order: webhook.ByCause, shows: causeValue,
		width: 19, grow: 6, rank: 220},
	ColumnCalls: {name: "calls", title: "Calls", fields: webhook.FieldTotalCalls, order: webhook.ByCalls,
		shows: count(func(u *webhook.Usage) int64 { return u.Calls }), width: 10, rank: 120, right: true},
	ColumnErrors: {name: "errors", title: "Errors", fields: webhook.FieldTotalErrors, order: webhook.ByErrors,
		shows: count(func(u *webhook.Usage) int64 { return u.Errors }), width: 10, rank: 130, right: true},
	ColumnErrorRate: {name: "error-rate", title: "Error rate", short: "Rate", fields: webhook.FieldTotalCalls | webhook.FieldTotalErrors, order: webhook.ByErrorRate,
		shows: errorRateValue, width: 10, rank: 140, right: true},
	ColumnConsecutive: {name: "consecutive", title: "In a row", fields: webhook.FieldConsecutiveErrors, order: webhook.ByConsecutive,
		shows: count(func(u *webhook.Usage) int64 { return u.Consecutive }), width: 10, rank: 150, right: true},
	ColumnLastEvent: {name: "last-event", title: "Last call", order: webhook.ByLastEvent,
		shows: date((*webhook.Webhook).LastEvent), width: 9, rank: 160},
	ColumnLastStatus: {name: "last-status", title: "Last status", short: "Status no.", order: webhook.ByLastStatus,
		shows: plain(lastStatus), width: 10, rank: 110, right: true},
	ColumnDescription: {name: "description", title: "Description", fields: webhook.FieldDescription, search: nameSearch,
		shows: plain(func(w *webhook.Webhook) string { return strings.Join(strings.Fields(w.Description), " ") }), width: 16, grow: 10, rank: 170},
	ColumnApp: {name: "app", title: "App", shows: plain((*webhook.Webhook).App),
		width: 5, rank: 50},
}
