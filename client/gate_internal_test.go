package client

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"crmhooks/client/failure"
)

// passed counts what reaches the network.
type passed struct{ requests []string }

func (p *passed) RoundTrip(r *http.Request) (*http.Response, error) {
	p.requests = append(p.requests, r.Method+" "+r.URL.String())
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader("[]"))}, nil
}

func TestOnlyTheListedReadsPassTheGate(t *testing.T) {
	next := &passed{}
	g := &gate{next: next, state: &url.URL{Scheme: "https", Host: "online.superoffice.com", Path: "/api/state/Cust12345"}}
	g.root.Store(&url.URL{Scheme: "https", Host: "crm.example.com", Path: "/SuperOffice/api"})
	const root = "https://crm.example.com/SuperOffice/api"
	allowed := []string{
		"POST " + root + "/v1/Agents/Webhook/GetAllWebhooks", "POST " + root + "/v1/Agents/Webhook/GetAllWebhooks?$select=Name",
		"POST " + root + "/v1/Agents/Webhook/GetLastError", "GET " + root + "/v1/Archive/dynamic?$select=x", "GET " + root,
		"GET https://online.superoffice.com/api/state/Cust12345",
	}
	refused := []string{
		"GET " + root + "/v1/Agents/Webhook/GetAllWebhooks", "PUT " + root + "/v1/Agents/Webhook/GetAllWebhooks", "DELETE " + root,
		"POST " + root, "POST " + root + "/v1/Agents/Webhook/SaveWebhook", "POST " + root + "/v1/Agents/Webhook/DeleteWebhook",
		"POST " + root + "/v1/Agents/Webhook/GetAllWebhooks/", "POST " + root + "/v1/Agents/Webhook/../Webhook/GetAllWebhooks",
		"POST " + root + "/v1/agents/webhook/getallwebhooks", "POST " + root + "/v1/Archive/dynamic", "GET " + root + "/v1/Archive/dynamic/x",
		"POST http://crm.example.com/SuperOffice/api/v1/Agents/Webhook/GetAllWebhooks",
		"POST https://crm.example.com:8443/SuperOffice/api/v1/Agents/Webhook/GetAllWebhooks",
		"POST https://evil.example.com/SuperOffice/api/v1/Agents/Webhook/GetAllWebhooks",
		"POST https://user@crm.example.com/SuperOffice/api/v1/Agents/Webhook/GetAllWebhooks",
		"POST https://crm.example.com/api/v1/Agents/Webhook/GetAllWebhooks",
		"POST https://online.superoffice.com/api/state/Cust12345", "GET https://online.superoffice.com/api/state/Cust99999",
		"GET https://online.superoffice.com/api/state/Cust12345?x=1", "CONNECT https://crm.example.com/SuperOffice/api",
	}
	for _, line := range allowed {
		if err := send(g, line); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	if len(next.requests) != len(allowed) {
		t.Errorf("%d of %d allowed requests passed", len(next.requests), len(allowed))
	}
	for _, line := range refused {
		if err := send(g, line); !errors.Is(err, &failure.Error{Kind: failure.NotAllowed}) {
			t.Errorf("%s: %v", line, err)
		}
	}
	if len(next.requests) != len(allowed) {
		t.Errorf("refused requests left all the same: %v", next.requests[len(allowed):])
	}
}

// An escaped slash is a part of a name, and leads elsewhere than a slash.
func TestTheGateReadsAddressesAsTheyAreSent(t *testing.T) {
	next := &passed{}
	g := &gate{next: next}
	root, err := apiRoot("https://crm.example.com/a%2Fb/api")
	if err != nil {
		t.Fatal(err)
	}
	g.root.Store(root)
	for line, want := range map[string]bool{
		"GET https://crm.example.com/a%2Fb/api": true, "POST https://crm.example.com/a%2Fb/api" + pathList: true, "GET https://crm.example.com/a/b/api": false,
		"GET https://crm.example.com/a%2fb/api": false, "POST https://crm.example.com/a%2Fb/api/v1/Agents/Webhook%2FGetAllWebhooks": false,
	} {
		if err := send(g, line); (err == nil) != want {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestAnotherHostHeaderDoesNotPassTheGate(t *testing.T) {
	next := &passed{}
	g := &gate{next: next}
	g.root.Store(&url.URL{Scheme: "https", Host: "crm.example.com", Path: "/api"})
	r, _ := http.NewRequest(http.MethodGet, "https://crm.example.com/api", nil)
	r.Host = "evil.example.com"
	if _, err := g.RoundTrip(r); !errors.Is(err, &failure.Error{Kind: failure.NotAllowed}) || len(next.requests) > 0 {
		t.Errorf("%v, %v", err, next.requests)
	}
}

// net/http sends an opaque address in place of the path that the gate has looked at.
func TestAnOpaqueAddressDoesNotPassTheGate(t *testing.T) {
	next := &passed{}
	g := &gate{next: next}
	g.root.Store(&url.URL{Scheme: "https", Host: "crm.example.com", Path: "/api"})
	r, err := http.NewRequest(http.MethodPost, "https://crm.example.com/api"+pathList, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.URL.Opaque = "//crm.example.com/api/v1/Agents/Webhook/DeleteWebhook?webhookId=3"
	if _, err := g.RoundTrip(r); !errors.Is(err, &failure.Error{Kind: failure.NotAllowed}) || len(next.requests) > 0 {
		t.Errorf("%v, %v", err, next.requests)
	}
}

func TestNothingPassesBeforeTheRootIsKnown(t *testing.T) {
	next := &passed{}
	if err := send(&gate{next: next}, "GET https://crm.example.com/api"); err == nil || len(next.requests) > 0 {
		t.Errorf("%v, %v", err, next.requests)
	}
}

// send sends a request that is written as "METHOD ADDRESS".
func send(g *gate, line string) error {
	method, address, _ := strings.Cut(line, " ")
	r, err := http.NewRequest(method, address, nil)
	if err != nil {
		return err
	}
	resp, err := g.RoundTrip(r)
	if err == nil {
		_ = resp.Body.Close()
	}
	return err
}
