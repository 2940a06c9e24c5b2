package console

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"crmhooks/ui/screen"
	"crmhooks/ui/screen/screentest"
)

// oracle is an independent judge of what the console draws: an emulated terminal that got nothing but the changes, next to one that got the whole view.
type oracle struct {
	terminal *screentest.Terminal
	screen   *screen.Screen
}

func newOracle(width, height int) *oracle {
	o := &oracle{terminal: screentest.New(width, height)}
	o.screen = screen.New(o.terminal)
	o.screen.Resize(width, height)
	o.begin()
	return o
}

// begin is how Bubble Tea takes a terminal.
func (o *oracle) begin() {
	for _, sequence := range []string{ansi.SetModeAltScreenSaveCursor, ansi.EraseEntireScreen, ansi.CursorHomePosition, ansi.HideCursor, ansi.SetModeBracketedPaste} {
		_, _ = io.WriteString(o.screen, sequence)
	}
}

// resize is what a terminal and Bubble Tea do at a new size.
func (o *oracle) resize(width, height int) {
	if width > 0 && height > 0 {
		o.terminal.Resize(width, height)
	}
	o.screen.Resize(width, height)
}

// repair writes what is not the console's onto the terminal, and then what Bubble Tea writes at Ctrl-L.
func (o *oracle) repair(*rapid.T) {
	o.scribble()
	for _, sequence := range []string{ansi.EraseEntireScreen, ansi.CursorHomePosition} {
		_, _ = io.WriteString(o.screen, sequence)
	}
}

// lend gives the terminal away and takes it back, as Bubble Tea does when it is lent, or when the program is stopped and goes on.
func (o *oracle) lend(*rapid.T) {
	for _, sequence := range []string{ansi.ResetModeBracketedPaste, ansi.ShowCursor, ansi.ResetModeAltScreenSaveCursor} {
		_, _ = io.WriteString(o.screen, sequence)
	}
	o.scribble()
	o.begin()
}

func (o *oracle) scribble() {
	_, _ = io.WriteString(o.terminal, "\x1b[2;2H\x1b[31;7mnot the console's 東京\r\n\n\x1b[m")
}

// check draws a view, and compares the terminal with one that draws all of it.
func (o *oracle) check(t *rapid.T, view string, width, height int) {
	o.screen.Draw(view)
	got, want := o.terminal.Look(), whole(view, width, height).Look()
	at, marked := placeIn(view)
	if marked {
		want.Unreverse(at)
	}
	if !got.Equal(want) {
		t.Fatalf("%dx%d: the terminal shows\n%s\ninstead of\n%s", width, height, o.terminal.Render(), view)
	}
	if n := strings.Count(view, here); n > 1 {
		t.Fatalf("%dx%d: %d places are marked in\n%s", width, height, n, view)
	}
	if got.Cursor.Shown != marked || marked && got.Cursor != at {
		t.Fatalf("%dx%d: the cursor is at %+v, and wanted at %+v: %v", width, height, got.Cursor, at, marked)
	}
}

// here and beyond are the mark of the cursor in a view.
var here, beyond, _ = strings.Cut(screen.Here("|"), "|")

// placeIn is the place of the cursor, unless it is cut off at the edge.
func placeIn(view string) (at screentest.Cursor, marked bool) {
	for y, line := range strings.Split(view, "\n") {
		before, after, found := strings.Cut(line, here)
		if on, _, _ := strings.Cut(after, beyond); found && ansi.StringWidth(on) > 0 {
			return screentest.Cursor{Row: y, Column: ansi.StringWidth(before), Shown: true}, true
		}
	}
	return at, false
}

// whole is a terminal that draws a view line by line.
func whole(view string, width, height int) *screentest.Terminal {
	terminal := screentest.New(width, height)
	for y, line := range strings.Split(view, "\n") {
		_, _ = io.WriteString(terminal, ansi.CursorPosition(1, y+1)+strings.ReplaceAll(line, here, "")+"\x1b[m")
	}
	return terminal
}
