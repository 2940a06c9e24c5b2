package console

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/filter"
)

// This file says what keys do in a tenant.

// press passes a key to the focused input, to the keys that work in every pane, or to the focused pane. The root handles its events.
func (t *tenant) press(msg tea.KeyMsg) (event tea.Msg, cmd tea.Cmd) {
	if t.typing() {
		return nil, t.pressInput(msg)
	}
	if event, cmd, done := t.pressCommand(msg); done {
		return event, cmd
	}
	if t.focus == focusDetail {
		return t.detail.Update(msg)
	}
	t.moveRow(msg)
	return nil, nil
}

// freshen clears what was said about the last key.
func (t *tenant) freshen() {
	t.notice = ""
	if t.gone != "" {
		t.gone = ""
		t.resize()
	}
}

// typing reports whether an input has the focus.
func (t *tenant) typing() bool { return t.focus >= focusName }

// pressInput hands a key to the focused input.
func (t *tenant) pressInput(msg tea.KeyMsg) tea.Cmd {
	k := t.keys
	switch {
	case msg.Paste:
	case key.Matches(msg, k.Leave):
		t.setFocus(focusList)
		return nil
	case key.Matches(msg, k.Next):
		t.cycle(+1)
		return nil
	case key.Matches(msg, k.Previous):
		t.cycle(-1)
		return nil
	case key.Matches(msg, k.Accept):
		t.setFocus(focusList)
		if t.list.asking {
			return t.load()
		}
		return nil
	case t.focus != focusStatus && movesList(msg):
		t.moveRow(msg)
		return nil
	}
	event, cmd := t.list.filter.Update(msg)
	if _, full := event.(filter.Full); full {
		t.notice = component.InputFull
	}
	return cmd
}

// movesList reports whether a key moves the list's cursor even in a text input, which does not use it. Home, End and Ctrl-U belong to the input.
func movesList(msg tea.KeyMsg) bool {
	return msg.Type == tea.KeyUp || msg.Type == tea.KeyDown || msg.Type == tea.KeyPgUp || msg.Type == tea.KeyPgDown
}

// pressCommand handles the keys that work in every pane.
func (t *tenant) pressCommand(msg tea.KeyMsg) (event tea.Msg, cmd tea.Cmd, done bool) {
	k := t.keys
	switch {
	case key.Matches(msg, k.Name):
		t.setFocus(focusName)
	case key.Matches(msg, k.Event):
		t.setFocus(focusEvent)
	case key.Matches(msg, k.Status):
		t.setFocus(focusStatus)
	case key.Matches(msg, k.Next):
		t.cycle(+1)
	case key.Matches(msg, k.Previous):
		t.cycle(-1)
	case key.Matches(msg, k.Problems):
		t.list.set(t.list.filter.Value(), !t.list.problems)
		t.look()
	case key.Matches(msg, k.Ask):
		cmd = t.toggleAsking()
	case key.Matches(msg, k.Sort):
		t.nextSort()
	case key.Matches(msg, k.Reverse):
		t.reverseSort()
	case key.Matches(msg, k.Refresh):
		cmd = t.refresh()
	case key.Matches(msg, k.Watch):
		cmd = t.toggleWatch()
	case key.Matches(msg, k.Undo):
		t.returnFromVisit()
	case key.Matches(msg, k.Open):
		t.openRow()
	case key.Matches(msg, k.Back):
		cmd = t.back()
	default:
		return t.pressOverlay(msg)
	}
	return nil, cmd, true
}

// pressOverlay handles the keys that open something or change the view.
func (t *tenant) pressOverlay(msg tea.KeyMsg) (event tea.Msg, cmd tea.Cmd, done bool) {
	k := t.keys
	for v, o := range overviews {
		if key.Matches(msg, o.key(k)) {
			t.toggleView(v)
			return nil, nil, true
		}
	}
	switch {
	case key.Matches(msg, k.Help):
		event = t.help()
	case key.Matches(msg, k.Related):
		cmd = t.related()
	case key.Matches(msg, k.Copy):
		event = t.copyMenu()
	case key.Matches(msg, k.Verify):
		event = t.verify()
	case key.Matches(msg, k.Raw) && t.list.shown.view != viewWebhooks:
		t.notice = "JSON is that of one webhook: choose it in the list"
	case key.Matches(msg, k.Raw):
		t.detail.ToggleRaw()
	default:
		return nil, nil, false
	}
	return event, cmd, true
}

// openRow zooms the detail in or out. In an overview it goes to the webhooks of the row, once the row's detail is visible.
func (t *tenant) openRow() {
	if t.list.shown.view != viewWebhooks && t.layout.detail.h > 0 {
		t.openItem()
		return
	}
	t.zoom(!t.zoomed)
}

// moveRow moves in the list.
func (t *tenant) moveRow(msg tea.KeyMsg) {
	if event, _ := t.list.Update(msg); event != nil {
		t.showSelected()
	}
}

// back is the ladder of Esc. It never quits, since a slow line may turn an arrow key into an Esc.
func (t *tenant) back() tea.Cmd {
	switch {
	case t.zoomed:
		t.zoom(false)
		return nil
	case t.focus == focusDetail:
		t.setFocus(focusList)
		return nil
	}
	if cmd, was := t.cancel(); was {
		return cmd
	}
	switch {
	case t.list.crossed():
		t.returnFromVisit()
	case t.list.view != viewWebhooks:
		t.setView(viewWebhooks)
	case t.list.filtered():
		t.list.set(webhook.Filter{}, false)
		if t.list.asking {
			return t.load()
		}
	}
	return nil
}

// toggleAsking switches between the local and the server filter. The result of a server filter is not the whole
// list, so the local filter reloads it.
func (t *tenant) toggleAsking() tea.Cmd {
	t.list.toggleAsking()
	if !t.list.asking && !t.list.answersAll() {
		return t.load()
	}
	return nil
}
