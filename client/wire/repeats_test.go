package wire_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"crmhooks/client/redact"
)

// echoed is a webhook with these members whose other texts repeat something: all that is shown of them, line by line.
func echoed(t *testing.T, members, said string) string {
	t.Helper()
	quoted, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	said = string(quoted)
	w := decoded(t, `[{"WebhookId":1,`+members+`,"Name":`+said+`,"Description":`+said+`,"LastError":`+said+`,"Events":[`+said+`],"Other":`+said+`}]`).Webhooks[0]
	return strings.Join(append([]string{w.Name, w.Description, w.Usage.LastError, w.Details().Extra[0].Value}, w.Events...), "\n")
}

// forms are those in which a receiver or a person may repeat a credential.
func forms(s string) []string {
	return []string{
		s, strings.ToLower(s), strings.ToUpper(s), url.QueryEscape(s), hex.EncodeToString([]byte(s)), base64.StdEncoding.EncodeToString([]byte(s)),
		base64.StdEncoding.EncodeToString([]byte("kn:" + s)), "<" + s + ">", `{"got":"` + s + `"}`,
	}
}

// What a value holds is a credential whatever its alphabet, with blanks or without: behind a scheme, in base64, and as it is.
func TestWhatAValueHoldsIsMaskedWhereverItIsRepeated(t *testing.T) {
	for _, credential := range []string{"hQ7vLm2xTz9KpW4sBn6RdYc3", "Winter Tromso 2024!", "aB3$xY9/kL2=mN5", "WlQ3AVnu z1nGha Ng880U", "kaffekanne og bolle"} {
		pair := base64.StdEncoding.EncodeToString([]byte("crm:" + credential))
		for _, members := range []string{
			`"Secret":"KEY"`, `"Headers":{"Authorization":"Bearer KEY"}`, `"Headers":{"Authorization":"KEY"}`, `"Headers":{"X-Api-Key":"KEY"}`,
			`"Headers":{"Authorization":"Basic PAIR"}`, `"Headers":{"X-Note":"basic PAIR"}`, `"Properties":{"password":"KEY"}`, `"Properties":{"a":{"token":["KEY"]}}`,
			`"Properties":{"connection":"Server=db;Pwd=KEY;Timeout=30"}`, `"ClientSecret":"KEY"`,
			`"Secret":"KEY","Secret":"other"`, `"TargetUrl":"https://h.example.com/in?code=ESCAPED","TargetUrl":"https://h.example.com/in"`,
		} {
			members = strings.NewReplacer("KEY", credential, "PAIR", pair, "ESCAPED", url.QueryEscape(credential)).Replace(members)
			for _, form := range forms(credential) {
				got := strings.ReplaceAll(echoed(t, members, "401 got "+form+" of it"), "of it", "")
				for line := range strings.Lines(got) {
					line = strings.TrimPrefix(strings.Trim(line, "\"\n"), "401 got ")
					// Of base64 the digits stay that hold bits of what stands beside the credential.
					if rest := strings.Trim(strings.Replace(line, redact.Mask, "", 1), `<>{"got:}\= `); len(rest) > 6 || !strings.Contains(line, redact.Mask) {
						t.Errorf("%s, and said is %q: %q", members, form, line)
					}
				}
			}
		}
	}
}

// A sentence under the name of a credential is looked for as a whole, and a word only where it stands alone.
func TestWordsOfAValueStayLegible(t *testing.T) {
	for members, said := range map[string]string{
		`"Properties":{"Signature":"Best regards from Bergen"}`:                             "Best regards, the team from Bergen",
		`"Headers":{"Authorization":"Bearer orders"}`:                                       "reorders and ordersheet",
		`"Headers":{"X-Session":"lang=no; theme=dark; tracking=on"}`:                        "theme=dark; tracking is off",
		`"Headers":{"Authorization":"Digest username=\"kn\", realm=\"crm\", nonce=\"a1\""}`: "realm=\"crm\" of username kn",
	} {
		for line := range strings.Lines(echoed(t, members, said)) {
			if quoted, _ := json.Marshal(said); strings.Contains(line, redact.Mask) {
				t.Errorf("%s: %s became %s", members, quoted, line)
			}
		}
	}
}

func TestASecretWithAnInvisibleCharacterInItsNameIsMasked(t *testing.T) {
	for _, name := range []string{`Sec\u200bret`, `\uff33\uff45\uff43\uff52\uff45\uff54`} {
		w := decoded(t, `[{"WebhookId":1,"`+name+`":"`+planted+`","Name":"`+planted+`"}]`).Webhooks[0]
		if len(w.Details().Extra) != 1 || w.Details().Extra[0].Value != `"********"` || w.Name != redact.Mask {
			t.Errorf("%s: %+v, %q", name, w.Details().Extra, w.Name)
		}
	}
}

// A host is what people look for. A credential that is an ordinary word says little, and is masked in the rest of the address.
func TestAHostStaysLegibleBesideAnOrdinaryWord(t *testing.T) {
	for _, c := range []struct{ members, target, want string }{
		{`"Properties":{"password":"production"}`, "https://production.example.com/in/production", "https://production.example.com/in/********"},
		{`"Properties":{"password":"Production"}`, "https://production-eu.example.com/in", "https://production-eu.example.com/in"},
		{`"Headers":{"X-Api-Key":"superoffice"}`, "https://superoffice.example.com/in", "https://superoffice.example.com/in"},
		{`"Secret":"example"`, "https://erp.example.com/example", "https://erp.example.com/********"},
		{`"Secret":"production"`, "https://user@products.example.com:8443/x?page=1", "https://********@products.example.com:8443/x?page=1"},
		{`"Secret":"production1"`, "https://production1.example.com/in", "https://********.example.com/in"},
		{`"Secret":"hqxvlmzxtzkp"`, "https://hqxvlmzxtzkp.example.com/in", "https://********.example.com/in"},
		{`"Secret":"example"`, "https://h.test/#https://example.com", "https://h.test/#********"},
	} {
		w := decoded(t, `[{"WebhookId":1,`+c.members+`,"TargetUrl":"`+c.target+`"}]`).Webhooks[0]
		if w.TargetURL != c.want {
			t.Errorf("%s: %s became %s, want %s", c.members, c.target, w.TargetURL, c.want)
		}
	}
}
