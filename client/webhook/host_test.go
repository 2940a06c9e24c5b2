package webhook_test

import (
	"testing"
	"unicode/utf8"

	"crmhooks/client/redact"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// FuzzHost derives what screens and reports call a receiver from a target that was cleaned and masked, as the reading of an answer does: parsing an address undoes
// escapes, so that a control may come back.
func FuzzHost(f *testing.F) {
	for _, target := range []string{
		"https://a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J%e2%80%aec.example/in", "https://a%1b]52;c;cHduZWQ=%07.example", "https://%ff%9b2J.example", "https://m%c3%a5ke.example",
		"https://xn--mke-ula.example", "https://[fe80::1%25%1b%5b2J]:8443/x", "https://user%1b[2J:x@h%c2%85.example", "https://%f3%a0%81%81.example", "ScriptHook\u009b1", "//h%e2%80%a8",
	} {
		f.Add(target, false)
	}
	f.Fuzz(func(t *testing.T, target string, script bool) {
		w := webhook.Webhook{ID: 1, TargetURL: redact.Target(text.Line(target))}
		if script {
			w.Type = "crmscript"
		}
		for name, derived := range map[string]string{"host": w.Host(), "receiver": w.Receiver()} {
			if !utf8.ValidString(derived) {
				t.Errorf("the %s of %+q is %+q", name, target, derived)
			}
			for _, r := range derived {
				if !text.Passes(r) || r == '\n' {
					t.Errorf("the %s of %+q holds %U: %+q", name, target, r, derived)
				}
			}
		}
	})
}
