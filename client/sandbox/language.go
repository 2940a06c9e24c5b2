package sandbox

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"sync"
)

// translations finds the parts of a multi-language string such as US:"Supplier";NO:"Leverandør".
var translations = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|;)([A-Z]{2}):"([^"]*)"`) })

// requestedLanguage returns the two letters under which the vendor writes the requested language, "" for no translation.
// SO-Language overrides Accept-Language; * and x turn translation off.
func requestedLanguage(h http.Header) string {
	tag := h.Get("SO-Language")
	if tag == "" {
		tag = h.Get("Accept-Language")
	}
	if i := strings.IndexAny(tag, ",;"); i >= 0 {
		tag = tag[:i]
	}
	iso2, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	switch iso2 {
	case "", "*", "x":
		return ""
	case "nb", "nn", "no":
		return "NO"
	case "sv":
		return "SW"
	case "da":
		return "DA"
	case "de":
		return "GE"
	}
	return "US"
}

// translate picks the wanted language out of a multi-language string, else American English, else the first. Other values stay.
func translate(value json.RawMessage, language string) json.RawMessage {
	s, _ := text(value)
	found := translations().FindAllStringSubmatch(s, -1)
	if len(found) == 0 || !strings.HasPrefix(s, found[0][0]) {
		return value
	}
	best := found[0][2]
	for _, wanted := range []string{"US", language} {
		for _, f := range found {
			if f[1] == wanted {
				best = f[2]
			}
		}
	}
	return quote(best)
}
