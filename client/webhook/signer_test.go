package webhook_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

const signedBody = `{"Event":"test"}`

func mac(key, body string) []byte {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(body))
	return h.Sum(nil)
}

// signed is the signature of a body as SuperOffice writes it.
func signed(key, body string) string { return base64.StdEncoding.EncodeToString(mac(key, body)) }

func TestAnotherWebhookWhoseSecretSignedIsFound(t *testing.T) {
	hooks := []webhook.Webhook{
		{ID: 1, Secret: secret.New("one")}, {ID: 2}, {ID: 3, Secret: secret.New(redact.Mask)},
		{ID: 4, Secret: secret.New("four")}, {ID: 5, Secret: secret.New("four")},
	}
	all := webhook.NewList(hooks).Webhooks
	body := []byte(signedBody)
	for _, c := range []struct {
		name, signature string
		than            int
		want            int64
	}{
		{"another", signed("four", signedBody), 0, 4}, {"in hex", hex.EncodeToString(mac("one", signedBody)), 1, 1}, {"a twin", signed("four", signedBody), 3, 5},
		{"nobody else", signed("one", signedBody), 0, 0}, {"nobody", signed("two", signedBody), 0, 0},
		{"another body", signed("four", "{}"), 0, 0}, {"the mask", signed(redact.Mask, signedBody), 0, 0},
		{"no key", signed("", signedBody), 0, 0}, {"no signature", "", 0, 0},
	} {
		got := int64(0)
		if w := webhook.Signer(all, c.signature, body, all[c.than]); w != nil {
			got = w.ID
		}
		if got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	large := bytes.Repeat([]byte("x"), 1<<20)
	if w := webhook.Signer(webhook.NewList(append(make([]webhook.Webhook, 1000), hooks...)).Webhooks, signed("one", string(large)), large, nil); w != nil {
		t.Errorf("a gigabyte is looked through for %d", w.ID)
	}
}

func TestNothingIsCheckedWithASecretThatWasNotAskedFor(t *testing.T) {
	for asked, known := range map[webhook.Fields]bool{webhook.AllFields: true, webhook.FieldsOf([]string{"Name", "Secret"}): true, webhook.FieldsOf([]string{"Name"}): false, 0: false} {
		w := &webhook.Webhook{Requested: asked, Secret: secret.New("topsecret")}
		v, m := w.CheckSignature(signed("topsecret", signedBody), []byte(signedBody)), w.MatchesSecret("topsecret")
		if v.Match != known || m.Equal != known || v.Checked() != known || (m.Problem == "") != known {
			t.Errorf("with %v: %+v, %+v", asked.Names(), v, m)
		}
	}
	w := &webhook.Webhook{Requested: webhook.AllFields} // a secret that was asked for, and is none
	if v := w.CheckSignature(signed("topsecret", signedBody), nil); !strings.Contains(v.Problem, "no secret") || w.MatchesSecret("").Equal {
		t.Errorf("%+v", v)
	}
}
