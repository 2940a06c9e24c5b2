package webhook

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// Mask stands wherever a credential is. Its length says nothing about the length of what it hides.
const Mask = "********"

// Secret is a webhook's shared signing key. It knows whether it is set; its text has no accessor and cannot be printed,
// formatted, logged or marshalled: every such way gives Mask, or nothing when no secret is set.
type Secret struct {
	key *[]byte // behind a pointer: a printer that may not call our methods shows an address, not the key
}

// NewSecret locks a key away. An empty key is no secret.
func NewSecret(key string) Secret {
	if key == "" {
		return Secret{}
	}
	b := []byte(key)
	return Secret{key: &b}
}

// Set reports whether the webhook has a secret.
func (s Secret) Set() bool { return s.key != nil }

// String returns Mask, or "" when no secret is set.
func (s Secret) String() string {
	if s.Set() {
		return Mask
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

// MarshalJSON returns Mask as a JSON string, or null when no secret is set.
func (s Secret) MarshalJSON() ([]byte, error) {
	if !s.Set() {
		return []byte("null"), nil
	}
	return json.Marshal(Mask)
}
