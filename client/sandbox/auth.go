package sandbox

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
)

// The credentials that the sandbox accepts. They are public by design and open nothing else.
const (
	Username      = "sandbox"
	Password      = "kaffe-og-kanelboller"                       // Authorization: Basic, with Username
	Ticket        = "7T:c2FuZGJveC10aWNrZXQtbm90LWEtc2VjcmV0"    // Authorization: SOTicket, together with AppToken
	AppToken      = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"           // SO-AppToken
	BearerToken   = "8A:Cust00001.c2FuZGJveC1hY2Nlc3MtdG9rZW4"   // Authorization: Bearer
	XSRFToken     = "sandbox-xsrf-5d41402a"                      // X-XSRF-TOKEN, with SessionCookie
	SessionCookie = "SandboxSession=not-a-secret-7f3b9c1e5a2d48" // name and value of the browser session's cookie
)

// authenticated reports whether the request proves who sends it in one of the ways of the vendor's page.
// Scheme names are taken in any case, as the vendor's own material spells them in several.
func authenticated(r *http.Request) bool {
	values, given := r.Header["Authorization"]
	if !given {
		return browserSession(r)
	}
	scheme, credential, _ := strings.Cut(values[0], " ")
	switch strings.ToLower(scheme) {
	case "basic":
		name, password, _ := r.BasicAuth()
		return same(name, Username) && same(password, Password)
	case "soticket":
		return same(credential, Ticket) && same(r.Header.Get("SO-AppToken"), AppToken)
	case "bearer":
		return same(credential, BearerToken)
	}
	return false
}

// browserSession accepts what a logged-in browser sends: its session's cookie, and the XSRF value in a header. The value comes from a cookie or from a
// hidden field of the page, so the cookie XSRF-TOKEN may be absent; if it is there, it has to match.
func browserSession(r *http.Request) bool {
	name, value, _ := strings.Cut(SessionCookie, "=")
	session := r.CookiesNamed(name)
	if len(session) == 0 || !same(session[0].Value, value) || !same(r.Header.Get("X-XSRF-TOKEN"), XSRFToken) {
		return false
	}
	for _, c := range r.CookiesNamed("XSRF-TOKEN") {
		if !same(c.Value, XSRFToken) {
			return false
		}
	}
	return true
}

// same compares in a time that tells nothing about the texts, their lengths included.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
