package console

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// Update routes a message. The order is fixed and is the whole of it:
//
//  1. Ctrl-C cancels what runs, else quits; Ctrl-L and Ctrl-Z belong to the terminal.
//  2. A focused input gets every other key: while one has the focus, letters are letters.
//     What is pasted is text for an input, and nothing to anything else.
//  3. What lies over the screen: the check of a signature, whose inputs get every key too; the help, a text that was copied, a menu.
//  4. The keys of the console, q among them.
//  5. The focused pane.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return m, m.update(msg)
}

func (m *Model) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		msg = bounded(msg)
		m.width, m.height = msg.Width, msg.Height
		m.resize()
	case loadedMsg:
		return m.handleLoaded(msg)
	case failedMsg:
		return m.handleFailed(msg)
	case versionMsg:
		m.handleVersion(msg)
	case usageMsg:
		return m.handleUsage(msg)
	case lastErrorsMsg:
		m.handleLastErrors(msg)
	case verifiedMsg:
		m.verify.handleVerified(msg)
	case copiedMsg:
		m.handleCopied(msg)
	case watchMsg:
		return m.handleWatch(msg)
	case progressMsg:
		return m.handleProgress(msg)
	case spinMsg:
		return m.handleSpin(msg)
	case tea.KeyMsg:
		return m.handleKeys(msg)
	}
	return nil
}

// handleKeys takes apart what arrived together: a slow line delivers several keys at once, and Bubble Tea makes one message of their
// letters. Once an input has the focus the rest is text for it.
func (m *Model) handleKeys(msg tea.KeyMsg) tea.Cmd {
	first, rest := split(msg, m.takesText())
	cmds := []tea.Cmd{m.handleKey(first)}
	if len(rest.Runes) > 0 {
		cmds = append(cmds, m.handleKeys(rest))
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

// typing reports whether an input has the focus.
func (m *Model) typing() bool { return m.focus >= focusName }

// takesText reports whether letters are text and no keys.
func (m *Model) takesText() bool { return m.typing() || m.verify.open }

func (m *Model) handleKey(msg tea.KeyMsg) tea.Cmd {
	if msg.Alt && msg.Type == tea.KeyRunes && !m.takesText() { // no letter of ours is held with Alt: it is an Esc and the letter after it, which a slow line brought together
		msg.Alt = false
		return tea.Batch(m.handleKey(tea.KeyMsg{Type: tea.KeyEsc}), m.handleKey(msg))
	}
	k := &m.keys
	m.notice = ""
	if m.gone != "" {
		m.gone = ""
		m.resize()
	}
	switch {
	case msg.Paste:
		m.handlePaste(msg)
		return nil
	case key.Matches(msg, k.interrupt):
		return m.interrupt()
	case key.Matches(msg, k.redraw):
		return tea.ClearScreen
	case key.Matches(msg, k.suspend):
		return tea.Suspend
	case m.typing():
		return m.handleInput(msg)
	case m.verify.open:
		return m.verify.update(msg, k)
	case m.pager.open:
		m.pager.update(msg, k)
		return nil
	case m.menu.open:
		return m.menu.update(msg, k)
	}
	if cmd, done := m.handleCommand(msg); done {
		return cmd
	}
	return m.handlePane(msg)
}

func (m *Model) interrupt() tea.Cmd {
	if m.cancel() {
		return m.wait()
	}
	m.endAll()
	return tea.Quit
}

// handleCommand carries out the keys that mean the same in every pane.
func (m *Model) handleCommand(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	k := &m.keys
	switch {
	case key.Matches(msg, k.quit):
		m.endAll()
		return tea.Quit, true
	case key.Matches(msg, k.help):
		m.pager.show("crmhooks help", "Esc or ? closes the help", helpText{styles: m.styles, keys: m.keys, server: m.version.text}.lines)
	case key.Matches(msg, k.name):
		m.setFocus(focusName)
	case key.Matches(msg, k.event):
		m.setFocus(focusEvent)
	case key.Matches(msg, k.status):
		m.setFocus(focusStatus)
	case key.Matches(msg, k.next):
		return m.cycle(+1), true
	case key.Matches(msg, k.previous):
		return m.cycle(-1), true
	case key.Matches(msg, k.triage):
		return m.toggleView(viewTriage), true
	case key.Matches(msg, k.events):
		return m.toggleView(viewEvents), true
	case key.Matches(msg, k.findings):
		return m.toggleView(viewFindings), true
	case key.Matches(msg, k.problems):
		m.problems = !m.problems
		m.refilter()
		return m.askLastErrors(m.lookedAt()), true
	case key.Matches(msg, k.ask):
		return m.toggleAsking(), true
	case key.Matches(msg, k.sort):
		m.nextSort()
	case key.Matches(msg, k.reverse):
		m.reverseSort()
	case key.Matches(msg, k.refresh):
		return m.refresh(), true
	case key.Matches(msg, k.profile):
		m.wantsProfile = true
	case key.Matches(msg, k.related):
		m.openRelated()
	case key.Matches(msg, k.undo):
		m.returnFromVisit()
	case key.Matches(msg, k.copy):
		m.openCopyMenu()
	case key.Matches(msg, k.watch):
		return m.toggleWatch(), true
	case key.Matches(msg, k.raw) && m.view != viewWebhooks:
		m.notice = "JSON is that of one webhook: choose it in the list"
	case key.Matches(msg, k.raw):
		m.detail.toggleRaw()
	case key.Matches(msg, k.verify):
		m.openVerify()
	case key.Matches(msg, k.open):
		return m.openRow(), true
	case key.Matches(msg, k.back):
		return m.back(), true
	default:
		return nil, false
	}
	return nil, true
}

// openRow gives the detail the whole screen, or takes it back. In an overview it goes to the webhooks of the row, once its detail is in sight.
func (m *Model) openRow() tea.Cmd {
	if m.view != viewWebhooks && m.layout.detail.h > 0 {
		m.openItem()
		return nil
	}
	return m.zoom(!m.zoomed)
}

// handlePane moves in the focused pane.
func (m *Model) handlePane(msg tea.KeyMsg) tea.Cmd {
	if m.focus == focusDetail {
		m.detail.update(msg, &m.keys)
		return nil
	}
	m.moveRow(msg)
	return nil
}

// moveRow moves in the list.
func (m *Model) moveRow(msg tea.KeyMsg) {
	if m.view == viewWebhooks {
		m.rows.update(msg, &m.keys)
	} else {
		m.over.update(msg, &m.keys)
	}
	m.showSelected()
}

// back is the ladder of Esc. It never quits, since a slow line may turn an arrow key into an Esc.
func (m *Model) back() tea.Cmd {
	switch {
	case m.cancel():
		return m.wait()
	case m.zoomed:
		return m.zoom(false)
	case m.focus == focusDetail:
		m.setFocus(focusList)
	case m.crossed():
		m.returnFromVisit()
	case m.view != viewWebhooks:
		m.setView(viewWebhooks)
	case m.problems || !m.bar.filter().Empty():
		m.problems = false
		m.bar.set(webhook.Filter{})
		m.refilter()
		if m.asking {
			return m.load()
		}
	}
	return nil
}

// toggleAsking switches between narrowing the loaded list and asking the server. A list that answers a question is not the whole
// list, so narrowing loads it anew.
func (m *Model) toggleAsking() tea.Cmd {
	m.asking = !m.asking
	if !m.asking && isFiltered(m.asked) {
		m.refilter()
		return m.load()
	}
	m.refilter()
	return nil
}

func isFiltered(q webhook.Query) bool { return q.Name != "" || q.Event != "" || q.Status != "" }
