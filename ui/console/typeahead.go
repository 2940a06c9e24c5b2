package console

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// This file says what keys wait for. What a key asks of a list is found in a command, and until then the old rows stay. A key that acts on rows means those that the
// keys before it have asked for: after /erp, Enter and Enter the first row with erp is opened, however fast they come. So it waits for these rows, and the keys after
// it stay behind it. What is typed never waits, nor does anything that only changes what is asked for.

// defers keeps a key that has to wait, and reports whether it has.
func (m *Model) defers(msg tea.KeyMsg) bool {
	t := m.tenant()
	if len(t.waiting) == 0 && !t.menus.running() && !(t.behind() && m.overlays.Empty() && t.actsOnRows(msg)) {
		return false
	}
	t.waiting = append(t.waiting, msg)
	return true
}

// actsOnRows reports whether a key acts on the rows, or on the one under the cursor.
func (t *tenant) actsOnRows(msg tea.KeyMsg) bool {
	k := t.keys
	if t.typing() {
		return t.focus != focusStatus && !msg.Paste && movesList(msg)
	}
	return key.Matches(msg, k.Up, k.Down, k.PageUp, k.PageDown, k.Home, k.End, k.NextProblem, k.PreviousProblem, k.Open, k.Copy, k.Related, k.Verify, k.Undo)
}

// resume presses the keys that have waited, until one has to wait again.
func (m *Model) resume() tea.Cmd {
	t := m.tenant()
	if len(t.waiting) == 0 || t.menus.running() || t.behind() {
		return nil
	}
	keys := t.waiting
	t.waiting = nil
	var cmds []tea.Cmd
	for _, msg := range keys {
		cmds = append(cmds, m.pressAll(msg))
	}
	return tea.Batch(cmds...)
}
