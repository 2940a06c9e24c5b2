package screen

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// This file is what Bubble Tea sees: a terminal. Its renderer writes each sequence by itself, and each picture as a whole, so anything but a known
// sequence is a picture.

// effect is what a sequence of Bubble Tea's does to the screen.
type effect int

const (
	unknown effect = iota
	harmless
	clears // nobody knows any more what the terminal shows
	leaves // the screen is given back
)

var sequences = map[string]effect{
	ansi.SetModeAltScreenSaveCursor: clears, ansi.ResetModeAltScreenSaveCursor: leaves, ansi.EraseEntireScreen: clears,
	ansi.ShowCursor: harmless, ansi.HideCursor: harmless, ansi.CursorHomePosition: harmless,
	ansi.SetModeBracketedPaste: harmless, ansi.ResetModeBracketedPaste: harmless,
	ansi.ResetModeMouseButtonEvent: harmless, ansi.ResetModeMouseAnyEvent: harmless, ansi.ResetModeMouseExtSgr: harmless,
}

const (
	titleBegins = "\x1b]2;"
	titleEnds   = "\a"
)

// Write passes on the sequences with which Bubble Tea prepares and restores the terminal, and the window's title, cleaned. It drops everything else, especially
// the renderer's own pictures.
func (s *Screen) Write(p []byte) (int, error) {
	sequence := string(p)
	if title, ok := strings.CutPrefix(sequence, titleBegins); ok {
		return len(p), s.Title(strings.TrimSuffix(title, titleEnds))
	}
	does := sequences[sequence]
	if does == unknown {
		return len(p), nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch does {
	case clears:
		s.shown, s.cursor = nil, cursor{}
	case leaves: // a terminal without an alternate screen goes on below the picture
		s.shown, s.cursor = nil, cursor{}
		sequence = ansi.CursorPosition(1, max(s.height, 1)) + ansi.EraseEntireLine + sequence
	case unknown, harmless:
	}
	if _, err := io.WriteString(s.out, sequence); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Abandon restores the terminal for a program that cannot do so itself, and writes nothing after that.
func (s *Screen) Abandon() {
	for _, sequence := range []string{ansi.ResetModeBracketedPaste, ansi.ShowCursor, ansi.ResetModeAltScreenSaveCursor} {
		_, _ = io.WriteString(s, sequence)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out = io.Discard
}

// Read reads nothing: keys come from elsewhere.
func (s *Screen) Read([]byte) (int, error) { return 0, io.EOF }

// Close does nothing: the terminal is the user's.
func (s *Screen) Close() error { return nil }

// Fd is the terminal's file descriptor, used to ask for its size; an invalid one when the screen does not write to a file.
func (s *Screen) Fd() uintptr {
	if f, ok := s.out.(interface{ Fd() uintptr }); ok {
		return f.Fd()
	}
	return ^uintptr(0)
}
