package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// view is how a request wants its webhooks: which members, in which language, and how their dates are written.
type view struct {
	selected selection
	language string
	dates    func(date) string // nil for as they are stored
}

func requestedView(r *http.Request) view {
	return view{
		selected: parseSelection(strings.Join(options(r)["$select"], ",")),
		language: requestedLanguage(r.Header),
		dates:    requestedDates(r.Header),
	}
}

// list writes the array of the answer. Whatever need not be taken apart is copied as it is: a tenant may hold 100,000 webhooks.
func (t *Tenant) list(f filters, v view) []byte {
	out := bytes.NewBufferString("[")
	for _, raw := range t.webhooks {
		if f != (filters{}) && !f.match(raw) {
			continue
		}
		if v.changes(raw) {
			raw = v.show(raw)
		}
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		out.Write(raw)
	}
	out.WriteByte(']')
	return out.Bytes()
}

// changes reports whether the view may show the webhook otherwise than it is stored.
func (v view) changes(raw json.RawMessage) bool {
	return v.selected != nil || v.dates != nil || v.language != "" && bytes.Contains(raw, []byte(`:\"`))
}

func (v view) show(raw json.RawMessage) json.RawMessage {
	webhook, _ := parseObject(raw) // New has seen to it that it is one
	for i, m := range webhook {
		switch m.name {
		case "Registered", "Updated":
			if v.dates != nil {
				webhook[i].value = mapDate(m.value, v.dates)
			}
		case "RegisteredAssociate", "UpdatedAssociate":
			webhook[i].value = v.associate(m.value)
		}
	}
	if v.selected != nil {
		v.selected.apply(webhook, zerosOfWebhook())
	}
	return webhook.encode()
}

// associate translates the tooltip, the one text of an answer that may hold several languages.
func (v view) associate(value json.RawMessage) json.RawMessage {
	associate, ok := parseObject(value)
	if !ok || v.language == "" {
		return value
	}
	for i, m := range associate {
		if m.name == "Tooltip" {
			associate[i].value = translate(m.value, v.language)
		}
	}
	return associate.encode()
}
