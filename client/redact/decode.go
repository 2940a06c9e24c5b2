package redact

// decoding builds a view of the decoded parts of a text.
type decoding struct {
	out []byte
	at  []int
}

func (d *decoding) add(b byte, at int) { d.out, d.at = append(d.out, b), append(d.at, at) }

func (d *decoding) view(end int) (view, bool) {
	if len(d.out) == 0 {
		return view{}, false
	}
	return view{string(d.out), append(d.at, end)}, true
}

// unhex decodes runs of at least minPiece bytes in hex: 666f6f, 66:6f:6f, 0x66, 0x6f, and the lines of a dump.
func unhex(s string) (view, bool) {
	var d decoding
	for i := 0; i < len(s); {
		end, bytes := hexRow(s, i, func(int, byte) {})
		if bytes >= minPiece {
			hexRow(s, i, func(at int, b byte) { d.add(b, at) })
			d.add('\n', end)
		}
		i = max(end, i+1)
	}
	return d.view(len(s))
}

// hexRow calls found for each byte of the run of hex that begins at an index. It returns where the run ends and how many bytes it has.
func hexRow(s string, from int, found func(at int, b byte)) (end, bytes int) {
	for end = from; ; bytes++ {
		next, at := nextHex(s, end, bytes == 0)
		if next == 0 {
			return end, bytes
		}
		found(at, hexValue(s[next-2])<<4|hexValue(s[next-1]))
		end = next
	}
}

// maxApart is the maximum number of characters between two bytes in hex.
const maxApart = 3

// nextHex returns the end and the start of the next byte in hex; both are 0 if there is none. The first byte of a run must begin exactly at i.
func nextHex(s string, i int, first bool) (end, start int) {
	for n := 0; !first && n < maxApart && i < len(s) && isApart(s[i]); n++ {
		i++
	}
	start = i
	if i+1 < len(s) && s[i] == '0' && s[i+1]|0x20 == 'x' {
		i += 2
	}
	if i+1 < len(s) && isHexDigit(s[i]) && isHexDigit(s[i+1]) {
		return i + 2, start
	}
	return 0, 0
}

func hexValue(b byte) byte {
	if isDigit(b) {
		return b - '0'
	}
	return b | 0x20 - 'a' + 10
}

// beginnings is how many digits of a base64 run may be its first one, since all digits look alike.
const beginnings = 4

// unbase64 decodes the base64 in a text, in both alphabets, and starts each run at this digit.
func unbase64(s string, first int) (view, bool) {
	var d decoding
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && isBase64(s[i]) {
			i++
		}
		if looksEncoded(s[from:i]) {
			d.digits(s[from+first:i], from+first)
			d.add('\n', i)
		}
		if i == from {
			i++
		}
	}
	return d.view(len(s))
}

// digits appends what base64 digits decode to. An incomplete byte at the end is left out.
func (d *decoding) digits(s string, at int) {
	var bits uint32
	for i := range len(s) {
		bits = bits<<6 | uint32(base64Value(s[i]))
		if n := (i + 1) % 4; n != 1 {
			shift := 2 * (3 - (i % 4)) // bits of the next byte
			d.add(byte(bits>>shift), at+i-1)
		}
	}
}

// base64Value is the value of a digit of base64, in either alphabet.
func base64Value(digit byte) byte {
	switch {
	case isCapital(digit):
		return digit - 'A'
	case isSmall(digit):
		return digit - 'a' + 26
	case isDigit(digit):
		return digit - '0' + 52
	case digit == '+' || digit == '-':
		return 62
	}
	return 63
}

// holdsEncoded reports whether a run of a text may be base64.
func holdsEncoded(s string) bool {
	for i := 0; i < len(s); i++ {
		from := i
		for i < len(s) && isBase64(s[i]) {
			i++
		}
		if looksEncoded(s[from:i]) {
			return true
		}
	}
	return false
}

// looksEncoded reports whether a run may be base64: it mixes small letters and capitals in a way that words do not.
func looksEncoded(run string) bool {
	if len(run) < minEncoded {
		return false
	}
	changes, digits := 0, 0
	for i := range len(run) {
		switch {
		case isDigit(run[i]):
			digits++
		case i > 0 && isSmall(run[i-1]) && isCapital(run[i]):
			changes++
		}
	}
	return changes > 1 || changes > 0 && digits > 0
}
