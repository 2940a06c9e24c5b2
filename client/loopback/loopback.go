// Package loopback tells this machine from others. What stays on it needs no encryption, and never passes a proxy: both rest on the same answer.
package loopback

import (
	"net/netip"
	"strings"
)

// Is reports whether a host, without a port, is this machine by its name or number alone: localhost in any case, 127.0.0.0/8 or ::1.
func Is(host string) bool {
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}
