package client

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// locate finds the API root in the options, or where to ask for it.
func (c *Client) locate() error {
	if c.opts.Environment != "" {
		if c.opts.Tenant == "" {
			return &Error{Kind: BadAddress, Host: c.opts.Environment, Detail: "an environment needs a tenant"}
		}
		c.gate.state = &url.URL{
			Scheme: "https", Host: environmentHost(c.opts.Environment), Path: "/api/state/" + c.opts.Tenant,
		}
		return nil
	}
	root, err := apiRoot(c.opts.BaseURL)
	if err != nil {
		return err
	}
	c.setRoot(root, time.Time{})
	return nil
}

func (c *Client) setRoot(root *url.URL, validUntil time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.root, c.validUntil = root, validUntil
	c.gate.root.Store(root)
}

// forget makes the next request ask the environment again: a tenant may have moved to another host.
func (c *Client) forget() {
	if c.gate.state != nil {
		c.setRoot(nil, time.Time{})
	}
}

// apiRoot brings an address to the form that ends in /api.
func apiRoot(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		// The address may hold a password, so the error does not repeat it.
		return nil, &Error{Kind: BadAddress, Detail: "it is not an http or https address with a host"}
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, &Error{Kind: BadAddress, Host: u.Host, Detail: "it must not hold a user, a query or a fragment"}
	}
	path := strings.TrimRight(u.Path, "/")
	for _, known := range []string{"/v1", "/api"} { // in any case, since on-site servers run on Windows
		if n := len(path) - len(known); n >= 0 && strings.EqualFold(path[n:], known) {
			path = path[:n]
		}
	}
	path += "/api"
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: path}, nil
}

// environmentHost is where an environment answers for its tenants; the same hosts, without a number, serve the sign-in.
func environmentHost(environment string) string { return environment + ".superoffice.com" }

// tenantState is the answer of GET /api/state/{tenant}.
type tenantState struct {
	State      string
	IsRunning  bool
	ValidUntil string
	API        string `json:"Api"`
}

// maxStateBytes is far above the few hundred bytes of a tenant's state.
const maxStateBytes = 64 << 10

// resolve returns the API root, asking the environment for it when it is not known or no longer valid.
func (c *Client) resolve(ctx context.Context) (*url.URL, error) {
	c.mu.Lock()
	root, until := c.root, c.validUntil
	c.mu.Unlock()
	if root != nil && (until.IsZero() || time.Now().Before(until)) {
		return root, nil
	}
	state, err := c.tenantState(ctx)
	if err != nil {
		return nil, err
	}
	if !state.IsRunning {
		return nil, &Error{Kind: TenantNotRunning, Host: c.gate.state.Host, Detail: c.login.safe(state.State)}
	}
	root, err = apiRoot(state.API)
	if err != nil || root.Scheme != "https" || !superOfficeHost(root.Host) {
		return nil, &Error{Kind: BadTenantState, Host: c.gate.state.Host, Detail: "the tenant's address is not an https address below superoffice.com"}
	}
	c.setRoot(root, parseTime(state.ValidUntil))
	return root, nil
}

// tenantState asks without credentials: no sample of the vendor's shows any, and the host is not the tenant's own.
func (c *Client) tenantState(ctx context.Context) (tenantState, error) {
	var state tenantState
	resp, err := c.http.R().SetContext(ctx).SetDoNotParseResponse(true).
		SetHeader("Accept", "application/json").
		SetHeader("User-Agent", userAgent(c.opts.Version)).
		Get(c.gate.state.String())
	if err != nil {
		return state, err
	}
	body := resp.RawBody()
	defer func() { _ = body.Close() }()
	if resp.StatusCode() != http.StatusOK {
		return state, c.refusal(resp.RawResponse)
	}
	if err := json.NewDecoder(io.LimitReader(body, maxStateBytes)).Decode(&state); err != nil {
		return state, &Error{Kind: BadTenantState, Host: c.gate.state.Host, Detail: "the answer is not a tenant's state", cause: err}
	}
	return state, nil
}

// superOfficeHost reports whether a token for SuperOffice Online may be sent to this host.
func superOfficeHost(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	return strings.HasSuffix(strings.ToLower(host), ".superoffice.com")
}
