package redact

import (
	"regexp"
	"strings"

	"crmhooks/client/text"
)

// Target masks the credentials in a target: those of an address, and well-known keys in its path.
func Target(target string) string {
	if !strings.Contains(target, "//") && credentialPair(target) {
		return Mask
	}
	target = maskURLs(target)
	if !mayHoldCredential(target) {
		return target
	}
	return credentialPiece.ReplaceAllString(target, Mask)
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
		address += "#" + NonEmpty(fragment)
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
		return address[:start] + NonEmpty(rest[:at]) + rest[at:]
	case odd && start > 0: // the rest of the password was taken for a query or a fragment
		return address[:start] + Mask
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
			parts[i] = name + "=" + NonEmpty(value)
		} else {
			parts[i] = NonEmpty(part)
		}
	}
	return strings.Join(parts, "&")
}

// TargetCredentials says where a target holds credentials: what names itself as one, as a person would.
func TargetCredentials(target string) []string {
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
		if value != "" && (Name(name) || strings.EqualFold(name, "code")) { // code is that of Azure's functions
			found = append(found, "the query value "+text.Line(name))
		}
	}
	return found
}
