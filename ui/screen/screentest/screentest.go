// Package screentest is a terminal for tests: an emulator that counts what is written to it, looks at its cells, and says what a change of them costs at least.
package screentest

import (
	"slices"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// Terminal is an emulated terminal. Its cursor shows until a program hides it.
type Terminal struct {
	*vt.Emulator
	Written int // bytes
	hidden  bool
}

// New returns a terminal of a size in cells.
func New(width, height int) *Terminal {
	t := &Terminal{Emulator: vt.NewEmulator(width, height)}
	t.SetCallbacks(vt.Callbacks{CursorVisibility: func(visible bool) { t.hidden = !visible }})
	return t
}

// Write takes what a program writes.
func (t *Terminal) Write(p []byte) (int, error) {
	t.Written += len(p)
	return t.Emulator.Write(p)
}

// Cursor is where a cursor stands, from 0 at the upper left corner.
type Cursor struct {
	Row, Column int
	Shown       bool
}

// Look is the picture on the terminal.
func (t *Terminal) Look() Picture {
	at := t.CursorPosition()
	p := Picture{Cursor: Cursor{at.Y, at.X, !t.hidden}}
	for y := range t.Height() {
		row := make([]uv.Cell, t.Width())
		for x := range row {
			row[x] = uv.EmptyCell
			if c := t.CellAt(x, y); c != nil && (c.Content != "" || c.Width != 1) {
				row[x] = *c
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

// Picture is what a terminal shows.
type Picture struct {
	Rows   [][]uv.Cell // all of one length
	Cursor Cursor
}

// Equal says whether two pictures look the same, cursors aside.
func (p Picture) Equal(other Picture) bool {
	return slices.EqualFunc(p.Rows, other.Rows, func(a, b []uv.Cell) bool { return slices.EqualFunc(a, b, same) })
}

// Unreverse takes the reversal off one cell.
func (p Picture) Unreverse(at Cursor) { p.Rows[at.Row][at.Column].Style.Attrs &^= uv.AttrReverse }

func same(a, b uv.Cell) bool { return a.Equal(&b) }
