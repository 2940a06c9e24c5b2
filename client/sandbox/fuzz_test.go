package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

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
	tenant := tenant(f, sandbox.Options{})
	f.Fuzz(func(t *testing.T, contentType, body string) {
		w := answer(t, tenant, "", contentType, body)
		switch w.Code {
		case http.StatusOK:
			var all []json.RawMessage
			if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil || all == nil || len(all) > 60 {
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
