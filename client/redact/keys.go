package redact

import "strings"

// keyForm is how keys of a well-known service look: they are told by how they begin.
type keyForm struct {
	start string
	least int  // bytes that follow at the least: letters, digits, and the marks _ - and .
	digit bool // one of the next is a digit: words may begin like this too
}

// keyForms are a credential wherever they stand, under their first byte: JSON web tokens, and what services give to their keys as a beginning.
var keyForms = [256][]keyForm{
	'A': {{"AKIA", 6, false}, {"ASIA", 12, true}, {"AIza", 6, false}, {"ATATT", 6, true}, {"ATCTT", 6, true}}, // AWS, Google, Atlassian
	'S': {{"SG.", 16, false}},                                                                                 // SendGrid
	'd': {{"dop_v1_", 6, false}},                                                                              // DigitalOcean
	'e': {{"eyJ", 8, false}},                                                                                  // JSON web tokens
	'g': {{"ghp_", 6, false}, {"gho_", 6, false}, {"ghu_", 6, false}, {"ghs_", 6, false}, {"ghr_", 6, false}, {"github_pat_", 6, false}, // GitHub
		{"glpat-", 6, false}, {"glptt-", 6, false}, {"gldt-", 6, false}, {"glrt-", 6, false}, {"glsa_", 16, true}}, // GitLab, Grafana
	'h': {{"hvs.", 6, false}, {"hvb.", 6, false}},                                                                                                // Vault
	'l': {{"lin_api_", 6, false}},                                                                                                                // Linear
	'n': {{"npm_", 6, true}, {"ntn_", 16, true}},                                                                                                 // npm, Notion
	'p': {{"pk_live_", 6, false}, {"pk_test_", 6, false}, {"pk_", 6, true}, {"pypi-", 16, true}, {"pat-na1-", 6, false}, {"pat-eu1-", 6, false}}, // Stripe, PyPI, HubSpot
	'r': {{"rk_live_", 6, false}, {"rk_test_", 6, false}, {"rk_", 6, true}},                                                                      // Stripe
	's': {{"sk_live_", 6, false}, {"sk_test_", 6, false}, {"sk_", 6, true}, // Stripe
		{"shpat_", 6, false}, {"shpss_", 6, false}, {"shppa_", 6, false}, {"shpca_", 6, false}, // Shopify
		{"sk-proj-", 6, false}, {"sk-ant-", 6, false}, {"sk-", 20, true}}, // OpenAI, Anthropic
	'w': {{"whsec_", 6, false}}, // Stripe
	'x': {{"xoxa-", 6, false}, {"xoxb-", 6, false}, {"xoxp-", 6, false}, {"xoxr-", 6, false}, {"xoxs-", 6, false}, {"xoxe-", 6, false}, {"xoxe.", 6, false},
		{"xapp-", 6, false}}, // Slack
	'y': {{"ya29.", 6, false}}, // Google
}

// maxStart is how many bytes behind its beginning a key is told by.
const maxStart = 32

// foundKey is a key in a text.
type foundKey struct {
	from, to int
	vendor   bool // one of SuperOffice, whose beginning is public and no part of it
}

// nextKey finds the next key of a known form, at or behind a place; to is 0 when there is none.
func nextKey(s string, at int) foundKey {
	inWord := at > 0 && isWordByte(s[at-1])
	for i := at; i < len(s); i++ {
		was := inWord
		if inWord = isWordByte(s[i]); inWord && !was {
			if k := keyAt(s, i); k.to > 0 {
				return k
			}
		}
	}
	return foundKey{}
}

// keyAt is the key that begins at a place, if one does.
func keyAt(s string, i int) foundKey {
	if s[i] == '7' || s[i] == '8' {
		if n := publicBeginning(s[i:]); n > 0 {
			return foundKey{i + n, endOfKey(s, i+n, isTicketByte), true}
		}
	}
	for _, f := range keyForms[s[i]] {
		if strings.HasPrefix(s[i:], f.start) && f.follows(s[i+len(f.start):]) {
			return foundKey{i, endOfKey(s, i+len(f.start), isKeyByte), false}
		}
	}
	return foundKey{}
}

// follows reports whether what stands behind the beginning of a form makes it a key.
func (f keyForm) follows(tail string) bool {
	n, digit := 0, false
	for n < len(tail) && n < maxStart && isKeyByte(tail[n]) {
		digit = digit || isDigit(tail[n])
		if n++; n >= f.least && (digit || !f.digit) {
			return true
		}
	}
	return false
}

// publicBeginning is how long the beginning of a token or a ticket of SuperOffice is that says nothing but its kind and its tenant: 8A:Cust12345. and 7T: are.
func publicBeginning(s string) int {
	if len(s) < 3 || s[2] != ':' {
		return 0
	}
	n := 3
	switch s[:2] {
	case "7T":
	case "8A":
		for n < len(s) && (isLetter(s[n]) || isDigit(s[n])) {
			n++
		}
		if n == 3 || n == len(s) || s[n] != '.' {
			return 0
		}
		n++
	default:
		return 0
	}
	if endOfKey(s[:min(len(s), n+maxStart)], n, isTicketByte)-n < minPiece {
		return 0
	}
	return n
}

// endOfKey is where the bytes of a key end. The full stop of a sentence is none of it.
func endOfKey(s string, from int, inKey func(byte) bool) int {
	to := from
	for to < len(s) && inKey(s[to]) {
		to++
	}
	for to > from && s[to-1] == '.' {
		to--
	}
	return to
}

// privateKeyStart begins a key or a certificate in PEM.
const privateKeyStart = "-----BEGIN"

// maskKeys masks the keys of known forms in a text.
func maskKeys(s string) string {
	e := edit{text: s}
	for k := nextKey(s, 0); k.to > 0; k = nextKey(s, k.to) {
		e.replace(k.from, k.to, Mask)
	}
	return e.result()
}
