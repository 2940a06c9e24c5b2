package address

import (
	"net/netip"
	"strings"
)

// Loopback reports whether a host, without a port, is this machine by its name or number alone: localhost in any case, 127.0.0.0/8 or ::1.
// Traffic that stays on this machine needs no encryption and never goes through a proxy. Both decisions use this function.
func Loopback(host string) bool {
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}
