package sandbox

import (
	_ "embed" // the usage of the built-in tenant
	"encoding/json"
)

//go:embed usage.json
var usageData []byte

// parseUsage reads a JSON array of rows with the columns of webhook_usage: webhook_usage_id, total_calls, total_errors, consecutive_errors and last_error. There
// may be two more: get_last_error, the text that GetLastError has where it is not last_error, and last_event, the time of the last call, which only
// archive/Webhook has.
func parseUsage(data []byte) ([]row, error) {
	var rows []json.RawMessage
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, err
	}
	all := make([]row, len(rows))
	for i, raw := range rows {
		columns, _ := parseObject(raw) // a test checks that all are objects
		all[i] = row{columns.id("webhook_usage_id"), columns}
	}
	return all, nil
}

// byID finds rows by their ids; of several with one id, the first.
func byID(rows []row) map[int]row {
	found := make(map[int]row, len(rows))
	for _, r := range rows {
		if _, twice := found[r.id]; !twice {
			found[r.id] = r
		}
	}
	return found
}

// usageOf returns what is counted of a webhook; a row without columns when nothing is.
func (t *Tenant) usageOf(id int) row { return t.usageByID[id] }

// lastError is the text that GetLastError has, "" for none. The archive may have none of it: the two ways to ask need not agree.
func (r row) lastError() json.RawMessage {
	for _, name := range []string{"get_last_error", "last_error"} {
		if value := r.columns.get(name); len(value) > 0 && value[0] == '"' {
			return value
		}
	}
	return quote("")
}
