package redact

// set is a set of texts. Most sets are small.
type set struct {
	few  [16]string
	n    int // of few
	more map[string]bool
}

func (s *set) reset() {
	s.n = 0
	clear(s.more)
}

func (s *set) add(text string) {
	switch {
	case s.n < len(s.few):
		s.few[s.n] = text
		s.n++
	case s.more == nil:
		s.more = map[string]bool{text: true}
	default:
		s.more[text] = true
	}
}

func has[T string | []byte](s *set, text T) bool {
	for _, other := range s.few[:s.n] {
		if other == string(text) {
			return true
		}
	}
	return len(s.more) > 0 && s.more[string(text)]
}
