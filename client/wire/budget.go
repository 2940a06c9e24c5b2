package wire

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"crmhooks/client/failure"
)

// The bounds of what is kept of an answer. They are generous: the vendor's columns hold 400 characters of a name and 4000 of a list of events, a description or an
// error, and a row that is found in practice has less than a kilobyte.
const (
	maxName      = 4 << 10  // bytes of a name, a type, a state, an event, a mail address, a date
	maxTarget    = 16 << 10 // bytes of a target
	maxText      = 64 << 10 // bytes of a header's value, and of each text in a property or another member
	maxSecret    = 32 << 10 // bytes of a secret: as many as are looked for in other texts
	maxAssociate = 64 << 10 // bytes of all that is known of one associate
	maxWebhook   = 1 << 20  // bytes of the lists of one webhook: events, headers, properties, recipients, other members
	maxDepth     = 32       // how deep values may be nested in one another
	maxAnomalies = 50       // sentences about one webhook
	maxShownName = 100      // bytes of a member's name in a sentence
	maxFound     = 1000     // masked texts of one webhook that are looked at for what may be repeated elsewhere
	maxFoundText = 8 << 10  // bytes of each of them

	entryCost = 64      // bytes that an entry of a list costs in addition to its text
	rowCost   = 1 << 10 // bytes that a row costs however little is in it: itself, its growing list, and what a prepared list has of it
)

// The bounds of memory. The second one never cuts a list whose rows have an id and a state.
const (
	maxHeld     = 1 << 30  // bytes that are held of one answer: a million rows
	freeHeld    = 64 << 20 // bytes that are held however little came
	heldPerByte = 32       // bytes that are held for each byte that came
)

// budget counts what is held of an answer, so that memory stays a multiple of what came. Go cannot survive a lack of memory, so reading ends in order before that.
type budget struct {
	held int64
	rows int
}

// row counts one row more, which holds so many bytes, when so many bytes have come. The error is an *Error of kind TooMany.
func (b *budget) row(bytes int, read int64) error {
	b.rows++
	b.held += rowCost + int64(bytes)
	switch {
	case b.held > maxHeld:
		return &failure.Error{Kind: failure.TooMany, Detail: fmt.Sprintf("%d are kept, as many as fit into 1 GiB", b.rows)}
	case b.held > freeHeld+heldPerByte*read:
		return &failure.Error{Kind: failure.TooMany, Detail: fmt.Sprintf("%d are kept, and take far more memory than the bytes that came", b.rows)}
	}
	return nil
}

// cutMark stands where a text was cut.
const cutMark = "…"

// cutWindow is how far back from the end a cut looks for a gap between two words, so that a credential across the end is dropped as a whole and not split. A longer
// one is still recognized by what is left of it.
const cutWindow = 1 << 10

// cut shortens a text to at most so many bytes and adds cutMark. The result does not keep the original in memory.
func cut(s string, most int) (short string, long bool) {
	if len(s) <= most {
		return s, false
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	if at := strings.LastIndexAny(s[end-min(cutWindow, end):end], " \t\n,;&/\"'<>(){}[]|"); at >= 0 {
		end += at - min(cutWindow, end) + 1
	}
	return s[:end] + cutMark, true
}

// tooLong says that a text was cut.
func tooLong(name string, size, most int) string {
	return fmt.Sprintf("%s is too long (%d bytes): only its first %d KiB are shown.", shortened(name), size, most>>10)
}
