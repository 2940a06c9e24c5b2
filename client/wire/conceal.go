package wire

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// concealer masks what repeats a credential, in every text of one webhook: its own secret, whatever else of it is masked, and our own login. Which member a text
// stands in makes no difference, as nobody knows what a server puts where.
type concealer struct{ repeats *redact.Repeats }

// row masks in what the row of a webhook shows.
func (c concealer) row(w *webhook.Webhook) {
	w.Name = c.line(w.Name)
	w.TargetURL = c.repeats.MaskTarget(w.TargetURL)
	w.ErrorsEmail = c.line(w.ErrorsEmail)
	w.Description = c.line(w.Description)
	if !w.State.Documented() { // the vendor's own words give nothing away
		w.State = webhook.State(c.line(string(w.State)))
	}
	if w.Type != webhook.TypeWebhook && w.Type != webhook.TypeCRMScript {
		w.Type = c.line(w.Type)
	}
	for i, event := range w.Events {
		if !webhook.InCatalogue(event) {
			w.Events[i] = c.line(event)
		}
	}
}

func (c concealer) details(d *webhook.Details) {
	d.NotifyVia, d.NotifyWhen = c.line(d.NotifyVia), c.line(d.NotifyWhen)
	c.lines(d.ErrorEmails)
	c.lines(d.Anomalies)
	c.lines(d.TargetCredentials)
	for i := range d.Headers {
		h := &d.Headers[i]
		h.Name, h.Value = c.line(h.Name), c.line(h.Value)
		h.Masked = strings.Contains(h.Value, redact.Mask)
	}
	for f, shown := range d.Unreadable {
		d.Unreadable[f] = c.line(shown)
	}
	c.members(d.Properties)
	c.members(d.Extra)
	d.RegisteredAssociate, d.UpdatedAssociate = c.associate(d.RegisteredAssociate), c.associate(d.UpdatedAssociate)
	for i := range d.ErrorAssociates {
		d.ErrorAssociates[i] = *c.associate(&d.ErrorAssociates[i])
	}
}

func (c concealer) line(s string) string { return c.repeats.Mask(s) }

func (c concealer) lines(all []string) {
	for i, s := range all {
		all[i] = c.line(s)
	}
}

func (c concealer) members(all []webhook.Member) {
	for i := range all {
		all[i] = webhook.Member{Name: c.line(all[i].Name), Value: c.json(all[i].Value)}
	}
}

// associate returns the associate, or a copy where something has to be masked: webhooks share associates.
func (c concealer) associate(a *webhook.Associate) *webhook.Associate {
	if a == nil || !c.repeated(a) {
		return a
	}
	masked := *a
	masked.Name, masked.FullName = c.line(a.Name), c.line(a.FullName)
	masked.Members = slices.Clone(a.Members)
	c.members(masked.Members)
	return &masked
}

// repeated reports whether something of an associate has to be masked.
func (c concealer) repeated(a *webhook.Associate) bool {
	if c.line(a.Name) != a.Name || c.line(a.FullName) != a.FullName {
		return true
	}
	return slices.ContainsFunc(a.Members, func(m webhook.Member) bool { return c.line(m.Name) != m.Name || c.line(m.Value) != m.Value })
}

// json masks in the texts, the names and the numbers of a compact JSON value.
func (c concealer) json(value string) string {
	if c.repeats.Mask(value) == value {
		return value
	}
	dec := jsontext.NewDecoder(strings.NewReader(value), lenient...)
	var out bytes.Buffer
	enc := jsontext.NewEncoder(&out, lenient...)
	for {
		token, err := dec.ReadToken()
		if err != nil { // the end: the value is one that we wrote
			return strings.TrimSpace(out.String())
		}
		_ = enc.WriteToken(c.token(token)) // a buffer takes everything
	}
}

func (c concealer) token(t jsontext.Token) jsontext.Token {
	switch t.Kind() {
	case '"':
		return jsontext.String(c.line(t.String()))
	case '0':
		if s := t.String(); c.line(s) != s {
			return jsontext.String(redact.Mask)
		}
	}
	return t.Clone()
}

// conceal puts masks into the texts of a webhook that has been mapped. The hidden credentials stay with it, to keep them out of what its receiver says.
func (m *mapper) conceal() {
	pieces := redact.Pieces(m.hidden)
	if m.key != "" && !m.w.Secret.Known() && m.key != redact.Mask { // it was too long to be kept, and its beginning may be repeated by a receiver
		pieces = append(pieces, redact.Credential{Text: m.key, Kind: redact.Key})
	}
	for _, p := range pieces {
		m.spend(len(p.Text))
	}
	m.rest.Hidden = secret.NewCredentials(pieces)
	repeats := m.own
	if len(pieces) > 0 || m.w.Secret.Known() {
		repeats = m.repeats
		secret.Seek(repeats, slices.Clip(pieces), m.w.Secret)
	}
	c := concealer{repeats}
	c.row(&m.w)
	c.details(&m.rest)
}
