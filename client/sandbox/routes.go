package sandbox

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// The paths of the tenant; Online it answers below its own identifier.
const (
	sitePath  = "/" + TenantID
	apiPath   = sitePath + "/api"
	statePath = "/api/state/" + TenantID

	// The reads of webhooks.
	listPath           = apiPath + "/v1/Agents/Webhook/GetAllWebhooks"
	lastErrorPath      = apiPath + "/v1/Agents/Webhook/GetLastError"
	archivePath        = apiPath + "/v1/Archive/dynamic" // of any table; here of webhook_usage
	webhookArchivePath = apiPath + "/v1/archive/Webhook" // since 11.13
)

// knownPath is the path of a request as it is written above, "" for one that is not there. Like the vendor's server, it takes a path in any case.
func knownPath(r *http.Request) string {
	path := strings.TrimSuffix(r.URL.Path, "/")
	for _, known := range []string{listPath, lastErrorPath, archivePath, webhookArchivePath, apiPath, statePath} {
		if strings.EqualFold(path, known) {
			return known
		}
	}
	return ""
}

// maxRequestBytes is far above three filters.
const maxRequestBytes = 1 << 20

// ServeHTTP answers one request.
func (t *Tenant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxRequestBytes)
	if t.fails(r) {
		asked, _ := io.ReadAll(r.Body) // what cannot be read is what some faults are about
		r.Body = io.NopCloser(bytes.NewReader(asked))
		t.fault.answer(t, w, r)
		return
	}
	t.answer(r).write(w, r)
}

// fails reports whether the tenant's fault answers a request in place of the tenant.
func (t *Tenant) fails(r *http.Request) bool {
	path := readPath(r)
	if path == listPath {
		t.requests.Add(1)
	}
	if path == webhookArchivePath && !t.release.webhooks {
		return false
	}
	return t.fault.answer != nil && t.fault.about(path)
}

// readPath is the path of the read that a request runs, "" for any other request.
func readPath(r *http.Request) string {
	switch path := knownPath(r); path {
	case listPath, lastErrorPath:
		if r.Method == http.MethodPost {
			return path
		}
	case archivePath, webhookArchivePath, apiPath:
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			return path
		}
	}
	return ""
}

// pause lets some time pass. It returns false when the client is gone before.
func pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (t *Tenant) answer(r *http.Request) answer {
	switch knownPath(r) {
	case listPath:
		return byMethod(r, t.getAllWebhooks, http.MethodPost).accepted(r)
	case lastErrorPath:
		return byMethod(r, t.getLastError, http.MethodPost).accepted(r)
	case archivePath:
		return byMethod(r, t.archive, http.MethodGet, http.MethodHead)
	case webhookArchivePath:
		if t.release.webhooks {
			return byMethod(r, t.archive, http.MethodGet, http.MethodHead)
		}
	case apiPath:
		return byMethod(r, t.version, http.MethodGet, http.MethodHead)
	case statePath:
		return byMethod(r, t.state, http.MethodGet, http.MethodHead)
	}
	return failure(http.StatusNotFound, "SoNotFoundException", "There is nothing at this address: "+r.URL.Path)
}

// byMethod calls a path's handler for the method of the request. HEAD is a GET whose body net/http drops.
func byMethod(r *http.Request, call func(*http.Request) answer, methods ...string) answer {
	if slices.Contains(methods, r.Method) {
		return call(r)
	}
	return failure(http.StatusMethodNotAllowed, "SoNotSupportedException", "The method "+r.Method+" is not supported here.").
		with("Allow", strings.Join(methods, ", "))
}
