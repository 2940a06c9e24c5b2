package sandbox

import (
	_ "embed" // the usage of the built-in tenant
	"encoding/json"
	"fmt"
	"strconv"
)

//go:embed usage.json
var usageData []byte

// usage is a row of the table webhook_usage: what the vendor counts of the calls to one webhook, and the last error of them.
type usage struct {
	id  int    // of the row, and of its webhook
	row object // its columns by their names, as they were given
}

// usageColumns are the columns of webhook_usage that the sandbox has.
func usageColumns() []string {
	return []string{"webhook_usage_id", "total_calls", "total_errors", "consecutive_errors", "last_error"}
}

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
func parseUsage(data []byte) ([]usage, error) {
	rows, err := parseArray("usage rows", data)
	if err != nil {
		return nil, err
	}
	all := make([]usage, len(rows))
	for i, raw := range rows {
		row, _ := parseObject(raw) // parseArray has seen to it that it is one
		id, err := strconv.Atoi(string(row.get("webhook_usage_id")))
		if err != nil {
			return nil, fmt.Errorf("element %d of the usage rows has no whole number as webhook_usage_id", i)
		}
		all[i] = usage{id, row}
	}
	return all, nil
}

// lastError is the text that GetLastError has, "" for none. The archive may have none of it: the two ways to ask need not agree.
func (u usage) lastError() json.RawMessage {
	for _, name := range []string{"get_last_error", "last_error"} {
		if value := u.row.get(name); len(value) > 0 && value[0] == '"' {
			return value
		}
	}
	return quote("")
}

// show writes the row as the archive answers it: its key as text, then a member for each column, null where the row has none.
func (u usage) show(columns []column) json.RawMessage {
	shown := object{
		{key: json.RawMessage(`"PrimaryKey"`), value: quote(strconv.Itoa(u.id))},
		{key: json.RawMessage(`"EntityName"`), value: json.RawMessage(`"webhook_usage"`)},
	}
	for _, c := range columns {
		value := u.row.get(c.name)
		if value == nil {
			value = json.RawMessage(`null`)
		}
		shown = append(shown, member{c.name, c.key, value})
	}
	return shown.encode()
}
