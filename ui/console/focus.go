package console

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// This file says who gets the keys.

// handleInput hands a key to the focused input.
func (m *Model) handleInput(msg tea.KeyMsg) tea.Cmd {
	k := &m.keys
	switch {
	case key.Matches(msg, k.leave):
		m.setFocus(focusList)
		return nil
	case key.Matches(msg, k.next):
		return m.cycle(+1)
	case key.Matches(msg, k.previous):
		return m.cycle(-1)
	case key.Matches(msg, k.accept):
		m.setFocus(focusList)
		if m.asking {
			return m.load()
		}
		return nil
	case m.focus != focusStatus && movesList(msg):
		m.moveRow(msg)
		return nil
	}
	m.edit(msg)
	return nil
}

// edit changes the focused input, and narrows the list at once.
func (m *Model) edit(msg tea.KeyMsg) {
	changed, all := m.bar.update(m.focus, msg, &m.keys)
	if !all {
		m.notice = inputFull
	}
	if changed {
		m.refilter()
	}
}

// movesList reports whether a key moves the list's cursor even from a text input, which has no use for it. Home, End and Ctrl-U are its own.
func movesList(msg tea.KeyMsg) bool {
	return msg.Type == tea.KeyUp || msg.Type == tea.KeyDown || msg.Type == tea.KeyPgUp || msg.Type == tea.KeyPgDown
}

// cycle moves the focus through the parts that are on the screen.
func (m *Model) cycle(step int) tea.Cmd {
	ring := []focus{focusName, focusEvent, focusStatus, focusList}
	if m.layout.detail.h > 0 {
		ring = append(ring, focusDetail)
	}
	for i, f := range ring {
		if f == m.focus {
			m.setFocus(ring[(i+step+len(ring))%len(ring)])
			return m.askLastErrors(m.lookedAt())
		}
	}
	m.setFocus(focusList)
	return nil
}

func (m *Model) setFocus(f focus) {
	if f != focusDetail && m.zoomed {
		m.zoomed = false
	}
	m.focus = f
	m.bar.focus(f)
	m.resize()
}

// zoom gives the detail the whole screen, or takes it back.
func (m *Model) zoom(on bool) tea.Cmd {
	if on && m.detail.empty() {
		return nil
	}
	m.zoomed = on
	m.focus = focusList
	if on {
		m.focus = focusDetail
	}
	m.resize()
	return m.askLastErrors(m.lookedAt())
}
