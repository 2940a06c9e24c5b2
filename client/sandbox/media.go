package sandbox

import (
	"mime"
	"slices"
	"strings"
)

// The media types that the agent takes and answers in, of the several on the vendor's page.
const (
	jsonType = "application/json"
	xmlType  = "application/xml"
	textXML  = "text/xml"
)

func agentTypes() []string { return []string{jsonType, xmlType, textXML} }

// mediaType is the type of a Content-Type header, or of one part of an Accept header, without its parameters.
func mediaType(header string) string {
	name, _, _ := mime.ParseMediaType(header)
	return name
}

// acceptable picks the answer's type: the first in Accept that can be served, "" when none will do. If any type will do, it is the first that can
// be served. Weights are ignored.
func acceptable(accept, served []string) string {
	if len(accept) == 0 {
		return served[0]
	}
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		switch name := mediaType(part); {
		case slices.Contains(served, name):
			return name
		case name == "*/*" || name == "application/*":
			return served[0]
		}
	}
	return ""
}
