package redact

import "strings"

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

// maxAnnouncing is how long a name is at most that announces a credential: all of it percent-encoded.
const maxAnnouncing = 3 * len("access_token")

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
	return len(part) <= maxAnnouncing && announcing(plainName(unescaped(part)))
}

// maskHost masks the label of a known receiver's host that is its credential. Any other host stays: people look for it.
func maskHost(address string) string {
	from, to := hostOf(address)
	host := readHost(address[from:to])
	if n := keyLabel(host.text, receiversAt(host.text)); n > 0 {
		return address[:from] + Mask + address[from+host.place(n):]
	}
	return address
}

// hostOf is where the host and the port stand in an address.
func hostOf(address string) (from, to int) {
	from = authorityStart(address)
	from += strings.LastIndexByte(address[from:from+endOf(address[from:], slashes)], '@') + 1
	return from, from + endOf(address[from:], slashes+";"+sentenceEnds)
}

func withoutPort(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && strings.Trim(host[i+1:], "0123456789") == "" {
		return host[:i]
	}
	return host
}

// maxPattern is the number of parts in the longest path pattern.
const maxPattern = 10

// endOf is the index of the first of some bytes in a text, or the length of the text.
func endOf(s, ends string) int {
	if i := strings.IndexAny(s, ends); i >= 0 {
		return i
	}
	return len(s)
}

// maskPath masks the parts of the path of an address, which has no query and no fragment, that are credentials. What follows one of the ends belongs to the
// surrounding sentence and is judged like the path of any other host.
func maskPath(address, ends string) string {
	from, to := hostOf(address)
	if to == len(address) {
		return address
	}
	start := to + endOf(address[to:], slashes)
	path := address[start:]
	wanted := wantedParts(receiversAt(readHost(address[from:to]).text), path)
	var out strings.Builder
	out.WriteString(address[:to] + maskTail(address[to:start], ends))
	announced := false
	for index := -1; path != ""; {
		n := len(path) - len(strings.TrimLeft(path, slashes))
		out.WriteString(path[:n])
		part := path[n : n+endOf(path[n:], slashes)]
		path = path[n+len(part):]
		if part != "" {
			index++
		}
		var wants wantedPart
		if len(wanted) > 0 && wanted[0].index == index {
			wants, wanted = wanted[0], wanted[1:]
		}
		if unescaped(part) == "." { // it changes nothing
			out.WriteString(part)
			continue
		}
		out.WriteString(wants.masked(part, ends, announced))
		announced = announces(part)
	}
	return out.String()
}

// masked is a path part with its credential masked, as told by the receiver's pattern, by the part before it, or by its look.
func (w wantedPart) masked(part, ends string, announced bool) string {
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
	if plain := unescaped(part); plain != part && maskRuns(maskKeys(plain), isEncodedRun) != plain {
		return Mask
	}
	return maskRuns(part, isRun)
}

// maskTail masks what nobody can guess in the words behind the byte that ends a host or a part of a path.
func maskTail(tail, ends string) string {
	var out strings.Builder
	for tail != "" {
		word := tail[1 : 1+endOf(tail[1:], ends)]
		out.WriteString(tail[:1] + maskPart(word))
		tail = tail[1+len(word):]
	}
	return out.String()
}

// maskNamed masks what stands behind its own name in a part of a path: ;jsessionid=x, and ?token=x with an encoded question mark.
func maskNamed(part string) string {
	var out strings.Builder
	for part != "" {
		end, next := firstOf(part, ";", "&", "%3f", "%26")
		pair, separator := part[:end], part[end:next]
		if at, value := firstOf(pair, "=", "%3d"); isPlainName(pair[:at]) && queryKey(pair[:at]) {
			pair = pair[:value] + NonEmpty(pair[value:])
		}
		out.WriteString(pair + separator)
		part = part[next:]
	}
	return out.String()
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

// maskRuns masks the runs of a text that nobody can guess. The digits of an escape are no part of them.
func maskRuns(s string, inRun func(byte) bool) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(s); {
		for i+2 < len(s) && s[i] == '%' && isHex(s[i+1:i+3]) {
			i += 3
		}
		from := i
		for i < len(s) && inRun(s[i]) {
			i++
		}
		if unguessable(s[from:i]) {
			out.WriteString(s[done:from] + Mask)
			done = i
		}
		if i == from {
			i++
		}
	}
	if done == 0 {
		return s
	}
	return out.String() + s[done:]
}

const (
	minRun   = 12 // bytes of the shortest run that is judged by its letters
	leastOdd = 15 // what is at least as odd as this is masked
)

// unguessable reports whether a run looks as if it were made at random.
func unguessable(run string) bool {
	return len(run) >= minRun && (oddness(run) >= leastOdd || nextUUID(run) >= 0)
}
