package client_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"crmhooks/client"
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// The tenant that repeats its credentials in every new member: nothing that can be reached from the answer shows one.
func TestTheTenantThatRepeatsItsSecrets(t *testing.T) {
	result, err := broken(t, "repeated-secrets", client.Options{}).List(context.Background(), webhook.Query{})
	if err != nil || len(result.Webhooks) != 6 {
		t.Fatalf("%d webhooks, %v", len(result.Webhooks), err)
	}
	for _, w := range result.Webhooks {
		if got := textsOf(w) + textsOf(w.Usage); strings.Contains(strings.ToLower(got), "fake") || strings.Count(got, redact.Mask) < 8 {
			t.Errorf("%s shows a credential, or nothing:\n%s", w.Name, got)
		}
	}
}

// requests notes what a server is asked, and answers by the path.
type requests struct {
	mu    sync.Mutex
	asked []string
	by    func(path string) (status int, body string)
}

func (s *requests) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/api")
	s.mu.Lock()
	s.asked = append(s.asked, path+"?"+r.URL.RawQuery)
	s.mu.Unlock()
	status, body := s.by(path)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// A login that wants no texts of errors does not ask for them, and drops what a server sends all the same.
func TestLastErrorsCanBeLeftOut(t *testing.T) {
	s := &requests{by: func(string) (int, string) {
		return 200, `[{"WebhookId":1,"TotalCalls":1,"TotalErrors":1,"ConsecutiveErrors":1,"LastError":"` + planted + `"}]`
	}}
	c := newClient(t, client.Options{BaseURL: serving(t, s.ServeHTTP), NoLastErrors: true})
	for _, q := range []webhook.Query{{}, {Select: []string{"Name", "lasterror"}}} {
		result, err := c.List(context.Background(), q)
		if err != nil || len(result.Webhooks) != 1 {
			t.Fatal(err)
		}
		if w := result.Webhooks[0]; leaks(textsOf(w)) || w.Usage == nil || w.Usage.LastErrorRead || len(w.Details().Extra) != 0 {
			t.Errorf("%+v, %+v", w, w.Usage)
		}
	}
	all := strings.Join(webhook.AllFields.Names(), ",")
	want := []string{
		"/v1/Agents/Webhook/GetAllWebhooks?$select=WebhookId,State," + strings.NewReplacer("WebhookId,", "", "State,", "", ",LastError", "").Replace(all),
		"/v1/Agents/Webhook/GetAllWebhooks?$select=WebhookId,State,Name",
	}
	if !slices.Equal(s.asked, want) {
		t.Errorf("asked %q\nwant  %q", s.asked, want)
	}
}

// Which archive is asked, and when the version decides.
func TestTheOrderOfTheArchives(t *testing.T) {
	const provider, dynamic = "/v1/archive/Webhook", "/v1/Archive/dynamic"
	for _, c := range []struct {
		name     string
		provider int
		version  string
		asked    []string
		rows     int
	}{
		{"the provider answers", 200, "", []string{provider}, 1},
		{"an old server, 404", 404, `{"NetServerVersion":"11.12.1.0"}`, []string{provider, "", dynamic}, 1},
		{"an old server, 400", 400, `{"NetServerVersion":"10.2"}`, []string{provider, "", dynamic}, 1},
		{"an old server, 500", 500, `{}`, []string{provider, "", dynamic}, 1},
		{"a server that says no version", 404, "<html>", []string{provider, "", dynamic}, 1},
		{"a version that is none", 404, `{"NetServerVersion":"12; rm -rf"}`, []string{provider, "", dynamic}, 1},
		{"a server whose list counts", 404, `{"NetServerVersion":"12.1.1412.0"}`, []string{provider, ""}, 0},
		{"no access", 403, "", []string{provider}, 0},
	} {
		s := &requests{}
		s.by = func(path string) (int, string) {
			switch path {
			case provider:
				return c.provider, `{"value":[{"webhookId":1}]}`
			case dynamic:
				return 200, `{"value":[{"webhook_usage.webhook_usage_id":1}]}`
			}
			return 200, c.version
		}
		cl := newClient(t, client.Options{BaseURL: serving(t, s.ServeHTTP)})
		usages, err := cl.Usage(context.Background(), nil)
		var paths []string
		for _, a := range s.asked {
			path, _, _ := strings.Cut(a, "?")
			paths = append(paths, path)
		}
		if !slices.Equal(paths, c.asked) || len(usages.ByID) != c.rows || (err == nil) != (c.rows > 0) {
			t.Errorf("%s: asked %q, want %q; %d rows, %v", c.name, paths, c.asked, len(usages.ByID), err)
		}
	}
}

func TestTheVersionIsAskedForOnce(t *testing.T) {
	for said, want := range map[string]string{
		`{"NetServerVersion":"12.1.1412.0","Version":"9"}`: "12.1.1412.0", `{"Version":" 11.13 "}`: "11.13", `{"NetServerVersion":"\u001b[2J12.1"}`: "", `[]`: "", `null`: "", "": "",
	} {
		s := &requests{by: func(string) (int, string) { return 200, said }}
		c := newClient(t, client.Options{BaseURL: serving(t, s.ServeHTTP)})
		for range 3 {
			if got := c.Version(context.Background()); got != want {
				t.Errorf("%q: %q, want %q", said, got, want)
			}
		}
		if !slices.Equal(s.asked, []string{"?"}) {
			t.Errorf("%q: asked %q", said, s.asked)
		}
	}
}

// A server that takes $top for all that is wanted gives no link behind a full page.
func TestAFullPageWithoutALinkIsNotTheLast(t *testing.T) {
	ids := make([]int, 1000)
	for i := range ids {
		ids[i] = i + 1
	}
	usages, queries, err := paged(t, client.Options{}, page("", ids...), page("", 1001))
	if want := "$select=" + allColumns + firstPage + "&$skip=1000"; err != nil || len(usages.ByID) != 1001 || len(queries) != 2 || queries[1] != want {
		t.Errorf("%d rows, %v\nasked %q\nwant  %q", len(usages.ByID), err, queries, want)
	}
	usages, queries, err = paged(t, client.Options{}, page("", ids...), page(""))
	if err != nil || len(usages.ByID) != 1000 || usages.Incomplete != nil || len(queries) != 2 {
		t.Errorf("with nothing behind it: %d rows in %d pages, %v, %v", len(usages.ByID), len(queries), usages.Incomplete, err)
	}
}

// The XSRF value of a browser's session may stand in its cookies, and goes out once as a cookie and once as a header.
func TestTheXSRFValueMayStandInTheCookies(t *testing.T) {
	for _, c := range []struct{ secret, cookie, header, cookies string }{
		{"x1", "", "x1", "XSRF-TOKEN=x1"},
		{"x1", "s=a; t=b", "x1", "s=a; t=b; XSRF-TOKEN=x1"},
		{"", "s=a; XSRF-TOKEN=x2", "x2", "s=a; XSRF-TOKEN=x2"},
		{"", " xsrf-token=x2 ;s=a;", "x2", "s=a; XSRF-TOKEN=x2"},
		{"x1", "XSRF-TOKEN=old; s=a", "x1", "s=a; XSRF-TOKEN=x1"},
		{"", "s=a", "", ""},
	} {
		var got http.Header
		server := serving(t, func(w http.ResponseWriter, r *http.Request) {
			got = r.Header.Clone()
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, "[]")
		})
		auth := client.Auth{Scheme: client.XSRF, Cookie: client.Fixed(c.cookie)}
		if c.secret != "" {
			auth.Secret = client.Fixed(c.secret)
		}
		if _, err := list(t, client.Options{BaseURL: server, Auth: auth}); err != nil {
			t.Fatal(err)
		}
		if h := strings.Join(got["X-Xsrf-Token"], "|"); h != c.header || strings.Join(got["Cookie"], "|") != c.cookies {
			t.Errorf("%q and %q: %q, %q", c.secret, c.cookie, h, got["Cookie"])
		}
	}
}
