package console_test

import (
	"strings"
	"testing"
)

// The terminal's own cursor follows what the user moves or types, so that a screen reader, a magnifier and an input method do too.
func TestTheTerminalsCursorIsWhereTheUserIs(t *testing.T) {
	w := watch(t, 120, 40, 100)
	for _, c := range []struct {
		keys       []string
		before, on string // what stands before the cursor, and from there on; nothing there for a hidden cursor
	}{
		{nil, "", " ❯ "},
		{[]string{"down", "down"}, "", " ❯ "},
		{[]string{"/"}, " Name ❯ ", "orders -test"},
		{[]string{"in"}, " Name ❯ in", " "},
		{[]string{"backspace"}, " Name ❯ i", " "},
		{[]string{"enter"}, "", " ❯ "},
		{[]string{"e", "sale"}, " Event ❯ sale", "."},
		{[]string{"tab"}, "│", " ❯   any"},
		{[]string{"down"}, "│", " ❯ ✓ active"},
		{[]string{"esc", "?"}, "", ""},
		{[]string{"esc", "y"}, "│", " ❯ "},
	} {
		w.spend(c.keys...)
		before, on := w.around()
		if (on == "") != (c.on == "") || !strings.HasSuffix(before, c.before) || !strings.HasPrefix(on, c.on) {
			t.Errorf("after %q the cursor is between %q and %q, want %q and %q", c.keys, before, on, c.before, c.on)
		}
	}
}

// around is what stands before and behind the terminal's cursor in its row; nothing if it is hidden.
func (w watched) around() (before, on string) {
	look := w.terminal.Look()
	if !look.Cursor.Shown {
		return "", ""
	}
	for x, cell := range look.Rows[look.Cursor.Row] {
		if x < look.Cursor.Column {
			before += cell.Content
		} else {
			on += cell.Content
		}
	}
	return before, on
}
