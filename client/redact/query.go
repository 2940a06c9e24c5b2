package redact

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// harmless reports whether a parameter of a query says how to call and not who calls, by its plain name. Its value stays legible if it looks harmless too. sv, sp,
// se and the like are the public parts of a shared access signature of Azure, which sig signs.
func harmless(name string) bool {
	switch name {
	case "apiversion", "version", "v", "ver", "sv", "sr", "sp", "spr", "st", "se", "ss", "srt", "ske", "skt", "sks", "skv",
		"lang", "language", "languages", "locale", "culture", "hl",
		"format", "output", "outputformat", "type", "contenttype", "mediatype", "encoding", "charset", "alt",
		"tenant", "tenantid", "customer", "company", "organization", "organisation", "env", "environment", "stage", "region", "zone", "market", "country",
		"currency", "timezone", "tz",
		"source", "src", "origin", "channel", "medium", "campaign", "utmsource", "utmmedium", "utmcampaign",
		"event", "events", "eventtype", "eventname", "topic", "action", "operation", "op", "method", "mode", "module", "entity", "entitytype", "object",
		"objecttype", "resource", "table",
		"debug", "isdebug", "test", "dryrun", "verbose", "trace", "silent", "async", "sync", "wait", "notify", "validate", "strict", "raw", "pretty",
		"enabled", "active",
		"page", "pages", "pagesize", "perpage", "limit", "offset", "top", "skip", "count", "size", "max", "maxresults", "order", "orderby", "sort",
		"sortby", "sortorder", "direction",
		"retry", "retries", "retrycount", "maxretries", "timeout", "delay", "priority", "interval",
		"fields", "columns", "expand", "include", "exclude", "view",
		"wsdl", "singlewsdl", "amp", "swagger",
		"threadid", "messagereplyoption", "routingkey", "alert", "severity", "status", "state", "step", "flow", "flowevent":
		return true
	}
	return false
}

// maskQuery masks the values of a query that are not known to be harmless.
func maskQuery(query string) string {
	e := edit{text: query}
	for from := 0; from < len(query); {
		to := from + endOfParameter(query[from:])
		e.replace(from, to, maskParameter(query[from:to]))
		from = to + 1
	}
	return e.result()
}

func endOfParameter(query string) int {
	for i := range len(query) {
		if query[i] == '&' || query[i] == ';' {
			return i
		}
	}
	return len(query)
}

func maskParameter(part string) string {
	name, value, named := strings.Cut(part, "=")
	switch {
	case !named && isHarmless(name, ""):
		return part
	case !named:
		what := strings.TrimLeftFunc(part, unicode.IsSpace)
		return part[:len(part)-len(what)] + NonEmpty(what)
	case shownName(name) != name:
		return Mask
	case value == "", isHarmless(name, value):
		return part
	}
	return part[:len(name)+1] + Mask
}

// outsideParameter are characters that no parameter name has. They show that it is something else: another address, or the rest of a sentence.
const outsideParameter = sentenceEnds + `/\@%`

// shownName is the name of a parameter, or a mask for what is not one: a key in base64, which ends with an equals sign, or a part of another address.
func shownName(name string) string {
	if plain := unescaped(name); unguessable(plain) || strings.ContainsAny(plain, outsideParameter) {
		return Mask
	}
	return name
}

// maxName bounds the names that are looked up.
const maxName = 32

func isHarmless(name, value string) bool {
	var room [maxName]byte
	return len(name) <= maxName && harmless(string(appendPlain(room[:0], unescaped(name)))) && looksHarmless(value)
}

const (
	maxHarmless  = 64 // bytes of the longest value that may be harmless
	maxNumber    = 14 // digits of the longest number in one: a time of day with its date
	maxWord      = 24 // bytes of the longest word in one
	wordChanges  = 2  // how often letters and digits may change places in a word
	leastStrange = 13 // a value that is at least as odd as this is not harmless
)

// looksHarmless reports whether the value of a parameter is short, and made of ordinary words, numbers, dates or versions.
func looksHarmless(value string) bool {
	if len(value) > 3*maxHarmless {
		return false
	}
	plain, err := url.QueryUnescape(value)
	if err != nil || len(plain) > maxHarmless || !utf8.ValidString(plain) || strings.Contains(plain, "//") || oddness(plain) >= leastStrange {
		return false
	}
	if strings.Contains(plain, ":") && strings.Trim(plain, "0123456789TZ:.+- ") != "" {
		return false // a name with a value of its own, and no time
	}
	for word := range strings.FieldsFuncSeq(plain, func(r rune) bool { return strings.ContainsRune("-_.:/,+ ", r) }) {
		if !harmlessWord(word) {
			return false
		}
	}
	return true
}

func harmlessWord(word string) bool {
	letters, digits, changes := 0, 0, 0
	isNumber := false
	for i, r := range word {
		number := '0' <= r && r <= '9'
		switch {
		case number:
			digits++
		case unicode.IsLetter(r):
			letters++
		default:
			return false
		}
		if i > 0 && number != isNumber {
			changes++
		}
		isNumber = number
	}
	stamp := digits >= 12 && letters <= 2 // 20240610T083000Z
	return digits <= maxNumber && letters <= maxWord && (changes <= wordChanges || stamp)
}

// queryKey reports whether the name of a parameter says that its value is a credential. A code is one in a query alone.
func queryKey(name string) bool {
	name = unescaped(name)
	return Name(name) || strings.EqualFold(name, "code")
}
