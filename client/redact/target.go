package redact

import (
	"strings"

	"crmhooks/client/text"
)

// Target masks the credentials in a target: those of an address, and well-known keys in its path.
func Target(target string) string {
	if isOrdinary(target) {
		return target
	}
	return maskTarget(target)
}

func maskTarget(target string) string {
	if loosePair(target) {
		return Mask
	}
	if i := strings.Index(target, privateKeyStart); i >= 0 {
		target = target[:i] + Mask
	}
	if target = maskURLs(maskKeys(target), 0); loosePair(target) {
		return Mask
	}
	return target
}

// loosePair reports whether a text that is not an address holds the name and the value of a credential.
func loosePair(text string) bool {
	return !strings.Contains(text, "//") && credentialPair(text)
}

// addressWords are what a text with several addresses is made of.
var addressWords = lazy(`[^\s"'<>,]+`)

// maskURLs masks the credentials in a text with one address or several, which any of these bytes may end.
func maskURLs(text string, ends class) string {
	if strings.Count(text, "//") > 1 {
		text = addressWords().ReplaceAllStringFunc(text, func(word string) string { return maskURL(word, ends) })
	}
	return maskURL(text, ends) // as a whole too: a password may hold a blank
}

// maskURL masks the credentials in an address: the user, what is one in the host, the path and the query, and the fragment. It reads text
// and not a parsed URL, since an address that does not parse has no smaller secrets.
func maskURL(address string, ends class) string {
	whole, fragment, hasFragment := strings.Cut(address, "#")
	base, query, hasQuery := strings.Cut(whole, "?")
	masked := maskDestination(maskUser(base), ends)
	if !hasQuery && !hasFragment {
		return masked
	}
	e := edit{text: address}
	e.replace(0, len(base), masked)
	if hasQuery {
		e.replace(len(base)+1, len(whole), maskQuery(query))
	}
	if hasFragment {
		e.replace(len(whole)+1, len(address), NonEmpty(fragment))
	}
	return e.result()
}

// maskUser masks what stands between the scheme and the last @ that can belong to the user: a password may hold a slash.
func maskUser(address string) string {
	start := authorityStart(address)
	rest := address[start:]
	authority := rest[:endOf(rest, slashByte)]
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
	i := opening(address, "//")
	if i < 0 {
		i = opening(address, `\/\/`) // as JSON writes it
	}
	if i < 0 {
		i = endOf(address, slashByte)
		if i == len(address) || i > 0 && (address[i-1] != ':' || strings.IndexByte(address[:i], '@') >= 0) { // what follows a user is not a scheme
			return 0
		}
	}
	for i < len(address) && classes[address[i]]&slashByte != 0 {
		i++
	}
	return i
}

// opening is the index of the first slashes that begin an address, -1 for none. Others double a slash in the path of an address without a scheme.
func opening(text, slashes string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], slashes)
		if i < 0 {
			return -1
		}
		if from += i; opens(text[:from]) {
			return from
		}
		from += len(slashes)
	}
}

// withinAddress are the bytes that tell an address from a word: host//path, but not https//host.
const withinAddress = `/\.@:`

// opens reports whether slashes after this text begin an address: after nothing, a scheme with its colon or without, or the end of another word.
func opens(before string) bool {
	if before == "" || strings.HasSuffix(before, ":") {
		return true
	}
	i := strings.LastIndexAny(before, withinAddress+sentenceEnds+"=&;|(")
	return i < 0 || !strings.Contains(withinAddress, before[i:i+1])
}

// hour matches the hour before the colon of a time of day, at the end of a text.
var hour = lazy(`[\s"'<>,]([0-9-]+T)?[0-9]{1,2}$`)

// ipv6 matches an IPv6 address in place of a host name, with or without a zone.
var ipv6 = lazy(`^\[[:.0-9a-fA-F]+(%25[0-9A-Za-z]{1,15})?\]`)

// oddPort reports whether what looks like a port is not a number. Then it is the beginning of a password.
func oddPort(authority string) bool {
	if strings.HasPrefix(authority, "[") {
		authority = ipv6().ReplaceAllLiteralString(authority, "")
	}
	_, ports, more := strings.Cut(authority, ":")
	for more {
		var port string
		if port, ports, more = strings.Cut(ports, ":"); more && hour().MatchString(port) {
			port = port[:endOf(port, sentenceByte)]
		}
		if !onlyDigits(port) {
			return true
		}
	}
	return false
}

// TargetCredentials says where a target holds credentials: what names itself as one, as a person would.
func TargetCredentials(target string) []string {
	var found []string
	address, _, _ := strings.Cut(target, "#")
	address, query, _ := strings.Cut(address, "?")
	if maskUser(address) != address {
		found = append(found, "a user before the host")
	}
	if destinationOf(address).maskHost(address) != address {
		found = append(found, "a part of the host that nobody can guess")
	}
	if others := maskKeys(address); destinationOf(others).maskPath(others, 0) != others { // without the keys of known forms, which are told below
		found = append(found, "a part of the path that nobody can guess")
	}
	if nextKey(address, 0).to > 0 || strings.Contains(address, privateKeyStart) {
		found = append(found, "a key of a known form")
	}
	for part := range strings.FieldsFuncSeq(query, func(r rune) bool { return r == '&' || r == ';' }) {
		name, value, _ := strings.Cut(part, "=")
		if value != "" && queryKey(name) && !isHarmless(name, value) {
			found = append(found, "the query value "+text.Line(shownName(name)))
		}
	}
	return found
}

// maxPartly bounds how many pieces with a mask in them are looked at: the host and a key with a public beginning are two.
const maxPartly = 8

// Hidden are the parts of a text that its masked form does not hold any more, with blanks between them. Of a part that shows in part, it is the rest.
func Hidden(came, masked string) string {
	var shown set
	var partly [maxPartly]string
	n := 0 // of them
	for piece := range fields(masked, pieceEnd) {
		shown.add(piece)
		if n < maxPartly && piece != Mask && strings.Contains(piece, Mask) {
			partly[n] = piece
			n++
		}
	}
	hidden := make([]byte, 0, 128)
	for piece := range fields(came, pieceEnd) {
		if has(&shown, piece) {
			continue
		}
		if len(hidden) > 0 {
			hidden = append(hidden, ' ')
		}
		hidden = append(hidden, withoutShown(piece, partly[:n])...)
	}
	return string(hidden)
}

// withoutShown is what the mask in one of these pieces stands for.
func withoutShown(piece string, partly []string) string {
	for _, p := range partly {
		before, after, _ := strings.Cut(p, Mask)
		if len(piece) > len(before)+len(after) && strings.HasPrefix(piece, before) && strings.HasSuffix(piece, after) {
			return piece[len(before) : len(piece)-len(after)]
		}
	}
	return piece
}
