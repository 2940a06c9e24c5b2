package sandbox

import (
	"mime"
	"slices"
	"strconv"
	"strings"
)

// jsonTypes are the types of an answer on the vendor's page that are JSON. The first is preferred.
func jsonTypes() []string {
	return []string{"application/json", "text/json", "application/json-patch+json", "application/merge-patch+json"}
}

func xmlTypes() []string { return []string{"application/xml", "text/xml"} }

// responseTypes are all types of an answer on the vendor's page of a method of the agent.
func responseTypes() []string { return append(jsonTypes(), xmlTypes()...) }

// requestTypes are the content types of a request body on the vendor's page.
func requestTypes() []string { return append(responseTypes(), "application/x-www-form-urlencoded") }

// requestType returns the media type of a Content-Type header, "" when it is none of the page.
func requestType(contentType string) string {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil || !slices.Contains(requestTypes(), mediaType) {
		return ""
	}
	return mediaType
}

// acceptable picks the answer's type of those that can be served, "" when none will do. No header accepts everything.
func acceptable(accept, served []string) string {
	best, bestQuality := "", 0.0
	for _, candidate := range served {
		if q := quality(accept, candidate); q > bestQuality {
			best, bestQuality = candidate, q
		}
	}
	return best
}

// quality is the weight that Accept gives to a media type; its most specific range decides.
func quality(accept []string, mediaType string) float64 {
	if len(accept) == 0 {
		return 1
	}
	family, _, _ := strings.Cut(mediaType, "/")
	ranges := []string{"*/*", family + "/*", mediaType}
	result, decided := 0.0, -1
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		if rank := slices.Index(ranges, name); rank > decided {
			result, decided = weight(params["q"]), rank
		}
	}
	return result
}

func weight(q string) float64 {
	if q == "" {
		return 1
	}
	w, err := strconv.ParseFloat(q, 64)
	if err != nil {
		return 0
	}
	return w
}

// wantsGzip reports whether Accept-Encoding asks for gzip by name.
func wantsGzip(acceptEncoding []string) bool {
	for part := range strings.SplitSeq(strings.Join(acceptEncoding, ","), ",") {
		name, params, err := mime.ParseMediaType(part)
		if err == nil && name == "gzip" {
			return weight(params["q"]) > 0
		}
	}
	return false
}
