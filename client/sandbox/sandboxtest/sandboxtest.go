// Package sandboxtest has lists of webhooks in the vendor's form, for tests and benchmarks.
package sandboxtest

import (
	"bytes"
	_ "embed" // the sample
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"
)

//go:embed sample.json
var sample []byte

// Sample returns the sample response of the vendor's page, byte for byte.
func Sample() []byte { return bytes.Clone(sample) }

// generated is a webhook in the order of the vendor's page, for making many.
type generated struct {
	WebhookID           int `json:"WebhookId"`
	Name                string
	Events              []string
	TargetURL           string `json:"TargetUrl"`
	Secret              *string
	State               string
	Type                string
	Headers             map[string]string
	Properties          map[string]any
	Registered          string
	RegisteredAssociate *generatedAssociate
	Updated             string
	UpdatedAssociate    *generatedAssociate
	ErrorsEmail         *string
}

type generatedAssociate struct {
	AssociateID int `json:"AssociateId"`
	Name        string
	FullName    string
	Type        string
	Deleted     bool
}

// Generate returns a JSON array of n varied webhooks. The same n gives the same bytes.
// The first k of them are those of Generate(k).
func Generate(n int) []byte {
	random := rand.New(rand.NewPCG(2024, 6))
	out := bytes.NewBufferString("[")
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for id := 1; id <= n; id++ {
		if id > 1 {
			out.WriteByte(',')
		}
		_ = enc.Encode(generate(random, id)) // strings, numbers and maps always encode, and a buffer always takes them
	}
	out.WriteByte(']')
	return out.Bytes()
}

func generate(random *rand.Rand, id int) generated {
	secret, mail := fmt.Sprintf("fake_whsec_%016x", random.Uint64()), fmt.Sprintf("team%d@example.com", random.IntN(40))
	registered := time.Date(2020, 1, 1, 0, 0, random.IntN(4*365*24*3600), 0, time.UTC)
	g := generated{
		WebhookID:           id,
		Name:                fmt.Sprintf("%s %s %d", pick(random, systems()), pick(random, tasks()), id),
		Events:              someEvents(random),
		TargetURL:           fmt.Sprintf("https://%s.example.com/hooks/%d", pick(random, hosts()), id),
		Secret:              optional(random, secret),
		State:               pick(random, states()),
		Type:                "webhook",
		Headers:             someHeaders(random),
		Properties:          someProperties(random, id),
		Registered:          registered.Format("2006-01-02T15:04:05"),
		RegisteredAssociate: someAssociate(random),
		Updated:             registered.Add(time.Duration(random.IntN(365*24)) * time.Hour).Format(time.RFC3339),
		UpdatedAssociate:    someAssociate(random),
		ErrorsEmail:         optional(random, mail),
	}
	if random.IntN(10) == 0 {
		g.Type, g.TargetURL, g.Secret = "crmscript", fmt.Sprintf("ScriptHook%d", id), nil
	}
	return g
}

func pick(random *rand.Rand, from []string) string { return from[random.IntN(len(from))] }

func optional(random *rand.Rand, s string) *string {
	if random.IntN(4) == 0 {
		return nil
	}
	return &s
}

func someEvents(random *rand.Rand) []string {
	all := eventNames()
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	n := 1 + random.IntN(4)
	if random.IntN(50) == 0 {
		n = len(all)
	}
	return all[:n]
}

func someHeaders(random *rand.Rand) map[string]string {
	switch random.IntN(3) {
	case 0:
		return nil
	case 1:
		return map[string]string{"X-Team": fmt.Sprint(random.IntN(40))}
	}
	return map[string]string{"Authorization": fmt.Sprintf("Bearer fake-%08x", random.Uint32()), "X-Version": "1.0"}
}

func someProperties(random *rand.Rand, id int) map[string]any {
	if random.IntN(2) == 0 {
		return nil
	}
	return map[string]any{
		"route": id, "active": random.IntN(2) == 0, "note": nil,
		"mapping": map[string]any{"fields": []any{"name", "orgNr", random.IntN(100)}, "ratio": 0.5},
	}
}

func someAssociate(random *rand.Rand) *generatedAssociate {
	n := random.IntN(30)
	if n == 0 {
		return nil
	}
	return &generatedAssociate{
		AssociateID: n, Name: fmt.Sprintf("U%02d", n), FullName: fmt.Sprintf("User Number %d", n), Type: "InternalAssociate", Deleted: n == 29,
	}
}

func systems() []string {
	return []string{"ERP", "Nyhetsbrev", "BI", "Support", "Nettbutikk", "東京", "Lager", "دبي", "Kalender ☕", "Teams"}
}

func tasks() []string {
	return []string{"order sync", "export", "varsler", "archive", "import", "opprydding", "同期", "invoice bridge"}
}

func hosts() []string {
	return []string{"erp", "bi", "support", "shop", "mail", "flows", "archive", "warehouse", "office", "middleware"}
}

// states are weighted by repetition: most webhooks of a tenant are active.
func states() []string {
	return []string{"Active", "Active", "Active", "Active", "Active", "Active", "Active", "Stopped", "Stopped", "TooManyErrors"}
}

func eventNames() []string {
	return []string{
		"activity.created", "activity.changed", "associate.changed", "chatsession.message", "contact.created", "contact.changed",
		"contact.softdeleted", "contact.deleted", "document.created", "document.edited", "list.category.changed", "list.207.created",
		"person.created", "person.changed", "person.consented", "project.created", "projectmember.created", "quote.approved",
		"quote.ordered", "relation.created", "sale.created", "sale.changed", "sale.sold", "sale.lost", "sale.completed",
		"salestakeholder.created", "ticket.created", "ticket.changed", "y_machine.created", "webhook7.errors",
	}
}
