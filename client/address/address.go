// Package address reads the addresses that users give, and tells this machine from others.
package address

import "net/url"

// Parse reads an http or https address with a host, and reports whether s is one. It may hold anything else that an address can.
func Parse(s string) (*url.URL, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, false
	}
	return u, true
}
