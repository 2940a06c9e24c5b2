package client

import (
	"regexp"
	"sync"

	"crmhooks/client/redact"
)

// publicStart is what tokens and tickets of SuperOffice begin with: a version, and in a token the tenant. Neither is secret, and a tenant's
// name has to stay legible in a server's words.
var publicStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]+[A-Z]:(Cust[0-9]+\.)?`) })

// safe makes a server's words fit to show, without any piece of a credential that we sent.
func (l *login) safe(words string) string { return redact.Message(words, l.repeats()) }

// repeats finds what repeats a credential that we sent.
func (l *login) repeats() *redact.Repeats { return redact.NewRepeats(nil, l.credentials()...) }

// credentials are those that we sent.
func (l *login) credentials() []redact.Credential {
	var all []redact.Credential
	for _, secret := range l.secrets() {
		all = append(all, redact.Credential{Text: publicStart().ReplaceAllString(secret, ""), Kind: redact.Login})
	}
	return all
}
