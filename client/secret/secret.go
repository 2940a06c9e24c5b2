// Package secret locks up the key that signs a webhook's calls. Code with a Secret can ask whether it is set, whether it made a signature, and whether it equals
// another text; nothing can read it.
package secret

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"

	"crmhooks/client/redact"
)

// Secret stands for a webhook's shared signing key. It can be asked whether the key is set, whether it made a signature, and whether it is
// the one that a receiver has; it never gives the key away. Every way to print, format, log or marshal it gives redact.Mask, or nothing when no
// key is set.
type Secret struct {
	set bool
	key func() string // a function, so that printing a struct that holds a Secret shows an address; nil when the key is not known
}

// New locks a key up. An empty key means no secret, and redact.Mask one that is set but not known: a saved list says no more.
func New(key string) Secret {
	switch key {
	case "":
		return Secret{}
	case redact.Mask:
		return Secret{set: true}
	}
	return Secret{set: true, key: func() string { return key }}
}

// Set reports whether the webhook has a secret.
func (s Secret) Set() bool { return s.set }

// Known reports whether the key itself was read, so that signatures can be checked.
func (s Secret) Known() bool { return s.key != nil }

// Fingerprint tells keys apart without showing them. It is 0 when the key is not known.
func (s Secret) Fingerprint() Fingerprint {
	if !s.Known() {
		return 0
	}
	return FingerprintOf(s.key())
}

// String returns redact.Mask, or "" when no secret is set.
func (s Secret) String() string {
	if s.Set() {
		return redact.Mask
	}
	return ""
}

// GoString returns what String returns, quoted.
func (s Secret) GoString() string { return fmt.Sprintf("%q", s.String()) }

// Format writes what String returns, whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue returns what String returns.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText returns what String returns.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON returns redact.Mask as a JSON string, or null when no secret is set.
func (s Secret) MarshalJSON() ([]byte, error) {
	if !s.Set() {
		return []byte("null"), nil
	}
	return json.Marshal(redact.Mask)
}
