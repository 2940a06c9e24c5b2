package client

import (
	"context"
	"encoding/base64"
	"slices"
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
	Secret   Credential // password, ticket, token or XSRF value
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
	case XSRF:
		cookies := "XSRF-TOKEN=" + secret
		if cookie != "" {
			cookies = cookie + "; " + cookies
		}
		return []header{{"X-XSRF-TOKEN", secret}, {"Cookie", cookies}}
	}
	return nil
}

// secrets returns every credential that was used, for redaction.
func (l *login) secrets() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil {
		return nil
	}
	return l.seen()
}
