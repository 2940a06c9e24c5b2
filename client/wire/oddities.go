package wire

import (
	"fmt"
	"slices"
)

// oddities are sentences about an answer as a whole. For each kind they keep the first and count the rest, so that a completely broken answer does not bury the list
// under sentences.
type oddities struct {
	kinds []oddity // in the order in which they occurred first
	first []string
	more  []int
}

// oddity is a kind of oddity.
type oddity int

const (
	noWebhook oddity = iota // an entry that is not a webhook
	behind                  // something after the list
	noID                    // webhooks without an id
	sameID                  // several webhooks with the same id
	noRow                   // an entry of the archive that is not a row
	rowNoID                 // a row without an id
	rowTwice                // a second row about the same webhook
)

// maxLeftOut bounds the work that an answer can cause with useless entries: a few bytes each, and fewer when compressed.
const (
	maxLeftOut     = 100_000
	tooManyLeftOut = "more than 100,000 of its entries are nothing of the kind"
)

// note notes one, with its sentence, which has no period at the end.
func (o *oddities) note(kind oddity, sentence string) {
	if i := slices.Index(o.kinds, kind); i >= 0 {
		o.more[i]++
		return
	}
	o.kinds, o.first, o.more = append(o.kinds, kind), append(o.first, sentence), append(o.more, 0)
}

// sentences returns all of them.
func (o *oddities) sentences() []string {
	var all []string
	for i, sentence := range o.first {
		if n := o.more[i]; n > 0 {
			sentence += fmt.Sprintf(" (and %d more like it)", n)
		}
		all = append(all, sentence+".")
	}
	return all
}
