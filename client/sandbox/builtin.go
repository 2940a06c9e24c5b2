package sandbox

import (
	"bytes"
	_ "embed" // the tenant's data
	"encoding/json"
	"slices"
	"strings"
	"time"
)

//go:embed tenant.json
var tenantData []byte

// company is the invented company as it is stored.
type company struct {
	Reference         time.Time                  // the day that the stored dates are written against
	Associates        map[string]json.RawMessage // by the short name that stands in a webhook's RegisteredAssociate and UpdatedAssociate
	Recipients        map[string]json.RawMessage // by the short names that stand in a webhook's ErrorAssociates
	Webhooks          []json.RawMessage
	OtherApplications []json.RawMessage // webhooks that only the archive lists, in its columns
}

// load fills the tenant with the invented company, dated by the tenant's clock, and with its usage.
func (t *Tenant) load(usage []byte) (err error) {
	var compact bytes.Buffer // the vendor's answers have no blanks
	if err := json.Compact(&compact, tenantData); err != nil {
		return err
	}
	var stored company
	if err := json.Unmarshal(compact.Bytes(), &stored); err != nil {
		return err
	}
	days := daysBetween(stored.Reference, t.now())
	if t.usage, err = parseUsage(usage); err != nil {
		return err
	}
	for _, u := range t.usage {
		u.columns.shiftDates(days, "last_event")
	}
	t.usageByID = byID(t.usage)
	for _, raw := range stored.Webhooks {
		webhook, _ := parseObject(raw) // a test sees to it that all are objects
		webhook.shiftDates(days, "Registered", "Updated")
		stored.expand(webhook)
		if t.release.notifies {
			webhook = append(webhook, usageMembers(t.usageOf(webhook.id("WebhookId")))...)
		} else {
			webhook = slices.DeleteFunc(webhook, member.isNotification)
		}
		t.webhooks = append(t.webhooks, webhook)
	}
	for _, raw := range stored.OtherApplications {
		columns, _ := parseObject(raw)
		columns.shiftDates(days, "registeredDate", "webhookUsage/lastEvent")
		t.elsewhere = append(t.elsewhere, row{columns.id("webhookId"), columns})
	}
	return nil
}

// daysBetween counts whole days, so that the times of day stay as they are written.
func daysBetween(from, to time.Time) int {
	const day = 24 * time.Hour
	return int(to.UTC().Truncate(day).Sub(from.UTC().Truncate(day)) / day)
}

// shiftDates moves the dates of some members. Year 1 means "never" and stays.
func (o object) shiftDates(days int, names ...string) {
	for i, m := range o {
		if slices.Contains(names, m.name) {
			o[i].value = mapDate(m.value, func(d date) string { return d.addDays(days) })
		}
	}
}

// expand puts associates and recipients in the place of their short names.
func (c company) expand(webhook object) {
	for i, m := range webhook {
		switch m.name {
		case "RegisteredAssociate", "UpdatedAssociate":
			if associate, ok := c.Associates[strings.Trim(string(m.value), `"`)]; ok {
				webhook[i].value = associate
			}
		case "ErrorAssociates":
			webhook[i].value = c.recipients(m.value)
		}
	}
}

func (c company) recipients(names json.RawMessage) json.RawMessage {
	var items []json.RawMessage
	for _, name := range texts(names) {
		items = append(items, c.Recipients[name])
	}
	if texts(names) == nil {
		return names
	}
	return array(items)
}

// isNotification reports whether a member came with 12.0.
func (m member) isNotification() bool {
	return slices.Contains([]string{"Description", "ErrorEmails", "ErrorAssociates", "NotifyVia", "NotifyWhen"}, m.name)
}

// usageMembers are the members of a webhook, since 12.0, that repeat its usage.
func usageMembers(u row) object {
	members := object{}
	for _, m := range []struct{ name, column, absent string }{
		{"TotalCalls", "total_calls", "0"},
		{"TotalErrors", "total_errors", "0"},
		{"ConsecutiveErrors", "consecutive_errors", "0"},
		{"LastError", "last_error", "null"},
	} {
		members = append(members, member{m.name, u.columns.getOr(m.column, m.absent)})
	}
	return members
}
