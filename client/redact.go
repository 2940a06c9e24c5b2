package client

import (
	"net/url"
	"regexp"
	"strings"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// maxDetail is how much of a server's words is shown, in characters.
const maxDetail = 300

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
	words = l.withoutLogin(text.Line(words))
	words = authorization.ReplaceAllString(words, "$1 "+webhook.Mask)
	words = strings.Join(strings.Fields(words), " ")
	if r := []rune(words); len(r) > maxDetail {
		words = string(r[:maxDetail]) + "…"
	}
	return words
}

// withoutLogin masks every piece of a credential that we sent.
func (l *login) withoutLogin(words string) string {
	for _, secret := range l.secrets() {
		secret = publicStart.ReplaceAllString(secret, "")
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			words = webhook.MaskPieces(words, form)
		}
	}
	return words
}
