package client

import (
	"regexp"
	"strings"
	"unicode"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
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

// credentialName reports whether the name of a header or a property says that the value is a credential. It rather masks too much.
func credentialName(name string) bool {
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
		if value != "" && !strings.HasPrefix(value, webhook.Mask) && credentialName(name) {
			return true
		}
	}
	return false
}

func outsideName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '.'
}

// maskValue masks a text that is or holds a credential, and the credentials in the addresses of any other.
func maskValue(value string) string {
	if credentialScheme.MatchString(value) || mayHoldCredential(value) && credentialPiece.MatchString(value) {
		return webhook.Mask
	}
	if strings.Contains(value, "//") {
		value = maskURLs(value)
	}
	if credentialPair(value) {
		return webhook.Mask
	}
	return value
}

// maskTarget masks the credentials in a target: those of an address, and well-known keys in its path.
func maskTarget(target string) string {
	if !strings.Contains(target, "//") && credentialPair(target) {
		return webhook.Mask
	}
	target = maskURLs(target)
	if !mayHoldCredential(target) {
		return target
	}
	return credentialPiece.ReplaceAllString(target, webhook.Mask)
}

// addressWords are what a text with several addresses is made of.
var addressWords = regexp.MustCompile(`[^\s"'<>,]+`)

// maskURLs masks the credentials in a text with one address or several.
func maskURLs(text string) string {
	if strings.Count(text, "//") > 1 {
		text = addressWords.ReplaceAllStringFunc(text, maskURL)
	}
	return maskURL(text) // as a whole too: a password may hold a blank
}

// maskURL masks the credentials in an address: the user, the value of every query parameter, and the fragment. It reads text
// and not a parsed URL, since an address that does not parse has no smaller secrets.
func maskURL(address string) string {
	address, fragment, hasFragment := strings.Cut(address, "#")
	address, query, hasQuery := strings.Cut(address, "?")
	address = maskPath(maskUser(address))
	if hasQuery {
		address += "?" + maskQuery(query)
	}
	if hasFragment {
		address += "#" + maskNonEmpty(fragment)
	}
	return address
}

// maskUser masks what stands between the scheme and the last @ that can belong to the user: a password may hold a slash.
func maskUser(address string) string {
	start := authorityStart(address)
	rest := address[start:]
	authority, _, _ := strings.Cut(strings.ReplaceAll(rest, `\`, "/"), "/")
	at, odd := strings.LastIndexByte(authority, '@'), oddPort(authority)
	if at < 0 && odd {
		at = strings.LastIndexByte(rest, '@')
	}
	switch {
	case at >= 0:
		return address[:start] + maskNonEmpty(rest[:at]) + rest[at:]
	case odd && start > 0: // the rest of the password was taken for a query or a fragment
		return address[:start] + webhook.Mask
	}
	return address
}

// authorityStart is where the host begins, or the user before it: behind the slashes after the scheme, which programs take in any
// number and direction.
func authorityStart(address string) int {
	i := strings.Index(address, "//")
	if i < 0 {
		i = strings.IndexAny(address, `/\`)
		if i < 0 || i > 0 && address[i-1] != ':' {
			return 0
		}
	}
	return len(address) - len(strings.TrimLeft(address[i:], `/\`))
}

// oddPort reports whether what looks like a port is no number: it is the beginning of a password then.
func oddPort(authority string) bool {
	i := strings.LastIndexByte(authority, ':')
	return i >= 0 && strings.Trim(authority[i+1:], "0123456789") != "" && !strings.HasSuffix(authority, "]")
}

func maskQuery(query string) string {
	parts := strings.FieldsFunc(query, func(r rune) bool { return r == '&' || r == ';' })
	for i, part := range parts {
		name, value, named := strings.Cut(part, "=")
		if named {
			parts[i] = name + "=" + maskNonEmpty(value)
		} else {
			parts[i] = maskNonEmpty(part)
		}
	}
	return strings.Join(parts, "&")
}

func maskNonEmpty(s string) string {
	if s == "" {
		return ""
	}
	return webhook.Mask
}

// targetCredentials says where a target holds credentials: what names itself as one, as a person would.
func targetCredentials(target string) []string {
	var found []string
	address, _, _ := strings.Cut(target, "#")
	address, query, _ := strings.Cut(address, "?")
	if maskUser(address) != address {
		found = append(found, "a user before the host")
	}
	if maskPath(address) != address {
		found = append(found, "a part of the path that nobody can guess")
	}
	if credentialPiece.MatchString(address) {
		found = append(found, "a key of a known form")
	}
	for part := range strings.FieldsFuncSeq(query, func(r rune) bool { return r == '&' || r == ';' }) {
		name, value, _ := strings.Cut(part, "=")
		if value != "" && (credentialName(name) || strings.EqualFold(name, "code")) { // code is that of Azure's functions
			found = append(found, "the query value "+text.Line(name))
		}
	}
	return found
}
