// Package overlay has what lies over the console: menu, pager, form, picker. All follow the contract of component.Model and are kept on one stack; the top one gets
// the keys.
package overlay

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/screen"
)

// Overlay is a part that lies over others until its event is Closed.
type Overlay interface {
	component.Model
	// TakesText reports whether letters are text and no keys.
	TakesText() bool
}

// Closed is the event of an overlay that is done. Result is the choice that was made, nil if there was none.
type Closed struct{ Result tea.Msg }

// Message is sent by an overlay's own command, and delivered only to overlays.
type Message interface{ forOverlays() }

// Place is where an overlay lies. Without a corner it covers the whole screen below the lines that stay visible above it.
type Place struct {
	Above  func() int        // how many lines of the screen stay visible above it; nil for none
	Corner func() (x, y int) // the upper left corner of a box
}

func (p Place) above() int {
	if p.Above == nil {
		return 0
	}
	return p.Above()
}

// Stack is the open overlays, the last one on top.
type Stack struct {
	entries       []entry
	width, height int
}

type entry struct {
	Overlay
	place Place
}

// Open puts an overlay on top.
func (s *Stack) Open(o Overlay, p Place) {
	e := entry{o, p}
	e.resize(s.width, s.height)
	s.entries = append(s.entries, e)
}

// Empty reports whether nothing is open.
func (s *Stack) Empty() bool { return len(s.entries) == 0 }

// Clear closes everything.
func (s *Stack) Clear() { s.entries = nil }

// TakesText reports whether the top takes letters as text.
func (s *Stack) TakesText() bool { return !s.Empty() && s.top().TakesText() }

func (s *Stack) top() entry { return s.entries[len(s.entries)-1] }

// Update passes a key to the top overlay, and an overlay's own message to all of them. An overlay that is done is closed, and its result becomes the event.
func (s *Stack) Update(msg tea.Msg) (event tea.Msg, cmd tea.Cmd) {
	if m, own := msg.(Message); own {
		for _, e := range s.entries {
			e.Overlay.Update(m)
		}
		return nil, nil
	}
	if s.Empty() {
		return nil, nil
	}
	event, cmd = s.top().Update(msg)
	if closed, done := event.(Closed); done {
		s.entries = s.entries[:len(s.entries)-1]
		return closed.Result, cmd
	}
	return event, cmd
}

// SetSize sets the size of the screen.
func (s *Stack) SetSize(w, h int) {
	s.width, s.height = w, h
	for _, e := range s.entries {
		e.resize(w, h)
	}
}

// resize gives an overlay what the screen has from its place on.
func (e entry) resize(w, h int) {
	x, y := 0, e.place.above()
	if e.place.Corner != nil {
		x, y = e.place.Corner()
	}
	e.SetSize(max(w-x, 0), max(h-y, 0))
}

// inSight is the part of n lines around one of them that fits into a height.
func inSight(n, around, height int) (from, to int) {
	height = max(height, 1)
	from = component.Clamp(around-height/2, 0, max(n-height, 0))
	return from, min(from+height, n)
}

// Help is the keys of the top.
func (s *Stack) Help() []key.Binding {
	if s.Empty() {
		return nil
	}
	return s.top().Help()
}

// View lays the overlays over the lines of the screen.
func (s *Stack) View(under []string) []string {
	for _, e := range s.entries {
		under = screen.Nowhere(under)
		if e.place.Corner == nil {
			under = append(component.Fill(under, e.place.above()), e.Overlay.View()...)
			continue
		}
		x, y := e.place.Corner()
		under = component.Lay(under, e.Overlay.View(), x, y)
	}
	return under
}
