// Package screen is the last thing before the terminal. It takes a picture as styled text, splits it into cells, and writes those that changed,
// each run of them the shortest way. Only drawing reaches the terminal: styles are parsed and rewritten, and every other
// control character is replaced. No two programs agree on the width of every character, so a run ends where the width is in doubt, and a
// wrong guess disorders one line at most.
package screen

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/aymanbagabas/go-osc52/v2"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/text"
)

// cursor is where the terminal's own cursor stands, from 0 at the upper left corner. The zero value hides it.
type cursor struct {
	row, column int
	shown       bool
}

const (
	marked   = "\x1b[5m"
	unmarked = "\x1b[25m"
)

// Here marks the place of the terminal's cursor in a picture, where the user types or has moved to. The mark takes no place itself.
func Here(s string) string { return marked + s + unmarked }

// Nowhere takes the marks from lines that something else lies over.
func Nowhere(lines []string) []string {
	free := make([]string, len(lines))
	for i, line := range lines {
		free[i] = strings.ReplaceAll(line, marked, "")
	}
	return free
}

// Screen is the screen of a terminal. It is safe for concurrent use. As an io.Writer it takes what Bubble Tea writes besides its own pictures; with WithOutput it
// takes the terminal's place.
type Screen struct {
	mu            sync.Mutex
	out           io.Writer
	width, height int
	lines         []string // the picture on the terminal, to find equal lines fast
	shown         [][]cell // the same in cells; nil where nobody knows what the terminal shows
	marks         []int    // the column of the cursor in each of its rows, -1 for none
	cursor        cursor
	changes       bytes.Buffer
	frame         bytes.Buffer // the changes, and what is around them
}

// New returns a screen that writes to a terminal. It writes nothing yet, and draws nothing before it knows its size.
func New(out io.Writer) *Screen { return &Screen{out: out} }

// Resize tells the size of the terminal, in cells. The next picture is drawn as a whole.
func (s *Screen) Resize(width, height int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.width, s.height = max(width, 0), max(height, 0)
	s.shown = nil
}

// Draw shows a picture: lines of text with styles, which are cut at the edges of the screen. What is on the screen already is not written again.
// The cursor goes to the cell that is marked; without one it is hidden.
func (s *Screen) Draw(picture string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.width == 0 || s.height == 0 {
		return
	}
	s.changes.Reset()
	p := painter{out: &s.changes, width: s.width}
	rows := s.paint(&p, strings.Split(picture, "\n"))
	at := s.marked()
	if s.changes.Len() == 0 && at == s.cursor {
		return
	}
	p.style(style{})
	if at.shown {
		p.move(at.row, at.column)
	}
	if p.clipped {
		s.changes.WriteString(ansi.SetModeAutoWrap)
	}
	if err := s.show(at, rows); err != nil {
		s.shown = nil // nobody knows how much of it was drawn
	}
	s.cursor = at
}

// paint draws what changed, and returns in how many rows.
func (s *Screen) paint(p *painter, lines []string) (rows int) {
	if s.shown == nil {
		s.blank(p)
		rows = s.height
	}
	for y := range s.shown {
		line := ""
		if y < len(lines) {
			line = lines[y]
		}
		if line == s.lines[y] {
			continue
		}
		next := cells(line, s.width)
		s.marks[y] = place(next)
		before := p.out.Len()
		p.row(y, s.shown[y], next)
		if p.out.Len() > before {
			rows++
		}
		s.lines[y], s.shown[y] = line, next
	}
	return rows
}

// show writes the changes. Those of several rows make a frame, which terminals that know mode 2026 show at once, and the cursor is hidden before it could be seen
// running about. A thin line spares both for the letter that is typed.
func (s *Screen) show(at cursor, rows int) error {
	frame := rows > 1
	s.frame.Reset()
	if frame {
		s.frame.WriteString(ansi.SetModeSynchronizedOutput)
	}
	if s.cursor.shown && (frame || !at.shown) {
		s.frame.WriteString(ansi.HideCursor)
	}
	s.frame.Write(s.changes.Bytes())
	if at.shown && (frame || !s.cursor.shown) {
		s.frame.WriteString(ansi.ShowCursor)
	}
	if frame {
		s.frame.WriteString(ansi.ResetModeSynchronizedOutput)
	}
	_, err := s.out.Write(s.frame.Bytes())
	return err
}

// marked is where the picture wants the cursor.
func (s *Screen) marked() cursor {
	for y, x := range s.marks {
		if x >= 0 {
			return cursor{y, x, true}
		}
	}
	return cursor{}
}

// blank clears the terminal and hides its cursor, whatever was on.
func (s *Screen) blank(p *painter) {
	p.out.WriteString(ansi.ResetStyle + ansi.HideCursor)
	s.cursor = cursor{}
	p.out.WriteString(ansi.EraseEntireScreen)
	s.lines = make([]string, s.height)
	s.shown = make([][]cell, s.height)
	s.marks = make([]int, s.height)
	for y := range s.shown {
		s.shown[y], s.marks[y] = cells("", s.width), -1
	}
}

// Title names the terminal's window.
func (s *Screen) Title(title string) error { return s.pass(ansi.SetWindowTitle(text.Line(title))) }

// Copy hands a text to the terminal's clipboard.
func (s *Screen) Copy(sequence osc52.Sequence) error { return s.pass(sequence.String()) }

// Bell rings.
func (s *Screen) Bell() { _ = s.pass("\a") }

func (s *Screen) pass(sequence string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := io.WriteString(s.out, sequence)
	return err
}
