package secret

import (
	"slices"

	"crmhooks/client/redact"
)

// Credentials holds the credentials in a webhook's headers, properties, target and other members. It is there to keep them out of other texts, such as
// a receiver's answer that repeats what it got, and gives none of them away.
type Credentials struct{ list func() []redact.Credential }

// NewCredentials locks credentials up.
func NewCredentials(credentials []redact.Credential) Credentials {
	if len(credentials) == 0 {
		return Credentials{}
	}
	return Credentials{list: func() []redact.Credential { return credentials }}
}

// Mask masks whatever in a text repeats one of the credentials, or the webhook's own secret.
func (c Credentials) Mask(s string, own Secret) string {
	if s == "" || c.list == nil && !own.Known() {
		return s
	}
	var all []redact.Credential
	if c.list != nil {
		all = slices.Clip(c.list())
	}
	repeats := redact.NewRepeats(nil)
	Seek(repeats, all, own)
	return repeats.Mask(s)
}

// Seek lets a finder look for these credentials, and for the webhook's own secret where it is known. Behind the credentials, it may write to their slice.
func Seek(repeats *redact.Repeats, credentials []redact.Credential, own Secret) {
	if own.Known() {
		credentials = append(credentials, redact.Credential{Text: own.key(), Kind: redact.Key})
	}
	repeats.Set(credentials)
}
