package secret

import (
	"hash/maphash"
	"strings"

	"crmhooks/client/redact"
)

// Fingerprint stands for a text that is not shown: in one run of the program two are equal when their texts are, and they reveal nothing
// else. 0 stands for an unknown text.
type Fingerprint uint64

// seed differs in every run, so that a fingerprint means nothing outside it.
var seed = maphash.MakeSeed()

// FingerprintOf takes the fingerprint of a text. A text that is empty or masked is not known.
func FingerprintOf(s string) Fingerprint {
	if s == "" || strings.Contains(s, redact.Mask) {
		return 0
	}
	return Fingerprint(maphash.String(seed, s) | 1) // never 0
}
