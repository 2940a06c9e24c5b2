package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/webhook"
)

// manySizes are those of one member that are compared: time has to grow no faster than they do.
var manySizes = []int{1 << 10, 32 << 10, 256 << 10, 1 << 20}

// bulks are ways to fill a text: what each of them costs differs by what the cleaner and the masker look for.
var bulks = map[string]string{
	"letters": "a", "words": "lorem ipsum ", "wide": "東", "colons": "a:b=", "pairs": "token=x ", "slashes": "/", "ats": "a@b//", "percent": "%41%2", "marks": "z\u0336", "escapes": "\u009d",
	"quotes": `"'\`, "random": "Qz7xKv3Wj9Lp2Rt8Yn4Bc6Md1Fg5Hs0A", "keys": "sk_live_abcdefgh123 ", "jwt": "eyJhbGciOi.", "lines": "x: y\n", "tags": "<token>x</token>", "entities": "&amp;",
}

func filled(bulk string, size int) string { return strings.Repeat(bulk, size/len(bulk)+1)[:size] }

// largeMembers are webhooks in which one member is large.
var largeMembers = map[string]func(s string) string{
	"Name":         func(s string) string { return `"Name":` + quoted(s) },
	"State":        func(s string) string { return `"State":` + quoted(s) },
	"Type":         func(s string) string { return `"Type":` + quoted(s) },
	"Event":        func(s string) string { return `"Events":[` + quoted(s) + `]` },
	"TargetUrl":    func(s string) string { return `"TargetUrl":` + quoted("https://h.example.com/"+s) },
	"query":        func(s string) string { return `"TargetUrl":` + quoted("https://h.example.com/?"+s) },
	"Secret":       func(s string) string { return `"Secret":` + quoted(s) + `,"LastError":` + quoted(filled(s, 16<<10)) },
	"header name":  func(s string) string { return `"Headers":{` + quoted(s) + `:"x"}` },
	"header value": func(s string) string { return `"Headers":{"X-A":` + quoted(s) + `}` },
	"masked header": func(s string) string {
		return `"Headers":{"X-Token":` + quoted(s) + `},"LastError":` + quoted(filled(s, 16<<10))
	},
	"property":      func(s string) string { return `"Properties":{"a":` + quoted(s) + `}` },
	"property name": func(s string) string { return `"Properties":{` + quoted(s) + `:"x"}` },
	"deep":          func(s string) string { return `"Properties":{"a":[{"name":"password","value":[` + quoted(s) + `]}]}` },
	"associate": func(s string) string {
		return `"RegisteredAssociate":{"Name":` + quoted(s) + `,"FullName":` + quoted(s) + `}`
	},
	"ErrorsEmail":     func(s string) string { return `"ErrorsEmail":` + quoted(s) },
	"Description":     func(s string) string { return `"Description":` + quoted(s) },
	"LastError":       func(s string) string { return `"LastError":` + quoted(s) },
	"unknown":         func(s string) string { return `"Whatever":` + quoted(s) },
	"date":            func(s string) string { return `"Registered":` + quoted(s) },
	"odd events":      func(s string) string { return `"Events":` + quoted(s) },
	"many events":     func(s string) string { return `"Events":[` + strings.Repeat(`"a",`, len(s)/4) + `"b"]` },
	"many odd":        func(s string) string { return `"Events":[` + strings.Repeat(`1,`, len(s)/2) + `1]` },
	"many headers":    func(s string) string { return `"Headers":{` + strings.Repeat(`"a":"b",`, len(s)/8) + `"c":"d"}` },
	"many properties": func(s string) string { return `"Properties":{` + strings.Repeat(`"a":1,`, len(s)/6) + `"c":1}` },
	"many masked": func(s string) string {
		return `"Properties":{"token":[` + strings.Repeat(`1234567890,`, len(s)/11) + `1]}`
	},
	"many others": func(s string) string { return strings.Repeat(`"a":1,`, len(s)/6) + `"c":1` },
	"many names":  func(s string) string { return strings.Repeat(`"Name":[],`, len(s)/10) + `"c":1` },
	"many people": func(s string) string { return `"ErrorAssociates":[` + strings.Repeat(`{},`, len(s)/3) + `{}]` },
	"number":      func(s string) string { return `"Properties":{"a":` + strings.Repeat("1", len(s)) + `}` },
}

func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)
	return strings.TrimSuffix(b.String(), "\n")
}

// What takes the time of decoding grows with the size of a member alone: compare 1 KiB and 1 MiB.
func BenchmarkLargeMember(b *testing.B) {
	for name, member := range largeMembers {
		for bulk, text := range bulks {
			if bulk != "letters" && (strings.HasPrefix(name, "many") || name == "number") {
				continue // it is made of something else
			}
			for _, size := range manySizes {
				body := `[{"WebhookId":1,` + member(filled(text, size)) + `}]`
				b.Run(fmt.Sprintf("%s/%s/%d", name, bulk, size>>10), func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						r, err := read(body)
						if err != nil {
							b.Fatal(err)
						}
						webhook.NewList(r.Webhooks)
					}
				})
			}
		}
	}
}

// A text is kept up to a length that no real one has. What is longer is cut, with a mark, and that is said.
func TestLongTextsAreCutAndSaid(t *testing.T) {
	for name, c := range map[string]struct {
		most   int
		member func(s string) string
		shown  func(w *webhook.Webhook) string
	}{
		"name":          {4 << 10, largeMembers["Name"], func(w *webhook.Webhook) string { return w.Name }},
		"state":         {4 << 10, largeMembers["State"], func(w *webhook.Webhook) string { return string(w.State) }},
		"type":          {4 << 10, largeMembers["Type"], func(w *webhook.Webhook) string { return w.Type }},
		"event":         {4 << 10, largeMembers["Event"], func(w *webhook.Webhook) string { return w.Events[0] }},
		"mail":          {4 << 10, largeMembers["ErrorsEmail"], func(w *webhook.Webhook) string { return w.ErrorsEmail }},
		"mails":         {4 << 10, func(s string) string { return `"ErrorEmails":[` + quoted(s) + `]` }, func(w *webhook.Webhook) string { return w.Details().ErrorEmails[0] }},
		"via":           {4 << 10, func(s string) string { return `"NotifyVia":` + quoted(s) }, func(w *webhook.Webhook) string { return w.Details().NotifyVia }},
		"header name":   {4 << 10, largeMembers["header name"], func(w *webhook.Webhook) string { return w.Details().Headers[0].Name }},
		"property name": {4 << 10, largeMembers["property name"], func(w *webhook.Webhook) string { return w.Details().Properties[0].Name }},
		"associate":     {4 << 10, largeMembers["associate"], func(w *webhook.Webhook) string { return w.Details().RegisteredAssociate.FullName }},
		"recipient":     {4 << 10, func(s string) string { return `"ErrorAssociates":[` + quoted(s) + `]` }, func(w *webhook.Webhook) string { return w.Details().ErrorAssociates[0].Name }},
		"target":        {16 << 10, func(s string) string { return `"TargetUrl":` + quoted(s) }, func(w *webhook.Webhook) string { return w.TargetURL }},
		"description":   {16 << 10, largeMembers["Description"], func(w *webhook.Webhook) string { return w.Description }},
		"last error":    {16 << 10, largeMembers["LastError"], func(w *webhook.Webhook) string { return w.Usage.LastError }},
		"header":        {64 << 10, largeMembers["header value"], func(w *webhook.Webhook) string { return w.Details().Headers[0].Value }},
		"property":      {64 << 10, largeMembers["property"], func(w *webhook.Webhook) string { return strings.Trim(w.Details().Properties[0].Value, `"`) }},
		"unknown":       {64 << 10, largeMembers["unknown"], func(w *webhook.Webhook) string { return strings.Trim(w.Details().Extra[0].Value, `"`) }},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{c.most, c.most + 1, 1 << 20} {
				w := decoded(t, `[{"WebhookId":1,`+c.member(filled("東", size/3*3)+strings.Repeat("x", size%3))+`}]`).Webhooks[0]
				shown, said := c.shown(&w), strings.Join(w.Details().Anomalies, "\n")
				if size == c.most && (len(shown) != size || said != "") {
					t.Errorf("of %d bytes %d are shown, and said is %q", size, len(shown), said)
				}
				if size > c.most && (len(shown) > c.most+len("…") || len(shown) < c.most-3 || !strings.HasSuffix(shown, "…") || !utf8.ValidString(shown) || !strings.Contains(said, "too long")) {
					t.Errorf("of %d bytes %d are shown, which end with %q, and said is %q", size, len(shown), shown[max(len(shown)-9, 0):], said)
				}
			}
		})
	}
}

// Wherever a cut is, it sets nothing free of what is masked in the whole text.
func TestACutSetsNothingFree(t *testing.T) {
	for name, c := range map[string]struct {
		most   int
		member func(s string) string
	}{
		"name": {4 << 10, largeMembers["Name"]}, "target": {16 << 10, largeMembers["TargetUrl"]}, "header": {64 << 10, largeMembers["header value"]}, "property": {64 << 10, largeMembers["property"]},
	} {
		for at := c.most - 60; at < c.most+2; at += 3 {
			for _, before := range []string{" ", "/", "&code="} {
				w := decoded(t, `[{"WebhookId":1,"Secret":"`+planted+`",`+c.member(filled("lorem/ipsum ", at-len(before))+before+planted)+`}]`).Webhooks[0]
				if shown := fmt.Sprintf("%+v", w); leaks(shown) {
					t.Fatalf("%s, cut after %d bytes: %q", name, at, shown)
				}
			}
		}
	}
}

// Two targets that are the same in what is kept of them are not the same.
func TestLongTargetsAreToldApart(t *testing.T) {
	long := "https://h.example.com/" + strings.Repeat("x", 20<<10)
	all := decoded(t, `[{"WebhookId":1,"TargetUrl":"`+long+`a"},{"WebhookId":2,"TargetUrl":"`+long+`b"},{"WebhookId":3,"TargetUrl":"`+long+`a"}]`).Webhooks
	if all[0].SameTarget() == all[1].SameTarget() || all[0].SameTarget() != all[2].SameTarget() {
		t.Error("the ends of the targets make no difference")
	}
}

// A secret that is too long for a key checks nothing, and what repeats it is masked all the same.
func TestASecretThatIsTooLong(t *testing.T) {
	secret := filled("Qz7xKv3Wj9", 33<<10)
	w := decoded(t, `[{"WebhookId":1,"Secret":"`+secret+`","Description":"it said `+secret[:40]+`","LastError":"`+secret[:40]+`"}]`).Webhooks[0]
	if !w.Secret.Set() || w.Secret.Known() || !strings.Contains(strings.Join(w.Details().Anomalies, "\n"), "Secret is too long for a key") {
		t.Errorf("set %t, known %t, %q", w.Secret.Set(), w.Secret.Known(), w.Details().Anomalies)
	}
	if strings.Contains(w.Description+w.Usage.LastError, "Qz7xKv") {
		t.Errorf("%q, %q", w.Description, w.Usage.LastError)
	}
}

// What is nested very deep is left out, and its depth costs nothing where it is shown in lines.
func TestDeepValuesAreLeftOut(t *testing.T) {
	for depth, deep := range map[int]bool{32: false, 33: true, 9000: true} {
		w := decoded(t, `[{"WebhookId":1,"Properties":{"a":`+strings.Repeat("[", depth)+`"x"`+strings.Repeat("]", depth)+`}}]`).Webhooks[0]
		value := w.Details().Properties[0].Value
		if deep != strings.Contains(value, "…") || deep == strings.Contains(value, "x") || deep != (len(w.Details().Anomalies) == 1) || strings.Count(value, "[") != 32 {
			t.Errorf("%d levels: %s, %q", depth, value, w.Details().Anomalies)
		}
	}
}
