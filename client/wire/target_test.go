package wire_test

import (
	"slices"
	"testing"

	"crmhooks/client/webhook"
)

func TestFingerprintsOfTargets(t *testing.T) {
	target := func(object string) *webhook.Webhook { return &decoded(t, `[{"WebhookId":1,`+object+`}]`).Webhooks[0] }
	one := target(`"TargetUrl":"https://h.example.com/in?code=one"`)
	for _, c := range []struct {
		object string
		same   bool
	}{
		{`"TargetUrl":"https://h.example.com/in?code=one"`, true},
		{`"targeturl":"https://h.example.com/in?code=one","Name":"another"`, true},
		{`"TargetUrl":"https://h.example.com/in?code=two"`, false}, // it looks the same
		{`"TargetUrl":"https://h.example.com/in?code=One"`, false},
		{`"TargetUrl":"https://h.example.com/in"`, false},
	} {
		if w := target(c.object); w.TargetFingerprint == 0 || (w.SameTarget() == one.SameTarget()) != c.same {
			t.Errorf("%s: %d beside %d", c.object, w.TargetFingerprint, one.TargetFingerprint)
		}
	}
	if a, b := target(`"TargetUrl":"https://h.example.com/in?code=two"`), one; a.TargetURL != b.TargetURL {
		t.Errorf("%s and %s do not look the same, so that nothing is proved", a.TargetURL, b.TargetURL)
	}
	for object, known := range map[string]bool{
		`"Type":"crmscript","TargetUrl":"ScriptHook1"`: true, `"TargetUrl":"https://********@h.example.com"`: false, `"TargetUrl":""`: false,
		`"TargetUrl":null`: false, `"TargetUrl":7`: false, `"Name":"x"`: false,
	} {
		if w := target(object); (w.TargetFingerprint != 0) != known {
			t.Errorf("%s: %d", object, w.TargetFingerprint)
		}
	}
}

func TestWhereATargetHoldsCredentials(t *testing.T) {
	const user, path, form = "a user before the host", "a part of the path that nobody can guess", "a key of a known form"
	for target, want := range map[string][]string{
		"https://h.example.com/in":                                  nil,
		"https://h.example.com/in?page=1&x=":                        nil, // masked, and no credential
		"https://h.example.com/in#part":                             nil,
		"https://h.example.com/in?token=":                           nil,
		"https://u:p@h.example.com/in":                              {user},
		"https://h.example.com/in?code=x":                           {"the query value code"},
		"https://h.example.com/in?Code=x&b=1;apiKey=y#f":            {"the query value Code", "the query value apiKey"},
		"https://h.example.com/in?a=1&sig=x&X-Auth-Token=z":         {"the query value sig", "the query value X-Auth-Token"},
		"https://h.example.com/token/x/in":                          {path},
		"https://hooks.slack.com/services/T00/B00/a1b2C3d4E5f6G7h8": {path},
		"https://h.example.com/hook/sk_live_abcdefgh/end":           {form},
		"https://u:p@h.example.com/token/x?key=y":                   {user, path, "the query value key"},
		"https://h.example.com/in?\u001b[31mtoken=x":                {"the query value \ufffdtoken"},
		"https://h.example.com/in?tokenx9Yb7Qw8Er5Ty6Ui1Op2=x":      {"the query value ********"},
		"https://h.example.com/in?//h.example.com/abcdef/token=x":   {"the query value ********"},
		"https://h.example.com/in?a=1#&token=x":                     nil, // what is behind # goes to no receiver
		"https://h.example.com/in#?token=x":                         nil,
		"https://********@h.example.com/in?code=********":           nil, // masked before it came
		"user:pass@h.example.com":                                   {user},
	} {
		w := decoded(t, `[{"WebhookId":1,"TargetUrl":`+quote(target)+`}]`).Webhooks[0]
		if !slices.Equal(w.Details().TargetCredentials, want) {
			t.Errorf("%s holds %q, want %q (shown as %s)", target, w.Details().TargetCredentials, want, w.TargetURL)
		}
	}
	if w := decoded(t, `[{"WebhookId":1,"Type":"crmscript","TargetUrl":"Archive_v2@x"}]`).Webhooks[0]; w.Details().TargetCredentials != nil {
		t.Errorf("a script holds %q", w.Details().TargetCredentials)
	}
}
