package secret

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// SignatureHeader is the header in which SuperOffice sends the signature of a call: the base64 form, with padding, of the HMAC-SHA256 over the raw
// bytes of the body, with the bytes of the secret as its key.
const SignatureHeader = "X-SuperOffice-Signature"

// Verdict is what a check of a signature found. Its texts are halves of sentences, and hold nothing of the secret.
type Verdict struct {
	Match   bool   // the secret made the signature over exactly this body, in the form that SuperOffice writes
	Nearly  string // what was different when something near it matches: "over the body without the line end at its end"; "" when nothing does
	Problem string // why the check could not be made; "" when it was
}

// Checked reports whether the check could be made.
func (v Verdict) Checked() bool { return v.Problem == "" }

// Check says whether the secret made a signature over a body, and when not, whether it did over the same body in another form. Keys and
// signatures are compared in constant time.
func (s Secret) Check(signature string, body []byte) Verdict {
	if problem := s.unknown(); problem != "" {
		return Verdict{Problem: problem}
	}
	read, problem := ParseSignature(signature)
	if problem != "" {
		return Verdict{Problem: problem}
	}
	mac, form := read.mac, read.form
	if s.Signed(read, body) {
		if form != "" {
			form = "over exactly this body, but " + form
		}
		return Verdict{Match: form == "", Nearly: form}
	}
	and := func(what string) string {
		if form == "" {
			return what
		}
		return what + "; and " + form
	}
	for _, v := range bodyVariants(body) {
		if signs(s.key(), v.body, mac) {
			return Verdict{Nearly: and(v.what)}
		}
	}
	for _, k := range keyVariants(s.key()) {
		if signs(k.key, body, mac) {
			return Verdict{Nearly: and(k.what)}
		}
	}
	return Verdict{}
}

// Signed reports whether the secret is known and made this signature over exactly this body, whatever form it is written in.
func (s Secret) Signed(signature Signature, body []byte) bool {
	return s.Known() && signs(s.key(), body, signature.mac)
}

// unknown says why the secret cannot check anything.
func (s Secret) unknown() string {
	switch {
	case !s.Set():
		return "the webhook has no secret, so its calls are not signed"
	case !s.Known():
		return "the secret itself is not known here: this list holds only a mask in its place"
	}
	return ""
}

// signs reports whether a key makes this signature over a body.
func signs(key string, body, mac []byte) bool {
	h := hmac.New(sha256.New, []byte(key))
	_, _ = h.Write(body) // a hash takes everything
	return hmac.Equal(h.Sum(nil), mac)
}

// base64Alphabet is what base64 is written with, that of URLs included; hex is a part of it.
const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_="

// macSizes names what signatures of other sizes usually are, by their bytes.
var macSizes = map[int]string{16: "MD5", 20: "SHA-1", 28: "SHA-224", 48: "SHA-384", 64: "SHA-512"}

// Signature is a signature that could be read.
type Signature struct {
	mac  []byte
	form string // the form that it is written in, if it is not SuperOffice's: half a sentence
}

// ParseSignature reads a signature in the form that SuperOffice writes, or in one that receivers compare with by mistake. It returns half a sentence about
// why it cannot be read, and "" when it can.
func ParseSignature(s string) (signature Signature, problem string) {
	s = strings.TrimSpace(s)
	if name, rest, named := strings.Cut(s, ":"); named && strings.EqualFold(strings.TrimSpace(name), SignatureHeader) {
		s = strings.TrimSpace(rest) // the whole line of the header
	}
	s = strings.Trim(s, `"'`)
	form := ""
	if rest, prefixed := strings.CutPrefix(s, "sha256="); prefixed {
		s, form = rest, "the signature has a prefix sha256=, which SuperOffice does not write"
	}
	switch mac, kind := decodeSignature(s); {
	case s == "":
		return Signature{}, "there is no signature"
	case mac == nil && strings.Trim(s, base64Alphabet) == "":
		return Signature{}, "the signature is not complete base64 or hex: it may be cut off"
	case mac == nil:
		return Signature{}, "the signature is neither base64 nor hex"
	case len(mac) == sha256.Size:
		return Signature{mac, cmp.Or(kind, form)}, ""
	case macSizes[len(mac)] != "":
		return Signature{}, "the signature has the size of " + macSizes[len(mac)] + ", and SuperOffice signs with HMAC-SHA256"
	}
	return Signature{}, "the signature does not have the 32 bytes of an HMAC-SHA256: it may be cut off"
}

// decodeSignature decodes base64 or hex. form is empty for the form that SuperOffice writes.
func decodeSignature(signature string) (mac []byte, form string) {
	if len(signature)%2 == 0 && (len(signature) == 2*sha256.Size || macSizes[len(signature)/2] != "") {
		if mac, err := hex.DecodeString(signature); err == nil {
			return mac, "the signature is written in hex, and SuperOffice writes base64"
		}
	}
	for _, e := range []struct {
		encoding *base64.Encoding
		form     string
	}{
		{base64.StdEncoding, ""}, // all of them strict: another text of the same bytes is another signature
		{base64.RawStdEncoding, "the signature lacks the = at its end"},
		{base64.URLEncoding, "the signature is written in the base64 of URLs, with - and _ in place of + and /"},
		{base64.RawURLEncoding, "the signature is written in the base64 of URLs, without the = at its end"},
	} {
		if mac, err := e.encoding.Strict().DecodeString(signature); err == nil && !strings.ContainsAny(signature, "\r\n") {
			return mac, e.form
		}
	}
	return nil, ""
}

// keyVariant is a way in which receivers read the secret wrongly.
type keyVariant struct{ what, key string }

func keyVariants(key string) []keyVariant {
	variants := []keyVariant{
		{"with a key that has a line end at its end, as when it was read from a file", key + "\n"},
		{"with a key that has a line end at its end, as when it was read from a file", key + "\r\n"},
	}
	if trimmed := strings.TrimSpace(key); trimmed != key {
		variants = append(variants, keyVariant{"with a key that lacks the blanks around the secret", trimmed})
	}
	if decoded, err := base64.StdEncoding.DecodeString(key); err == nil {
		variants = append(variants, keyVariant{"with a key that was decoded from base64; SuperOffice takes the secret's text as it is", string(decoded)})
	}
	if decoded, err := hex.DecodeString(key); err == nil {
		variants = append(variants, keyVariant{"with a key that was decoded from hex; SuperOffice takes the secret's text as it is", string(decoded)})
	}
	return variants
}

// Match is what a comparison of a secret with the receiver's found.
type Match struct {
	Equal   bool
	Blanks  bool   // they are equal but for blanks or line ends around the receiver's
	Problem string // why they could not be compared; "" when they were
}

// Matches compares the secret with the one that a receiver has, in constant time.
func (s Secret) Matches(other string) Match {
	if problem := s.unknown(); problem != "" {
		return Match{Problem: problem}
	}
	same := func(other string) bool {
		a, b := sha256.Sum256([]byte(s.key())), sha256.Sum256([]byte(other)) // of one length, so that the time tells nothing about it
		return hmac.Equal(a[:], b[:])
	}
	equal, trimmed := same(other), same(strings.TrimSpace(other))
	return Match{Equal: equal, Blanks: !equal && trimmed}
}
