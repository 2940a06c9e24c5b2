package survey

import (
	"net"
	"net/netip"
	"slices"
	"strings"
)

// privateHost says what is private about a host, which may have a port; "" for one that the internet may know.
func privateHost(hostport string) string {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.Trim(host, "[]"), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return privateAddress(ip.Unmap())
	}
	switch {
	case host == "":
		return ""
	case host == "localhost" || strings.HasSuffix(host, ".localhost"):
		return "SuperOffice's own machine"
	case !strings.Contains(host, "."):
		return "a name that only a private network knows"
	}
	if slices.ContainsFunc(privateDomains, func(domain string) bool { return strings.HasSuffix(host, domain) }) {
		return "in a domain that only a private network knows"
	}
	return ""
}

// privateDomains are those that the internet does not resolve: RFC 6762, RFC 8375, the name that ICANN has set aside, and customs.
var privateDomains = []string{".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp", ".localdomain"}

func privateAddress(ip netip.Addr) string {
	switch {
	case ip.IsLoopback(), ip.IsUnspecified():
		return "SuperOffice's own machine"
	case ip.IsPrivate(), carrierGrade.Contains(ip):
		return "an address of a private network"
	case ip.IsLinkLocalUnicast():
		return "an address that is only valid on one cable"
	}
	return ""
}

// carrierGrade is the shared address space of RFC 6598.
var carrierGrade = netip.MustParsePrefix("100.64.0.0/10")

// reserved reports whether a header is set by SuperOffice or by HTTP itself.
func reserved(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return strings.HasPrefix(name, "x-superoffice-") || slices.Contains(reservedHeaders, name)
}

var reservedHeaders = []string{
	"host", "content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "expect", "te", "trailer", "upgrade",
	"date", "user-agent", "x-hook-test",
}
