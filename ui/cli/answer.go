package cli

import (
	"errors"
	"io"
	"syscall"
	"unicode/utf8"
)

// The control characters that a prompt understands.
const (
	ctrlC, ctrlD, ctrlU, ctrlW, ctrlBackslash = 0x03, 0x04, 0x15, 0x17, 0x1c
	escape, backspace, del                    = 0x1b, 0x08, 0x7f
)

// maxAnswer is far above any secret, in bytes.
const maxAnswer = 64 << 10

var errTooLong = errors.New("the answer is longer than 64 KiB")

// answer is a line typed on a raw terminal, where every key is a byte like any other. Enter ends the line, and Ctrl-C and Ctrl-\ act as their usual signals, even
// after half of a character or an escape sequence.
type answer struct {
	typed []byte
	state keyState
}

// keyState is what the bytes of one key were so far.
type keyState int

const (
	idle     keyState = iota
	escaped           // Esc, alone or the beginning of a sequence
	shifted           // Esc O, with one more byte to come
	sequence          // Esc [, up to a letter or ~
)

// readAnswer reads a line. The error is io.EOF when it ends without Enter, a signalled for Ctrl-C and Ctrl-\, and that of r.
func readAnswer(r io.Reader) (string, error) {
	var a answer
	chunk := make([]byte, 1024)
	for {
		n, err := r.Read(chunk)
		for _, b := range chunk[:n] {
			if done, err := a.key(b); done || err != nil {
				return string(a.typed), err
			}
		}
		if err != nil {
			return "", err
		}
		if a.state == escaped { // a sequence arrives in one piece, so this is the key Esc
			a.state = idle
		}
	}
}

// key takes the next byte, and reports whether it was the end of the line.
func (a *answer) key(b byte) (done bool, err error) {
	switch b {
	case ctrlC:
		return false, signalled{syscall.SIGINT}
	case ctrlBackslash:
		return false, signalled{syscall.SIGQUIT}
	case '\r', '\n':
		return true, nil
	case escape:
		a.state = escaped
		return false, nil
	}
	was := a.state
	a.state = idle
	switch {
	case was == escaped && b == '[', was == sequence && (b < '@' || b > '~'):
		a.state = sequence
	case was == escaped && b == 'O':
		a.state = shifted
	case was == shifted, was == sequence:
	default:
		return false, a.edit(b)
	}
	return false, nil
}

// edit changes the line. Other control characters are not part of a secret.
func (a *answer) edit(b byte) error {
	switch {
	case b == ctrlD && len(a.typed) == 0:
		return io.EOF
	case b == backspace, b == del:
		_, size := utf8.DecodeLastRune(a.typed)
		a.typed = a.typed[:len(a.typed)-size]
	case b == ctrlU, b == ctrlW:
		a.typed = nil
	case b < ' ':
	case len(a.typed) == maxAnswer:
		return errTooLong
	default:
		a.typed = append(a.typed, b)
	}
	return nil
}
