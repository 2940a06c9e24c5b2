package webhook

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// Mask stands wherever a credential is. Its length says nothing about the length of what it hides.
const Mask = "********"

// Secret stands for a webhook's shared signing key. It knows whether the key is set, and nothing else: the key itself is dropped while
// the answer is mapped, so that nothing can print, format, log or marshal it. Every such way gives Mask, or nothing when no key is set.
type Secret struct{ set bool }

// NewSecret takes note of a key and forgets it. An empty key is no secret.
func NewSecret(key string) Secret { return Secret{set: key != ""} }

// Set reports whether the webhook has a secret.
func (s Secret) Set() bool { return s.set }

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
