package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
	"crmhooks/client/sandbox/sandboxtest"
)

func tenant(t testing.TB, opts sandbox.Options) *sandbox.Tenant {
	t.Helper()
	tenant, err := sandbox.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return tenant
}

// answer asks a tenant without a network in between.
func answer(t testing.TB, tenant *sandbox.Tenant, query, contentType, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/Cust00001/api"+agent, strings.NewReader(body))
	r.URL.RawQuery = query
	r.Header.Set("Authorization", "Bearer "+sandbox.BearerToken)
	r.Header.Set("Content-Type", contentType)
	w := httptest.NewRecorder()
	tenant.ServeHTTP(w, r)
	return w
}

func FuzzSelectAlwaysGivesEveryWebhookWithAllItsMembers(f *testing.F) {
	for _, seed := range []string{
		"", "Name", "webhookid,STATE", "RegisteredAssociate/FullName", "RegisteredAssociate/TableRight/Mask,Properties/a/b/c", "/", "a//b", ",,/,",
		"Events/0", "Name/Name,Name", "\x00", "\xff", "ÆØÅ", strings.Repeat("a/", 1000),
	} {
		f.Add(seed)
	}
	tenant := tenant(f, sandbox.Options{Now: noon})
	f.Fuzz(func(t *testing.T, selected string) {
		w := answer(t, tenant, "$select="+url.QueryEscape(selected), "application/json", `{}`)
		var all []json.RawMessage
		if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil || w.Code != http.StatusOK || len(all) != 60 {
			t.Fatalf("status %d, %d webhooks, %v", w.Code, len(all), err)
		}
		for _, raw := range all {
			if got := memberOrder(t, raw); strings.Join(got, " ") != strings.Join(members(), " ") {
				t.Fatalf("members %v", got)
			}
		}
	})
}

func FuzzAnyBodyGetsAListOrAnErrorInJSON(f *testing.F) {
	for _, contentType := range []string{"application/json", "text/xml", "application/x-www-form-urlencoded"} {
		for _, body := range []string{
			"", "{}", "null", `{"NameFilter":"x"}`, `{"StatusFilter":"Active","EventFilter":"sale.sold"}`, `{"StatusFilter":7}`, "[", "\xff",
			"<a><StatusFilter>Stopped</StatusFilter></a>", "StatusFilter=Stopped&x=%", strings.Repeat("[", 200),
		} {
			f.Add(contentType, body)
		}
	}
	tenant := tenant(f, sandbox.Options{Webhooks: sandboxtest.Generate(20)})
	f.Fuzz(func(t *testing.T, contentType, body string) {
		w := answer(t, tenant, "", contentType, body)
		switch w.Code {
		case http.StatusOK:
			var all []json.RawMessage
			if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil || all == nil || len(all) > 20 {
				t.Fatalf("%d webhooks, %v", len(all), err)
			}
		case http.StatusBadRequest, http.StatusUnsupportedMediaType:
			var problem struct{ Message, MessageDetail string }
			if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil || problem.Message == "" {
				t.Fatalf("%v in %s", err, w.Body)
			}
		default:
			t.Fatalf("status %d", w.Code)
		}
	})
}

func FuzzWhateverNewAcceptsCanBeServedInEveryView(f *testing.F) {
	for _, seed := range []string{example, string(sandboxtest.Sample()), `[]`, `[{}]`, `[{"RegisteredAssociate":{"Tooltip":"US:\"x\""},"Updated":1}]`, `[{"a":1,"a":{}}]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, webhooks string) {
		tenant, err := sandbox.New(sandbox.Options{Webhooks: []byte(webhooks)})
		if err != nil {
			return
		}
		r := request(t, http.MethodPost, "/Cust00001/api"+agent+"?$select=WebhookId,RegisteredAssociate/Tooltip,Updated", `{}`, "SO-TimeZone", "NO")
		w := httptest.NewRecorder()
		tenant.ServeHTTP(w, r)
		if w.Code != http.StatusOK || !json.Valid(w.Body.Bytes()) {
			t.Fatalf("status %d, %.300s", w.Code, w.Body)
		}
	})
}

func TestAnsweringTakesNothingAwayFromManyWebhooks(t *testing.T) {
	base := start(t, sandbox.Options{Webhooks: sandboxtest.Generate(5000)})
	for selected, headers := range map[string][]string{"": nil, "WebhookId": nil, "WebhookId,Updated": {"SO-TimeZone", "NO"}} {
		webhooks := list(t, base, selected, `{}`, headers...)
		if len(webhooks) != 5000 || webhooks[4999]["WebhookId"] != 5000.0 {
			t.Errorf("$select=%s: %d webhooks came", selected, len(webhooks))
		}
	}
}

func BenchmarkAHundredThousandWebhooks(b *testing.B) {
	tenant := tenant(b, sandbox.Options{Webhooks: sandboxtest.Generate(100_000)})
	for name, query := range map[string]string{"whole": "", "selected": "$select=WebhookId,Name,RegisteredAssociate/FullName"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.SetBytes(int64(answer(b, tenant, query, "application/json", `{}`).Body.Len()))
			}
		})
	}
}
