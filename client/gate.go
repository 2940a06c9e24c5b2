package client

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"crmhooks/client/failure"
	"crmhooks/client/text"
)

// gate is the one door to the network, and the allow-list of what may pass: reads of the API root that the client was started
// with, and the tenant's state at the environment's own host. Anything else is refused before it leaves.
type gate struct {
	next  http.RoundTripper
	login *login
	root  atomic.Pointer[url.URL] // the API root; nil until it is known
	// state is the address of the tenant's state, nil for a root that was given.
	state *url.URL
}

// rules are the requests that may pass, as a method and a path below the API root.
var rules = []struct{ method, path string }{
	{http.MethodPost, pathList},
	{http.MethodPost, pathLastError},
	{http.MethodGet, pathWebhooks},
	{http.MethodGet, pathDynamic},
	{http.MethodGet, ""},
}

// RoundTrip passes an allowed request on and refuses any other with an *Error of kind NotAllowed.
func (g *gate) RoundTrip(r *http.Request) (*http.Response, error) {
	if !g.allows(r) {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, &failure.Error{Kind: failure.NotAllowed, Host: r.URL.Host, Detail: r.Method + " " + text.Line(r.URL.EscapedPath())}
	}
	if proxy := proxyOf(g.next, r); proxy != nil {
		g.login.noteProxy(proxy)
		noteProxied(r.Context())
	}
	return g.next.RoundTrip(r)
}

func (g *gate) allows(r *http.Request) bool {
	if g.state != nil && r.Method == http.MethodGet && *r.URL == *g.state {
		return true
	}
	root := g.root.Load()
	if root == nil || r.URL.Scheme != root.Scheme || r.URL.Host != root.Host || r.URL.Opaque != "" || r.URL.User != nil || r.Host != "" && r.Host != root.Host {
		return false
	}
	path, below := strings.CutPrefix(r.URL.EscapedPath(), root.EscapedPath()) // what goes over the wire
	for _, rule := range rules {
		if below && r.Method == rule.method && path == rule.path {
			return true
		}
	}
	return false
}
