package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"unicode/utf8"

	"crmhooks/client"
	"crmhooks/client/sandbox"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// FuzzDecode holds whatever a server may answer against the promises of the mapping: nothing panics, every text is clean, every JSON
// value is valid, rows have identities of their own, and an error is one that a user can act on.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		string(sandbox.Sample()), string(sandbox.Generate(3)), plantedAnswer, "null", "[]", "[{}]", `{"Error":true}`, "<html>", "\ufeff[", `[{"WebhookId":1e999}]`,
		`[{"Name":"\ud800","Headers":{"":""},"Properties":{"\u0000":"\u001b"},"Events":[[]],"TargetUrl":"//@?#"}]`, `[{"State":{"a":[1,{"b":null}]},"State":1}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		result, err := saved(string(body)).List(context.Background(), webhook.Query{})
		var own *client.Error
		if err != nil && !errors.As(err, &own) {
			t.Fatalf("%T: %v", err, err)
		}
		keys := map[webhook.Key]bool{}
		for i := range result.Webhooks {
			w := &result.Webhooks[i]
			if keys[w.Key()] {
				t.Errorf("two rows are %v", w.Key())
			}
			keys[w.Key()] = true
			for _, s := range texts(w) {
				if s != text.Line(s) || !utf8.ValidString(s) {
					t.Errorf("%q is not clean", s)
				}
			}
			for _, m := range members(w) {
				if !json.Valid([]byte(m.Value)) || m.Name != text.Line(m.Name) {
					t.Errorf("%q: %q is not clean JSON", m.Name, m.Value)
				}
			}
		}
		for _, warning := range result.Warnings {
			if warning != text.Line(warning) {
				t.Errorf("the warning %q is not clean", warning)
			}
		}
		_ = fmt.Sprintf("%+v", result) // printing is safe whatever is in it
	})
}

// texts are all texts of a webhook that stand on one line of a screen.
func texts(w *webhook.Webhook) []string {
	all := append([]string{w.Name, w.TargetURL, string(w.State), w.Type, w.ErrorsEmail, w.RegisteredAssociate.Label(), w.UpdatedAssociate.Label()}, w.Events...)
	for _, h := range w.Headers {
		all = append(all, h.Name, h.Value)
	}
	return append(all, w.Odd...)
}

func members(w *webhook.Webhook) []webhook.Member {
	all := append(append([]webhook.Member{}, w.Properties...), w.Others...)
	for _, a := range []*webhook.Associate{w.RegisteredAssociate, w.UpdatedAssociate} {
		if a != nil {
			all = append(all, a.Members...)
		}
	}
	return all
}
