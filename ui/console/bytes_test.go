package console_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/screen"
	"crmhooks/ui/screen/screentest"
)

// spent is how many bytes went to a terminal, and how many an ideal diff of its cells takes.
type spent struct{ bytes, ideal int }

// watched is a console on a terminal that counts.
type watched struct {
	*driver
	terminal *screentest.Terminal
	screen   *screen.Screen
}

func watch(t *testing.T, width, height, hooks int) watched {
	t.Helper()
	w := watched{open(t, always(big(t, hooks)), width, height), screentest.New(width, height), nil}
	w.screen = screen.New(w.terminal)
	w.screen.Resize(width, height)
	w.draw()
	return w
}

// draw draws the picture as Run does.
func (w watched) draw() { w.screen.Draw(w.m.View()) }

// spend presses keys. Each has a picture at once, and one with what it asked of the list.
func (w watched) spend(words ...string) spent {
	w.t.Helper()
	var s spent
	for _, word := range words {
		before, written := w.terminal.Look(), w.terminal.Written
		for _, msg := range pressed(word) {
			w.send(msg)
			w.draw()
			w.settle()
			w.draw()
		}
		s.bytes += w.terminal.Written - written
		s.ideal += screentest.Ideal(before, w.terminal.Look())
	}
	return s
}

// pressed is the key that a word names, or those that type it.
func pressed(word string) (all []tea.KeyMsg) {
	if k, named := keys[word]; named {
		return []tea.KeyMsg{{Type: k}}
	}
	for _, r := range word {
		all = append(all, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return all
}

// A thin line carries little more than what changes. A frame and hiding its cursor take 28 bytes, which is much where a few cells change.
func TestAKeyWritesLittleMoreThanWhatChanges(t *testing.T) {
	w := watch(t, 120, 40, 1000)
	for _, c := range []struct {
		what    string
		keys    []string
		percent int // of the ideal
	}{
		{"steps of the cursor", []string{"down", "down", "down", "down", "down", "down", "down", "down", "up", "up"}, 115},
		{"the name input", []string{"/"}, 130},
		{"letters", []string{"i", "n", "v", "o", "i", "c", "e"}, 120},
		{"letters erased", []string{"backspace", "backspace", "backspace"}, 130},
	} {
		s := w.spend(c.keys...)
		if s.ideal == 0 || s.bytes*100 > s.ideal*c.percent {
			t.Errorf("%s take %d bytes, and ideally %d", c.what, s.bytes, s.ideal)
		}
	}
}

// What did not change is not written, however often it is drawn.
func TestAnIdleConsoleWritesNothing(t *testing.T) {
	w := watch(t, 120, 40, 100)
	for _, keys := range [][]string{nil, {"/"}, {"x"}, {"esc", "T"}} {
		w.spend(keys...)
		written := w.terminal.Written
		w.draw()
		if w.draw(); w.terminal.Written != written {
			t.Errorf("after %q it writes %d bytes for nothing", keys, w.terminal.Written-written)
		}
	}
}
