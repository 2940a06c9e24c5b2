package survey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// hook is a webhook that no rule finds anything about, changed.
func hook(id int64, change func(w *webhook.Webhook)) webhook.Webhook {
	w := webhook.Webhook{
		ID: id, State: webhook.Active, Type: "webhook", TargetURL: fmt.Sprintf("https://h%d.example.com/in", id), Secret: secret.New(fmt.Sprint("key-", id)),
		ErrorsEmail: "ops@example.com", Events: []string{"sale.sold"}, Requested: webhook.AllFields, Rest: &webhook.Details{RegisteredAssociate: &webhook.Associate{Name: "KN"}},
	}
	change(&w)
	return w
}

// both are two webhooks that are changed in the same way.
func both(change func(w *webhook.Webhook)) []webhook.Webhook {
	return []webhook.Webhook{hook(1, change), hook(2, change)}
}

func one(change func(w *webhook.Webhook)) []webhook.Webhook {
	return []webhook.Webhook{hook(1, change)}
}

// findingCases are webhooks, and what a rule finds about them: "" for nothing, and else the ids and pieces of its text.
var findingCases = []struct {
	rule  survey.Rule
	name  string
	hooks []webhook.Webhook
	about string
	text  []string
}{
	{survey.ScriptURL, "a script with an address", one(func(w *webhook.Webhook) {
		w.Type, w.TargetURL = "CRMScript", "https://h.example.com/a"
	}), "1", []string{"https://h.example.com/a"}},
	{survey.ScriptURL, "a script", one(func(w *webhook.Webhook) { w.Type, w.TargetURL = "crmscript", "Archive" }), "", nil},
	{survey.ScriptURL, "an address", one(func(w *webhook.Webhook) {}), "", nil},

	{survey.HTTPTarget, "http", one(func(w *webhook.Webhook) { w.TargetURL = "HTTP://h.example.com" }), "1", []string{"HTTP://h.example.com"}},
	{survey.HTTPTarget, "https", one(func(w *webhook.Webhook) { w.TargetURL = "https://h.example.com/?to=http://x" }), "", nil},
	{survey.HTTPTarget, "a script", one(func(w *webhook.Webhook) { w.Type, w.TargetURL = "crmscript", "http://h.example.com" }), "", nil},

	{survey.TargetCredentials, "a user and a code", one(func(w *webhook.Webhook) {
		w.Details().TargetCredentials = []string{"a user before the host", "the query value code"}
	}), "1", []string{"user", "code"}},
	{survey.TargetCredentials, "a query without one", one(func(w *webhook.Webhook) { w.TargetURL = "https://h.example.com/?id=" + redact.Mask }), "", nil},

	{survey.UnknownEvent, "a typing error", one(func(w *webhook.Webhook) {
		w.Events = []string{"sale.chnaged", "sale.sold", "sale.chnaged"}
	}), "1", []string{`"sale.chnaged"`, `"sale.changed"`}},
	{survey.UnknownEvent, "a list's", one(func(w *webhook.Webhook) { w.Events = []string{"list.category.softdelete"} }), "1", []string{`"list.category.softdeleted"`}},
	{survey.UnknownEvent, "an action that there is not", one(func(w *webhook.Webhook) { w.Events = []string{"ticket.deleted"} }), "1",
		[]string{`the event "ticket.deleted" is not documented; ticket has created, changed`}},
	{survey.UnknownEvent, "a state of no webhook", one(func(w *webhook.Webhook) {
		w.Events, w.State = []string{"webhook.errors"}, webhook.Stopped
	}), "1", []string{"names no webhook", "webhook{id}.errors"}},
	{survey.UnknownEvent, "names that there are, and names of one's own", one(func(w *webhook.Webhook) {
		w.Events = []string{"test", "sale.changed", "list.category.changed", "list.207.created", "y_car.deleted", "invoice.paid"}
	}), "", nil},

	{survey.MissingWebhook, "a webhook that there is not", one(func(w *webhook.Webhook) { w.Events = []string{"webhook17.errors"} }), "1", []string{`"webhook17.errors"`, "17"}},
	{survey.MissingWebhook, "one that there is", both(func(w *webhook.Webhook) { w.Events = []string{"webhook2.errors"} }), "", nil},
	{survey.MissingWebhook, "no webhook", one(func(w *webhook.Webhook) {
		w.Events, w.State = []string{"webhook.errors"}, webhook.Stopped
	}), "", nil},

	{survey.DuplicateDelivery, "two of one target", both(func(w *webhook.Webhook) {
		w.TargetURL, w.Events = "https://h.example.com", []string{"sale.sold", "sale.sold", fmt.Sprint("y_", w.ID, ".created")}
	}), "1 2", []string{"sale.sold", "2 times", "h.example.com"}},
	{survey.DuplicateDelivery, "two scripts", both(func(w *webhook.Webhook) { w.Type, w.TargetURL = "crmscript", "Archive" }), "1 2", []string{"CRMScript Archive"}},
	{survey.DuplicateDelivery, "one event twice", one(func(w *webhook.Webhook) { w.Events = []string{"sale.sold", "sale.sold"} }), "", nil},
	{survey.DuplicateDelivery, "other events", both(func(w *webhook.Webhook) {
		w.TargetURL, w.Events = "https://h.example.com", []string{fmt.Sprint("y_", w.ID, ".created")}
	}), "", nil},
	{survey.DuplicateDelivery, "one is stopped", both(func(w *webhook.Webhook) {
		w.TargetURL, w.State = "https://h.example.com", []webhook.State{webhook.Active, webhook.Stopped}[w.ID-1]
	}), "", nil},
	{survey.DuplicateDelivery, "the same masked target", both(func(w *webhook.Webhook) {
		w.TargetURL, w.TargetFingerprint = "https://h.example.com/?code="+redact.Mask, secret.FingerprintOf("https://h.example.com/?code=1")
	}), "1 2", nil},
	{survey.DuplicateDelivery, "masked parts that differ", both(func(w *webhook.Webhook) {
		w.TargetURL, w.TargetFingerprint = "https://h.example.com/?code="+redact.Mask, secret.FingerprintOf(fmt.Sprint("https://h.example.com/?code=", w.ID))
	}), "", nil},
	{survey.DuplicateDelivery, "masked parts that nobody knows", both(func(w *webhook.Webhook) { w.TargetURL = "https://h.example.com/?code=" + redact.Mask }), "", nil},

	{survey.PrivateTarget, "a private host", one(func(w *webhook.Webhook) { w.TargetURL = "https://10.1.2.3:8443/a" }), "1", []string{"10.1.2.3:8443", "private network"}},
	{survey.PrivateTarget, "a public host", one(func(w *webhook.Webhook) { w.TargetURL = "https://hooks.example.com:8443/localhost/10.1.2.3" }), "", nil},

	{survey.ReservedHeader, "a header of SuperOffice", one(func(w *webhook.Webhook) { w.Details().Headers = []webhook.Header{{Name: "x-SuperOffice-Event"}} }), "1", []string{"x-SuperOffice-Event"}},
	{survey.ReservedHeader, "a header of HTTP", one(func(w *webhook.Webhook) {
		w.Details().Headers = []webhook.Header{{Name: " Content-Type "}, {Name: "X-Key"}}
	}), "1", []string{"Content-Type"}},
	{survey.ReservedHeader, "a script", one(func(w *webhook.Webhook) {
		w.Details().Headers, w.Type, w.TargetURL = []webhook.Header{{Name: "Content-Type"}}, "crmscript", "Archive"
	}), "", nil},
	{survey.ReservedHeader, "headers of one's own", one(func(w *webhook.Webhook) {
		w.Details().Headers = []webhook.Header{{Name: "Authorization"}, {Name: "X-Host"}, {Name: "X-SuperOfficeTenant"}, {Name: ""}}
	}), "", nil},

	{survey.SharedSecret, "the same secret", both(func(w *webhook.Webhook) { w.Secret = secret.New("key") }), "1 2", []string{"2 webhooks"}},
	{survey.SharedSecret, "others", both(func(w *webhook.Webhook) {}), "", nil},
	{survey.SharedSecret, "none", both(func(w *webhook.Webhook) { w.Secret = secret.Secret{} }), "", nil},
	{survey.SharedSecret, "one is of a script", both(func(w *webhook.Webhook) {
		w.Secret, w.Type = secret.New("key"), []string{"crmscript", "webhook"}[w.ID-1]
		w.TargetURL = []string{"Archive", w.TargetURL}[w.ID-1]
	}), "", nil},
	{survey.SharedSecret, "secrets that are not known", both(func(w *webhook.Webhook) { w.Secret = secret.New(redact.Mask) }), "", nil},

	{survey.NoSecret, "none", one(func(w *webhook.Webhook) { w.Secret = secret.Secret{} }), "1", []string{"not signed"}},
	{survey.NoSecret, "one that is not known", one(func(w *webhook.Webhook) { w.Secret = secret.New(redact.Mask) }), "", nil},
	{survey.NoSecret, "a script", one(func(w *webhook.Webhook) { w.Secret, w.Type, w.TargetURL = secret.Secret{}, "crmscript", "Archive" }), "", nil},
	{survey.NoSecret, "not asked for", one(func(w *webhook.Webhook) {
		w.Secret, w.Requested = secret.Secret{}, webhook.AllFields&^webhook.FieldSecret
	}), "", nil},

	{survey.NoErrorMail, "nobody", one(func(w *webhook.Webhook) { w.ErrorsEmail = "" }), "1", []string{"no error mail"}},
	{survey.NoErrorMail, "nobody, of a script", one(func(w *webhook.Webhook) { w.ErrorsEmail, w.Type, w.TargetURL = "", "crmscript", "Archive" }), "1", nil},
	{survey.NoErrorMail, "stopped by somebody", one(func(w *webhook.Webhook) { w.ErrorsEmail, w.State = "", webhook.Stopped }), "", nil},
	{survey.NoErrorMail, "nobody, and another one listens", both(func(w *webhook.Webhook) {
		w.ErrorsEmail, w.Events = []string{"", "ops@example.com"}[w.ID-1], []string{"webhook1.errors"}
	}), "", nil},
	{survey.NoErrorMail, "nobody, and another one listens that is stopped", both(func(w *webhook.Webhook) {
		w.ErrorsEmail, w.Events, w.State = []string{"", "ops@example.com"}[w.ID-1], []string{"webhook1.errors"}, []webhook.State{webhook.Active, webhook.Stopped}[w.ID-1]
	}), "1", nil},
	{survey.NoErrorMail, "nobody, and it listens to itself", one(func(w *webhook.Webhook) { w.ErrorsEmail, w.Events = "", []string{"webhook1.errors"} }), "1", nil},
	{survey.NoErrorMail, "nobody knows who listens", one(func(w *webhook.Webhook) {
		w.ErrorsEmail, w.Requested = "", webhook.FieldsOf([]string{"Name", "ErrorsEmail"})
	}), "", nil},
	{survey.NoErrorMail, "not asked for", one(func(w *webhook.Webhook) { w.ErrorsEmail, w.Requested = "", webhook.FieldsOf([]string{"Name"}) }), "", nil},

	{survey.DeletedAssociate, "who has left", one(func(w *webhook.Webhook) {
		w.Details().RegisteredAssociate = &webhook.Associate{FullName: "Kari Nordmann", Deleted: true}
		w.Details().UpdatedAssociate = &webhook.Associate{ID: 7, Deleted: true}
	}), "1", []string{"registered by Kari Nordmann", "updated by #7"}},
	{survey.DeletedAssociate, "who has left after a change", one(func(w *webhook.Webhook) {
		w.Details().UpdatedAssociate = &webhook.Associate{Name: "KN", Deleted: true}
	}), "1", []string{"updated by KN"}},
	{survey.DeletedAssociate, "who is there, or not known", one(func(w *webhook.Webhook) { w.Details().UpdatedAssociate = nil }), "", nil},
}

func TestWhatEachRuleFinds(t *testing.T) {
	found, silent := map[survey.Rule]bool{}, map[survey.Rule]bool{}
	for _, c := range findingCases {
		l := list(c.hooks...)
		all := survey.Findings(l, rows(l), true, nil)
		var about string
		var others []string
		for _, f := range all {
			if f.Rule != c.rule {
				others = append(others, f.Key())
				continue
			}
			about += ids(f.Hooks)
			for _, piece := range c.text {
				if !strings.Contains(f.Text, piece) {
					t.Errorf("%s, %s: %q does not say %q", c.rule, c.name, f.Text, piece)
				}
			}
			if kept := kept(l, f.Filter()); kept != ids(f.Hooks) {
				t.Errorf("%s, %s: the filter %+v keeps %s", c.rule, c.name, f.Filter(), kept)
			}
		}
		if about != c.about {
			t.Errorf("%s, %s: it is about %q, want %q", c.rule, c.name, about, c.about)
		}
		var left []string
		for _, f := range survey.Findings(l, rows(l), true, []string{"no-such-rule", string(c.rule)}) {
			left = append(left, f.Key())
		}
		if !slices.Equal(left, others) {
			t.Errorf("%s, %s: ignored, it leaves %q, want %q", c.rule, c.name, left, others)
		}
		if c.about == "" {
			silent[c.rule] = true
		} else {
			found[c.rule] = true
		}
	}
	for _, r := range survey.Rules() {
		if !found[r] || !silent[r] {
			t.Errorf("%s has no example of what it finds, or of what it does not", r)
		}
	}
	l := list(both(func(*webhook.Webhook) {})...)
	if all := survey.Findings(l, rows(l), true, nil); len(all) != 0 {
		t.Errorf("something is found where there is nothing: %s", all[0].Key())
	}
}

// A script has no receiver, so nothing that is found about one may speak of it.
func TestFindingsOfAScriptSpeakOfNoReceiver(t *testing.T) {
	script := func(w *webhook.Webhook) {
		w.Type, w.TargetURL, w.ErrorsEmail, w.Secret = "crmscript", "Archive", "", secret.New("key")
		w.Details().Headers, w.Events = []webhook.Header{{Name: "Date"}}, []string{"sale.sold", "sale.slod", "webhook9.errors"}
		w.Details().RegisteredAssociate.Deleted = true
	}
	l := list(both(script)...)
	found := survey.Findings(l, rows(l), true, nil)
	if len(found) != 11 {
		t.Errorf("%d findings", len(found))
	}
	for _, f := range found {
		if strings.Contains(f.Text+f.Rule.Why(), "receiver") {
			t.Errorf("%s: %s; %s", f.Rule, f.Text, f.Rule.Why())
		}
	}
}

// everything is a list that every rule finds something in.
func everything() *webhook.List {
	var hooks []webhook.Webhook
	for i, c := range findingCases {
		for _, w := range c.hooks {
			w.ID += int64(100 * i)
			hooks = append(hooks, w)
		}
	}
	return list(hooks...)
}

// keys are the identities of findings.
func keys(findings []*survey.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.Key())
	}
	return all
}

func TestWhatMattersMostComesFirst(t *testing.T) {
	l := everything()
	findings := survey.Findings(l, rows(l), true, nil)
	var rules []survey.Rule
	for i, f := range findings {
		if i > 0 && findings[i-1].Rule.Severity() < f.Rule.Severity() {
			t.Errorf("%s stands before %s", findings[i-1].Rule, f.Rule)
		}
		rules = append(rules, f.Rule)
	}
	if got := slices.Compact(rules); !slices.Equal(got, survey.Rules()) {
		t.Errorf("the rules come as %v", got)
	}
	if all := survey.Findings(l, rows(l), true, survey.RuleNames()); len(all) != 0 {
		t.Errorf("%d findings are left of the ignored rules", len(all))
	}
}

func TestAFindingKeepsItsIdentity(t *testing.T) {
	l, again := everything(), everything()
	a, b := keys(survey.Findings(l, rows(l), true, nil)), keys(survey.Findings(again, rows(again), true, nil))
	if !slices.Equal(a, b) {
		t.Error("two lists that are the same have other findings")
	}
	if slices.Sort(a); len(slices.Compact(a)) != len(b) {
		t.Errorf("of %d findings some are the same", len(b))
	}
}

func TestAFindingOfAPartIsAboutThePart(t *testing.T) {
	l := list(
		hook(1, func(w *webhook.Webhook) {
			w.Secret, w.Events = secret.New("key"), []string{"webhook2.stopped", "webhook9.errors"}
		}),
		hook(2, func(w *webhook.Webhook) { w.Secret, w.ErrorsEmail = secret.New("key"), "" }),
		hook(3, func(w *webhook.Webhook) { w.ErrorsEmail = "" }),
	)
	say := func(findings []*survey.Finding) string {
		var all []string
		for _, f := range findings {
			all = append(all, string(f.Rule)+" "+ids(f.Hooks))
		}
		return strings.Join(all, ", ")
	}
	whole := survey.Findings(l, rows(l), true, nil)
	for _, c := range []struct {
		name, got, want string
	}{
		{"the whole list", say(whole), "missing-webhook 1, shared-secret 1 2, no-error-mail 2, no-error-mail 3"},
		{"a list that may lack some", say(survey.Findings(l, rows(l), false, nil)), "shared-secret 1 2, no-error-mail 2, no-error-mail 3"},
		{"one row of the whole list", say(survey.Findings(l, []int{0}, true, nil)), "missing-webhook 1"}, // 2 is known all the same
		{"no rows", say(survey.Findings(l, nil, true, nil)), ""},
		{"about the first", say(survey.About(whole, l, []int{0})), "missing-webhook 1, shared-secret 1 2"},
		{"about the others", say(survey.About(whole, l, []int{2, 1})), "shared-secret 1 2, no-error-mail 2, no-error-mail 3"},
		{"about none", say(survey.About(whole, l, nil)), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
}

func TestHostsThatTheInternetDoesNotKnow(t *testing.T) {
	for host, want := range map[string]string{
		"2130706433": "own machine", "0x7f.1": "own machine", "0177.0.0.1:80": "own machine", "10.1": "private network", "8.8": "", "134744072": "", "1.2.3.4.5": "",
		"localhost": "own machine", "LOCALHOST:8080": "own machine", "a.localhost": "own machine",
		"127.0.0.1": "own machine", "127.9.9.9:1": "own machine", "[::1]": "own machine", "[::1]:8443": "own machine",
		"0.0.0.0": "own machine", "[::]:80": "own machine", "[::ffff:127.0.0.1]": "own machine", "localhost.": "own machine",
		"10.0.0.1": "private network", "172.16.0.1": "private network", "172.31.255.255:443": "private network", "192.168.1.1": "private network", "100.64.0.1": "private network",
		"[fd00::1]:443": "private network", "[::ffff:10.0.0.1]": "private network", "[::ffff:100.64.0.1]": "private network",
		"169.254.169.254": "one cable", "[fe80::1]": "one cable", "[fe80::1%25eth0]:443": "one cable",
		"erp": "private network knows", "erp:8443": "private network knows", "erp.local": "domain",
		"erp.corp.": "domain", "ERP.Internal:8443": "domain", "a.home.arpa": "domain", "nas.lan": "domain",

		"hooks.example.com": "", "hooks.example.com:8443": "", "hooks.example.com.": "", "172.32.0.1": "", "172.15.0.1": "",
		"11.0.0.1": "", "100.128.0.1": "", "192.169.0.1": "", "8.8.8.8:443": "", "[2001:db8::1]:443": "", "[2001:db8::1]": "",
		"local.example.com": "", "mylocal.com": "", "localhost.example.com": "", "lan.no": "", "mylan": "private network knows", "10.example.com": "",
	} {
		l := list(hook(1, func(w *webhook.Webhook) { w.TargetURL = "https://" + host + "/a" }))
		got := ""
		for _, f := range survey.Findings(l, rows(l), true, nil) {
			got += f.Text
		}
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
}

func TestEveryRuleExplainsItself(t *testing.T) {
	names := survey.RuleNames()
	if len(names) != len(survey.Rules()) || len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("the names are %q", names)
	}
	for i, r := range survey.Rules() {
		if names[i] != string(r) || !strings.HasSuffix(r.Why(), ".") {
			t.Errorf("%s is called %q and says %q", r, names[i], r.Why())
		}
	}
	if got := fmt.Sprint(survey.Severities()); got != "[info warning error]" {
		t.Errorf("the severities are %s", got)
	}
}
