package console

import (
	"context"
	"errors"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/overlay"
)

// Update routes a message: what a tenant's command sent goes to that tenant, what an overlay's did to the overlays, and a key where press says.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return m, m.update(msg) }

func (m *Model) update(msg tea.Msg) tea.Cmd {
	cmds := []tea.Cmd{m.route(msg)}
	if m.ended {
		return cmds[0]
	}
	for _, t := range m.tenants {
		cmds = append(cmds, t.settle())
	}
	return tea.Batch(cmds...)
}

func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.setSize(bounded(msg))
	case tea.KeyMsg:
		return m.pressAll(msg)
	case openedMsg:
		return m.addOpened(msg)
	case message:
		t, known := m.tenants[msg.tenant()]
		if !known {
			return nil
		}
		event, cmd := t.update(msg)
		if t != m.tenant() { // what it wants to open would lie over another one
			event = nil
		}
		return tea.Batch(cmd, m.handle(event), m.resume())
	case overlay.Message:
		_, cmd := m.overlays.Update(msg)
		return cmd
	}
	return nil
}

func (m *Model) setSize(size tea.WindowSizeMsg) {
	m.width, m.height = size.Width, size.Height
	m.tenant().setSize(m.width, m.height)
	m.overlays.SetSize(m.width, m.height)
}

// pressAll takes apart what arrived together: a slow line delivers several keys at once, and Bubble Tea makes one message of their letters. Once something takes
// text the rest is text for it.
func (m *Model) pressAll(msg tea.KeyMsg) tea.Cmd {
	first, rest := split(msg, m.takesText())
	cmds := []tea.Cmd{m.press(first)}
	if len(rest.Runes) > 0 {
		cmds = append(cmds, m.pressAll(rest))
	}
	return tea.Batch(cmds...)
}

// split parts a message of several letters into the first and the others, except where they are text.
func split(msg tea.KeyMsg, text bool) (first, rest tea.KeyMsg) {
	if text || msg.Type != tea.KeyRunes || msg.Paste || len(msg.Runes) < 2 {
		return msg, tea.KeyMsg{}
	}
	first, rest = msg, msg
	first.Runes, rest.Runes = msg.Runes[:1], msg.Runes[1:]
	return first, rest
}

// takesText reports whether letters are text and no keys.
func (m *Model) takesText() bool {
	if !m.overlays.Empty() {
		return m.overlays.TakesText()
	}
	return m.tenant().typing()
}

// press routes a key. The order is fixed and complete:
//
//  1. What is pasted is text for what takes text, and nothing to anything else.
//  2. Ctrl-C cancels what runs, else quits; Ctrl-L and Ctrl-Z belong to the terminal.
//  3. A key that acts on rows which are not there yet waits for them, and the keys after it wait with it.
//  4. The top of the overlays: a form or a picker, whose inputs get every key; a text, a menu.
//  5. A focused input: while one has the focus, letters are letters.
//  6. The keys of the console, q among them.
//  7. The focused pane.
func (m *Model) press(msg tea.KeyMsg) tea.Cmd {
	if msg.Alt && msg.Type == tea.KeyRunes && !m.takesText() { // no letter of ours is held with Alt: it is an Esc and the letter after it, which a slow line brought together
		msg.Alt = false
		return tea.Batch(m.press(tea.KeyMsg{Type: tea.KeyEsc}), m.press(msg))
	}
	t, k := m.tenant(), m.keys
	switch {
	case msg.Paste && !m.takesText():
		return nil
	case msg.Paste:
	case key.Matches(msg, k.Interrupt):
		return m.interrupt()
	case key.Matches(msg, k.Redraw):
		return tea.ClearScreen
	case key.Matches(msg, k.Suspend):
		return tea.Suspend
	}
	if m.defers(msg) {
		return nil
	}
	t.freshen()
	if !m.overlays.Empty() {
		event, cmd := m.overlays.Update(msg)
		if m.overlays.Empty() {
			m.picker = nil
		}
		return tea.Batch(cmd, m.handle(event))
	}
	if !t.typing() {
		switch {
		case key.Matches(msg, k.Quit):
			return m.quit()
		case key.Matches(msg, k.Profile):
			m.pick()
			return nil
		}
	}
	event, cmd := t.press(msg)
	return tea.Batch(cmd, m.handle(event))
}

func (m *Model) interrupt() tea.Cmd {
	if cmd, was := m.tenant().cancel(); was {
		return cmd
	}
	return m.quit()
}

func (m *Model) quit() tea.Cmd {
	m.close()
	m.ended = true
	return tea.Quit
}

// handle carries out the events of the parts.
func (m *Model) handle(event tea.Msg) tea.Cmd {
	switch event := event.(type) {
	case open:
		m.overlays.Open(event.overlay, event.place)
	case visitMsg:
		m.tenant().visit(event.to, event.filter)
	case copyMsg:
		return m.tenant().send(event)
	case overlay.Picked:
		return m.choose(event.Choice)
	}
	return nil
}

// pick opens the list of profiles.
func (m *Model) pick() {
	m.picker = overlay.NewPicker(m.styles, m.keys, "Profile", m.profiles.Choices)
	m.overlays.Open(m.picker, overlay.Place{})
}

// choose switches to a tenant, opening it first if necessary.
func (m *Model) choose(c overlay.Choice) tea.Cmd {
	if _, known := m.tenants[c.Name]; known {
		return m.bring(c.Name)
	}
	m.picker.Say("opening " + c.Title)
	prepare := m.profiles.Open
	return func() tea.Msg {
		opts, err := prepare(c.Name)
		return openedMsg{c.Name, opts, err}
	}
}

// addOpened shows a profile that was chosen, unless that is no longer wanted.
func (m *Model) addOpened(msg openedMsg) tea.Cmd {
	switch _, known := m.tenants[msg.name]; {
	case m.picker == nil || known:
		return nil
	case errors.Is(msg.err, context.Canceled):
		m.picker.Say("cancelled")
		return nil
	case msg.err != nil:
		m.picker.Say(msg.err.Error() + " " + nextStep(msg.err))
		return nil
	}
	t := m.add(msg.name, msg.opts)
	return tea.Batch(m.bring(msg.name), t.init())
}
