package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"crmhooks/client/redact"
)

func mask(text, credential string, kind redact.Kind) string {
	return redact.NewRepeats(nil, redact.Credential{Text: credential, Kind: kind}).Mask(text)
}

func TestPiecesOfACredentialAreMasked(t *testing.T) {
	for _, c := range []struct{ text, credential, want string }{
		{"nothing here", "abcdefgh", "nothing here"}, {"anything", "", "anything"}, {"", "abcdefgh", ""},
		{"abcdefgh", "abcdefgh", "********"}, {"<cdefgh>", "abcdefgh", "<********>"}, {"abcde", "abcdefgh", "abcde"}, {"xabcdefx", "abcdefgh", "x********x"},
		{"a p4ss b p4s", "p4ss", "a ******** b p4s"}, {"øæåøæå.", "-øæåøæå-", "********."}, {"ABCDEFGH", "abcdefgh", "********"},
		{"abcdefghabcdefgh", "abcdefgh", "****************"}, {"is \u20381234567 right", "ø1234567", "is ******** right"},
	} {
		if got := mask(c.text, c.credential, redact.Login); got != c.want || !utf8.ValidString(got) {
			t.Errorf("%q without %q is %q, want %q", c.text, c.credential, got, c.want)
		}
	}
}

// Pieces of two credentials may overlap in a text, and no part of either is left.
func TestPiecesThatOverlapAreMaskedAsOne(t *testing.T) {
	r := redact.NewRepeats(nil, redact.Credential{Text: "xxABCDEFG", Kind: redact.Key}, redact.Credential{Text: "CDEFGHI99", Kind: redact.Key})
	if got := r.Mask("<ABCDEFGHI>"); got != "<********>" {
		t.Errorf("got %q", got)
	}
}

// What is decoded ends with a line end of its own, which is no part of the text.
func TestALineEndAsALoginEndsNoText(t *testing.T) {
	if got := mask("616263646566", "\n", redact.Login); got != "616263646566" {
		t.Errorf("got %q", got)
	}
}

// A quick look lets through what repeats nothing, and nothing that does in any form.
func TestWhatIsCleanStaysAsItIs(t *testing.T) {
	const credential = "onboarding_integration_v2"
	own := redact.NewRepeats(nil)
	r := redact.NewRepeats(own, redact.Credential{Text: credential, Kind: redact.Key})
	for _, s := range []string{"", "Zapier order sync 661", "Lønn København", "https://erp.example.com/orders", "DocuSign"} {
		if r.Mask(s) != s || r.MaskTarget(s) != s {
			t.Errorf("%q is not clean", s)
		}
	}
	for name, form := range encodings(credential) {
		if s := "before " + form + " behind"; r.Mask(s) == s || r.MaskTarget(s) == s {
			t.Errorf("%s: %s is clean", name, form)
		}
	}
	own.Set([]redact.Credential{{Text: "order sync", Kind: redact.Login}}) // later than r
	if s := "Zapier order sync 661"; r.Mask(s) != "Zapier ******** 661" {
		t.Errorf("%q became %q", s, r.Mask(s))
	}
	var none *redact.Repeats
	if got := none.Mask("anything"); got != "anything" {
		t.Errorf("where nothing is known, it became %q", got)
	}
}

// A credential that comes again takes nothing away from those behind it.
func TestTheSameCredentialsTwice(t *testing.T) {
	key := redact.Credential{Text: "Qz7xKv3Wj9Lp", Kind: redact.Key}
	r := redact.NewRepeats(nil, key, key, redact.Credential{Text: "8Yn4Bc6Md2Rt", Kind: redact.Key})
	if got := r.Mask("a Qz7xKv3Wj9Lp b 8yn4bc6md2rt c"); got != "a ******** b ******** c" {
		t.Errorf("got %q", got)
	}
}

// encodings are the forms in which somebody may repeat a text.
func encodings(s string) map[string]string {
	quoted, _ := json.Marshal(s)
	return map[string]string{
		"as it is": s, "upper case": asciiUpper(s), "JSON": string(quoted), "HTML": html.EscapeString(s),
		"form": url.QueryEscape(s), "path": url.PathEscape(s), "hex": hex.EncodeToString([]byte(s)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(s))),
		"base64": base64.StdEncoding.EncodeToString([]byte(s)), "base64 for addresses": base64.RawURLEncoding.EncodeToString([]byte(s)),
		"base64 of a pair": base64.StdEncoding.EncodeToString([]byte("u:" + s)), "base64 of another": base64.StdEncoding.EncodeToString([]byte("kn:" + s + "!")),
	}
}

// asciiUpper is what servers do that know no other letters.
func asciiUpper(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

func TestEveryEncodingIsMasked(t *testing.T) {
	for _, credential := range []string{"Qz7#vKxWj-9fGhYq0ZrT", "kaffekanne og bolle", "pæssørd-å/+?&=", `a"b\c<d>e&f'g`, "sk_live_a1b2c3d4e5f6"} {
		for name, form := range encodings(credential) {
			got := mask("before "+form+" behind", credential, redact.Key)
			// Of base64, the digits stay that hold bits of what stands beside the credential.
			rest := strings.Replace(strings.TrimSuffix(strings.TrimPrefix(got, "before "), " behind"), redact.Mask, "", 1)
			if len(strings.Trim(rest, `"=`)) > 8 || !strings.Contains(got, redact.Mask) {
				t.Errorf("%q as %s: %q became %q", credential, name, form, got)
			}
		}
	}
}

// each formats every byte of a text in the same way.
func each(s, format, between string) string {
	var parts []string
	for i := range len(s) {
		parts = append(parts, fmt.Sprintf(format, s[i]))
	}
	return strings.Join(parts, between)
}

// utf16 is a text as Windows encodes it.
func utf16(s string, low, high string) string { return each(s, low+"%c"+high, "") }

func TestEncodedTextsAreDecodedFirst(t *testing.T) {
	const credential = "hQ7vLm2xTz9KpW4sBn6RdYc3"
	encode := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	inHex := func(s string) string { return hex.EncodeToString([]byte(s)) }
	twice := strings.NewReplacer(`\`, `\\`)
	for name, said := range map[string]string{
		"hex with colons": each(credential, "%02x", ":"), "hex with blanks": each(credential, "%02X", " "), "hex with 0x": each(credential, "0x%02x", ", "), "hex of lower case": inHex(strings.ToLower(credential)),
		"hex of UTF-16": inHex(utf16(credential, "", "\x00")), "hex of UTF-16 with hyphens": each(utf16(credential, "\x00", ""), "%02x", "-"), "hex of hex": inHex(inHex(credential)),
		"base64 of UTF-16": encode(utf16(credential, "", "\x00")), "base64 of UTF-16, big end first": encode(utf16(credential, "\x00", "")), "base64 of base64": encode(encode(credential)),
		"base64 of a pair of base64": encode("user:" + encode("kn:"+credential)), "base64 of hex": encode(inHex(credential)), "hex of base64": inHex(encode(credential)),
		"base64 of capitals": encode(strings.ToUpper(credential)), "base64 of small letters": encode(strings.ToLower(credential)), "base64 of a pair of small letters": encode("kn:" + strings.ToLower(credential)),
		"base64 in a path": "/in/" + encode(strings.ToUpper(credential)), "base64 for addresses": base64.URLEncoding.EncodeToString([]byte(">?>" + strings.ToUpper(credential) + "???")),
		"HTML without ends": each(credential, "&#%d", ""), "HTML in hex without ends": each(credential, "&#x%x", "") + ";", "JavaScript": each(credential, "%%u%04x", ""), "braces": each(credential, `\u{%x}`, ""),
		"percent three times": each(credential, "%%2525%02x", ""), "JSON in JSON in JSON": twice.Replace(twice.Replace(each(credential, `\u%04x`, ""))), "percent-encoded base64": url.QueryEscape(encode(strings.ToUpper(credential) + "?>")),
	} {
		for _, kind := range []redact.Kind{redact.Key, redact.Login} {
			got := mask("before, "+said+", behind", credential, kind)
			rest := strings.TrimSuffix(strings.TrimPrefix(got, "before, "), ", behind")
			// What is next to the credential in the encoded text stays, as does a digit that holds less than a byte of it.
			if len(strings.ReplaceAll(rest, redact.Mask, "")) > 14 || !strings.Contains(rest, redact.Mask) {
				t.Errorf("%s: %q became %q", name, said, rest)
			}
		}
	}
	const nordic, latin1 = "blåbærsyltetøy-øl-9", "bl\xe5b\xe6rsyltet\xf8y-\xf8l-9"
	for _, said := range []string{encode("svcuser:" + latin1), inHex(latin1), each(latin1, "%%%02x", "")} {
		if got := mask(said, nordic, redact.Login); len(strings.ReplaceAll(got, redact.Mask, "")) > 12 {
			t.Errorf("%q became %q", said, got)
		}
	}
	dump := "00000000  68 51 37 76 4c 6d 32 78  54 7a 39 4b 70 57 34 73  |hQ7vLm2xTz9KpW4s|\n00000010  42 6e 36 52 64 59 63 33                           |Bn6RdYc3|"
	if got := mask(dump, credential, redact.Key); got != "00000000  ********  |********|\n00000010  ********                           |********|" {
		t.Errorf("a dump became %q", got)
	}
	for _, said := range []string{"Ticket 2024-06-10 12:30:45 00:11:22:33:44:55", "deadbeef cafe 0a1b2c3d4e5f", "SuperOfficeWebhookReceiver/ContactChangedV2", "dXNlcjpwYXNzd29yZA==", `C:\users\u{x} &#; &#x; %u12`, "&# % \\"} {
		if got := mask(said, credential, redact.Key); got != said {
			t.Errorf("%q became %q", said, got)
		}
	}
}

// Escapes may be mixed, and an escaped text may be escaped again.
func TestEscapedCredentialsAreMasked(t *testing.T) {
	const credential = `Qz7#vKx"Wj/9fG`
	twice := func(s string) string { return strings.ReplaceAll(s, "%", "%25") }
	every := ""
	for i := range len(credential) {
		every += "%" + hex.EncodeToString([]byte{credential[i]})
	}
	for _, form := range []string{
		url.QueryEscape(credential), twice(url.QueryEscape(credential)), every, strings.ToUpper(every), `Qz7%23vKx\"Wj%2F9fG`, `Qz7\u0023vKx\u0022Wj\/9fG`, `Qz7\\u0023vKx\\u0022Wj\\/9fG`,
		"Qz7&#35;vKx&quot;Wj&#x2F;9fG", "Qz7&amp;#35;vKx&amp;quot;Wj/9fG", `Qz7\x23vKx\x22Wj/9fG`,
	} {
		if got := mask("a "+form+" b 100% \\ & done", credential, redact.Key); got != "a ******** b 100% \\ & done" {
			t.Errorf("%q became %q", form, got)
		}
	}
}

// A credential is recognized in upper and lower case, in every script, and in any form of its characters.
func TestOtherFormsOfTheCharactersAreMasked(t *testing.T) {
	wide := func(s string) string {
		return strings.Map(func(r rune) rune { return r - '!' + '\uff01' }, s)
	}
	between := func(s, mark string) string { return strings.Join(strings.Split(s, ""), mark) + mark }
	const digits, mixed = "8402716359120746", "hQ7vLm2xTz9KpW4sBn6RdYc3"
	for _, c := range []struct{ credential, said string }{
		{"купункмвзрмффкнт", strings.ToUpper("купункмвзрмффкнт")}, {"blåbærsyltetøy-øl-9", "BLÅBÆRSYLTETØY-ØL-9"}, {"BLÅBÆRSYLTETØY-ØL-9", "blåbærsyltetøy-øl-9"},
		{"straßenbahn-7x", "STRASSENBAHN-7X"}, {"λόγος-φράσης-7", "ΛΌΓΟΣ-ΦΡΆΣΗΣ-7"}, {"blåbærsyltetøy-øl-9", "bla\u030abærsyltetøy-øl-9"}, {"pa\u030aske-é-egg-12", "påske-é-egg-12"},
		{digits, between(digits, "\ufe0f")}, {digits, between(digits, "\ufe0f\u20e3")}, {digits, between(digits, "\ufffd")}, {digits, between(digits, "\u200b")}, {mixed, between(mixed, "\u00ad")},
		{mixed, wide(mixed)}, {mixed, wide(strings.ToLower(mixed))}, {wide(mixed), mixed}, {"ｈＱ７ｖＬｍ２ｘ", "hQ7vLm2x"}, {"abcdefgh", "𝐚𝐛𝐜𝐝𝐞𝐟𝐠𝐡"}, {"№ 1234567", "№ 1234567"},
		{"a\u0300\u0301\u0302\u0303", "a\u0300\u0301\u0302\u0303"},
	} {
		for _, kind := range []redact.Kind{redact.Key, redact.Login} {
			if got := mask("a "+c.said+" b", c.credential, kind); got != "a ******** b" {
				t.Errorf("%q without %q is %q", c.said, c.credential, got)
			}
		}
	}
}

// The complete base64 or hex of a short credential has fewer digits than a piece of a longer one.
func TestShortCredentialsAreFoundEncoded(t *testing.T) {
	for _, c := range []struct{ credential, said, rest string }{
		{"kYEha7Fo", "a1lFaGE3Rm8=", "8="}, {"kYEha7Fo", "Y3JtOmtZRWhhN0Zv", "Y3JtO"}, {"kYEha7Fo", "6b59456861", "6b59456861"}, {"sommer", "c29tbWVy", ""}, {"sommer", "736f6d6d6572", ""},
	} {
		if got := mask("a "+c.said+" b", c.credential, redact.Key); strings.Replace(got, redact.Mask, "", 1) != "a "+c.rest+" b" {
			t.Errorf("%s of %s became %s", c.said, c.credential, got)
		}
	}
}

func TestOrdinaryWordsOfAKeyStayLegible(t *testing.T) {
	for _, c := range []struct{ text, key, want string }{
		{"Ticket System Integration", "support_integration_v2", "Ticket System Integration"},
		{"https://support.example.com/integrations", "support_integration_v2", "https://support.example.com/integrations"},
		{"the key support_integration_v2 is old", "support_integration_v2", "the key ******** is old"},
		{"cut to support_integr...", "support_integration_v2", "cut to ********..."},
		{"Fjorddata middleware", "FjorddataSalg2024", "Fjorddata middleware"},
		{"kaffekanne", "kaffekanne", "********"},
		{"kaffekanne! og te", "kaffekanne!", "******** og te"},
		{"ȺȺȺȺȺȺȺ", "ȺȺȺȺȺȺȺ", "********"}, // longer in lower case
		{"en kaffekanne til", "kaffekanne og bolle", "en kaffekanne til"},
		{"kaffekanne og b, og mer", "kaffekanne og bolle", "********, og mer"},
		{"abcd xabcdx", "abcd", "******** xabcdx"},
		{"on", "on", "on"},
		{"a mark \ufffd stays", "\x1b[2J", "a mark \ufffd stays"},
		{"marks \ufffd\ufffd \ufffd", "a\x1b\x1b \x1bbcdefgh", "marks \ufffd\ufffd \ufffd"},
	} {
		if got := mask(c.text, c.key, redact.Key); got != c.want {
			t.Errorf("%q without %q is %q, want %q", c.text, c.key, got, c.want)
		}
	}
	if got := mask("the certificate has expired, certificates too", "certificate", redact.Whole); got != "the ******** has expired, certificates too" {
		t.Errorf("a whole word: %q", got)
	}
}

func FuzzRepeats(f *testing.F) {
	f.Add("Qz7#vKxWj-9fGhYq0ZrT", "before ", " behind")
	f.Add("kaffekanne og bolle", "", "")
	f.Add("AAAAAAȺ", "0", "0")
	f.Fuzz(func(t *testing.T, credential, before, behind string) {
		if len(credential) < 8 || !utf8.ValidString(before+credential+behind) || strings.Contains(credential, "*") || !strings.ContainsFunc(credential, unicode.IsLetter) {
			return
		}
		r := redact.NewRepeats(nil, redact.Credential{Text: credential, Kind: redact.Key})
		got := r.Mask(before + credential + behind)
		if strings.Contains(got, credential) || !utf8.ValidString(got) {
			t.Errorf("%q is left in %q", credential, got)
		}
		if again := r.Mask(got); strings.Count(again, redact.Mask) < strings.Count(got, redact.Mask) {
			t.Errorf("%q became %q", got, again)
		}
	})
}

// BenchmarkRepeats looks for a long credential in texts of several sizes: the time has to grow with the text alone.
func BenchmarkRepeats(b *testing.B) {
	credential := strings.Repeat("0123456789abcdef", 4096)
	for _, size := range []int{1 << 10, 1 << 15, 1 << 20} {
		text := strings.Repeat("x0123456789abcde ", size/17)
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				mask(text, credential, redact.Key)
			}
		})
	}
}
