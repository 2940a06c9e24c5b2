package wire

import (
	"io"

	"crmhooks/client/failure"
)

// maxElement is how large one element of the list may be. Real ones have a few kilobytes.
const maxElement = 16 << 20

// squeezer is a reader of JSON that keeps what the decoder has to hold at once small, whatever a server sends: of blanks between
// tokens it passes one, and an element of the list that is larger than maxElement ends it with an *Error of kind TooLarge.
type squeezer struct {
	r        io.Reader
	rows     int // how many brackets are open between two elements
	inString bool
	escaped  bool
	blank    bool // the last byte that passed was a blank between tokens
	depth    int
	element  int // bytes of the element so far
}

// Read reads, and squeezes in place.
func (s *squeezer) Read(p []byte) (int, error) {
	for {
		if s.element > maxElement {
			return 0, &failure.Error{Kind: failure.TooLarge, Detail: "one entry alone has more than 16 MiB"}
		}
		n, err := s.r.Read(p)
		kept := s.squeeze(p[:n])
		if kept > 0 || err != nil || len(p) == 0 {
			return kept, err
		}
	}
}

// squeeze moves the bytes that pass to the front and returns how many they are. It stops where an element becomes too large.
func (s *squeezer) squeeze(p []byte) int {
	kept := 0
	for _, b := range p {
		if s.inString {
			s.inText(b)
		} else if s.between(b) {
			continue
		}
		p[kept] = b
		kept++
		if s.element++; s.element > maxElement {
			break
		}
	}
	return kept
}

func (s *squeezer) inText(b byte) {
	switch {
	case s.escaped:
		s.escaped = false
	case b == '\\':
		s.escaped = true
	case b == '"':
		s.inString = false
	}
}

// between follows the brackets and reports whether a byte is a blank after a blank.
func (s *squeezer) between(b byte) bool {
	again := s.blank
	s.blank = false
	switch b {
	case ' ', '\t', '\r', '\n':
		s.blank = true
		return again
	case '"':
		s.inString = true
	case '[', '{':
		s.depth++
	case ']', '}':
		s.depth--
	case ',':
		if s.depth == s.rows {
			s.element = 0
		}
	}
	return false
}
