package wire

import (
	"strings"

	"crmhooks/client/redact"
	"crmhooks/client/text"
)

// maxWords is how much of a longer text is read, such as that of an error, in bytes. The vendor's columns hold 4000 characters.
const maxWords = 16 << 10

// legible makes a longer text fit to show. One of an error holds whatever a receiver has answered, headers and body, so it is cleaned, and every credential that
// can be made out in it is masked, those that own knows among them.
func legible(came string, own *redact.Repeats) string {
	came, _ = cut(came, maxWords)
	clean := text.Lines(strings.TrimSpace(text.Lines(came))) // once more, as a mark may have lost what it stood on
	return own.Mask(redact.Text(clean))
}
