package wire

import (
	"strings"

	"crmhooks/client/redact"
	"crmhooks/client/text"
)

// maxLongText is how much of a longer text is read, such as that of an error, in bytes. The vendor's columns hold 4000 characters.
const maxLongText = 16 << 10

// legible makes a longer text fit to show. The text of an error holds whatever a receiver answered, headers and body, so it is cleaned, and every credential that can
// be recognized in it is masked, as is what repeats one that own knows.
func legible(raw string, own *redact.Repeats) string {
	raw, _ = cut(raw, maxLongText)
	clean := text.Lines(strings.TrimSpace(text.Lines(raw))) // again, as a mark may have lost the character before it
	return own.Mask(redact.Text(clean))
}
