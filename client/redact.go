package client

import (
	"net/url"
	"regexp"
	"strings"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

const (
	// maxDetail is how much of a server's words is shown, in characters.
	maxDetail = 300
	// minFragment is the shortest piece of a credential that is looked for in a server's words.
	minFragment = 6
)

// authorization finds a credential that follows the name of its scheme, ours or not.
var authorization = regexp.MustCompile(`(?i)\b(basic|bearer|soticket)\s+[^\s"',;]+`)

// publicStart is what tokens and tickets of SuperOffice begin with: a version, and in a token the tenant. Neither is secret, and a tenant's
// name has to stay legible in a server's words.
var publicStart = regexp.MustCompile(`^[0-9]+[A-Z]:(Cust[0-9]+\.)?`)

// safe makes a server's words fit to show: cleaned, on one line, shortened, and without any piece of a credential that we sent.
func (l *login) safe(words string) string {
	if len(words) > 8*maxDetail {
		words = words[:8*maxDetail]
	}
	words = text.Line(words)
	for _, secret := range l.secrets() {
		secret = publicStart.ReplaceAllString(secret, "")
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			words = withoutFragments(words, form)
		}
	}
	words = authorization.ReplaceAllString(words, "$1 "+webhook.Mask)
	words = strings.Join(strings.Fields(words), " ")
	if r := []rune(words); len(r) > maxDetail {
		words = string(r[:maxDetail]) + "…"
	}
	return words
}

// withoutFragments masks every piece of the secret, of minFragment bytes or more, that occurs in the words: servers cut what they echo.
func withoutFragments(words, secret string) string {
	if secret == "" {
		return words
	}
	if len(secret) < minFragment {
		return strings.ReplaceAll(words, secret, webhook.Mask)
	}
	var out strings.Builder
	for i := 0; i < len(words); {
		n := minFragment
		if i+n > len(words) || !strings.Contains(secret, words[i:i+n]) {
			out.WriteByte(words[i])
			i++
			continue
		}
		for i+n < len(words) && strings.Contains(secret, words[i:i+n+1]) {
			n++
		}
		out.WriteString(webhook.Mask)
		i += n
	}
	return strings.ToValidUTF8(out.String(), text.Mark) // a piece may begin in the middle of a character
}
