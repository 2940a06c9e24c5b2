package redact

import (
	"regexp"
	"strings"
	"unicode"
)

// credentialScheme finds a value that begins with the name of an authentication scheme.
var credentialScheme = regexp.MustCompile(`(?i)^\s*(basic|bearer|soticket|digest|negotiate|ntlm|apikey|token)\s+\S`)

// credentialPiece finds what is a credential wherever it stands: a JSON web token, a private key, and the prefixes that well-known
// services give to their keys.
var credentialPiece = regexp.MustCompile(`\beyJ[\w-]{8,}[\w.-]*|\b(sk|pk|rk|whsec)_\w{6,}|\bxox[abprs]-[\w-]{6,}|` +
	`\b(gh[pousr]_|glpat-|AKIA|AIza|SG\.|hvs\.|shpat_|npm_)[\w.-]{6,}|-----BEGIN[\s\S]*`)

// mayHoldCredential is a quick look for the beginnings of credentialPiece, which most texts do not have.
func mayHoldCredential(value string) bool {
	for _, start := range [...]string{"eyJ", "k_", "whsec_", "xox", "gh", "glpat-", "AKIA", "AIza", "SG.", "hvs.", "shpat_", "npm_", "-----BEGIN"} {
		if strings.Contains(value, start) {
			return true
		}
	}
	return false
}

// credentialPair reports whether a text holds the name and the value of a credential, as connection strings, header lines and JSON
// inside of text do: "Password=x", "X-Api-Key: x", `"token":"x"`. A value that is masked already is none.
func credentialPair(text string) bool {
	for i := range len(text) {
		if text[i] != ':' && text[i] != '=' {
			continue
		}
		name := strings.TrimRight(text[:i], quotesAndBlanks)
		name = name[strings.LastIndexFunc(name, outsideName)+1:]
		value := strings.TrimLeft(text[i+1:], quotesAndBlanks)
		if value != "" && !strings.HasPrefix(value, Mask) && Name(name) {
			return true
		}
	}
	return false
}

func outsideName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '.'
}

// Value masks a text that is or holds a credential, and the credentials in the addresses of any other.
func Value(value string) string {
	if credentialScheme.MatchString(value) || mayHoldCredential(value) && credentialPiece.MatchString(value) {
		return Mask
	}
	if strings.Contains(value, "//") {
		value = maskURLs(value)
	}
	if credentialPair(value) {
		return Mask
	}
	return value
}

func NonEmpty(s string) string {
	if s == "" {
		return ""
	}
	return Mask
}
