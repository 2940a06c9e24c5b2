package sandbox_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"crmhooks/client/sandbox"
)

const agent = "/v1/Agents/Webhook/GetAllWebhooks"

// noon is a clock that stands still.
func noon() time.Time { return time.Date(2027, 8, 20, 12, 0, 0, 0, time.UTC) }

// start serves a tenant on a free port until the test ends, and returns the base address of its API.
func start(t testing.TB, opts sandbox.Options) string {
	t.Helper()
	if opts.Now == nil {
		opts.Now = noon
	}
	return serve(t, tenant(t, opts))
}

// startWith serves a tenant with data of the test.
func startWith(t testing.TB, data sandbox.Data) string {
	t.Helper()
	tenant, err := sandbox.NewWith(data)
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, tenant)
}

func serve(t testing.TB, tenant *sandbox.Tenant) string {
	t.Helper()
	server, err := tenant.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server.URL()
}

func tenant(t testing.TB, opts sandbox.Options) *sandbox.Tenant {
	t.Helper()
	tenant, err := sandbox.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return tenant
}

// request builds a valid request with a bearer token; pairs of header names and values change it, and an empty value removes a header.
func request(t testing.TB, method, address, body string, headers ...string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+sandbox.BearerToken)
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Accept-Language", "en")
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] == "" {
			r.Header.Del(headers[i])
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	return r
}

type response struct {
	status int
	header http.Header
	body   []byte
}

func send(t testing.TB, r *http.Request) response {
	t.Helper()
	// A transport of its own: no compression that the test did not ask for, no connection kept.
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	resp, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{resp.StatusCode, resp.Header, body}
}

// call posts to the agent of a tenant.
func call(t testing.TB, base, body string, headers ...string) response {
	t.Helper()
	return send(t, request(t, http.MethodPost, base+agent, body, headers...))
}

// list posts to the agent and reads the array.
func list(t testing.TB, base, selected, body string, headers ...string) []map[string]any {
	t.Helper()
	address := base + agent
	if selected != "" {
		address += "?$select=" + url.QueryEscape(selected)
	}
	resp := send(t, request(t, http.MethodPost, address, body, headers...))
	if resp.status != http.StatusOK {
		t.Fatalf("status %d: %s", resp.status, resp.body)
	}
	return rows(t, resp.body)
}

func rows(t testing.TB, body []byte) []map[string]any {
	t.Helper()
	var webhooks []map[string]any
	if err := json.Unmarshal(body, &webhooks); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return webhooks
}

// members are those of a webhook of the newest version, in the order of the vendor's pages.
func members() []string {
	return append(membersBefore12(), "Description", "ErrorEmails", "ErrorAssociates", "NotifyVia", "NotifyWhen",
		"TotalCalls", "TotalErrors", "ConsecutiveErrors", "LastError")
}

func membersBefore12() []string {
	return []string{
		"WebhookId", "Name", "Events", "TargetUrl", "Secret", "State", "Type", "Headers", "Properties",
		"Registered", "RegisteredAssociate", "Updated", "UpdatedAssociate", "ErrorsEmail",
	}
}

// memberOrder reads the names of a JSON object in the order in which they stand.
func memberOrder(t testing.TB, object json.RawMessage) []string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(string(object)))
	_, _ = dec.Token()
	var names []string
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return names
}
