package client

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"sync"
)

// Scheme is how a request proves who sends it.
type Scheme string

// The schemes of the vendor's page. Basic works on-site only, Bearer Online only, SoTicket on both.
const (
	NoAuth   Scheme = ""         // nothing is sent
	Basic    Scheme = "basic"    // Authorization: Basic, from Username and Secret
	SoTicket Scheme = "soticket" // Authorization: SOTicket, from Secret; Online it needs AppToken too
	Bearer   Scheme = "bearer"   // Authorization: Bearer, from Secret
	XSRF     Scheme = "xsrf"     // no Authorization: X-XSRF-TOKEN from Secret, and the browser session's Cookie
)

// Credential fetches one secret: from the environment, a file, a command. It is asked at the first request, and again when the
// server refuses the login. A function, and not text, so that printing the options shows nothing. Its errors reach the user as they are.
type Credential func(context.Context) (string, error)

// Fixed is a credential that is already known.
func Fixed(secret string) Credential {
	return func(context.Context) (string, error) { return secret, nil }
}

// Auth says how requests are authenticated. A nil Credential sends nothing.
type Auth struct {
	Scheme   Scheme
	Username string
	Secret   Credential // password, ticket, token or XSRF value; the latter may also stand in Cookie
	Cookie   Credential // the session's cookies, with XSRF only: "name=value; name=value"
	AppToken Credential // SO-AppToken
}

// header is one request header in the vendor's spelling.
type header struct{ name, value string }

// login turns Auth into headers and remembers the secrets it has seen.
type login struct {
	auth Auth

	mu      sync.Mutex
	headers func() []header // a function, so that printing a Client shows no credential
	seen    func() []string
	proxy   func() []string // the login of the proxy
}

// get returns the headers of the login, fetching the credentials once.
func (l *login) get(ctx context.Context) ([]header, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.headers == nil {
		if err := l.fetch(ctx); err != nil {
			return nil, err
		}
	}
	return l.headers(), nil
}

// renew fetches the credentials again, unless another request did since the refused ones were sent, and reports whether they
// changed: a token command may have a fresh token.
func (l *login) renew(ctx context.Context, refused []header) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if slices.Equal(l.headers(), refused) {
		if err := l.fetch(ctx); err != nil {
			return false, err
		}
	}
	return !slices.Equal(l.headers(), refused), nil
}

func (l *login) fetch(ctx context.Context) error {
	var secrets [3]string
	for i, c := range []Credential{l.auth.Secret, l.auth.Cookie, l.auth.AppToken} {
		if c == nil {
			continue
		}
		s, err := c(ctx)
		if err != nil {
			return err
		}
		secrets[i] = s
	}
	secret, cookie, appToken := secrets[0], secrets[1], secrets[2]
	headers := l.auth.headers(secret, cookie)
	if appToken != "" {
		headers = append(headers, header{"SO-AppToken", appToken})
	}
	seen := append(secrets[:], base64.StdEncoding.EncodeToString([]byte(l.auth.Username+":"+secret)))
	if l.seen != nil { // a server may still speak of the login before this one
		seen = append(seen, l.seen()[:len(seen)]...)
	}
	l.headers = func() []header { return headers }
	l.seen = func() []string { return seen }
	return nil
}

func (a Auth) headers(secret, cookie string) []header {
	if a.Scheme == XSRF {
		return xsrfHeaders(secret, cookie)
	}
	if secret == "" {
		return nil
	}
	switch a.Scheme {
	case Basic:
		pair := base64.StdEncoding.EncodeToString([]byte(a.Username + ":" + secret))
		return []header{{"Authorization", "Basic " + pair}}
	case SoTicket:
		return []header{{"Authorization", "SOTicket " + secret}}
	case Bearer:
		return []header{{"Authorization", "Bearer " + secret}}
	case NoAuth, XSRF:
	}
	return nil
}

// xsrfCookie is the cookie that holds the XSRF value; the vendor's pages also have it in a hidden field.
const xsrfCookie = "XSRF-TOKEN"

// xsrfHeaders are those of a browser's session. The XSRF value is taken from the cookies where none is given, and stands among them once.
func xsrfHeaders(secret, cookies string) []header {
	var others []string
	for pair := range strings.SplitSeq(cookies, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		switch {
		case !strings.EqualFold(name, xsrfCookie):
			others = append(others, strings.TrimSpace(pair))
		case secret == "":
			secret = value
		}
	}
	if secret == "" {
		return nil
	}
	others = slices.DeleteFunc(append(others, xsrfCookie+"="+secret), func(pair string) bool { return pair == "" })
	return []header{{"X-XSRF-TOKEN", secret}, {"Cookie", strings.Join(others, "; ")}}
}

// secrets returns every credential that was used, that of the proxy too, for redaction.
func (l *login) secrets() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []string
	for _, known := range []func() []string{l.seen, l.proxy} {
		if known != nil {
			all = append(all, known()...)
		}
	}
	return all
}
