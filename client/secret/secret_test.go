package secret_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
)

func TestASecretCannotBePrinted(t *testing.T) {
	const key = "whsec-Qz7vKxWj9fGh"
	locked := secret.New(key)
	if !locked.Set() || secret.New("").Set() || (secret.Secret{}).Set() {
		t.Fatal("Set is wrong")
	}
	holder := struct{ A, b secret.Secret }{locked, locked}
	var printed []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%10s", "%t"} {
		for _, v := range []any{locked, &locked, holder, []secret.Secret{locked}, map[string]secret.Secret{"k": locked}} {
			printed = append(printed, fmt.Sprintf(verb, v))
		}
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "s", locked)
	encoded, err := json.Marshal(holder)
	if err != nil || !strings.Contains(string(encoded), `"********"`) {
		t.Errorf("as JSON: %s, %v", encoded, err)
	}
	if none, err := json.Marshal(secret.Secret{}); err != nil || string(none) != "null" {
		t.Errorf("no secret as JSON: %s, %v", none, err)
	}
	text, err := locked.MarshalText()
	printed = append(printed, log.String(), string(encoded), string(text), locked.GoString())
	for _, p := range printed {
		for i := 0; i+8 <= len(key); i++ {
			if strings.Contains(p, key[i:i+8]) || strings.Contains(strings.ToLower(p), fmt.Sprintf("%x", key[i:i+8])) {
				t.Fatalf("printed: %s (%v)", p, err)
			}
		}
	}
	// Decimal bytes, as a printer of unexported fields would write them.
	if all := strings.Join(printed, "\n"); strings.Contains(all, fmt.Sprint([]byte(key))) || strings.Contains(all, fmt.Sprintf("%#v", []byte(key))) {
		t.Error("the bytes are printed")
	}
}

func TestWhatIsKnownOfASecret(t *testing.T) {
	for _, c := range []struct {
		name       string
		secret     secret.Secret
		set, known bool
	}{
		{"none", secret.Secret{}, false, false}, {"an empty one", secret.New(""), false, false}, {"one of a saved list", secret.New(redact.Mask), true, false},
		{"a key", secret.New("k"), true, true}, {"a key that holds the mask", secret.New("k" + redact.Mask), true, true},
	} {
		if c.secret.Set() != c.set || c.secret.Known() != c.known || (c.secret.String() == redact.Mask) != c.set {
			t.Errorf("%s: set %v, known %v, %q", c.name, c.secret.Set(), c.secret.Known(), c.secret)
		}
		if !c.known && c.secret.Fingerprint() != 0 {
			t.Errorf("%s has a fingerprint", c.name)
		}
	}
}

func TestAFingerprintTellsTextsApart(t *testing.T) {
	one, again, other := secret.New("whsec-1"), secret.New("whsec-1"), secret.New("whsec-2")
	if one.Fingerprint() == 0 || one.Fingerprint() != again.Fingerprint() || one.Fingerprint() == other.Fingerprint() {
		t.Errorf("%v, %v, %v", one.Fingerprint(), again.Fingerprint(), other.Fingerprint())
	}
	for s, known := range map[string]bool{"": false, redact.Mask: false, "https://h.example.com/?code=" + redact.Mask: false, "https://h.example.com": true, " ": true} {
		if got := secret.FingerprintOf(s); (got != 0) != known || got != secret.FingerprintOf(strings.Clone(s)) {
			t.Errorf("the fingerprint of %q is %v", s, got)
		}
	}
	seen := map[secret.Fingerprint]bool{}
	for i := range 10_000 {
		seen[secret.FingerprintOf(fmt.Sprint(i))] = true
	}
	if len(seen) != 10_000 || seen[0] {
		t.Errorf("10000 texts have %d fingerprints", len(seen))
	}
}
