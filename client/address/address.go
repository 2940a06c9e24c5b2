// Package address parses the addresses that users give, and tells whether a host is this machine.
package address

import "net/url"

// Parse reads an http or https address with a host, and reports whether s is one. Anything else that an address can hold is allowed.
func Parse(s string) (*url.URL, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, false
	}
	return u, true
}
