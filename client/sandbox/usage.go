package sandbox

import (
	_ "embed" // the usage of the built-in tenant
	"encoding/json"
	"fmt"
	"strconv"
)

//go:embed usage.json
var usageData []byte

// usage is the data to serve the usage from.
func (o Options) usage() []byte {
	switch {
	case o.Usage != nil:
		return o.Usage
	case o.Webhooks != nil:
		return []byte("[]")
	}
	return usageData
}

// parseUsage reads a JSON array of rows. Rows are found by their ids, so these have to be numbers; all else is served as it is.
func parseUsage(data []byte) ([]row, error) {
	rows, err := parseArray("usage rows", data)
	if err != nil {
		return nil, err
	}
	all := make([]row, len(rows))
	for i, raw := range rows {
		columns, _ := parseObject(raw) // parseArray has seen to it that it is one
		id, err := strconv.Atoi(string(columns.get("webhook_usage_id")))
		if err != nil {
			return nil, fmt.Errorf("element %d of the usage rows has no whole number as webhook_usage_id", i)
		}
		all[i] = row{id, columns}
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
