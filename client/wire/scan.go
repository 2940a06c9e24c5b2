package wire

import "github.com/go-json-experiment/json/jsontext"

// scanner walks over JSON that is complete and ordinary. It takes nothing that the tolerant decoder would not take, and leaves to that one whatever it does not know:
// each of its methods reports false then.
type scanner struct {
	b []byte
	i int
}

// maxScanned is how deep values may be nested for a scanner.
const maxScanned = 64

// blanks steps over the blanks between two tokens.
func (s *scanner) blanks() {
	for s.i < len(s.b) && blank(s.b[s.i]) {
		s.i++
	}
}

// at reports whether a byte comes next, and steps over it.
func (s *scanner) at(b byte) bool {
	if s.i == len(s.b) || s.b[s.i] != b {
		return false
	}
	s.i++
	return true
}

// value steps over the next value and returns it.
func (s *scanner) value() (v jsontext.Value, ok bool) {
	from := s.i
	ok = s.skip(maxScanned)
	return jsontext.Value(s.b[from:s.i]), ok
}

func (s *scanner) skip(deep int) bool {
	if s.i == len(s.b) || deep == 0 {
		return false
	}
	switch s.b[s.i] {
	case '"':
		return s.text()
	case '{':
		return s.several('}', func() bool { return s.pair(deep - 1) })
	case '[':
		return s.several(']', func() bool { return s.skip(deep - 1) })
	case 't':
		return s.literal("true")
	case 'f':
		return s.literal("false")
	case 'n':
		return s.literal("null")
	}
	return s.number()
}

// several steps over an object or an array, with one step over each of its parts.
func (s *scanner) several(end byte, one func() bool) bool {
	s.i++
	s.blanks()
	if s.at(end) {
		return true
	}
	for {
		if !one() {
			return false
		}
		s.blanks()
		if s.at(end) {
			return true
		}
		if !s.at(',') {
			return false
		}
		s.blanks()
	}
}

// pair steps over a name and its value.
func (s *scanner) pair(deep int) bool {
	_, ok := s.name()
	return ok && s.skip(deep)
}

// name steps over a name and its colon, and returns the name.
func (s *scanner) name() (name jsontext.Value, ok bool) {
	from := s.i
	if s.i == len(s.b) || s.b[s.i] != '"' || !s.text() {
		return nil, false
	}
	name = jsontext.Value(s.b[from:s.i])
	s.blanks()
	ok = s.at(':')
	s.blanks()
	return name, ok
}

// ordinary are the bytes of a string that need no second look. Those beyond ASCII are among them: what is no valid UTF-8 is replaced where the text is read.
var ordinary = func() (is [256]bool) {
	for b := 0x20; b < len(is); b++ {
		is[b] = b != '"' && b != '\\'
	}
	return is
}()

func (s *scanner) text() bool {
	i := s.i + 1
	for i < len(s.b) {
		switch b := s.b[i]; {
		case ordinary[b]:
			i++
		case b == '"':
			s.i = i + 1
			return true
		case b == '\\':
			n := escape(s.b[i:])
			if n == 0 {
				return false
			}
			i += n
		default:
			return false
		}
	}
	return false
}

// escape is how long the escape is that a text begins with; 0 when it is none.
func escape(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		for i := 2; i < 6; i++ {
			if i == len(b) || !hexDigit(b[i]) {
				return 0
			}
		}
		return 6
	}
	return 0
}

func hexDigit(b byte) bool { return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'f' }

func (s *scanner) literal(word string) bool {
	if len(s.b)-s.i < len(word) || string(s.b[s.i:s.i+len(word)]) != word {
		return false
	}
	s.i += len(word)
	return true
}

func (s *scanner) number() bool {
	s.at('-')
	if !s.at('0') && s.digits() == 0 {
		return false
	}
	if s.at('.') && s.digits() == 0 {
		return false
	}
	if s.at('e') || s.at('E') {
		if !s.at('+') {
			s.at('-')
		}
		return s.digits() > 0
	}
	return true
}

func (s *scanner) digits() int {
	from := s.i
	for s.i < len(s.b) && '0' <= s.b[s.i] && s.b[s.i] <= '9' {
		s.i++
	}
	return s.i - from
}
