package cli

import (
	"errors"
	"io"
	"strings"
	"syscall"
	"testing"
)

// pieces is a keyboard from which each text arrives at once.
type pieces []string

func (p *pieces) Read(b []byte) (int, error) {
	if len(*p) == 0 {
		return 0, io.EOF
	}
	n := copy(b, (*p)[0])
	if (*p)[0] = (*p)[0][n:]; (*p)[0] == "" {
		*p = (*p)[1:]
	}
	return n, nil
}

func TestAnAnswerIsTheLineThatWasTyped(t *testing.T) {
	long := strings.Repeat("a", maxAnswer)
	for want, typed := range map[string]pieces{
		"":            {"\r"},
		"token":       {"to", "ken\r"},
		"as pasted":   {"\x1b[200~as pasted\x1b[201~\r"},
		"fixed":       {"fi\x1b[D\x1bOP\x1b[1;5Cxef\x7f\x7f\x08xed\r"},
		"again":       {"wrong\x15agait\x08n\r"},
		"once more":   {"wrong\x17once more\n"},
		"after Esc":   {"\x1b", "after Esc\r"},
		"Esc, Enter":  {"Esc, Enter\x1b\r"},
		"é":           {"é\xc3", "\xa9\x7f\r"},
		"odd\xe2":     {"odd\xe2\r"},
		"no controls": {"no\x00 con\x04trols\t\r"},
		long:          {long, "\r"},
	} {
		if got, err := readAnswer(&typed); got != want || err != nil {
			t.Errorf("%.40q: got %.40q, %v", want, got, err)
		}
	}
}

func TestAnAnswerEndsAtOnceAtAnyMoment(t *testing.T) {
	interrupted, quit := signalled{syscall.SIGINT}, signalled{syscall.SIGQUIT}
	for _, begun := range []string{"", "token", "\x1b", "\x1b[", "\x1bO", "\x1b[200~", "\x1b[200~token", "\xe2", "\xf0\x9f"} {
		for end, want := range map[string]error{"\x03": interrupted, "\x1c": quit, "": io.EOF} {
			for _, typed := range []pieces{{begun, end}, {begun + end}} {
				if _, err := readAnswer(&typed); !errors.Is(err, want) {
					t.Errorf("%q and %q: %v, want %v", begun, end, err, want)
				}
			}
		}
	}
	if _, err := readAnswer(&pieces{"\x04"}); !errors.Is(err, io.EOF) {
		t.Errorf("Ctrl-D alone: %v", err)
	}
	if _, err := readAnswer(&pieces{strings.Repeat("a", maxAnswer+1) + "\r"}); !errors.Is(err, errTooLong) {
		t.Errorf("a long answer: %v", err)
	}
}
