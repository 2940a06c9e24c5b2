package webhook

import (
	"hash/maphash"
	"slices"
	"strings"

	"crmhooks/client/redact"
)

// Fingerprint stands for a text that is not shown: in one run of the program two are equal when their texts are, and nothing else can be told
// from them. 0 stands for a text that is not known.
type Fingerprint uint64

// seed is made up anew by every run, so that a fingerprint is worth nothing outside of it.
var seed = maphash.MakeSeed()

// FingerprintOf takes the fingerprint of a text. A text that is empty or masked is not known.
func FingerprintOf(s string) Fingerprint {
	if s == "" || strings.Contains(s, Mask) {
		return 0
	}
	return Fingerprint(maphash.String(seed, s) | 1) // never 0
}

// Hidden holds the credentials that stand in a webhook's headers, properties, target and other members. It is there to keep them out of other texts, such as
// a receiver's answer that repeats what it got, and gives none of them away.
type Hidden struct{ credentials func() []redact.Credential }

// NewHidden locks credentials up.
func NewHidden(credentials []redact.Credential) Hidden {
	if len(credentials) == 0 {
		return Hidden{}
	}
	return Hidden{credentials: func() []redact.Credential { return credentials }}
}

// masked is a text of somebody else without what repeats a credential of the webhook.
func (w *Webhook) masked(s string) string {
	if s == "" || w.Hidden.credentials == nil && !w.Secret.Known() {
		return s
	}
	var all []redact.Credential
	if w.Hidden.credentials != nil {
		all = w.Hidden.credentials()
	}
	if w.Secret.Known() {
		all = append(slices.Clone(all), redact.Credential{Text: w.Secret.key(), Kind: redact.Key})
	}
	return redact.NewRepeats(nil, all...).Mask(s)
}
