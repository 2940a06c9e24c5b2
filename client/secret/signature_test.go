package secret_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
	"testing"
	"unicode/utf16"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
)

// The vector: a body as SuperOffice writes one, and its signature with this key.
const (
	vectorKey  = "topsecret"
	vectorBody = `{"EventId":"00000000-0000-0000-0000-000000000001","Timestamp":"2026-01-02T03:04:05.0000000Z","Changes":[],"Event":"test","PrimaryKey":0,` +
		`"Entity":"test","ContextIdentifier":"Default","ChangedByAssociateId":1,"WebhookName":"demo"}`
	vectorSignature = "W2j0ow9fPLs+RPNQZbNttPrm9THe6kTLMIqCoT8pDTg="
)

// sum is the HMAC of a body.
func sum(h func() hash.Hash, key, body string) []byte {
	mac := hmac.New(h, []byte(key))
	mac.Write([]byte(body))
	return mac.Sum(nil)
}

// sign signs a body as SuperOffice does.
func sign(key, body string) string {
	return base64.StdEncoding.EncodeToString(sum(sha256.New, key, body))
}

// piece is the first piece of eight characters of a key that stands in a text, "" for none.
func piece(s, key string) string {
	for i := 0; i+8 <= len(key); i++ {
		if strings.Contains(s, key[i:i+8]) {
			return key[i : i+8]
		}
	}
	return ""
}

// utf16Of is a text as PowerShell saves it.
func utf16Of(text string, mark uint16) []byte {
	var out []byte
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		if mark == 0xfeff { // big end first
			unit = unit<<8 | unit>>8
		}
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

const littleEnd, bigEnd = 0xfffe, 0xfeff

func TestTheSignatureOfTheVectorMatches(t *testing.T) {
	if len(vectorBody) != 228 {
		t.Fatalf("the body has %d bytes", len(vectorBody))
	}
	if v := secret.New(vectorKey).Check(vectorSignature, []byte(vectorBody)); v != (secret.Verdict{Match: true}) || !v.Checked() {
		t.Errorf("%+v", v)
	}
}

// Each pair is the body that was signed, and what a receiver made of it.
func TestABodyThatWasChangedOnItsWayIsNamed(t *testing.T) {
	const (
		nordic = `{"Event":"sale.sold","Name":"Blåbær & søn <A/S>"}`
		pretty = "{\n  \"Event\": \"sale.sold\",\n  \"Name\": \"Blåbær & søn <A/S>\"\n}"
	)
	for _, c := range []struct{ name, signed, atHand, want string }{
		{"a line end", vectorBody, vectorBody + "\n", "without the line end at its end"},
		{"a line end of Windows", vectorBody, vectorBody + "\r\n", "without the line end at its end"},
		{"blanks around", vectorBody, "\n " + vectorBody + "\n\n", "without the blanks and line ends around it"},
		{"no line end", vectorBody + "\n", vectorBody, "with a line end at its end"},
		{"no line end of Windows", vectorBody + "\r\n", vectorBody, "with a line end at its end"},
		{"the line ends of Windows", pretty, strings.ReplaceAll(pretty, "\n", "\r\n"), "with the line ends of Unix"},
		{"the line ends of Unix", strings.ReplaceAll(pretty, "\n", "\r\n"), pretty, "with the line ends of Windows"},
		{"a byte order mark", vectorBody, "\ufeff" + vectorBody, "without the byte order mark"},
		{"no byte order mark", "\ufeff" + vectorBody, vectorBody, "with a byte order mark"},
		{"UTF-16", nordic, string(utf16Of(nordic, littleEnd)), "in UTF-8: this one was saved as UTF-16"},
		{"UTF-16 with a line end", nordic, string(utf16Of(nordic+"\r\n", littleEnd)), "without the line end at its end: this one was saved as UTF-16"},
		{"UTF-16, big end first", nordic, string(utf16Of(nordic, bigEnd)), "in UTF-8: this one was saved as UTF-16"},
		{"Latin-1", nordic, strings.NewReplacer("å", "\xe5", "æ", "\xe6", "ø", "\xf8").Replace(nordic), "in UTF-8: this one was saved as Latin-1"},
		{"written for people", nordic, pretty, "with its JSON in one line"},
		{"written for people, with a line end", nordic, pretty + "\n", "with its JSON in one line"},
		{"written for people in UTF-16", nordic, string(utf16Of(pretty+"\r\n", littleEnd)), "this one was saved as UTF-16"},
		{"slashes as PHP escapes them", nordic, strings.ReplaceAll(nordic, "/", `\/`), "no needless escapes"},
		{"letters escaped by the receiver", nordic, strings.NewReplacer("å", `\u00e5`, "æ", `\u00E6`, "ø", `\u00f8`).Replace(nordic), "no needless escapes"},
		{"signs escaped by the receiver", nordic, strings.NewReplacer("&", `\u0026`, "<", `\u003c`, ">", `\u003E`).Replace(nordic), "no needless escapes"},
		{"letters escaped by SuperOffice", strings.NewReplacer("å", `\u00e5`, "æ", `\u00e6`, "ø", `\u00f8`).Replace(nordic), nordic, "other characters escaped"},
		{"letters escaped by SuperOffice with capitals", strings.NewReplacer("å", `\u00E5`, "æ", `\u00E6`, "ø", `\u00F8`).Replace(nordic), pretty, "other characters escaped"},
		{"signs escaped by SuperOffice", strings.NewReplacer("&", `\u0026`, "<", `\u003c`, ">", `\u003e`).Replace(nordic), nordic, "other characters escaped"},
		{"signs escaped by SuperOffice with capitals", strings.NewReplacer("&", `\u0026`, "<", `\u003C`, ">", `\u003E`).Replace(nordic), nordic, "other characters escaped"},
		{"a sign beyond 16 bits", `{"a":"\ud83d\ude00"}`, `{"a": "😀"}`, "other characters escaped"},
		{"a quote in a text", `{"a":"say \"å\""}`, `{ "a": "say \"\u00e5\"" }`, "no needless escapes"},
	} {
		v := secret.New(vectorKey).Check(sign(vectorKey, c.signed), []byte(c.atHand))
		if v.Match || v.Problem != "" || !strings.HasPrefix(v.Nearly, "over the body ") || !strings.Contains(v.Nearly, c.want) {
			t.Errorf("%s: %+v, want %q", c.name, v, c.want)
		}
		if v := secret.New(vectorKey).Check(sign(vectorKey, c.atHand), []byte(c.atHand)); v != (secret.Verdict{Match: true}) {
			t.Errorf("%s, signed as it is: %+v", c.name, v)
		}
	}
}

func TestASignatureInAnotherFormIsNamed(t *testing.T) {
	body := "a body whose signature needs both signs of base64, number 0"
	for n := 0; !strings.Contains(sign(vectorKey, body), "+") || !strings.Contains(sign(vectorKey, body), "/"); n++ {
		body = fmt.Sprint(strings.TrimRight(body, "0123456789"), n)
	}
	mac, signature := sum(sha256.New, vectorKey, body), sign(vectorKey, body)
	inHex := hex.EncodeToString(mac)
	for _, c := range []struct{ name, signature, want string }{
		{"hex", inHex, "in hex"}, {"hex with capitals", strings.ToUpper(inHex), "in hex"}, {"a prefix and hex", "sha256=" + inHex, "in hex"},
		{"a prefix", "sha256=" + signature, "a prefix sha256="},
		{"no =", strings.TrimRight(signature, "="), "lacks the ="},
		{"URLs", base64.URLEncoding.EncodeToString(mac), "base64 of URLs"}, {"URLs without =", base64.RawURLEncoding.EncodeToString(mac), "base64 of URLs, without the ="},
		{"blanks", " " + signature + "\r\n", ""}, {"the line of the header", "x-superoffice-signature:  " + signature + "\n", ""},
		{"quotes", `"` + signature + `"`, ""}, {"other quotes", "'" + signature + "'", ""},
		{"the line of the header, with quotes", secret.SignatureHeader + `: "` + signature + `"`, ""},
	} {
		v := secret.New(vectorKey).Check(c.signature, []byte(body))
		if v.Match != (c.want == "") || !strings.Contains(v.Nearly, c.want) || v.Match == (v.Nearly != "") || v.Problem != "" {
			t.Errorf("%s: %+v, want %q", c.name, v, c.want)
		}
		v = secret.New(vectorKey).Check(c.signature, []byte(body+"\n"))
		if v.Match || !strings.HasPrefix(v.Nearly, "over the body without the line end") || !strings.Contains(v.Nearly, c.want) {
			t.Errorf("%s, over a body with a line end: %+v", c.name, v)
		}
	}
}

func TestASecretThatIsReadWronglyIsNamed(t *testing.T) {
	const encoded, inHex = "dG9wc2VjcmV0LXZhbHVl", "746f702d736563726574"
	for _, c := range []struct{ name, key, used, want string }{
		{"a line end", vectorKey, vectorKey + "\n", "a line end at its end"}, {"a line end of Windows", vectorKey, vectorKey + "\r\n", "a line end at its end"},
		{"decoded from base64", encoded, "topsecret-value", "decoded from base64"}, {"decoded from hex", inHex, "top-secret", "decoded from hex"},
		{"blanks", " " + vectorKey + "\n", vectorKey, "lacks the blanks"},
	} {
		v := secret.New(c.key).Check(sign(c.used, vectorBody), []byte(vectorBody))
		if v.Match || v.Problem != "" || !strings.HasPrefix(v.Nearly, "with a key that") || !strings.Contains(v.Nearly, c.want) {
			t.Errorf("%s: %+v, want %q", c.name, v, c.want)
		}
	}
	if v := secret.New("another").Check(vectorSignature, []byte(vectorBody)); v != (secret.Verdict{}) || !v.Checked() {
		t.Errorf("another secret: %+v", v)
	}
	if v := secret.New(vectorKey).Check(vectorSignature, []byte(strings.Replace(vectorBody, "demo", "Demo", 1))); v != (secret.Verdict{}) {
		t.Errorf("another body: %+v", v)
	}
}

func TestWhyASignatureCannotBeChecked(t *testing.T) {
	known := secret.New(vectorKey)
	other := func(h func() hash.Hash) []byte { return sum(h, vectorKey, vectorBody) }
	for _, c := range []struct {
		name, signature string
		secret          secret.Secret
		want            string
	}{
		{"no secret", vectorSignature, secret.Secret{}, "has no secret"}, {"an empty secret", vectorSignature, secret.New(""), "has no secret"},
		{"a secret that is not known", vectorSignature, secret.New(redact.Mask), "not known here"},
		{"no signature", "", known, "no signature"}, {"blanks", " \n", known, "no signature"},
		{"only its header", "X-SuperOffice-Signature:", known, "no signature"}, {"only its prefix", "sha256=", known, "no signature"},
		{"other signs", "not a signature!", known, "neither base64 nor hex"}, {"one sign too few", vectorSignature[:41], known, "may be cut"}, {"a last sign that stands for the same bytes", vectorSignature[:42] + "h=", known, "may be cut"},
		{"MD5", hex.EncodeToString(other(md5.New)), known, "size of MD5"},
		{"SHA-1", base64.StdEncoding.EncodeToString(other(sha1.New)), known, "size of SHA-1"}, {"SHA-1 in hex", hex.EncodeToString(other(sha1.New)), known, "size of SHA-1"},
		{"SHA-384", base64.StdEncoding.EncodeToString(other(sha512.New384)), known, "size of SHA-384"},
		{"SHA-512", base64.StdEncoding.EncodeToString(other(sha512.New)), known, "size of SHA-512"}, {"SHA-512 in hex", hex.EncodeToString(other(sha512.New)), known, "size of SHA-512"},
		{"cut", vectorSignature[:40], known, "may be cut"}, {"cut hex", hex.EncodeToString(other(sha256.New))[:50], known, "may be cut"},
		{"longer", vectorSignature[:43] + "AAAAA", known, "may be cut"},
	} {
		v := c.secret.Check(c.signature, []byte(vectorBody))
		if v.Checked() || v.Match || v.Nearly != "" || !strings.Contains(v.Problem, c.want) {
			t.Errorf("%s: %+v, want %q", c.name, v, c.want)
		}
	}
}

func TestNoVerdictHoldsTheKey(t *testing.T) {
	const key = "Qz7vKxWj9fGhLm3R"
	var said strings.Builder
	for _, k := range []string{key, key + "\n", key + "\r\n", "another"} {
		for _, body := range []string{"{}", "{}\n", "\ufeff{}", "{ }", key} {
			for _, signature := range []string{sign(k, "{}"), hex.EncodeToString(sum(sha256.New, k, "{}")), "sha256=" + sign(k, "{}"), key, "", sign(k, key)} {
				fmt.Fprintf(&said, "%+v", secret.New(key).Check(signature, []byte(body)))
			}
		}
		fmt.Fprintf(&said, "%+v", secret.New(key).Matches(k))
	}
	if found := piece(said.String(), key); found != "" || piece(said.String()+key[4:12], key) == "" {
		t.Errorf("a verdict holds %q, or the search finds nothing", found)
	}
}

func TestASecretIsComparedWithTheReceivers(t *testing.T) {
	for _, c := range []struct {
		name, key, other string
		want             secret.Match
	}{
		{"the same", vectorKey, vectorKey, secret.Match{Equal: true}}, {"the same, blanks included", " k ", " k ", secret.Match{Equal: true}},
		{"a line end", vectorKey, vectorKey + "\r\n", secret.Match{Blanks: true}}, {"blanks", vectorKey, "\t " + vectorKey, secret.Match{Blanks: true}},
		{"another", vectorKey, "another", secret.Match{}}, {"another case", vectorKey, "TopSecret", secret.Match{}},
		{"a part", vectorKey, "topsecre", secret.Match{}}, {"nothing", vectorKey, "", secret.Match{}},
		{"blanks in the secret", " k", "k", secret.Match{}},
	} {
		if got := secret.New(c.key).Matches(c.other); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	for _, s := range []secret.Secret{{}, secret.New(redact.Mask)} {
		if m := s.Matches(redact.Mask); m.Equal || m.Blanks || m.Problem == "" {
			t.Errorf("a secret that is not known: %+v", m)
		}
	}
}

// FuzzCheck holds any body, key and signature against the promises of a check: what the key signed matches, and no bit may change.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(vectorBody), vectorKey, vectorSignature, uint(7))
	f.Add([]byte("\xff\xfe{\x00}\x00\r\x00"), "k\n", "sha256=00", uint(1))
	f.Add([]byte("{\"a\\\":\"\\ud800<\"\xe5}"), "dG9w", "X-SuperOffice-Signature: '", uint(300))
	f.Fuzz(func(t *testing.T, body []byte, key, signature string, bit uint) {
		if key == "" || key == redact.Mask {
			return // no secret, and one that is not known
		}
		locked, before := secret.New(key), bytes.Clone(body)
		mac := sum(sha256.New, key, string(body))
		if v := locked.Check(base64.StdEncoding.EncodeToString(mac), body); v != (secret.Verdict{Match: true}) {
			t.Errorf("its own signature: %+v", v)
		}
		if v := locked.Check(hex.EncodeToString(mac), body); v.Match || v.Nearly == "" {
			t.Errorf("its own signature in hex: %+v", v)
		}
		flip := func(b []byte) []byte {
			b = bytes.Clone(b)
			b[bit/8%uint(len(b))] ^= 1 << (bit % 8)
			return b
		}
		if v := locked.Check(base64.StdEncoding.EncodeToString(flip(mac)), body); v.Match || v.Problem != "" {
			t.Errorf("a bit of the signature is flipped: %+v", v)
		}
		if len(body) > 0 {
			if v := locked.Check(base64.StdEncoding.EncodeToString(mac), flip(body)); v.Match || v.Problem != "" {
				t.Errorf("a bit of the body is flipped: %+v", v)
			}
		}
		if v := secret.New("not "+key).Check(base64.StdEncoding.EncodeToString(mac), body); v.Match {
			t.Errorf("another key: %+v", v)
		}
		if v := locked.Check(signature, body); v.Match && (v.Nearly != "" || v.Problem != "") || v.Problem != "" && v.Nearly != "" {
			t.Errorf("two verdicts at once: %+v", v)
		}
		if !bytes.Equal(body, before) {
			t.Error("the check has changed the body")
		}
	})
}
