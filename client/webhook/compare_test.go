package webhook_test

import (
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

func TestCompare(t *testing.T) {
	base := func() []webhook.Webhook {
		return []webhook.Webhook{
			{ID: 1, Name: "one", State: webhook.Active, Events: []string{"sale.sold", "sale.lost"}, TargetURL: "https://a.example.com", Type: "webhook", Requested: webhook.AllFields,
				Secret: secret.New("key"), TargetFingerprint: secret.FingerprintOf("https://a.example.com/?code=1")},
			{ID: 2, Name: "two", State: webhook.Active, Requested: webhook.AllFields}, {ID: 2, Occurrence: 1, Name: "twin", State: webhook.Stopped, Requested: webhook.AllFields},
		}
	}
	for _, c := range []struct {
		name   string
		change func(hooks []webhook.Webhook) []webhook.Webhook
		want   string
	}{
		{"nothing", func(h []webhook.Webhook) []webhook.Webhook { return h }, ""},
		{"another order", func(h []webhook.Webhook) []webhook.Webhook { h[0], h[1] = h[1], h[0]; return h }, ""},
		{"state", func(h []webhook.Webhook) []webhook.Webhook { h[0].State = webhook.TooManyErrors; return h }, "changed 1 broke: state from active to too many errors"},
		{"events", func(h []webhook.Webhook) []webhook.Webhook { h[0].Events = []string{"sale.lost", "a.b"}; return h }, "changed 1: events added: a.b; events removed: sale.sold"},
		{"the order of events", func(h []webhook.Webhook) []webhook.Webhook {
			h[0].Events = []string{"sale.lost", "sale.sold"}
			return h
		}, ""},
		{"target and name", func(h []webhook.Webhook) []webhook.Webhook { h[0].TargetURL, h[0].Name = "x", "y"; return h }, `changed 1: name, was "one"; target, was https://a.example.com`},
		{"the rest", func(h []webhook.Webhook) []webhook.Webhook {
			h[1].Type, h[1].Secret, h[1].ErrorsEmail = "crmscript", secret.New("k"), "m"
			h[1].Rest = &webhook.Details{Headers: []webhook.Header{{Name: "X"}}, Properties: []webhook.Member{{Name: "p", Value: "1"}}}
			return h
		}, "changed 2: type from  to crmscript; a secret is set now; headers; properties; who is told of errors"},
		{"a twin", func(h []webhook.Webhook) []webhook.Webhook { h[2].State = webhook.Active; return h }, "changed 2: state from stopped to active"},
		{"a masked part of the target", func(h []webhook.Webhook) []webhook.Webhook {
			h[0].TargetFingerprint = secret.FingerprintOf("https://a.example.com/?code=2")
			return h
		}, "changed 1: a masked part of the target"},
		{"a masked part that one side does not know", func(h []webhook.Webhook) []webhook.Webhook { h[0].TargetFingerprint = 0; return h }, ""},
		{"the target, masked parts included", func(h []webhook.Webhook) []webhook.Webhook {
			h[0].TargetURL, h[0].TargetFingerprint = "https://b.example.com", secret.FingerprintOf("https://b.example.com/?code=2")
			return h
		}, "changed 1: target, was https://a.example.com"},
		{"another secret", func(h []webhook.Webhook) []webhook.Webhook { h[0].Secret = secret.New("another"); return h }, "changed 1: another secret is set"},
		{"the same secret", func(h []webhook.Webhook) []webhook.Webhook { h[0].Secret = secret.New("key"); return h }, ""},
		{"a secret that one side does not know", func(h []webhook.Webhook) []webhook.Webhook { h[0].Secret = secret.New(redact.Mask); return h }, ""},
		{"no secret", func(h []webhook.Webhook) []webhook.Webhook { h[0].Secret = secret.Secret{}; return h }, "changed 1: the secret is gone"},
		{"secret and target that were not asked for", func(h []webhook.Webhook) []webhook.Webhook {
			h[0].Requested = webhook.AllFields &^ webhook.FieldSecret &^ webhook.FieldTargetURL
			h[0].Secret, h[0].TargetFingerprint = secret.New("another"), 9
			return h
		}, ""},
		{"gone and new", func(h []webhook.Webhook) []webhook.Webhook { h[0].ID = 9; h[0].State = webhook.TooManyErrors; return h }, "new 9 broke:  | gone 1: "},
		{"what was not asked for", func(h []webhook.Webhook) []webhook.Webhook {
			h[0] = webhook.Webhook{ID: 1, State: webhook.Active, Requested: webhook.FieldID | webhook.FieldState}
			return h
		}, ""},
	} {
		var got []string
		for _, change := range webhook.Compare(webhook.NewList(base()), webhook.NewList(c.change(base()))) {
			broke := ""
			if change.Broke() {
				broke = " broke"
			}
			got = append(got, string(change.Difference)+" "+ids(webhook.NewList([]webhook.Webhook{{ID: change.Webhook().ID}}), []int{0})+broke+": "+strings.Join(change.What, "; "))
		}
		if all := strings.Join(got, " | "); all != c.want {
			t.Errorf("%s: got %q, want %q", c.name, all, c.want)
		}
	}
}
