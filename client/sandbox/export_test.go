package sandbox

import "encoding/json"

// Data is what a test's tenant serves in place of the invented company's data.
type Data struct {
	Webhooks []byte // a JSON array in the vendor's form; nil for the company's
	Usage    []byte // a JSON array of rows as in usage.json; nil for the company's, or none where the webhooks are others
}

// NewWith prepares a tenant with a test's data, and leaves its dates as they are.
func NewWith(d Data) (*Tenant, error) {
	usage := d.Usage
	if usage == nil {
		usage = usageData
	}
	t, err := newTenant(Options{}, usage)
	if err != nil || d.Webhooks == nil {
		return t, err
	}
	if d.Usage == nil {
		usage = []byte("[]")
	}
	if t.usage, err = parseUsage(usage); err != nil {
		return nil, err
	}
	t.webhooks, t.usageByID, t.elsewhere = nil, byID(t.usage), nil
	var rows []json.RawMessage
	if err := json.Unmarshal(d.Webhooks, &rows); err != nil {
		return nil, err
	}
	for _, raw := range rows {
		webhook, _ := parseObject(raw)
		t.webhooks = append(t.webhooks, webhook)
	}
	return t, nil
}
