package webhook_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// tenant is a small tenant with every state.
func tenant() *webhook.List {
	return webhook.NewList([]webhook.Webhook{
		{ID: 5, Name: "Gamma Archive", State: webhook.Stopped, Events: []string{"ticket.changed"}, TargetURL: "ArchiveTicket", Updated: day(3), Registered: day(1)},
		{ID: 2, Name: "alpha orders", State: webhook.Active, Events: []string{"sale.created", "sale.sold"}, TargetURL: "https://erp.example.com/a", Updated: day(1), Registered: day(3)},
		{ID: 9, Name: "Beta", State: webhook.TooManyErrors, Events: []string{"ticket.created"}, TargetURL: "https://Support.example.com", Updated: day(2), Registered: day(2)},
		{ID: 7, Name: "Øre", State: "Paused", TargetURL: "https://x.example.com"},
		{ID: 7, Occurrence: 1, Name: "Øre", State: webhook.Unknown, TargetURL: "https://x.example.com"},
		{ID: 1, Name: "Beta", State: webhook.Active, Events: []string{"contact.created"}},
	})
}

func ids(l *webhook.List, rows []int) string {
	var all []string
	for _, i := range rows {
		id := strconv.FormatInt(l.Webhooks[i].ID, 10)
		if l.Webhooks[i].Occurrence > 0 {
			id += "b"
		}
		all = append(all, id)
	}
	return strings.Join(all, " ")
}

func TestFilter(t *testing.T) {
	l := tenant()
	rows := l.Sorted(webhook.Sort{By: webhook.ByID})
	for _, c := range []struct {
		filter webhook.Filter
		want   string
	}{
		{webhook.Filter{}, "1 2 5 7 7b 9"},
		{webhook.Filter{Name: "ALPHA"}, "2"},
		{webhook.Filter{Name: "orders al"}, "2"}, // every word, in any order
		{webhook.Filter{Name: "alpha archive"}, ""},
		{webhook.Filter{Name: "øre"}, "7 7b"},
		{webhook.Filter{Name: "9"}, "9"},       // the id
		{webhook.Filter{Name: "support"}, "9"}, // the target
		{webhook.Filter{Name: "orders2"}, ""},  // no word reaches from one field into the next
		{webhook.Filter{Name: "  "}, "1 2 5 7 7b 9"},
		{webhook.Filter{Event: "sale.s"}, "2"},
		{webhook.Filter{Event: "sold created"}, "2"},
		{webhook.Filter{Event: "TICKET"}, "5 9"},
		{webhook.Filter{Status: webhook.Active}, "1 2"},
		{webhook.Filter{Status: webhook.Unknown}, "7b"},
		{webhook.Filter{Status: "Paused"}, "7"},
		{webhook.Filter{Problems: true}, "7 7b 9"},
		{webhook.Filter{Problems: true, Name: "beta", Event: "ticket"}, "9"},
	} {
		if got := ids(l, l.Filter(rows, c.filter)); got != c.want {
			t.Errorf("%+v keeps %q, want %q", c.filter, got, c.want)
		}
		if empty := c.filter == (webhook.Filter{}) || c.filter.Name == "  "; c.filter.Empty() != empty {
			t.Errorf("%+v is empty: %v", c.filter, c.filter.Empty())
		}
	}
}

func TestSearchWords(t *testing.T) {
	l := webhook.NewList([]webhook.Webhook{
		{ID: 17, Name: "Zapier leads", TargetURL: "https://hooks.zapier.com/a", Type: "webhook", ErrorsEmail: "ops@example.com",
			Events: []string{"sale.sold"}, Rest: &webhook.Details{Headers: []webhook.Header{{Name: "X-Key"}}, RegisteredAssociate: &webhook.Associate{Name: "TONY", FullName: "Tony Y"}}},
		{ID: 170, Name: "Archive of zapier", TargetURL: "ArchiveTicket", Type: "crmscript", Events: []string{"sale.sold", "ticket.created"}, Rest: &webhook.Details{UpdatedAssociate: &webhook.Associate{Name: "KN"}}},
		{ID: 3, Name: "Plain a:b", TargetURL: "https://example.com", Type: "webhook", Events: []string{"ticket.created"}},
	})
	rows := l.Sorted(webhook.Sort{By: webhook.ByID})
	for _, c := range []struct {
		filter webhook.Filter
		want   string
	}{
		{webhook.Filter{Name: "host:zapier"}, "17"}, {webhook.Filter{Name: "HOST:Zapier leads"}, "17"}, {webhook.Filter{Name: "type:crmscript"}, "170"},
		{webhook.Filter{Name: "id:17"}, "17"}, {webhook.Filter{Name: "by:tony"}, "17"}, {webhook.Filter{Name: "by:kn"}, "170"}, {webhook.Filter{Name: "mail:ops"}, "17"},
		{webhook.Filter{Name: "header:x-key"}, "17"}, {webhook.Filter{Name: "-zapier"}, "3"}, {webhook.Filter{Name: "zapier -host:zapier"}, "170"},
		{webhook.Filter{Name: "host:"}, "3 17 170"}, {webhook.Filter{Name: "-"}, ""}, {webhook.Filter{Name: "a:b"}, "3"}, {webhook.Filter{Name: "https://hooks"}, "17"},
		{webhook.Filter{Event: "sold -ticket"}, "17"}, {webhook.Filter{Event: "-sale"}, "3"},
	} {
		if got := ids(l, l.Filter(rows, c.filter)); got != c.want {
			t.Errorf("%+v keeps %q, want %q", c.filter, got, c.want)
		}
	}
	for text, want := range map[string]string{"hst:x y": "hst", "host:x": "", "-tpye:x": "tpye", "https://x": "", "12:30": "", "plain": "", ":x": "", "": ""} {
		if got := webhook.UnknownField(text); got != want {
			t.Errorf("the unknown field of %q is %q, want %q", text, got, want)
		}
	}
	if got := webhook.SearchWords("Alpha -beta host:x 7"); !slices.Equal(got, []string{"alpha", "7"}) {
		t.Errorf("the plain words are %q", got)
	}
}

func TestSort(t *testing.T) {
	l := tenant()
	for by, want := range map[webhook.Order]string{
		0:                    "9 7 7b 5 2 1", // too many errors, invented, unknown, stopped, active by name
		webhook.ByAttention:  "9 7 7b 5 2 1",
		webhook.ByName:       "2 1 9 5 7 7b",
		webhook.ByID:         "1 2 5 7 7b 9",
		webhook.ByUpdated:    "5 9 2 1 7 7b",
		webhook.ByRegistered: "2 9 5 1 7 7b",
		webhook.ByEvents:     "2 1 5 9 7 7b",
		webhook.ByTarget:     "1 5 2 9 7 7b",
	} {
		if got := ids(l, l.Sorted(webhook.Sort{By: by})); got != want {
			t.Errorf("by %q: %s, want %s", by, got, want)
		}
	}
	if got := ids(l, l.Sorted(webhook.Sort{By: webhook.ByUpdated, Reverse: true})); got != "2 9 5 1 7 7b" { // without a date: last all the same
		t.Errorf("reversed by date: %s", got)
	}
	if got := ids(l, l.Sorted(webhook.Sort{By: webhook.ByID, Reverse: true})); got != "9 7b 7 5 2 1" {
		t.Errorf("reversed: %s", got)
	}
}

func TestEverySortIsTotal(t *testing.T) {
	l := tenant()
	var backwards []webhook.Webhook
	for _, w := range slices.Backward(l.Webhooks) {
		backwards = append(backwards, *w)
	}
	m := webhook.NewList(backwards)
	for _, by := range webhook.Orders() {
		for _, reverse := range []bool{false, true} {
			s := webhook.Sort{By: by, Reverse: reverse}
			if a, b := ids(l, l.Sorted(s)), ids(m, m.Sorted(s)); a != b {
				t.Errorf("%+v depends on the order of the answer: %s, %s", s, a, b)
			}
		}
	}
}

func TestCounts(t *testing.T) {
	l := tenant()
	want := []webhook.Count{{State: webhook.Active, N: 2}, {State: webhook.Stopped, N: 1}, {State: webhook.TooManyErrors, N: 1}, {State: webhook.Unknown, N: 1}, {State: "Paused", N: 1}}
	if got := l.Counts(l.Sorted(webhook.Sort{})); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := l.Counts(nil); len(got) != 3 || got[0].N != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestStates(t *testing.T) {
	for text, want := range map[string]webhook.State{
		"Active": webhook.Active, "active": webhook.Active, " TOOMANYERRORS ": webhook.TooManyErrors, "0": webhook.Unknown, "1": webhook.Active,
		"2": webhook.Stopped, "3": webhook.TooManyErrors, "4": "4", "Paused": "Paused", "": webhook.Unknown,
	} {
		if got := webhook.StateOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for state, word := range map[webhook.State]string{webhook.TooManyErrors: "too many errors", webhook.Active: "active", "Paused": "Paused"} {
		if got := state.Word(); got != word {
			t.Errorf("%s is called %q, want %q", state, got, word)
		}
	}
	for _, s := range []webhook.State{webhook.TooManyErrors, webhook.Unknown, "Paused"} {
		if !s.Problem() {
			t.Errorf("%s is no problem", s)
		}
	}
}

func TestStatusAsAUserWritesIt(t *testing.T) {
	for text, want := range map[string]webhook.Filter{
		"too many errors": {Status: webhook.TooManyErrors}, "Too-Many_Errors": {Status: webhook.TooManyErrors}, "TooManyErrors": {Status: webhook.TooManyErrors},
		"ACTIVE": {Status: webhook.Active}, "stopped": {Status: webhook.Stopped}, "unknown": {Status: webhook.Unknown}, "any": {}, "Problems": {Problems: true},
	} {
		f := webhook.Filter{Status: "before", Problems: true}
		if !f.SetStatus(text) || f != want {
			t.Errorf("%q is %+v, want %+v", text, f, want)
		}
	}
	for _, text := range []string{"", "actve", "1", "problem"} {
		f := webhook.Filter{Status: webhook.Active}
		if f.SetStatus(text) || f.Status != webhook.Active {
			t.Errorf("%q is taken for %+v", text, f)
		}
	}
	for _, word := range webhook.StatusWords() {
		if !new(webhook.Filter).SetStatus(word) {
			t.Errorf("%q is offered and not taken", word)
		}
	}
}

func TestFields(t *testing.T) {
	if names := webhook.AllFields.Names(); len(names) != 23 || names[0] != "WebhookId" || names[13] != "ErrorsEmail" || names[22] != "LastError" {
		t.Errorf("the fields are %v", names)
	}
	for path, want := range map[string]webhook.Fields{
		"Name": webhook.FieldName, "targeturl": webhook.FieldTargetURL, "RegisteredAssociate/FullName": webhook.FieldRegisteredAssociate, "Nme": 0, "": 0,
	} {
		if got := webhook.FieldByName(path); got != want {
			t.Errorf("%q is %v, want %v", path, got.Names(), want.Names())
		}
	}
	if both := webhook.FieldID | webhook.FieldName; !both.Has(webhook.FieldName) || both.Has(webhook.FieldName|webhook.FieldState) {
		t.Error("Has is wrong")
	}
}

func TestWhatAWebhookSaysOfItself(t *testing.T) {
	for target, want := range map[string]string{
		"https://Support.Example.com/a": "support.example.com", "http://h:8080/": "h:8080", "https://********@h.example.com/": "h.example.com", "no url": "", "": "",
	} {
		if got := (&webhook.Webhook{TargetURL: target}).Host(); got != want {
			t.Errorf("the host of %q is %q, want %q", target, got, want)
		}
	}
	script := &webhook.Webhook{Type: "CRMScript", TargetURL: "https://not-a-url"}
	if !script.IsScript() || script.Host() != "" {
		t.Errorf("a script has the host %q", script.Host())
	}
	for event, want := range map[string]string{"sale.sold": "sale", "list.category.changed": "list.category", "test": "test", ".x": ".x", "": ""} {
		if got := webhook.Entity(event); got != want {
			t.Errorf("the entity of %q is %q, want %q", event, got, want)
		}
	}
	for _, c := range []struct {
		a    *webhook.Associate
		want string
	}{
		{nil, ""}, {&webhook.Associate{}, ""}, {&webhook.Associate{ID: 4}, "#4"}, {&webhook.Associate{ID: 4, Name: "KN"}, "KN"},
		{&webhook.Associate{ID: 4, Name: "KN", FullName: "Kari Nordmann"}, "Kari Nordmann"},
	} {
		if got := c.a.Label(); got != c.want {
			t.Errorf("%+v is called %q, want %q", c.a, got, c.want)
		}
	}
	a, b := &webhook.Webhook{Tenant: "x", ID: 1}, &webhook.Webhook{Tenant: "y", ID: 1}
	if a.Key() == b.Key() {
		t.Error("two tenants share a row")
	}
}

func TestWhoIsCalled(t *testing.T) {
	for _, c := range []struct {
		w    webhook.Webhook
		want string
	}{
		{webhook.Webhook{TargetURL: "https://ERP.example.com:8443/a?b"}, "erp.example.com:8443"}, {webhook.Webhook{}, "no target"}, {webhook.Webhook{Type: "crmscript"}, "no target"},
		{webhook.Webhook{Type: "CRMScript", TargetURL: "Archive"}, "CRMScript Archive"}, {webhook.Webhook{Type: "plugin", TargetURL: "queue 7"}, "queue 7"},
	} {
		if got := c.w.Receiver(); got != c.want {
			t.Errorf("%q of the type %q is called %q, want %q", c.w.TargetURL, c.w.Type, got, c.want)
		}
	}
	for target, want := range map[string]string{
		"https://a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J%e2%80%aec.example/in": "a\uFFFDb\uFFFDc.example",
		"https://a%c2%9b2Jb.example":                                       "a\uFFFDb.example",
		"https://[fe80::1%25%1b%5b2J]/in":                                  "",
		"https://[fe80::1%25eth%e2%80%ae0]/in":                             "",
		"https://[FE80::1%25eth0]:8443/in":                                 "[fe80::1%eth0]:8443",
		"https://m%c3%a5ke.example":                                        "måke.example",
		"https://a%e1%84%80%e2%80%8bb.example":                             "a\u1100\uFFFDb.example",
		"https://xn--mke-ula.example/%c2%9b2J":                             "xn--mke-ula.example",
		"https://h%ff%9bx.example":                                         "h\uFFFDx.example",
		"https://h.example/%1b]52;c;cHduZWQ=%07?a=b":                       "h.example",
	} {
		if got := (&webhook.Webhook{TargetURL: target}).Host(); got != want {
			t.Errorf("the host of %q is %+q, want %+q", target, got, want)
		}
	}
	const masked = "https://h.example.com/?code=" + redact.Mask
	mapped := func(target string) *webhook.Webhook {
		return &webhook.Webhook{TargetURL: masked, TargetFingerprint: secret.FingerprintOf(target)}
	}
	one, same, other := mapped("https://h.example.com/?code=1"), mapped("https://h.example.com/?code=1"), mapped("https://h.example.com/?code=2")
	if one.SameTarget() == 0 || one.SameTarget() != same.SameTarget() || one.SameTarget() == other.SameTarget() {
		t.Error("targets are told apart by what is shown of them")
	}
	for target, known := range map[string]bool{masked: false, "": false, "https://h.example.com/": true} {
		if got := (&webhook.Webhook{TargetURL: target}).SameTarget(); (got != 0) != known {
			t.Errorf("whether %q is the same as another is %v", target, got)
		}
	}
}
