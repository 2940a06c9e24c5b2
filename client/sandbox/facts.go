package sandbox

import (
	"fmt"
	"html"
	"net/http"
	"time"
)

// version answers for the API's root, without a login: JSON if asked for, HTML otherwise.
func (t *Tenant) version(r *http.Request) answer {
	facts := struct {
		V1                string `json:"v1"`
		NetServerVersion  string
		NetServerAssembly string
		NetServerDate     string
		NetServerLabel    string
		NetServer         string
		Services          string
		ServicesCurrent   string
		Version           string
	}{
		origin(r) + apiPath + "/v1", t.release.netServer, t.release.netServer, t.release.day, t.release.label(),
		"SuperOffice " + t.release.version + " (crmhooks sandbox)",
		"Services87", "Services88", "v1",
	}
	accept := r.Header.Values("Accept")
	if len(accept) > 0 && quality(accept, "application/json") > quality(accept, "text/html") {
		return asJSON(http.StatusOK, facts)
	}
	page := fmt.Sprintf("<!DOCTYPE html>\n<title>%[1]s</title>\n<h1>%[1]s</h1>\n<p>NetServer %[2]s</p>\n<p>%[3]s</p>\n",
		html.EscapeString(TenantLabel), facts.NetServerVersion, html.EscapeString(facts.V1))
	return answer{status: http.StatusOK, contentType: "text/html", body: []byte(page)}
}

// state answers for the environment: where the tenant is and whether it runs, without a login.
func (t *Tenant) state(r *http.Request) answer {
	return asJSON(http.StatusOK, struct {
		ContextIdentifier string
		Endpoint          string
		State             string
		IsRunning         bool
		ValidUntil        time.Time
		API               string `json:"Api"`
		Version           string
	}{TenantID, origin(r) + sitePath, "Running", true, t.now().UTC().Add(time.Hour), origin(r) + apiPath, t.release.label()})
}

// origin is the address under which the client knows this server.
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
