package redact

import (
	"strings"

	"crmhooks/client/text"
)

// maxMessage is how much of a message is shown, in characters.
const maxMessage = 300

// authorization finds a credential that follows the name of its scheme, ours or not.
var authorization = lazy(`(?i)\b(basic|bearer|soticket)\s+[^\s"',;]+`)

// Message makes what a server says about a failure fit to show: cleaned, on one line, shortened, and without what looks like a credential or repeats one that own knows.
func Message(s string, own *Repeats) string {
	if len(s) > 8*maxMessage {
		s = s[:8*maxMessage]
	}
	s = own.Mask(Text(text.Lines(s)))
	s = authorization().ReplaceAllString(s, "$1 "+Mask)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxMessage {
		s = string(r[:maxMessage]) + "…"
	}
	return s
}
