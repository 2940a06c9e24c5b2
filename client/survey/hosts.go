package survey

import (
	"net"
	"net/netip"
	"slices"
	"strconv"
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
	if ip, ok := oldIPv4(host); ok {
		return privateAddress(ip)
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

// oldIPv4 reads the forms of an address that programs take since BSD's inet_aton: 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1.
func oldIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var address uint64
	for i, part := range parts {
		bits := 8
		if i == len(parts)-1 {
			bits = 8 * (5 - len(parts)) // the last part fills what is left
		}
		n, err := strconv.ParseUint(part, 0, bits)
		if err != nil {
			return netip.Addr{}, false
		}
		address = address<<bits | n
	}
	return netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}), true
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
