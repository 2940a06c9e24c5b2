package sandbox

import (
	"net/http"
	"time"
)

// version answers for the API's root, without a login.
func (t *Tenant) version(r *http.Request) answer {
	return asJSON(http.StatusOK, struct {
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
	})
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
