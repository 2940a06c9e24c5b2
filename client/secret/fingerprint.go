package secret

import (
	"hash/maphash"
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
	if s == "" || strings.Contains(s, redact.Mask) {
		return 0
	}
	return Fingerprint(maphash.String(seed, s) | 1) // never 0
}
