package client

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"crmhooks/client/address"
	"crmhooks/client/failure"
	"crmhooks/client/text"
)

// locate finds the API root in the options, or where to ask for it.
func (c *Client) locate() error {
	if c.opts.Environment != "" {
		if c.opts.Tenant == "" {
			return &failure.Error{Kind: failure.BadAddress, Host: c.opts.Environment, Detail: "an environment needs a tenant"}
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
func apiRoot(base string) (*url.URL, error) {
	u, ok := address.Parse(strings.TrimSpace(base))
	if !ok { // the address may hold a password, so the error does not repeat it
		return nil, &failure.Error{Kind: failure.BadAddress, Detail: "it is not an http or https address with a host"}
	}
	if text.Host(u) != u.Host { // it stands in titles, messages and the log
		return nil, &failure.Error{Kind: failure.BadAddress, Detail: "its host has characters that are not allowed in a host name"}
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, &failure.Error{Kind: failure.BadAddress, Host: u.Host, Detail: "it must not hold a user, a query or a fragment"}
	}
	path := strings.TrimRight(u.EscapedPath(), "/") // as it was written: a%2Fb is one part, and a/b are two
	for _, known := range []string{"/v1", "/api"} { // in any case, since on-site servers run on Windows
		if n := len(path) - len(known); n >= 0 && strings.EqualFold(path[n:], known) {
			path = path[:n]
		}
	}
	path += "/api"
	plain, err := url.PathUnescape(path)
	if err != nil {
		return nil, &failure.Error{Kind: failure.BadAddress, Host: u.Host, Detail: "its path cannot be read"}
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: plain, RawPath: path}, nil
}

// environmentHost is where an environment answers for its tenants; the same hosts, without a number, serve the sign-in.
func environmentHost(environment string) string { return environment + ".superoffice.com" }

// online is a plain name below superoffice.com, with or without the port of https. Anything else that an address may have as its host, such as the zone of
// an IPv6 address, can end in that name and lead elsewhere.
var online = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i:[a-z0-9-]+\.)+(?i:superoffice\.com)(:443)?$`) })

// isOnline reports whether a tenant's token for SuperOffice Online may be sent to this API root: https://HOST.superoffice.com/TENANT/api, as the vendor builds it.
func isOnline(root *url.URL, tenant string) bool {
	return root.Scheme == "https" && online().MatchString(root.Host) && strings.EqualFold(root.EscapedPath(), "/"+tenant+"/api")
}
