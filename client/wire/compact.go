package wire

import (
	"io"

	"crmhooks/client/failure"
)

// maxElement is how large one element of the list may be. Real ones have a few kilobytes.
const maxElement = 16 << 20

// compactReader bounds what a JSON decoder has to hold at once, whatever a server sends. It passes one of several blanks between tokens, and at an element of the list
// that is larger than maxElement it returns a *failure.Error of kind TooLarge.
type compactReader struct {
	r        io.Reader
	rows     int // how many brackets are open between two elements
	inString bool
	escaped  bool
	blank    bool // the last byte that passed was a blank between tokens
	depth    int
	element  int // bytes of the element so far
}

// Read reads, and drops blanks in place.
func (c *compactReader) Read(p []byte) (int, error) {
	for {
		if c.element > maxElement {
			return 0, &failure.Error{Kind: failure.TooLarge, Detail: "one entry alone has more than 16 MiB"}
		}
		n, err := c.r.Read(p)
		kept := c.compact(p[:n])
		if kept > 0 || err != nil || len(p) == 0 {
			return kept, err
		}
	}
}

// compact moves the bytes that pass to the front and returns how many there are. It stops where an element becomes too large.
func (c *compactReader) compact(p []byte) int {
	kept := 0
	for _, b := range p {
		if c.inString {
			c.insideString(b)
		} else if c.betweenTokens(b) {
			continue
		}
		p[kept] = b
		kept++
		if c.element++; c.element > maxElement {
			break
		}
	}
	return kept
}

func (c *compactReader) insideString(b byte) {
	switch {
	case c.escaped:
		c.escaped = false
	case b == '\\':
		c.escaped = true
	case b == '"':
		c.inString = false
	}
}

// betweenTokens follows the brackets and reports whether a byte is a blank after a blank.
func (c *compactReader) betweenTokens(b byte) bool {
	again := c.blank
	c.blank = false
	switch b {
	case ' ', '\t', '\r', '\n':
		c.blank = true
		return again
	case '"':
		c.inString = true
	case '[', '{':
		c.depth++
	case ']', '}':
		c.depth--
	case ',':
		if c.depth == c.rows {
			c.element = 0
		}
	}
	return false
}
