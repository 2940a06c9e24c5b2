package sandbox

import (
	"bytes"
	_ "embed" // the tenant's data
	"encoding/json"
	"strings"
	"time"
)

//go:embed tenant.json
var tenantData []byte

// builtIn returns the webhooks of the invented company as they stand at the given time.
func builtIn(now time.Time) ([]json.RawMessage, error) {
	var data struct {
		Reference  time.Time                  // the day that the stored dates are written against
		Associates map[string]json.RawMessage // by the short name that stands in a webhook's RegisteredAssociate and UpdatedAssociate
		Webhooks   []json.RawMessage
	}
	if err := json.Unmarshal(tenantData, &data); err != nil {
		return nil, err
	}
	days := daysBetween(data.Reference, now)
	for i, raw := range data.Webhooks {
		webhook, _ := parseObject(raw) // a test sees to it that all are objects
		for j, m := range webhook {
			switch m.name {
			case "RegisteredAssociate", "UpdatedAssociate":
				webhook[j].value = expand(m.value, data.Associates)
			case "Registered", "Updated":
				webhook[j].value = mapDate(m.value, func(d date) date { return d.addDays(days) })
			}
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, webhook.encode()); err != nil {
			return nil, err
		}
		data.Webhooks[i] = compact.Bytes()
	}
	return data.Webhooks, nil
}

// daysBetween counts whole days, so that the times of day stay as they are written.
func daysBetween(from, to time.Time) int {
	const day = 24 * time.Hour
	return int(to.UTC().Truncate(day).Sub(from.UTC().Truncate(day)) / day)
}

// expand puts the associate in the place of its short name.
func expand(value json.RawMessage, associates map[string]json.RawMessage) json.RawMessage {
	if a, ok := associates[strings.Trim(string(value), `"`)]; ok {
		return a
	}
	return value
}
