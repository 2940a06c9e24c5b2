package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
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

// list writes the array of the answer.
func (t *Tenant) list(f filters, v view) []byte {
	var shown []json.RawMessage
	for _, webhook := range t.webhooks {
		if f.match(webhook) {
			shown = append(shown, v.show(slices.Clone(webhook)))
		}
	}
	return array(shown)
}

func (v view) show(webhook object) json.RawMessage {
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
