package webhook_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/diagnosis"
	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// used is a tenant whose usage is known but for the last one.
func used() *webhook.List {
	l := webhook.NewList([]webhook.Webhook{
		{ID: 1, Name: "fine", State: webhook.Active}, {ID: 2, Name: "failing", State: webhook.Active}, {ID: 3, Name: "off", State: webhook.TooManyErrors},
		{ID: 4, Name: "stopped", State: webhook.Stopped}, {ID: 5, Name: "odd", State: "Paused"},
		{ID: 6, Name: "unused", State: webhook.Active}, {ID: 7, Name: "no row", State: webhook.Active},
	})
	l.Join(webhook.Usages{ByID: map[int64]webhook.Usage{
		1: {Counted: true, Calls: 400, Errors: 1}, 2: {Counted: true, Calls: 100, Errors: 20, Consecutive: 4, LastError: "HTTP/1.1 503 Service Unavailable"},
		3: {Counted: true, Calls: 50, Errors: 50, Consecutive: 9, LastError: "Connection refused"}, 4: {Counted: true, Calls: 300, Errors: 2, Consecutive: 2, LastError: "HTTP/1.1 404"},
		5: {Counted: true, Calls: 10, Consecutive: 1}, 6: {Counted: true}, 99: {Counted: true, Calls: 1},
	}})
	return l
}

// hooks are the webhooks of a list by their id and occurrence, as ids writes them.
func hooks(l *webhook.List) map[string]*webhook.Webhook {
	all := map[string]*webhook.Webhook{}
	for i := range l.Webhooks {
		all[ids(l, []int{i})] = l.Webhooks[i]
	}
	return all
}

func TestUsageIsJoinedById(t *testing.T) {
	l := webhook.NewList([]webhook.Webhook{{ID: 8, State: webhook.Active}, {ID: 7}, {ID: 7, Occurrence: 1}, {}})
	l.SetNoUsage("not allowed")
	for id, w := range hooks(l) {
		if w.Usage != nil || w.NoUsage != "not allowed" {
			t.Errorf("%s does not say why there is no usage: %+v, %q", id, w.Usage, w.NoUsage)
		}
	}
	l.Join(webhook.Usages{ByID: map[int64]webhook.Usage{7: {Counted: true, Calls: 70}, 9: {Counted: true, Calls: 90}}})
	all := hooks(l)
	for _, id := range []string{"7", "7b"} { // a repeated id has one row
		if u := all[id].Usage; u == nil || u.Calls != 70 || u.Diagnosis.Cause != diagnosis.NoText {
			t.Errorf("%s has %+v", id, u)
		}
	}
	if all["7"].Usage == all["7b"].Usage {
		t.Error("two webhooks share one usage")
	}
	for id, w := range all {
		if counted := id != "8" && id != "0"; (w.Usage != nil) != counted || (w.NoUsage == "") != counted {
			t.Errorf("%s: %+v, %q", id, w.Usage, w.NoUsage)
		}
	}
	l.Join(webhook.Usages{})
	if u := hooks(l)["7"].Usage; u != nil {
		t.Errorf("an older answer is kept: %+v", u)
	}
	if u := all["7"].Usage; u == nil || u.Calls != 70 {
		t.Errorf("who holds the webhook as it was finds %+v", u)
	}
	l.Join(webhook.Usages{ByID: map[int64]webhook.Usage{7: {}}})
	l.SetNoUsage("no connection")
	if w := hooks(l)["7"]; w.Usage != nil || w.NoUsage != "no connection" {
		t.Errorf("%+v, %q", w.Usage, w.NoUsage)
	}
}

func TestWhetherAListHasUsage(t *testing.T) {
	l := webhook.NewList([]webhook.Webhook{{ID: 1}, {ID: 2}})
	rows := webhook.Usages{ByID: map[int64]webhook.Usage{2: {Counted: true}}}
	for _, c := range []struct {
		name string
		do   func()
		want bool
	}{
		{"as it came", func() {}, false}, {"joined", func() { l.Join(rows) }, true}, {"no rows", func() { l.Join(webhook.Usages{}) }, false},
		{"a last error", func() { l.SetLastErrors(map[int64]string{1: ""}) }, true},
		{"no usage", func() { l.SetNoUsage("not allowed") }, false}, {"no last errors", func() { l.SetLastErrors(nil) }, false},
	} {
		if c.do(); l.HasUsage() != c.want {
			t.Errorf("%s: %v", c.name, l.HasUsage())
		}
	}
	if !webhook.NewList([]webhook.Webhook{{}, {Usage: &webhook.Usage{}}}).HasUsage() {
		t.Error("a list that came with usage has none")
	}
}

func TestWhatGetLastErrorSaysIsNoted(t *testing.T) {
	l := used()
	l.SetLastErrors(nil)
	l.SetLastErrors(map[int64]string{2: "HTTP/1.1 410 Gone", 5: "HTTP/1.1 404 Not Found", 6: "", 7: "No such host is known", 99: "x"})
	all := hooks(l)
	for _, c := range []struct {
		id, text string
		asked    bool
		cause    diagnosis.Cause
	}{
		{"2", "HTTP/1.1 503 Service Unavailable", true, diagnosis.ServerError}, // the archive's own
		{"3", "Connection refused", false, diagnosis.Refused},
		{"5", "HTTP/1.1 404 Not Found", true, diagnosis.NotFound},
		{"6", "", true, diagnosis.NoText},
		{"7", "No such host is known", true, diagnosis.DNS},
	} {
		if u := all[c.id].Usage; u.LastError != c.text || u.LastErrorRead != c.asked || u.Diagnosis.Cause != c.cause {
			t.Errorf("%s: %+v, want %q, asked for: %v, %s", c.id, *u, c.text, c.asked, c.cause)
		}
	}
	if u := all["7"].Usage; u.Counted {
		t.Errorf("counts are made up: %+v", u)
	}
	if u := all["5"].Usage; u.Calls != 10 {
		t.Errorf("counts are lost: %+v", u)
	}
}

func TestWhetherAWebhookFailsAndWhy(t *testing.T) {
	all := hooks(used())
	for _, c := range []struct {
		id                       string
		failing, troubled, lacks bool
		health                   webhook.State
		cause                    diagnosis.Cause
	}{
		{"1", false, false, false, webhook.Active, ""},
		{"2", true, true, false, webhook.Failing, diagnosis.ServerError},
		{"3", false, true, false, webhook.TooManyErrors, diagnosis.Refused},
		{"4", false, false, false, webhook.Stopped, ""}, // its old errors trouble nobody
		{"5", false, true, true, "Paused", diagnosis.OddState},
		{"6", false, false, false, webhook.Active, ""},
		{"7", false, false, false, webhook.Active, ""},
	} {
		w := all[c.id]
		if w.Failing() != c.failing || w.Troubled() != c.troubled || w.LacksLastError() != c.lacks || w.Health() != c.health || w.Cause() != c.cause {
			t.Errorf("%s: failing %v, troubled %v, lacks its last error %v, %s, cause %q", c.id, w.Failing(), w.Troubled(), w.LacksLastError(), w.Health(), w.Cause())
		}
	}
	for _, c := range []struct {
		name  string
		w     webhook.Webhook
		lacks bool
		cause diagnosis.Cause
	}{
		{"no usage", webhook.Webhook{ID: 1, State: webhook.TooManyErrors}, true, diagnosis.Unread},
		{"no id", webhook.Webhook{State: webhook.TooManyErrors}, false, diagnosis.Unread},
		{"asked before", webhook.Webhook{ID: 1, State: webhook.TooManyErrors, Usage: &webhook.Usage{LastErrorRead: true}}, false, diagnosis.NoText},
		{"not counted", webhook.Webhook{ID: 1, State: webhook.Active, Usage: &webhook.Usage{Consecutive: 3}}, false, ""},
		{"failing without a text", webhook.Webhook{ID: 1, State: webhook.Active, Usage: &webhook.Usage{Counted: true, Consecutive: 3}}, true, diagnosis.Unread},
	} {
		if c.w.LacksLastError() != c.lacks || c.w.Cause() != c.cause {
			t.Errorf("%s: lacks its last error %v, cause %q", c.name, c.w.LacksLastError(), c.w.Cause())
		}
	}
	if webhook.Failing.Problem() || webhook.Failing.Documented() || webhook.Failing.Word() != string(webhook.Failing) {
		t.Error("failing is taken for a state of the vendor's, or for a problem")
	}
}

// Whatever case the type is written in, the words of a script's error say nothing about a receiver.
func TestTheTypeDecidesHowALastErrorIsRead(t *testing.T) {
	for kind, want := range map[string]diagnosis.Cause{
		"webhook": diagnosis.Timeout, "another": diagnosis.Timeout, "": diagnosis.Timeout, "crmscript": diagnosis.Unclear, "CRMScript": diagnosis.Unclear,
	} {
		l := webhook.NewList([]webhook.Webhook{{ID: 1, Type: kind, State: webhook.TooManyErrors}})
		l.Join(webhook.Usages{ByID: map[int64]webhook.Usage{1: {LastError: "The operation has timed out"}}})
		if got := l.Webhooks[0].Usage.Diagnosis.Cause; got != want {
			t.Errorf("of the type %q: %s, want %s", kind, got, want)
		}
	}
}

func TestTheErrorRateIsKnownWithCalls(t *testing.T) {
	for _, c := range []struct {
		usage *webhook.Usage
		rate  float64
		known bool
	}{
		{nil, 0, false}, {&webhook.Usage{}, 0, false}, {&webhook.Usage{Counted: true}, 0, false}, {&webhook.Usage{Calls: 10, Errors: 5}, 0, false},
		{&webhook.Usage{Counted: true, Calls: 10}, 0, true}, {&webhook.Usage{Counted: true, Calls: 8, Errors: 2}, 0.25, true}, {&webhook.Usage{Counted: true, Calls: 3, Errors: 3}, 1, true},
	} {
		if rate, known := c.usage.ErrorRate(); rate != c.rate || known != c.known {
			t.Errorf("%+v: %v, %v", c.usage, rate, known)
		}
	}
}

// pieces reports which part of a credential stands in a text: the first one of eight characters, or the whole of a shorter one.
func pieces(s, credential string) string {
	n := min(8, len(credential))
	for i := 0; i+n <= len(credential); i++ {
		if strings.Contains(s, credential[i:i+n]) {
			return credential[i : i+n]
		}
	}
	return ""
}

// hiding are details that hide keys.
func hiding(keys ...string) *webhook.Details {
	var all []redact.Credential
	for _, key := range keys {
		all = append(all, redact.Credential{Text: key, Kind: redact.Key})
	}
	return &webhook.Details{Hidden: secret.NewCredentials(all)}
}

func TestALastErrorGivesNoCredentialOfItsWebhookAway(t *testing.T) {
	const key, header, short = "Qz7vKxWj9fGhøLm3", "Ab12Cd34Ef56Gh78Ij90", "p4ss"
	echo := func(credential string) []string {
		cut := min(8, len(credential))
		return []string{
			"HTTP/1.1 403 Forbidden\n\n{\"got\":\"" + credential + "\"}", credential, credential + credential, "x\n" + credential,
			"got " + credential[:cut] + "...", "got ..." + credential[len(credential)-cut:], "cut " + credential[:cut] + "\n" + credential[cut:],
		}
	}
	for name, credential := range map[string]string{"the secret": key, "a header": header, "a short one": short} {
		for _, said := range echo(credential) {
			if strings.Contains(said, credential+credential) && credential == short {
				continue // as a part of a longer word a short one is no credential
			}
			control := &webhook.Webhook{ID: 2, State: webhook.Active, Secret: secret.New("another-secret"), Rest: hiding("another-header")}
			control.SetUsage(webhook.Usage{LastError: said})
			if pieces(control.Usage.LastError, credential) == "" || control.Usage.LastError != said {
				t.Errorf("%s: the search does not find it in %q, or it is masked by another webhook", name, said)
			}
			l := webhook.NewList([]webhook.Webhook{{ID: 1, State: webhook.Active, Secret: secret.New(key), Rest: hiding(header, short, "")}})
			joined := func() { l.Join(webhook.Usages{ByID: map[int64]webhook.Usage{1: {LastError: said}}}) }
			asked := func() { l.SetNoUsage(""); l.SetLastErrors(map[int64]string{1: said}) }
			for way, set := range map[string]func(){"joined": joined, "asked for": asked} {
				set()
				u := l.Webhooks[0].Usage
				if found := pieces(fmt.Sprintf("%+v", *u), credential); found != "" || !strings.Contains(u.LastError, redact.Mask) {
					t.Errorf("%s, %s: %q shows %q of %q", name, way, u.LastError, found, credential)
				}
			}
		}
	}
	w := &webhook.Webhook{Secret: secret.New(key)}
	w.SetUsage(webhook.Usage{LastError: "HTTP/1.1 401 Unauthorized\n\nkey " + key + " is not valid in production"})
	if want := "HTTP/1.1 401 Unauthorized\n\nkey " + redact.Mask + " is not valid in production"; w.Usage.LastError != want || w.Usage.Diagnosis.Status != 401 {
		t.Errorf("got %q, want %q, of %+v", w.Usage.LastError, want, w.Usage.Diagnosis)
	}
	w = &webhook.Webhook{Secret: secret.New(redact.Mask)} // all that a saved list knows
	if w.SetUsage(webhook.Usage{LastError: "Connection refused ********"}); w.Usage.LastError != "Connection refused ********" {
		t.Errorf("got %q", w.Usage.LastError)
	}
}

func TestHiddenCredentialsCannotBePrinted(t *testing.T) {
	const credential = "Ab12Cd34Ef56Gh78"
	w := webhook.Webhook{Rest: hiding(credential), TargetFingerprint: secret.FingerprintOf(credential)}
	printed := ""
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		printed += fmt.Sprintf(verb, w) + fmt.Sprintf(verb, &w.Details().Hidden)
	}
	if pieces(printed, credential) != "" {
		t.Errorf("printed: %s", printed)
	}
}

func TestWhatFailsIsSortedFilteredAndCounted(t *testing.T) {
	l := used()
	for _, c := range []struct {
		sort webhook.Sort
		want string
	}{
		{webhook.Sort{}, "3 5 2 4 1 7 6"}, // what is off, what is odd, what fails, what is stopped, and the others by name
		{webhook.Sort{By: webhook.ByCalls}, "1 4 2 3 5 6 7"}, {webhook.Sort{By: webhook.ByCalls, Reverse: true}, "6 5 3 2 4 1 7"},
		{webhook.Sort{By: webhook.ByErrors}, "3 2 4 1 5 6 7"}, {webhook.Sort{By: webhook.ByErrors, Reverse: true}, "5 6 1 4 2 3 7"},
		{webhook.Sort{By: webhook.ByErrorRate}, "3 2 4 1 5 7 6"}, {webhook.Sort{By: webhook.ByErrorRate, Reverse: true}, "5 1 4 2 3 7 6"}, // without calls: last
		{webhook.Sort{By: webhook.ByConsecutive}, "3 2 4 5 1 6 7"}, {webhook.Sort{By: webhook.ByConsecutive, Reverse: true}, "1 6 5 4 2 3 7"},
		{webhook.Sort{By: webhook.ByCause}, "5 3 2 1 7 4 6"}, {webhook.Sort{By: webhook.ByCause, Reverse: true}, "2 3 5 1 7 4 6"},
	} {
		if got := ids(l, l.Sorted(c.sort)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.sort, got, c.want)
		}
	}
	rows := l.Sorted(webhook.Sort{By: webhook.ByID})
	for _, c := range []struct {
		filter webhook.Filter
		want   string
	}{
		{webhook.Filter{Status: webhook.Failing}, "2"}, {webhook.Filter{Status: webhook.Active}, "1 2 6 7"}, {webhook.Filter{Problems: true}, "3 5"},
		{webhook.Filter{Name: "cause:refused"}, "3"}, {webhook.Filter{Name: "cause:Receiver-Failed"}, "2"}, {webhook.Filter{Name: "cause:e"}, "2 3 5"},
		{webhook.Filter{Name: "cause:=server-error"}, "2"}, {webhook.Filter{Name: "cause:=server"}, ""}, {webhook.Filter{Name: "cause:not-found"}, ""}, // stopped
		{webhook.Filter{Name: "-cause:refused"}, "1 2 4 5 6 7"}, {webhook.Filter{Name: "cause:"}, "1 2 3 4 5 6 7"}, {webhook.Filter{Name: "cause:no-text -odd"}, ""},
	} {
		if got := ids(l, l.Filter(rows, c.filter)); got != c.want {
			t.Errorf("%+v keeps %q, want %q", c.filter, got, c.want)
		}
	}
	const want = "[{Active 4} {active, failing 1} {Stopped 1} {TooManyErrors 1} {Paused 1}]"
	if got := fmt.Sprint(l.Counts(rows)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var f webhook.Filter
	asked, left := webhook.Filter{Status: webhook.Failing, Name: "x"}.Ask()
	if !f.SetStatus(" Failing ") || f.Status != webhook.Failing || asked.Status != webhook.Active || asked.Name != "x" || left != (webhook.Filter{Status: webhook.Failing}) {
		t.Errorf("the status is %q, the server is asked %+v, and left is %+v", f.Status, asked, left)
	}
}

func TestASearchForTheWholeOfAText(t *testing.T) {
	l := webhook.NewList([]webhook.Webhook{
		{ID: 57, Name: "ERP", TargetURL: "https://erp.example.com:8443/a", Type: "webhook", ErrorsEmail: "ops@example.com",
			Events: []string{"sale.sold", "sale.lost"}, Rest: &webhook.Details{Headers: []webhook.Header{{Name: "X-Key"}, {Name: "X"}}, RegisteredAssociate: &webhook.Associate{Name: "TONY", FullName: "Tony"}}},
		{ID: 58, Name: "ERP archive", TargetURL: "https://erp.example.com/b", Type: "webhooks", ErrorsEmail: "dev-ops@example.com",
			Events: []string{"sale.sold.again"}, Rest: &webhook.Details{Headers: []webhook.Header{{Name: "X-Key-2"}}, UpdatedAssociate: &webhook.Associate{Name: "TONY2"}}},
		{ID: 5, Name: "57", TargetURL: "ERP2", Type: "crmscript"},
	})
	rows := l.Sorted(webhook.Sort{By: webhook.ByID})
	for _, c := range []struct {
		filter webhook.Filter
		want   string
	}{
		{webhook.Filter{Name: "=erp"}, "57"}, {webhook.Filter{Name: "erp"}, "5 57 58"},
		{webhook.Filter{Name: "-=ERP"}, "5 58"}, {webhook.Filter{Name: "=57"}, "5 57"}, {webhook.Filter{Name: "=erp2"}, "5"},
		{webhook.Filter{Name: "=https://erp.example.com/b"}, "58"}, {webhook.Filter{Name: "="}, ""},
		{webhook.Filter{Name: "host:=erp.example.com"}, "58"}, {webhook.Filter{Name: "host:=erp.example.com:8443"}, "57"}, {webhook.Filter{Name: "-host:=erp.example.com"}, "5 57"},
		{webhook.Filter{Name: "type:=webhook"}, "57"}, {webhook.Filter{Name: "mail:=ops@example.com"}, "57"},
		{webhook.Filter{Name: "header:=x-key"}, "57"}, {webhook.Filter{Name: "header:x-key"}, "57 58"},
		{webhook.Filter{Name: "by:=tony"}, "57"}, {webhook.Filter{Name: "by:tony"}, "57 58"},
		{webhook.Filter{Name: "id:57,58"}, "57 58"}, {webhook.Filter{Name: "id:58,57,"}, "57 58"},
		{webhook.Filter{Name: "id:=5,58"}, "5 58"}, {webhook.Filter{Name: "-id:57,58"}, "5"}, {webhook.Filter{Name: "id:7"}, ""},
		{webhook.Filter{Event: "=sale.sold"}, "57"}, {webhook.Filter{Event: "sale.sold"}, "57 58"},
		{webhook.Filter{Event: "=sale.sold =sale.lost"}, "57"}, {webhook.Filter{Event: "-=sale.sold"}, "5 58"},
	} {
		if got := ids(l, l.Filter(rows, c.filter)); got != c.want {
			t.Errorf("%+v keeps %q, want %q", c.filter, got, c.want)
		}
	}
	if field := webhook.UnknownField("cause:dns host:=x"); field != "" {
		t.Errorf("the field %q is not known", field)
	}
	if got := fmt.Sprint(webhook.SearchWords("=ERP cause:dns -=x")); got != "[erp]" {
		t.Errorf("the plain words are %s", got)
	}
}
