package redact

import (
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"strings"
	"testing"
)

// Most texts are let through after a quick look. These tests hold it to the closer one, which it must never differ from.

// addressParts are what the addresses of the tests are made of: hosts of receivers and of others, parts that announce a credential, and some that look like one.
var addressParts = []string{
	"https://", "http://", "HTTPS://", "//", "/", "//", ".", "..", "-", "_", "~", ":443", ":8080", ":", "@", "?", "#", "=", "&", "%2F", "%41", " ", "\\", "user:pw@",
	"hooks.example.com", "hooks.slack.com", "HOOKS.SLACK.COM", "maker.ifttt.com", "discord.com", "acme.webhook.office.com", "en9yb7qw8er5ty6.x.pipedream.net", "erp", "erp.example.com.",
	"services", "hooks", "catch", "webhook", "token", "key", "v1", "secret", "apikey", "api", "orders", "T02ABC1DE", "trigger", "with", "rest", "in",
	"sk_live_abcdef123456", "eyJhbGciOiJI", "x9Yb7Qw8Er5Ty6Ui1Op2As4D", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "hmugh79pu4", "0a1b2c3d4e5f", "Åse", "東京", "8A:Cust1.abcdefgh", "-----BEGIN X",
}

func madeUpOf(r *rand.Rand, parts []string, most int) string {
	var s strings.Builder
	for range r.IntN(most) {
		s.WriteString(parts[r.IntN(len(parts))])
	}
	return s.String()
}

func TestAnOrdinaryAddressHoldsNothingToMask(t *testing.T) {
	ordinary := 0
	for seed := range uint64(60_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		address := madeUpOf(r, addressParts, 9)
		if seed%2 == 0 { // what is ordinary is rarely made by chance
			address = "https://" + addressParts[24+r.IntN(9)] + "/" + madeUpOf(r, addressParts, 5)
		}
		if !isOrdinary(address) {
			continue
		}
		if ordinary++; maskTarget(address) != address {
			t.Fatalf("%q is ordinary, and becomes %q", address, maskTarget(address))
		}
	}
	if ordinary < 500 {
		t.Errorf("%d addresses were ordinary", ordinary)
	}
}

func FuzzOrdinaryAddress(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(madeUpOf(rand.New(rand.NewPCG(seed, 2)), addressParts, 9))
	}
	f.Fuzz(func(t *testing.T, address string) {
		if isOrdinary(address) && maskTarget(address) != address {
			t.Fatalf("%q is ordinary, and becomes %q", address, maskTarget(address))
		}
	})
}

// closely is Mask without the quick look.
func closely(r *Repeats, s string) string {
	for ; r != nil && s != ""; r = r.also {
		s = masked(s, r.spans(nil, view{text: s}, maxEncoded))
	}
	return s
}

func TestAQuickLookMissesNothingThatACloserOneFinds(t *testing.T) {
	const credential = "support_Qz7xKv3Wj9Lp2"
	parts := []string{
		credential, credential[3:12], strings.ToUpper(credential), "support", "Qz7xKv", hex.EncodeToString([]byte(credential)), base64.StdEncoding.EncodeToString([]byte("u:" + credential)),
		base64.URLEncoding.EncodeToString([]byte(credential)), "%73%75%70port%5FQz7", "\\u0073upport_Qz7xKv3", "ｓｕｐｐｏｒｔ_Qz7xKv3", "Ståle", "東京", " ", "/", "=", "-", "onboarding", "wJq4", "\x00", "\xff",
		"pass word 1", "p4ss", "cGFzcyB3b3JkIDE",
	}
	masks := 0
	for seed := range uint64(20_000) {
		r := rand.New(rand.NewPCG(seed, 3))
		own := NewRepeats(nil, []Credential{{Text: "Ow7nLo9gIn4", Kind: Login}, {Text: "abc", Kind: Login}}[:r.IntN(3)]...)
		repeats := NewRepeats(own, []Credential{{Text: credential, Kind: Key}, {Text: "pass word 1", Kind: Whole}, {Text: "p4ss", Kind: Key}}[:1+r.IntN(3)]...)
		s := madeUpOf(r, append(parts, "Ow7nLo9gIn4", "abc"), 7)
		want := closely(repeats, s)
		if got := repeats.Mask(s); got != want {
			t.Fatalf("%q becomes %q after a quick look, and %q after a closer one", s, got, want)
		}
		if want != s {
			masks++
		}
	}
	if masks < 5000 {
		t.Errorf("%d texts were masked", masks)
	}
}
