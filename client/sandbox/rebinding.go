package sandbox

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// ownNames passes a request on that names the server by its own address or as localhost. Any other name is that of a web page whose author let it lead to
// loopback, so that a browser takes what is served here for the page's own.
func ownNames(own net.IP, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOwn(own, r.Host) {
			http.Error(w, "The built-in tenant is served to this machine alone.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isOwn judges a Host header, with or without a port. The port does not matter: a tunnel may have another.
func isOwn(own net.IP, hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return own.Equal(ip.AsSlice())
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}
