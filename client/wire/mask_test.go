package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

func TestHeadersThatLookLikeCredentialsAreMasked(t *testing.T) {
	for name, masked := range map[string]bool{
		"Authorization": true, "authorization": true, "X-Api-Key": true, "x-apikey": true, "XApiKey": true, "X-Auth-Token": true, "Cookie": true, "X-Service-Key": true,
		"Ocp-Apim-Subscription-Key": true, "X-Functions-Key": true, "Client-Secret": true, "X-Signature": true, "Passord": true, "X-Webhook-Version": false, "X-Company": false,
		"Content-Type": false, "X-Keyboard": false, "X-Monkey": false, "X-Author": false,
	} {
		w := decoded(t, `[{"WebhookId":1,"Headers":{"`+name+`":"plain-value"}}]`).Webhooks[0]
		if got := w.Details().Headers[0].Masked; got != masked || (w.Details().Headers[0].Value == redact.Mask) != masked {
			t.Errorf("%s: masked is %v with %q", name, got, w.Details().Headers[0].Value)
		}
	}
}

func TestValuesThatAreCredentialsAreMaskedWhateverTheirName(t *testing.T) {
	for value, masked := range map[string]bool{
		"Bearer abcdef": true, "basic dXNlcjpwYXNz": true, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc": true, "sk_live_a1b2c3d4e5": true,
		"ghp_16C7e42F292c6912E7710c838347Ae178B4a": true, "xoxb-123456-abcdef": true, "hello": false, "1.0": false, "basically fine": false,
	} {
		w := decoded(t, `[{"WebhookId":1,"Headers":{"X-Info":"`+value+`"},"Properties":{"info":"`+value+`"}}]`).Webhooks[0]
		if got := w.Details().Headers[0].Value == redact.Mask; got != masked {
			t.Errorf("header %q: masked is %v", value, got)
		}
		if got := w.Details().Properties[0].Value == `"********"`; got != masked {
			t.Errorf("property %q: masked is %v", value, got)
		}
	}
}

func TestPropertiesAreMaskedAtEveryDepth(t *testing.T) {
	w := decoded(t, `[{"WebhookId":1,"Properties":{"a":{"b":[{"apiKey":"one","plain":"two"}],"credentials":{"user":"three","pin":4,"on":true}},"url":"https://u:p@h.example.com/?k=v"}}]`).Webhooks[0]
	want := []webhook.Member{
		{Name: "a", Value: `{"b":[{"apiKey":"********","plain":"two"}],"credentials":{"user":"********","pin":"********","on":true}}`},
		{Name: "url", Value: `"https://********@h.example.com/?k=********"`},
	}
	if !reflect.DeepEqual(w.Details().Properties, want) {
		t.Errorf("got %v, want %v", w.Details().Properties, want)
	}
}

func TestPairsOfANameAndAValueAreMasked(t *testing.T) {
	w := decoded(t, `[{"WebhookId":1,"Properties":{"list":[{"name":"password","value":"one"},{"Value":{"x":["two"]},"Key":"apiKey","more":1},{"name":"color","value":"red"},{"name":"nøkkel","value":""}]}}]`).Webhooks[0]
	want := `[{"name":"password","value":"********"},{"Value":"********","Key":"********","more":1},{"name":"color","value":"red"},{"name":"nøkkel","value":"********"}]`
	if got := w.Details().Properties[0].Value; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTargetsAreMasked(t *testing.T) {
	for target, want := range map[string]string{
		"https://hooks.slack.com/services/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":                            "https://hooks.slack.com/services/T00AB0000/B00CD0000/********",
		"https://discord.com/api/webhooks/1234567890/aZ3-x9Yb7Qw8Er5Ty6Ui1Op2As4Df_Gh":                             "https://discord.com/api/webhooks/1234567890/********",
		"https://x.webhook.office.com/webhookb2/3f2504e0-4f89-11d3-9a0c-0305e82c3301/IncomingWebhook/0123a4b5c6d7": "https://x.webhook.office.com/webhookb2/********/IncomingWebhook/********",
		"https://api.telegram.org/bot123456:AAF-a1b2c3d4e5f6g7/sendMessage":                                        "https://api.telegram.org/bot123456:********/sendMessage",
		"https://hooks.zapier.com/hooks/catch/123456/abcde7/":                                                      "https://hooks.zapier.com/hooks/catch/123456/********/",
		"https://h.example.com/token/hunter2/end;jsessionid=hunter2":                                               "https://h.example.com/token/********/end;jsessionid=********",
		"https://h.example.com/a%3Ftoken=hunter2":                                                                  "https://h.example.com/a%3Ftoken=********",
		"token=hunter2hunter2":                                                   "********",
		"https://a1b2c3d4e5f6g7.execute-api.example.com/prod":                    "https://a1b2c3d4e5f6g7.execute-api.example.com/prod",
		"https://h.example.com/api/v2/orders-2024-05-01/superoffice2hubspot/v10": "https://h.example.com/api/v2/orders-2024-05-01/superoffice2hubspot/v10",
		"https://h.example.com/a":                                                "https://h.example.com/a",
		"https://user:pass@h.example.com/a":                                      "https://********@h.example.com/a",
		"https://user:p/a@ss@h.example.com/a":                                    "https://********@h.example.com/a",
		"https://h.example.com/a?code=x&b=&c#frag":                               "https://h.example.com/a?code=********&b=&********#********",
		"https://h.example.com/hook/sk_live_a1b2c3d4/end":                        "https://h.example.com/hook/********/end",
		"//user:pass@h.example.com":                                              "//********@h.example.com",
		"user:pass@h.example.com":                                                "********@h.example.com",
	} {
		w := decoded(t, `[{"WebhookId":1,"Type":"webhook","TargetUrl":"`+target+`"}]`).Webhooks[0]
		if w.TargetURL != want {
			t.Errorf("%s became %s, want %s", target, w.TargetURL, want)
		}
	}
	if w := decoded(t, `[{"WebhookId":1,"Type":"crmscript","TargetUrl":"Archive_v2@x"}]`).Webhooks[0]; w.TargetURL != "Archive_v2@x" {
		t.Errorf("the script became %s", w.TargetURL)
	}
}

// planted is a credential none of whose pieces occurs in ordinary words.
const planted = "Qz7#vKxWj-9fGhYq0ZrT"

// leaks reports whether a text holds a piece of the planted credential, 8 characters or more of it.
func leaks(s string) bool {
	for i := 0; i+8 <= len(planted); i++ {
		if strings.Contains(s, planted[i:i+8]) {
			return true
		}
	}
	return false
}

// plantedAnswer has the credential in every place where one belongs.
const plantedAnswer = `[{"WebhookId":1,"Name":"n","Secret":"` + planted + `","TargetUrl":"https://u:` + planted + `@h.example.com/?k=` + planted + `",
 "Headers":{"Authorization":"Bearer ` + planted + `","X-Api-Key":"` + planted + `"},"Properties":{"password":"` + planted + `","deep":[{"token":["` + planted + `"]}]},
 "RegisteredAssociate":{"Name":"x","Secret":"` + planted + `"},"ClientSecret":"` + planted + `"}]`

func TestNoPrinterFindsASecret(t *testing.T) {
	if !leaks(plantedAnswer) {
		t.Fatal("the search does not find what is there")
	}
	result := decoded(t, plantedAnswer)
	w := result.Webhooks[0]
	if !w.Secret.Set() {
		t.Fatal("the secret is not there to be found")
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
		for _, v := range []any{w, &w, w.Secret, &w.Secret, result, struct{ S any }{w.Secret}} {
			if got := fmt.Sprintf(verb, v); leaks(got) || strings.Contains(got, fmt.Sprintf("%x", planted)) {
				t.Errorf("%s of %T prints it: %s", verb, v, got)
			}
		}
	}
	encoded, err := json.Marshal(w)
	if err != nil || leaks(string(encoded)) || !strings.Contains(string(encoded), `"Secret":"********"`) {
		t.Errorf("as JSON it is %s, %v", encoded, err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "secret", w.Secret, "webhook", w)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "secret", w.Secret, "webhook", w)
	if leaks(log.String()) {
		t.Errorf("the log holds it: %s", log.String())
	}
}

func TestOrdinaryValuesAreNotMasked(t *testing.T) {
	for _, value := range []string{
		"", "plain", "at 12:30", "ratio: 0.5", "a=b", "https://h.example.com:8443/a/b", "see https://a.example.com and https://b.example.com",
		"monkey=1", "author: Kari", "C:/data", "keyboard: no", "http://[::1]:8080/x", "https://h.example.com/@user/post",
	} {
		quoted, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		w := decoded(t, `[{"Headers":{"X-Info":`+string(quoted)+`},"Properties":{"info":`+string(quoted)+`},"TargetUrl":`+string(quoted)+`}]`).Webhooks[0]
		if w.Details().Headers[0].Value != value || w.Details().Headers[0].Masked || w.Details().Properties[0].Value != string(quoted) || w.TargetURL != value {
			t.Errorf("%q became %+v, %+v, %q", value, w.Details().Headers, w.Details().Properties, w.TargetURL)
		}
	}
}

func TestMoreNamesOfCredentials(t *testing.T) {
	for _, name := range []string{"X-OAuth", "x-authkey", "subscriptionkey", "SigningKey", "private_key", "MASTER-KEY", "licenseKey", "encryptionkey"} {
		w := decoded(t, `[{"Headers":{"`+name+`":"value"},"Properties":{"`+name+`":7}}]`).Webhooks[0]
		if !w.Details().Headers[0].Masked || w.Details().Properties[0].Value != `"`+redact.Mask+`"` {
			t.Errorf("%s: %+v, %+v", name, w.Details().Headers, w.Details().Properties)
		}
	}
}
