package wire_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/failure"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// FuzzDecode holds whatever a server may answer against the promises of the mapping: nothing panics, every text is clean, every JSON
// value is valid, rows have identities of their own, and an error is one that a user can act on.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		string(sandboxtest.Sample()), string(sandboxtest.Generate(3)), plantedAnswer, "null", "[]", "[{}]", `{"Error":true}`, "<html>", "\ufeff[", `[{"WebhookId":1e999}]`,
		`[{"Name":"\ud800","Headers":{"":""},"Properties":{"\u0000":"\u001b"},"Events":[[]],"TargetUrl":"//@?#"}]`, `[{"State":{"a":[1,{"b":null}]},"State":1}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		result, err := read(string(body))
		var own *failure.Error
		if err != nil && !errors.As(err, &own) {
			t.Fatalf("%T: %v", err, err)
		}
		keys := map[webhook.Key]bool{}
		for i := range result.Webhooks {
			w := &result.Webhooks[i]
			if keys[w.Key()] {
				t.Errorf("two rows are %v", w.Key())
			}
			keys[w.Key()] = true
			for _, s := range texts(w) {
				if s != text.Line(s) || !utf8.ValidString(s) {
					t.Errorf("%q is not clean", s)
				}
			}
			for _, m := range members(w) {
				if !json.Valid([]byte(m.Value)) || m.Name != text.Line(m.Name) {
					t.Errorf("%q: %q is not clean JSON", m.Name, m.Value)
				}
			}
		}
		for _, warning := range result.Warnings {
			if warning != text.Line(warning) {
				t.Errorf("the warning %q is not clean", warning)
			}
		}
		_ = fmt.Sprintf("%+v", result) // printing is safe whatever is in it
	})
}

// FuzzLastError holds whatever a receiver may answer against the promises for the text of an error: nothing panics, what is shown is clean and bounded,
// and no piece of a credential that is named as one is left, whatever stands around it. Something stands between the name and what is before, as a word
// that runs into it makes another name of it.
func FuzzLastError(f *testing.F) {
	between := []string{"\n", "; ", "&", `"`, "/", "(", "<"}
	for _, seed := range [][2]string{
		{"", ""}, {"HTTP/1.1 500 x\r\nSet-Cookie: a=b; ", "; Path=/\r\n\r\nlater"}, {`{"a":"`, `","b":1}`}, {"https://u:", "@h.example.com/in failed"},
		{"https://h.example.com/in?a=", "&b=1#c"}, {"Bearer ", ", x"}, {`{\"x\":\"a\\\"`, `\"}`}, {"-----BEGIN x", "\n-----END"}, {"\x1b[31m\x1b]0;", "\x07\u202e"}, {"eyJhbGciOiJI.", ""},
		{"token=\"\" '", "'"}, {"\xff\u009b", "\u0301\u200d"}, {strings.Repeat("x", 16370), strings.Repeat("東", 99)}, {`https:\/\/u:a'`, `@h\/,`},
	} {
		for i := range between {
			f.Add(seed[0], uint8(i), seed[1])
		}
	}
	f.Fuzz(func(t *testing.T, before string, i uint8, after string) {
		sum := sha256.Sum256([]byte(before + after))
		secret := hex.EncodeToString(sum[:12])
		before += between[int(i)%len(between)]
		if text.Lines(before+"p") != before+"p" {
			before += "\n" // an unfinished escape sequence would take the beginning of the name away
		}
		came := before + "password=" + secret + after
		for _, body := range []string{quote(came), rawQuote(came)} {
			w := decoded(t, `[{"WebhookId":1,"webhook_usage":{"last_error":`+body+`}}]`).Webhooks[0]
			got := w.Usage.LastError
			if !utf8.ValidString(got) || text.Lines("x"+got) != "x"+got { // a mark at the very beginning would stand on what is before
				t.Errorf("%q is not clean", got)
			}
			if len(got) > 64<<10 {
				t.Errorf("%d bytes are left of %d", len(got), len(came))
			}
			for i := 0; i+8 <= len(secret); i++ {
				if piece := secret[i : i+8]; strings.Contains(got, piece) {
					t.Fatalf("%q leaves %q: %q", came, piece, got)
				}
			}
		}
	})
}

// rawQuote is a text as JSON whose bytes stay what they are, valid UTF-8 or not.
func rawQuote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ', b == '"', b == '\\':
			fmt.Fprintf(&out, `\u%04x`, b)
		default:
			out.WriteByte(b)
		}
	}
	return out.String() + `"`
}

// texts are all texts of a webhook that stand on one line of a screen.
func texts(w *webhook.Webhook) []string {
	all := append([]string{w.Name, w.TargetURL, string(w.State), w.Type, w.ErrorsEmail, w.Details().RegisteredAssociate.Label(), w.Details().UpdatedAssociate.Label()}, w.Events...)
	for _, h := range w.Details().Headers {
		all = append(all, h.Name, h.Value)
	}
	return append(all, w.Details().Anomalies...)
}

func members(w *webhook.Webhook) []webhook.Member {
	all := append(append([]webhook.Member{}, w.Details().Properties...), w.Details().Extra...)
	for _, a := range []*webhook.Associate{w.Details().RegisteredAssociate, w.Details().UpdatedAssociate} {
		if a != nil {
			all = append(all, a.Members...)
		}
	}
	return all
}
