package sandbox_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"crmhooks/client/sandbox"
)

func TestAnswersHaveTheVendorsHeaders(t *testing.T) {
	got := call(t, start(t, sandbox.Options{}), `{}`)
	for name, want := range map[string]string{
		"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff",
		"Content-Encoding": "",
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
		}
	}
}

func TestGzipComesOnlyWhenAskedFor(t *testing.T) {
	base := start(t, sandbox.Options{})
	plain := call(t, base, `{}`).body
	for encoding, zipped := range map[string]bool{
		"gzip": true, "br, GZIP;q=0.5": true, "identity": false, "*": false, "br": false,
	} {
		got := call(t, base, `{}`, "Accept-Encoding", encoding)
		if (got.header.Get("Content-Encoding") == "gzip") != zipped {
			t.Errorf("Accept-Encoding %s: %v", encoding, got.header)
			continue
		}
		if zipped {
			got.body = unzip(t, got.body)
		}
		if !bytes.Equal(got.body, plain) {
			t.Errorf("Accept-Encoding %s changes the answer", encoding)
		}
	}
}

func unzip(t *testing.T, data []byte) []byte {
	t.Helper()
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestAcceptChoosesTheType(t *testing.T) {
	base := start(t, sandbox.Options{})
	for accept, want := range map[string]string{
		"": "application/json", "*/*": "application/json", "application/json; charset=utf-8": "application/json", "text/html, application/*;q=0.1": "application/json",
		"application/xml": "application/xml", "text/xml": "text/xml", "text/html, application/xml, */*": "application/xml", "application/json, text/xml": "application/json",
		"text/html": "", ";;;": "", "text/json": "",
	} {
		got := call(t, base, `{}`, "Accept", accept)
		if want == "" {
			if got.status != http.StatusNotAcceptable {
				t.Errorf("Accept %q gives %d", accept, got.status)
			}
			wantMessage(t, got)
			continue
		}
		if ct := got.header.Get("Content-Type"); got.status != http.StatusOK || ct != want+"; charset=utf-8" {
			t.Errorf("Accept %q gives %d %q, want %q", accept, got.status, ct, want)
		}
	}
}

func TestTheRootTellsItsVersionWithoutALogin(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, address := range []string{base, base + "/"} {
		got := send(t, request(t, http.MethodGet, address, "", "Authorization", ""))
		var facts map[string]string
		if err := json.Unmarshal(got.body, &facts); err != nil || got.status != http.StatusOK {
			t.Fatalf("status %d, %v", got.status, err)
		}
		if facts["v1"] != base+"/v1" || facts["NetServerVersion"] == "" || facts["Version"] != "v1" {
			t.Errorf("got %v", facts)
		}
	}
}

func TestTheTenantsStateLeadsToItsAPI(t *testing.T) {
	base := start(t, sandbox.Options{})
	got := send(t, request(t, http.MethodGet, origin(base)+"/api/state/"+sandbox.TenantID, "", "Authorization", ""))
	var state struct {
		ContextIdentifier, Endpoint, State, API string
		IsRunning                               bool
		ValidUntil                              time.Time
	}
	if err := json.Unmarshal(got.body, &state); err != nil || got.status != http.StatusOK {
		t.Fatalf("status %d, %v", got.status, err)
	}
	if state.API != base || state.Endpoint != strings.TrimSuffix(base, "/api") || state.ContextIdentifier != sandbox.TenantID ||
		state.State != "Running" || !state.IsRunning || !state.ValidUntil.After(noon()) {
		t.Errorf("got %s", got.body)
	}
}

// origin is the address without the tenant's path.
func origin(base string) string { return strings.TrimSuffix(base, "/"+sandbox.TenantID+"/api") }

func TestOtherAddressesAreNotFound(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, address := range []string{
		origin(base) + "/", origin(base) + "/api", base + "/v1", base + "/v1/Webhook", base + agent + "/x",
		base + "/v1/Agents/Webhook/SaveWebhook", base + "/v1/Archive", base + "/v1/Archive/FindSale", base + "/v1//Agents/Webhook/GetAllWebhooks",
		strings.Replace(base, "Cust00001", "Cust99999", 1), strings.Replace(base, "Cust00001", "Cust99999", 1) + agent,
		origin(base) + "/api/state/Cust99999", origin(base) + "/Cust00001", origin(base) + "/%1b%5b2J",
	} {
		got := send(t, request(t, http.MethodPost, address, `{}`))
		if got.status != http.StatusNotFound {
			t.Errorf("%s gives %d", address, got.status)
		}
		wantErrorObject(t, got)
	}
}

// The vendor's server runs on IIS, which takes a path in any case.
func TestPathsAreTakenInAnyCase(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, change := range []func(string) string{strings.ToLower, strings.ToUpper} {
		for _, c := range []struct{ method, path, body string }{
			{http.MethodPost, "/Cust00001/api" + agent, `{}`}, {http.MethodPost, "/Cust00001/api" + lastError + "/", `{"WebhookId":57}`},
			{http.MethodGet, "/Cust00001/api" + archive, ""}, {http.MethodGet, "/Cust00001/api" + webhookArchive, ""},
			{http.MethodGet, "/Cust00001/api", ""}, {http.MethodGet, "/api/state/Cust00001", ""},
		} {
			column := map[string]string{webhookArchive: "webhookId"}[strings.TrimPrefix(c.path, "/Cust00001/api")]
			if column == "" {
				column = "webhook_usage.webhook_usage_id"
			}
			query := ""
			if strings.Contains(c.path, "rchive") {
				query = "?$SELECT=" + column
			}
			asWritten := send(t, request(t, c.method, origin(base)+c.path+query, c.body))
			got := send(t, request(t, c.method, origin(base)+change(c.path)+query, c.body))
			if got.status != http.StatusOK || string(got.body) != string(asWritten.body) {
				t.Errorf("%s gives %d, %.100s", change(c.path), got.status, got.body)
			}
		}
	}
	// A fault answers in any case too.
	broken := start(t, sandbox.Options{Fault: "forbidden"})
	if got := send(t, request(t, http.MethodPost, broken+strings.ToLower(agent), `{}`)); got.status != http.StatusForbidden {
		t.Errorf("the fault of the list gives %d", got.status)
	}
}

func TestOtherMethodsAreRefusedWithAllow(t *testing.T) {
	base := start(t, sandbox.Options{})
	for address, allow := range map[string]string{
		base + agent: "POST", base + lastError: "POST", base: "GET, HEAD",
		base + archive + "?" + queryOf("$select", allColumns): "GET, HEAD", base + webhookArchive + "?$select=name": "GET, HEAD", origin(base) + "/api/state/" + sandbox.TenantID: "GET, HEAD",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, "FETCH"} {
			if strings.Contains(allow, method) {
				continue
			}
			got := send(t, request(t, method, address, ``))
			if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != allow {
				t.Errorf("%s %s gives %d, Allow %q", method, address, got.status, got.header.Get("Allow"))
			}
			wantErrorObject(t, got)
		}
		if got := send(t, request(t, http.MethodHead, address, ``)); (got.status == http.StatusOK) != strings.Contains(allow, "HEAD") || len(got.body) != 0 {
			t.Errorf("HEAD %s gives %d", address, got.status)
		}
	}
}
