package text

// sequence returns how many runes the escape sequence at the position spans, which begins with ESC. An unterminated
// sequence is cut short where ordinary text could begin again, so that it cannot swallow what follows.
func (c *cleaner) sequence() int {
	s := c.in[c.pos:]
	if len(s) == 1 {
		return 1
	}
	if r := s[1]; r >= 0x40 && r <= 0x5f { // ESC [ is the two-character form of the C1 control CSI, and so on
		return 2 + c.controlBody(c.pos+2, r+0x40)
	}
	end := 1
	for end < len(s) && s[end] >= 0x20 && s[end] <= 0x2f { // intermediates, as in ESC ( B
		end++
	}
	if end < len(s) && s[end] >= 0x30 && s[end] <= 0x7e {
		end++
	}
	return end
}

// C1 controls that open a sequence or a string.
const (
	dcs = '\u0090'
	sos = '\u0098'
	csi = '\u009b'
	st  = '\u009c'
	osc = '\u009d'
	pm  = '\u009e'
	apc = '\u009f'
)

func introducesC1(r rune) bool { return r >= 0x80 && r <= 0x9f }

// controlBody returns how many runes from the one at position from belong to the introducer before it.
func (c *cleaner) controlBody(from int, introducer rune) int {
	switch introducer {
	case csi:
		return csiBody(c.in[from:])
	case osc, dcs, sos, pm, apc:
		return c.stringBody(from)
	}
	return 0
}

func csiBody(s []rune) int {
	for i, r := range s {
		switch {
		case r >= 0x40 && r <= 0x7e:
			return i + 1
		case r < 0x20 || r > 0x3f:
			return i
		}
	}
	return len(s)
}

// stringBody returns how many runes from the one at position from belong to a control string, its terminator (BEL, ST, or ESC \)
// included. Without a terminator nothing says where the string ends, and only its introducer is removed: the rest is harmless
// text then, and hiding it would help an attacker.
func (c *cleaner) stringBody(from int) int {
	if c.stop < from { // remembered, so that many unterminated strings cost one search and not a search each
		c.stop = from
		for c.stop < len(c.in) && !stopsString(c.in[c.stop]) {
			c.stop++
		}
	}
	if c.stop == len(c.in) {
		return 0
	}
	switch r := c.in[c.stop]; {
	case r == '\a' || r == st:
		return c.stop + 1 - from
	case r == esc && c.stop+1 < len(c.in) && c.in[c.stop+1] == '\\':
		return c.stop + 2 - from
	}
	return 0
}

func stopsString(r rune) bool { return r == '\a' || r == st || r == esc || r == '\n' }
