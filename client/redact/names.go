package redact

import (
	"strings"
	"unicode"
)

// credentialWords are the words that, anywhere in the name of a header or a property, say that its value is a credential.
var credentialWords = map[string]bool{
	"key": true, "keys": true, "apikey": true, "token": true, "tokens": true, "secret": true, "secrets": true, "password": true, "passwd": true,
	"pwd": true, "pass": true, "passphrase": true, "passcode": true, "pin": true, "auth": true, "authorization": true, "authorisation": true, "authentication": true,
	"cookie": true, "cookies": true, "credential": true, "credentials": true, "signature": true, "sig": true, "bearer": true, "session": true,
	"sessionid": true, "sid": true, "jwt": true, "sas": true, "hmac": true, "otp": true, "cert": true, "certificate": true, "private": true, "passord": true,
	"oauth": true, "cred": true, "creds": true, "vault": true, "headers": true, // HTTP headers are where credentials travel
}

// credentialParts say the same inside a longer word, as in "accesstoken".
var credentialParts = []string{
	"token", "secret", "password", "passwd", "apikey", "credential", "authoriz", "cookie", "accesskey", "sharedkey",
	"authkey", "encryptionkey", "licensekey", "masterkey", "privatekey", "signingkey", "subscriptionkey",
	"nøkkel", "nyckel", "hemmelig", "hemlig", "lösenord", "adgangskode", "kodeord", "passwort", "kennwort", "schlüssel", "wachtwoord", // the languages of the vendor's customers
}

// Name reports whether the name of a header or a property says that the value is a credential. It rather masks too much.
func Name(name string) bool {
	for _, word := range nameWords(name) {
		if credentialWords[word] {
			return true
		}
		for _, part := range credentialParts {
			if strings.Contains(word, part) {
				return true
			}
		}
	}
	lower := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_. ", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
	for _, part := range credentialParts {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return false
}

// nameWords splits "X-Api-Key", "api_key", "apiKey" and "APIKey" into lower-case words.
func nameWords(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsLetter(r) {
			flush()
			continue
		}
		startsWord := unicode.IsUpper(r) && i > 0 &&
			(unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if startsWord {
			flush()
		}
		word = append(word, r)
	}
	flush()
	return words
}

// keyNames end the names of values that are themselves the key.
var keyNames = map[string]bool{
	"key": true, "apikey": true, "token": true, "secret": true, "password": true, "passwd": true, "pwd": true, "passphrase": true, "passord": true,
}

// KeyName reports whether a name says that its value is itself the key: X-Api-Key does, X-Auth-Mode does not.
func KeyName(name string) bool {
	words := nameWords(name)
	return len(words) > 0 && keyNames[words[len(words)-1]]
}
