package cli

import (
	"bytes"
	"io"
	"unicode/utf8"

	"crmhooks/client/text"
)

// door is the last thing before a stream. What it lets through is text, line ends, tabs, and the sequences that styles are made of; every other
// control character, what reorders or hides text, and every byte that is not UTF-8 becomes text.Mark. Texts are cleaned long before; the door is for the day
// one is not.
type door struct {
	out  io.Writer
	rest []byte // the beginning of a character or of a sequence, whose end comes with the next write
}

// maxStyle is the longest sequence of a style: attributes and two colours of three numbers take less.
const maxStyle = 64

// Write passes p on. It holds back what may be half of a character or of a sequence.
func (d *door) Write(p []byte) (int, error) {
	if len(d.rest) == 0 && isPlain(p) {
		return d.out.Write(p)
	}
	passed := d.pass(append(d.rest, p...))
	if len(passed) == 0 {
		return len(p), nil
	}
	if _, err := d.out.Write(passed); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Close passes on what was held back. It does not close the stream.
func (d *door) Close() error {
	if len(d.rest) == 0 {
		return nil
	}
	d.rest = nil
	_, err := io.WriteString(d.out, text.Mark)
	return err
}

func isPlain(p []byte) bool {
	for _, b := range p {
		if !plainByte(b) {
			return false
		}
	}
	return true
}

func plainByte(b byte) bool { return b >= 0x20 && b <= 0x7e || b == '\n' || b == '\t' }

// pass returns the part of p that may pass, and holds back an incomplete character or sequence at its end.
func (d *door) pass(p []byte) []byte {
	out := make([]byte, 0, len(p)+len(text.Mark))
	for len(p) > 0 {
		n := bytes.IndexFunc(p, func(r rune) bool { return r >= utf8.RuneSelf || !plainByte(byte(r)) })
		if n < 0 {
			n = len(p)
		}
		out, p = append(out, p[:n]...), p[n:]
		if len(p) == 0 {
			break
		}
		size, fits := styleAt(p)
		if size == 0 {
			size, fits = characterAt(p)
		}
		switch {
		case size == 0:
			d.rest = bytes.Clone(p)
			return out
		case fits:
			out = append(out, p[:size]...)
		default:
			out = append(out, text.Mark...)
		}
		p = p[size:]
	}
	d.rest = nil
	return out
}

// styleAt measures the sequence of a style at the beginning of p: CSI, numbers and m. size is 0 where p may be half of one.
func styleAt(p []byte) (size int, fits bool) {
	if p[0] != '\x1b' {
		return 0, false
	}
	for i, b := range p[1:min(len(p), maxStyle)] {
		switch {
		case i == 0 && b == '[', i > 0 && (b >= '0' && b <= '9' || b == ';'):
		case i > 0 && b == 'm':
			return i + 2, true
		default:
			return 1, false
		}
	}
	if len(p) >= maxStyle {
		return 1, false
	}
	return 0, false
}

// characterAt measures the character at the beginning of p. size is 0 where p may be half of one.
func characterAt(p []byte) (size int, fits bool) {
	if !utf8.FullRune(p) || p[0] == '\x1b' {
		return 0, false
	}
	r, size := utf8.DecodeRune(p)
	return size, (r != utf8.RuneError || size > 1) && text.Passes(r)
}
