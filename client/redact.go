package client

import (
	"regexp"
	"strings"

	"crmhooks/client/redact"
	"crmhooks/client/text"
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
	words = authorization.ReplaceAllString(words, "$1 "+redact.Mask)
	words = strings.Join(strings.Fields(words), " ")
	if r := []rune(words); len(r) > maxDetail {
		words = string(r[:maxDetail]) + "…"
	}
	return words
}

// withoutLogin masks every piece of a credential that we sent.
func (l *login) withoutLogin(words string) string { return l.repeats().Mask(words) }

// repeats finds what repeats a credential that we sent.
func (l *login) repeats() *redact.Repeats {
	var all []redact.Credential
	for _, secret := range l.secrets() {
		all = append(all, redact.Credential{Text: publicStart.ReplaceAllString(secret, ""), Kind: redact.Login})
	}
	return redact.NewRepeats(nil, all...)
}

// maxWords is how much of a longer text is read, such as that of an error, in bytes. The vendor's columns hold 4000 characters.
const maxWords = 16 << 10

// legible makes a longer text fit to show. One of an error holds whatever a receiver has answered, headers and body, so it is cleaned, and every credential that
// can be made out in it is masked, those that own knows among them.
func legible(came string, own *redact.Repeats) string {
	came, _ = cut(came, maxWords)
	clean := text.Lines(strings.TrimSpace(text.Lines(came))) // once more, as a mark may have lost what it stood on
	return own.Mask(redact.Text(clean))
}
