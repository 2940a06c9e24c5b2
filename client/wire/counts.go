package wire

import (
	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/webhook"
)

// counts are the members of a list's answer that say how the calls of a webhook went. Since 12.0 a list has them.
type counts struct {
	usage     webhook.Usage
	known     webhook.Fields
	lastError string
	read      bool // lastError was given, even if it is empty
}

func (c *counts) set(field webhook.Fields, n int64) {
	c.known |= field
	switch field {
	case webhook.FieldTotalCalls:
		c.usage.Calls = n
	case webhook.FieldTotalErrors:
		c.usage.Errors = n
	case webhook.FieldConsecutiveErrors:
		c.usage.Consecutive = n
	}
}

// listed is what the members say together, nil where they say nothing.
func (c *counts) listed() *webhook.Usage {
	if c.known == 0 && !c.read {
		return nil
	}
	u := c.usage
	u.Counted = c.known.Has(webhook.FieldTotalCalls | webhook.FieldTotalErrors | webhook.FieldConsecutiveErrors)
	u.LastError, u.LastErrorRead = c.lastError, c.read
	return &u
}

// count reads a count: a whole number that is not negative.
func count(v jsontext.Value) (n int64, known bool) {
	n, ok := wholeNumber(v)
	if !ok || n < 0 {
		return 0, false
	}
	return n, true
}
