package webhook_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/webhook"
)

// Each field's example finds some webhooks and not others, and with a - before it the others.
func TestEverySearchFieldLooksSomewhere(t *testing.T) {
	hooks := []webhook.Webhook{
		{ID: 17, TargetURL: "https://hooks.zapier.com/a", Type: "webhook", State: webhook.TooManyErrors, Rest: &webhook.Details{
			ErrorEmails: []string{"OPS@example.com"}, Headers: []webhook.Header{{Name: "X-Key", Value: "zapier"}}, RegisteredAssociate: &webhook.Associate{FullName: "Tony Y"},
		}},
		{ID: 170, TargetURL: "ZapierTonyOps", Type: "CRMScript", State: webhook.Active, Description: "timeout x-key 17"},
		{ID: 18, Type: "webhook", OtherApp: true, State: webhook.OtherApplication},
	}
	hooks[0].SetUsage(webhook.Usage{Counted: true, LastError: "The operation has timed out (timeout)"})
	l := webhook.NewList(hooks)
	rows := l.Sorted(webhook.Sort{By: webhook.ByID})
	word := regexp.MustCompile(`^[a-z]+$`)
	var names []string
	for _, f := range webhook.SearchFields() {
		if !word.MatchString(f.Name) || f.Meaning == "" || f.Example == "" || f.Word() != f.Name+":"+f.Example {
			t.Errorf("%+v lacks a part", f)
		}
		want := map[string]string{"type": "170", "app": "18"}[f.Name]
		if want == "" {
			want = "17"
		}
		others := strings.Join(slices.DeleteFunc([]string{"17", "18", "170"}, func(id string) bool { return id == want }), " ")
		for search, want := range map[string]string{
			f.Word(): want, strings.ToUpper(f.Word()): want, "-" + f.Word(): others, f.Name + ":": "17 18 170", f.Name + ":no-such-thing": "", f.Name + ":=no": "",
		} {
			if got := ids(l, l.Filter(rows, webhook.Filter{Name: search})); got != want {
				t.Errorf("%q keeps %q, want %q", search, got, want)
			}
			if unknown := webhook.UnknownField(search); unknown != "" {
				t.Errorf("%q names the unknown field %q", search, unknown)
			}
		}
		if asks := webhook.SearchesCauses("x -" + f.Word()); asks != (f.Name == "cause") {
			t.Errorf("%s is asked about causes: %v", f.Name, asks)
		}
		if !strings.Contains(" "+webhook.SearchExamples()+",", " "+f.Word()+",") && !strings.Contains(webhook.SearchExamples(), " "+f.Word()+" and ") {
			t.Errorf("%q lacks %s", webhook.SearchExamples(), f.Word())
		}
		names = append(names, f.Name)
	}
	if !slices.Equal(names, webhook.SearchFieldNames()) || len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("the fields are %q and %q", names, webhook.SearchFieldNames())
	}
}
