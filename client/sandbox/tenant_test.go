package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"crmhooks/client/sandbox"
	"crmhooks/client/sandbox/sandboxtest"
)

type webhook struct {
	WebhookID           int `json:"WebhookId"`
	Name                string
	Events              []string
	TargetURL           string `json:"TargetUrl"`
	Secret              *string
	State               string
	Type                string
	Headers             map[string]string
	Properties          map[string]any
	Registered          string
	RegisteredAssociate *associate
	Updated             string
	UpdatedAssociate    *associate
	ErrorsEmail         *string
}

type associate struct {
	AssociateID int `json:"AssociateId"`
	FullName    *string
	Deleted     bool
	Tooltip     *string
}

func builtIn(t *testing.T) []webhook {
	t.Helper()
	var all []webhook
	if err := json.Unmarshal(call(t, start(t, sandbox.Options{}), `{}`).body, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func count[K comparable](all []webhook, key func(webhook) K) map[K]int {
	n := map[K]int{}
	for _, w := range all {
		n[key(w)]++
	}
	return n
}

func TestTheBuiltInTenantHasSixtyWebhooksInEveryStateAndOfBothTypes(t *testing.T) {
	all := builtIn(t)
	if len(all) != 60 {
		t.Errorf("%d webhooks", len(all))
	}
	states := count(all, func(w webhook) string { return w.State })
	if want := "map[Active:41 Stopped:14 TooManyErrors:4 Unknown:1]"; fmt.Sprint(states) != want {
		t.Errorf("states %v, want %v", states, want)
	}
	types := count(all, func(w webhook) string { return w.Type })
	if want := "map[crmscript:7 webhook:53]"; fmt.Sprint(types) != want {
		t.Errorf("types %v, want %v", types, want)
	}
	for id, n := range count(all, func(w webhook) int { return w.WebhookID }) {
		if n > 1 || id <= 0 {
			t.Errorf("id %d occurs %d times", id, n)
		}
	}
}

func TestFourWebhooksFailTogetherOnOneHost(t *testing.T) {
	hosts := map[string]int{}
	for _, w := range builtIn(t) {
		if w.State == "TooManyErrors" {
			hosts[host(t, w)]++
		}
	}
	if len(hosts) != 1 || hosts["integrasjon.example.com"] != 4 {
		t.Errorf("failing hosts %v", hosts)
	}
}

func host(t *testing.T, w webhook) string {
	t.Helper()
	u, err := url.Parse(w.TargetURL)
	if err != nil {
		t.Fatalf("webhook %d: %v", w.WebhookID, err)
	}
	return u.Hostname()
}

func TestReceiversAreExampleHosts(t *testing.T) {
	hosts := map[string]bool{}
	for _, w := range builtIn(t) {
		if w.Type == "crmscript" || w.TargetURL == "" {
			continue
		}
		h := host(t, w)
		hosts[h] = true
		if !regexp.MustCompile(`^[a-z]+\.example\.(com|net|org)$`).MatchString(h) {
			t.Errorf("webhook %d sends to %q", w.WebhookID, h)
		}
	}
	if len(hosts) < 12 || len(hosts) > 20 {
		t.Errorf("%d receivers", len(hosts))
	}
}

func TestEveryEntityOfTheEventCatalogueHasAListener(t *testing.T) {
	listened := map[string]bool{}
	most := 0
	for _, w := range builtIn(t) {
		most = max(most, len(w.Events))
		for _, e := range w.Events {
			entity, _, _ := strings.Cut(e, ".")
			listened[entity] = true
		}
	}
	for _, entity := range []string{
		"activity", "associate", "chatsession", "contact", "document", "person", "project", "projectmember", "quote", "relation", "sale",
		"salestakeholder", "ticket", "list", "test", "y_kaffebatch", "webhook57", "kurs",
	} {
		if !listened[entity] {
			t.Errorf("no webhook listens to %s", entity)
		}
	}
	if most < 30 {
		t.Errorf("the longest list of events has %d", most)
	}
}

func TestThereIsSomethingToFind(t *testing.T) {
	all := builtIn(t)
	find := func(what string, ok func(webhook) bool) {
		if !slices.ContainsFunc(all, ok) {
			t.Errorf("no webhook %s", what)
		}
	}
	find("sends over plain http", func(w webhook) bool { return strings.HasPrefix(w.TargetURL, "http://") })
	find("has no secret", func(w webhook) bool { return w.Type == "webhook" && w.Secret == nil })
	find("has a misspelt event", func(w webhook) bool { return slices.Contains(w.Events, "quote.aproved") })
	find("has a user in its target", func(w webhook) bool { return strings.Contains(w.TargetURL, "@lager.example.com") })
	find("has a key in its target", func(w webhook) bool { return strings.Contains(w.TargetURL, "?key=") })
	find("has a code in its target", func(w webhook) bool { return strings.Contains(w.TargetURL, "?code=") })
	for _, name := range []string{"Authorization", "X-Api-Key", "Cookie"} {
		find("has the header "+name, func(w webhook) bool { return w.Headers[name] != "" })
	}
	find("has null properties", func(w webhook) bool { return w.Properties == nil })
	find("has empty properties", func(w webhook) bool { return w.Properties != nil && len(w.Properties) == 0 })
	find("has no name", func(w webhook) bool { return w.Name == "" })
	find("has a long name", func(w webhook) bool { return len(w.Name) > 100 })
	find("has no target", func(w webhook) bool { return w.TargetURL == "" })
	find("mails nobody", func(w webhook) bool { return w.ErrorsEmail == nil })
	find("was never changed", func(w webhook) bool { return w.Updated == "0001-01-01T00:00:00" })
	find("was changed by nobody", func(w webhook) bool { return w.UpdatedAssociate == nil })
	find("was changed by a deleted associate", func(w webhook) bool { return w.UpdatedAssociate != nil && w.UpdatedAssociate.Deleted })
	find("is an include name", func(w webhook) bool { return w.TargetURL == "ScriptHook1" })
	find("attacks the terminal", func(w webhook) bool {
		return strings.Contains(w.Name, "\x1b]52;") && strings.Contains(w.Name, "\u202e")
	})
	for script, in := range map[string]string{"Norwegian": "ø", "Japanese": "東", "Arabic": "م", "Hebrew": "ש", "emoji": "🫘"} {
		find("is named in "+script, func(w webhook) bool { return strings.Contains(w.Name, in) })
	}

	shared := count(all, func(w webhook) string {
		if w.Secret == nil {
			return ""
		}
		return *w.Secret
	})
	delete(shared, "")
	repeated := func(n map[string]int) (most int) {
		for _, k := range n {
			most = max(most, k)
		}
		return most
	}
	if repeated(shared) < 3 {
		t.Error("no secret is used on several webhooks")
	}
	if repeated(count(all, func(w webhook) string { return w.Name })) != 2 {
		t.Error("no name occurs twice")
	}
	sent := map[string]int{}
	for _, w := range all {
		for _, e := range w.Events {
			sent[e+" "+w.TargetURL]++
		}
	}
	if repeated(sent) != 2 {
		t.Error("no event is sent twice to the same target")
	}
}

func TestAssociatesHaveEveryMember(t *testing.T) {
	var all []struct{ RegisteredAssociate json.RawMessage }
	if err := json.Unmarshal(call(t, start(t, sandbox.Options{}), `{}`).body, &all); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"AssociateId", "Name", "PersonId", "Rank", "Tooltip", "Type", "GroupIdx", "FullName", "FormalName", "Deleted", "EjUserId",
		"UserName", "ExtraFields", "CustomFields", "TableRight", "FieldProperties",
	}
	filled := false
	for _, w := range all {
		if string(w.RegisteredAssociate) == "null" {
			continue
		}
		if got := memberOrder(t, w.RegisteredAssociate); !slices.Equal(got, want) {
			t.Fatalf("members %v", got)
		}
		filled = filled || !strings.Contains(string(w.RegisteredAssociate), "null")
	}
	if !filled {
		t.Error("no associate has a value in every member")
	}
}

func TestMembersStandInTheOrderOfThePage(t *testing.T) {
	for version, want := range map[string][]string{"": members(), "12.1": members(), "11.13": membersBefore12(), "11.12": membersBefore12()} {
		var all []json.RawMessage
		if err := json.Unmarshal(call(t, start(t, sandbox.Options{ServerVersion: version}), `{}`).body, &all); err != nil {
			t.Fatal(err)
		}
		for _, raw := range all {
			if got := memberOrder(t, raw); !slices.Equal(got, want) {
				t.Fatalf("version %q: members %v", version, got)
			}
		}
	}
}

func TestDatesStayBelievableAtAnyTime(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2019, 2, 28, 23, 59, 59, 0, time.UTC),
		time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC),
		time.Date(2032, 2, 29, 0, 30, 0, 0, time.FixedZone("", 9*3600)),
	} {
		base := start(t, sandbox.Options{Now: func() time.Time { return now }})
		newest, never := time.Time{}, 0
		for _, w := range list(t, base, "", `{}`) {
			registered, updated := parse(t, w["Registered"].(string)), parse(t, w["Updated"].(string))
			if updated.Before(registered) {
				t.Errorf("%v was updated before it was registered", w["WebhookId"])
			}
			if registered.Year() == 1 {
				never++
			} else if registered.Before(now.AddDate(-5, 0, 0)) {
				t.Errorf("%v is too old: %v", w["WebhookId"], registered)
			}
			if updated.After(newest) {
				newest = updated
			}
		}
		if newest.After(now) || now.Sub(newest) > 48*time.Hour {
			t.Errorf("at %v the newest change is of %v", now, newest)
		}
		if never == 0 {
			t.Error("no webhook has a date of year 1")
		}
	}
}

// parse reads the spellings that the vendor's material has.
func parse(t *testing.T, s string) time.Time {
	t.Helper()
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05"} {
		if d, err := time.Parse(layout, s); err == nil {
			return d
		}
	}
	t.Fatalf("%q is no date", s)
	return time.Time{}
}

func TestTheSampleOfThePageIsServedToItsLastField(t *testing.T) {
	body := call(t, startWith(t, sandbox.Data{Webhooks: sandboxtest.Sample()}), `{}`).body
	webhooks := rows(t, body)
	if len(webhooks) != 1 {
		t.Fatalf("%d webhooks", len(webhooks))
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		t.Fatal(err)
	}
	if got := memberOrder(t, raw[0]); !slices.Equal(got, membersBefore12()) {
		t.Errorf("members %v", got)
	}
	for member, want := range map[string]any{
		"WebhookId": 3.0, "Name": "Ticket System Integration", "TargetUrl": "https://support.example.com/api/webhooks/tickets",
		"Secret": "sk_live_a1b2c3d4e5f6g7h8i9j0", "State": "Active", "Type": "webhook",
		"Registered": "2024-06-10T08:30:00+02:00", "RegisteredAssociate": nil,
		"Updated": "2024-11-28T09:45:00+01:00", "UpdatedAssociate": nil, "ErrorsEmail": "support-admin@example.com",
	} {
		if webhooks[0][member] != want {
			t.Errorf("%s is %v, want %v", member, webhooks[0][member], want)
		}
	}
	for member, want := range map[string]string{
		"Events":     "[ticket.created ticket.changed]",
		"Headers":    "map[X-Service-Key:support_integration_v2 X-Webhook-Version:1.0]",
		"Properties": "map[fieldName:map[]]",
	} {
		if got := fmt.Sprint(webhooks[0][member]); got != want {
			t.Errorf("%s is %v, want %v", member, got, want)
		}
	}
}
