package client

import (
	"cmp"
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"crmhooks/client/address"
	"crmhooks/client/failure"
)

// This file is about the proxy between here and the server: who passes it, what it refuses, and its own login.

// proxyFunc finds the proxy of a request, nil for none: the type of http.Transport.Proxy.
type proxyFunc func(*http.Request) (*url.URL, error)

// beyondLoopback asks for a proxy only where the target is another machine. Plain http is accepted on loopback because nobody can listen there,
// which would not be true of the way through a proxy.
func beyondLoopback(next proxyFunc) proxyFunc {
	return func(r *http.Request) (*url.URL, error) {
		if address.Loopback(r.URL.Hostname()) {
			return nil, nil
		}
		return next(r)
	}
}

// fromEnvironment finds the proxy that the environment names for a request.
func fromEnvironment(r *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(r)
	if err != nil || proxy == nil {
		return nil, err
	}
	name := strings.ToUpper(r.URL.Scheme) + "_PROXY"
	return proxy, checkProxy(name, cmp.Or(os.Getenv(name), os.Getenv(strings.ToLower(name))))
}

// checkProxy refuses a proxy of another scheme, which net/http would take for the name of an HTTP proxy. The address may hold a login, so the error does not repeat it.
func checkProxy(variable, written string) error {
	scheme, _, given := strings.Cut(written, "://")
	if !given || slices.Contains([]string{"http", "https", "socks5", "socks5h"}, strings.ToLower(scheme)) {
		return nil
	}
	return &failure.Error{Kind: failure.ProxyFailed, Detail: variable + " names no http, https or socks5 proxy"}
}

// proxyRefusal is what a proxy answered in place of a tunnel. Its words are not safe to show.
type proxyRefusal struct {
	status int
	words  string
}

// Error repeats nothing of the proxy's words.
func (proxyRefusal) Error() string { return "the proxy refused the connection" }

// refusedByProxy keeps the proxy's answer to CONNECT, of which net/http would leave some words without a status.
func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return proxyRefusal{resp.StatusCode, resp.Status}
}

// proxyOf is the proxy that a request goes through, nil for none.
func proxyOf(transport http.RoundTripper, r *http.Request) *url.URL {
	t, ok := transport.(*http.Transport)
	if !ok || t.Proxy == nil {
		return nil
	}
	proxy, err := t.Proxy(r)
	if err != nil {
		return nil
	}
	return proxy
}

// noteProxy remembers the login that the address of a proxy holds, for redaction: a proxy may repeat what it was sent.
func (l *login) noteProxy(proxy *url.URL) {
	if proxy.User == nil {
		return
	}
	name := proxy.User.Username()
	password, given := proxy.User.Password()
	secrets := []string{password, base64.StdEncoding.EncodeToString([]byte(name + ":" + password))}
	if !given { // a key that stands alone
		secrets[0] = name
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.proxy = func() []string { return secrets }
}
