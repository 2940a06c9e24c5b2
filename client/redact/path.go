package redact

import (
	"strings"
	"unicode/utf8"
)

// Many receivers have no other credential than a part of their address that nobody can guess. Of those in the table of receivers it is known which part that is; in
// the path of any other host, what looks as if it were made at random is masked.

// announcing reports whether the part of a path that follows one of this plain name is the credential, unless that is an ordinary word: /token/x, but not
// /token/refresh.
func announcing(name string) bool {
	switch name {
	case "token", "accesstoken", "secret", "key", "apikey", "password", "sig", "signature", "jsessionid":
		return true
	}
	return false
}

// A name that announces a credential has at least and at most so many bytes, of which all may be percent-encoded.
const (
	minAnnouncing = len("key")
	maxAnnouncing = 3 * len("access_token")
)

// announcedWithin is the index in a path part where a credential begins that the part itself announces, behind an encoded slash: token%2Fx. It is 0 for none.
func announcedWithin(part string) int {
	announced := false
	for from, sub := range encodedParts(part) {
		if announced && !ordinaryPart(sub) {
			return from
		}
		announced = announces(sub)
	}
	return 0
}

func announces(part string) bool {
	if len(part) < minAnnouncing || len(part) > maxAnnouncing {
		return false
	}
	switch lowerByte(part[0]) {
	case 'a', 'j', 'k', 'p', 's', 't', '%', '-', '_', '.', '$': // how the names begin, and the marks that do not count
	default:
		if part[0] < utf8.RuneSelf {
			return false
		}
	}
	var room [maxAnnouncing]byte
	return announcing(string(appendPlain(room[:0], unescaped(part))))
}

// destination is where an address leads to.
type destination struct {
	from, to int // of the host and its port in the address
	host     view
	site     site
}

func destinationOf(address string) destination {
	from, to := hostOf(address)
	host := readHost(address[from:to])
	return destination{from, to, host, siteOf(host.text)}
}

// maskDestination masks what is a credential in the path and in the host of an address, which has no query and no fragment.
func maskDestination(address string, ends class) string {
	d := destinationOf(address)
	masked := d.maskPath(address, ends)
	if masked != address && !strings.Contains(address[:d.from], "//") { // without a scheme, what was masked may have told where the host is
		d = destinationOf(masked)
	}
	return d.maskHost(masked)
}

// maskHost masks the label of a known receiver's host that is its credential. Any other host stays: people look for it.
func (d destination) maskHost(address string) string {
	if n := d.site.keyLabel(); n > 0 {
		return address[:d.from] + Mask + address[d.from+d.host.place(n):]
	}
	return address
}

// hostOf is where the host and the port stand in an address.
func hostOf(address string) (from, to int) {
	from = authorityStart(address)
	from += strings.LastIndexByte(address[from:from+endOf(address[from:], slashByte)], '@') + 1
	return from, from + endOf(address[from:], hostEndByte)
}

func withoutPort(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && onlyDigits(host[i+1:]) {
		return host[:i]
	}
	return host
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// maxPattern is the number of parts in the longest path pattern.
const maxPattern = 10

// maskPath masks the parts of the path of an address that are credentials. What follows one of the ends belongs to the surrounding sentence and is judged like the path
// of any other host.
func (d destination) maskPath(address string, ends class) string {
	start := d.to + endOf(address[d.to:], slashByte)
	e := edit{text: address}
	e.replace(d.to, start, maskTail(address[d.to:start], ends))
	var room [maxPattern + 1]wantedPart
	wanted := d.site.wantedParts(room[:0], address[start:])
	announced := false
	index := -1
	for i := start; i < len(address); {
		if classes[address[i]]&slashByte != 0 {
			i++
			continue
		}
		part := address[i : i+endOf(address[i:], slashByte)]
		index++
		var wants wantedPart
		if len(wanted) > 0 && wanted[0].index == index {
			wants, wanted = wanted[0], wanted[1:]
		}
		if unescaped(part) != "." { // that changes nothing
			e.replace(i, i+len(part), wants.masked(part, ends, announced))
			announced = announces(part)
		}
		i += len(part)
	}
	return e.result()
}

// masked is a path part with its credential masked, as told by the receiver's pattern, by the part before it, or by its look.
func (w wantedPart) masked(part string, ends class, announced bool) string {
	end := w.from + endOf(part[w.from:], ends)
	tail := maskTail(part[end:], ends)
	switch {
	case w.key:
		return part[:w.from] + maskKeyPart(part[w.from:end], w.behindColon) + tail
	case w.public:
		return part[:end] + tail
	case announced && !ordinaryPart(part):
		return NonEmpty(part[:end]) + tail
	}
	return maskPart(part[:end]) + tail
}

// maskKeyPart masks a part of a path, or what follows a colon in it.
func maskKeyPart(part string, behindColon bool) string {
	from := 0
	if behindColon {
		if at, next := firstOf(part, ":", "%3a"); at < len(part) {
			from = next
		}
	}
	return part[:from] + NonEmpty(part[from:])
}

// ordinaryPart reports whether a part of a path is a word, several of them, or a version.
func ordinaryPart(part string) bool {
	part = unescaped(part)
	return isVersion(part) || len(part) > 1 && oddness(part) < leastOdd && strings.IndexFunc(part, func(r rune) bool { return outsideName(r) || '0' <= r && r <= '9' }) < 0
}

// isVersion reports whether a part of a path is a version of an interface, as in /key/v2/accounts.
func isVersion(part string) bool {
	if part != "" && part[0]|0x20 == 'v' {
		part = part[1:]
	}
	return (len(part) == 1 || len(part) == 2 && isDigit(part[1])) && isDigit(part[0])
}

// maskPart masks what nobody can guess in a part of a path.
func maskPart(part string) string {
	part = maskKeys(part)
	if strings.IndexByte(part, '=') >= 0 || strings.IndexByte(part, '%') >= 0 {
		part = maskNamed(part)
		if from := announcedWithin(part); from > 0 {
			part = part[:from] + Mask
		}
	}
	if plain := unescaped(part); plain != part && maskRuns(maskKeys(plain), codedByte) != plain {
		return Mask
	}
	return maskRuns(part, runByte)
}

// maskTail masks what nobody can guess in the words behind the byte that ends a host or a part of a path.
func maskTail(tail string, ends class) string {
	e := edit{text: tail}
	for i := 1; i <= len(tail); {
		word := tail[i : i+endOf(tail[i:], ends)]
		e.replace(i, i+len(word), maskPart(word))
		i += len(word) + 1
	}
	return e.result()
}

// maskNamed masks what stands behind its own name in a part of a path: ;jsessionid=x, and ?token=x with an encoded question mark.
func maskNamed(part string) string {
	e := edit{text: part}
	for from := 0; from < len(part); {
		end, next := firstOf(part[from:], ";", "&", "%3f", "%26")
		pair := part[from : from+end]
		if at, value := firstOf(pair, "=", "%3d"); isPlainName(pair[:at]) && queryKey(pair[:at]) {
			e.replace(from+value, from+end, NonEmpty(pair[value:]))
		}
		from += next
	}
	return e.result()
}

// firstOf is where the first of some texts begins and ends, in any case; for none, both are the end.
func firstOf(s string, texts ...string) (from, to int) {
	for i := range len(s) {
		for _, text := range texts {
			if len(s)-i >= len(text) && strings.EqualFold(s[i:i+len(text)], text) {
				return i, i + len(text)
			}
		}
	}
	return len(s), len(s)
}

func isPlainName(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && s[i] != '-' && s[i] != '_' {
			return false
		}
	}
	return true
}

// maskRuns masks the runs of a text that nobody can guess, of bytes of a class. The digits of an escape are no part of them.
func maskRuns(s string, inRun class) string {
	e := edit{text: s}
	for i := 0; i < len(s); {
		for i+2 < len(s) && s[i] == '%' && isHex(s[i+1:i+3]) {
			i += 3
		}
		from := i
		for i < len(s) && classes[s[i]]&inRun != 0 {
			i++
		}
		if unguessable(s[from:i]) {
			e.replace(from, i, Mask)
		}
		if i == from {
			i++
		}
	}
	return e.result()
}

const (
	minRun   = 12 // bytes of the shortest run that is judged by its letters
	leastOdd = 15 // what is at least as odd as this is masked
)

// unguessable reports whether a run looks as if it were made at random.
func unguessable(run string) bool {
	return len(run) >= minRun && (oddness(run) >= leastOdd || nextUUID(run) >= 0)
}
