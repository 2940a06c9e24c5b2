package redact_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/text"
)

// hostile are pieces that, repeated, make the finders try again and again.
var hostile = map[string]string{
	"words": "superoffice", "slashes": "/", "empty": "//", "segments": "/a", "colons": ":", "pairs": "a=b&", "semicolons": ";", "percent": "%41", "escapes": "%3f", "names": "key=", "tokens": "token/", "at": "@", "query": "?a=b",
	"hash": "#", "keys": "sk-", "pairs of names": "key: ", "json": `{"a":"`, "quotes": `\"`, "random": "a1B2c3D4e5F6", "uuid": "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "hex": "0a1b2c3d4e5f6071", "base64": "dXNlcjpwYXNz", "blanks": " ",
	"tickets": "8A:", "vendor keys": "8A:a.bcdefgh ", "addresses": "https://h.example.com/in?k=v ", "elements": "<a ", "letters": "ø", "invalid": "\xff", "lines": "key:\n", "capitals": "aB", "schemes": "bearer ", "masks": "********", "apart": `"name":"x","value":"`,
	"dots": "a.b.", "quoted keys": `'key':'`, "commas": ",", "pem": "-----BEGIN", "slack": "https://hooks.slack.com/services/",
}

func functions(came string) map[string]func() {
	return map[string]func(){
		"Name":              func() { redact.Name(came) },
		"KeyName":           func() { redact.KeyName(came) },
		"Value":             func() { redact.Value(came) },
		"Target":            func() { redact.Target("https://h.example.com/" + came) },
		"TargetCredentials": func() { redact.TargetCredentials("https://h.example.com/" + came) },
		"Text":              func() { redact.Text(came) },
		"Hidden":            func() { redact.Hidden(came, "https://********@h.example.com/********") },
	}
}

// What takes the time of each function grows with the length of its text alone: compare 1 KiB, 32 KiB and 1 MiB.
func BenchmarkLongTexts(b *testing.B) {
	for _, size := range []int{1 << 10, 32 << 10, 1 << 20} {
		for kind, piece := range hostile {
			came := strings.Repeat(piece, size/len(piece)+1)[:size]
			for name, call := range functions(came) {
				b.Run(fmt.Sprintf("%s/%s/%dKiB", name, strings.ReplaceAll(kind, " ", "_"), size>>10), func(b *testing.B) {
					b.SetBytes(int64(size))
					for b.Loop() {
						call()
					}
				})
			}
		}
	}
}

func BenchmarkTarget(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		came, _ := braced(receivers[i%len(receivers)])
		redact.Target(came)
	}
}

func BenchmarkValue(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		redact.Value("Nordlys Kaffe AS, avdeling Bergen")
	}
}

// hook is what is masked of a webhook for its row in a list.
type hook struct {
	name, target, mail string
	names              []string // of headers and properties
	values             []string // of those whose name says nothing
	masked             []redact.Found
	secret             string
}

// typical are webhooks of different tenants: with a word of a credential in their name, with none, with letters beyond ASCII, and with a credential in the target.
var typical = map[string]hook{
	"word": {
		"Zapier Onboarding Sync Prod 661", "https://ingest.acme.test/api/webhooks/onboarding/hmugh79pu4", "onboarding-admin@example.com",
		[]string{"X-Correlation-Source", "X-Service-Key", "X-Tenant", "retryLimit"}, []string{"7gvd3a", "jjv1fm"},
		[]redact.Found{{Text: "onboarding_integration_v2", Named: true, Key: true}}, "sk_live_2tdhb2kun2ttnw8vavf7",
	},
	"plain": {
		"ERP order sync 12", "https://erp.example.com/hooks/orders", "it@example.com",
		[]string{"X-Api-Key", "X-Tenant", "environment", "notes"}, []string{"norway", "Prod", "Owned by Kari; see runbook tahajvec"},
		[]redact.Found{{Text: "Qz7xKv3Wj9Lp2Rt8Yn4Bc6Md", Named: true, Key: true}}, "2b0f3c9d8e7a6b5c4d3e2f1a0b9c8d7e",
	},
	"Nordic": {
		"Fortnox Lønn København 938", "https://api.example.net/api/webhooks/shipping/lflnnkc667", "lønn-admin@example.com",
		[]string{"X-Service-Key", "X-Webhook-Version", "priority"}, []string{"h2aid7"},
		[]redact.Found{{Text: "shipping_integration_v2", Named: true, Key: true}}, "sk_live_g46oze8jyibfjk90n8ar",
	},
	"Slack": {
		"Deals to #sales", "https://hooks.slack.com/services/T00AB12CD/B00EF34GH/aBcDeFgHiJkLmNoPqRsTuVwX", "crm@example.com",
		nil, nil, nil, "f00dfeed-3f25-04e0-4f89-11d39a0c0305",
	},
}

// mask does what package wire does for a row.
func (h hook) mask(repeats *redact.Repeats, room []redact.Credential) {
	name, mail, raw := text.Line(h.name), text.Line(h.mail), text.Line(h.target)
	hidden := h.masked
	for _, name := range h.names {
		redact.Name(name)
	}
	for _, value := range h.values {
		redact.Value(text.Lines(value))
	}
	target := redact.Target(raw)
	if target != raw {
		hidden = append(hidden, redact.Found{Text: redact.Hidden(raw, target)})
	}
	repeats.Set(append(redact.AppendPieces(room[:0], hidden), redact.Credential{Text: h.secret, Kind: redact.Key}))
	repeats.Mask(name)
	repeats.Mask(mail)
	repeats.MaskTarget(target)
}

func BenchmarkTypicalWebhook(b *testing.B) {
	own := redact.NewRepeats(nil, redact.Credential{Text: "c9Tn2wKq8sVx4ZbR7mYd", Kind: redact.Login})
	for kind, h := range typical {
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			repeats, room := redact.NewRepeats(own), make([]redact.Credential, 0, 16)
			for b.Loop() {
				h.mask(repeats, room)
			}
		})
	}
}
