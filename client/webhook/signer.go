package webhook

import "crmhooks/client/secret"

// notAsked is why nothing can be checked with --no-secrets.
const notAsked = "the list was asked for without its secrets"

// CheckSignature is secret.Secret.Check with the webhook's secret.
func (w *Webhook) CheckSignature(signature string, body []byte) secret.Verdict {
	if !w.Requested.Has(FieldSecret) {
		return secret.Verdict{Problem: notAsked}
	}
	return w.Secret.Check(signature, body)
}

// MatchesSecret is secret.Secret.Matches with the webhook's secret.
func (w *Webhook) MatchesSecret(other string) secret.Match {
	if !w.Requested.Has(FieldSecret) {
		return secret.Match{Problem: notAsked}
	}
	return w.Secret.Matches(other)
}

// maxSigners bounds the work of Signer: bytes of the body for all webhooks together.
const maxSigners = 256 << 20

// Signer finds another webhook whose secret made a signature over exactly this body, nil for none: two secrets are easily mixed up. Where there are
// too many webhooks for so large a body, it does not look.
func Signer(webhooks []*Webhook, signature string, body []byte, than *Webhook) *Webhook {
	read, problem := secret.ParseSignature(signature)
	if problem != "" || len(webhooks)*len(body) > maxSigners {
		return nil
	}
	for _, w := range webhooks {
		if w != than && w.Secret.Signed(read, body) {
			return w
		}
	}
	return nil
}
