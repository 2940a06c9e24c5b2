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
//  3. What lies over the screen: the help, a text that was copied, a menu.
//  4. The keys of the console, q among them.
//  5. The focused pane.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return m, m.update(msg)
}

func (m *Model) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.resize()
	case loadedMsg:
		return m.handleLoaded(msg)
	case failedMsg:
		return m.handleFailed(msg)
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
	first, rest := split(msg, m.typing())
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

func (m *Model) handleKey(msg tea.KeyMsg) tea.Cmd {
	if msg.Alt && msg.Type == tea.KeyRunes && !m.typing() { // no letter of ours is held with Alt: it is an Esc and the letter after it, which a slow line brought together
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
	case key.Matches(msg, k.interrupt):
		return m.interrupt()
	case key.Matches(msg, k.redraw):
		return tea.ClearScreen
	case key.Matches(msg, k.suspend):
		return tea.Suspend
	case m.typing():
		return m.handleInput(msg)
	case m.pager.open:
		m.pager.update(msg, k)
		return nil
	case m.menu.open:
		return m.menu.update(msg, k)
	}
	if cmd, done := m.handleCommand(msg); done {
		return cmd
	}
	m.handlePane(msg)
	return nil
}

func (m *Model) interrupt() tea.Cmd {
	if m.cancel() {
		return m.wait()
	}
	return tea.Quit
}

// handleCommand carries out the keys that mean the same in every pane.
func (m *Model) handleCommand(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	k := &m.keys
	switch {
	case key.Matches(msg, k.quit):
		m.fetch.end()
		return tea.Quit, true
	case key.Matches(msg, k.help):
		m.pager.show("crmhooks help", "Esc or ? closes the help", helpText{styles: m.styles, keys: m.keys}.lines)
	case key.Matches(msg, k.name):
		m.setFocus(focusName)
	case key.Matches(msg, k.event):
		m.setFocus(focusEvent)
	case key.Matches(msg, k.status):
		m.setFocus(focusStatus)
	case key.Matches(msg, k.next):
		m.cycle(+1)
	case key.Matches(msg, k.previous):
		m.cycle(-1)
	case key.Matches(msg, k.problems):
		m.problems = !m.problems
		m.refilter()
	case key.Matches(msg, k.ask):
		return m.toggleAsking(), true
	case key.Matches(msg, k.sort):
		m.nextSort()
	case key.Matches(msg, k.reverse):
		m.sort.Reverse = !m.sort.Reverse
		m.resort()
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
	case key.Matches(msg, k.raw):
		m.detail.toggleRaw()
	case key.Matches(msg, k.open):
		m.zoom(!m.zoomed)
	case key.Matches(msg, k.back):
		return m.back(), true
	default:
		return nil, false
	}
	return nil, true
}

// handlePane moves in the focused pane.
func (m *Model) handlePane(msg tea.KeyMsg) {
	if m.focus == focusDetail {
		m.detail.update(msg, &m.keys)
		return
	}
	m.rows.update(msg, &m.keys)
	m.showSelected()
}

// back is the ladder of Esc. It never quits, since a slow line may turn an arrow key into an Esc.
func (m *Model) back() tea.Cmd {
	switch {
	case m.cancel():
		return m.wait()
	case m.zoomed:
		m.zoom(false)
	case m.focus == focusDetail:
		m.setFocus(focusList)
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

// handleInput hands a key to the focused input.
func (m *Model) handleInput(msg tea.KeyMsg) tea.Cmd {
	k := &m.keys
	switch {
	case key.Matches(msg, k.leave):
		m.setFocus(focusList)
		return nil
	case key.Matches(msg, k.next):
		m.cycle(+1)
		return nil
	case key.Matches(msg, k.previous):
		m.cycle(-1)
		return nil
	case key.Matches(msg, k.accept):
		m.setFocus(focusList)
		if m.asking {
			return m.load()
		}
		return nil
	case m.focus != focusStatus && movesList(msg):
		m.rows.update(msg, k)
		m.showSelected()
		return nil
	}
	if m.bar.update(m.focus, msg, k) {
		m.refilter()
	}
	return nil
}

// movesList reports whether a key moves the list's cursor even from a text input, which has no use for it. Home, End and Ctrl-U are its own.
func movesList(msg tea.KeyMsg) bool {
	return msg.Type == tea.KeyUp || msg.Type == tea.KeyDown || msg.Type == tea.KeyPgUp || msg.Type == tea.KeyPgDown
}

// cycle moves the focus through the parts that are on the screen.
func (m *Model) cycle(step int) {
	ring := []focus{focusName, focusEvent, focusStatus, focusList}
	if m.layout.detail.h > 0 {
		ring = append(ring, focusDetail)
	}
	for i, f := range ring {
		if f == m.focus {
			m.setFocus(ring[(i+step+len(ring))%len(ring)])
			return
		}
	}
	m.setFocus(focusList)
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
func (m *Model) zoom(on bool) {
	if on && m.rows.selected() == nil {
		return
	}
	m.zoomed = on
	m.focus = focusList
	if on {
		m.focus = focusDetail
	}
	m.resize()
}

// nextSort goes to the next column, in its natural direction.
func (m *Model) nextSort() {
	columns := webhook.Columns()
	next := columns[0]
	for i, c := range columns {
		if c == m.sort.Column() {
			next = columns[(i+1)%len(columns)]
		}
	}
	m.sort = webhook.Sort{By: next}
	m.resort()
}

func (m *Model) resort() {
	m.order = m.list.Sorted(m.sort)
	m.refilter()
}

// refilter brings the rows in line with the list, the order, the inputs and the mode. The cursor stays on its webhook.
func (m *Model) refilter() {
	f := m.localFilter()
	rows := m.list.Filter(m.order, f)
	m.rows.filter, m.rows.marks = m.matching(), m.marks
	m.rows.set(m.list, rows)
	if f.Status != "" { // the status input counts what the other inputs keep
		f.Status = ""
		rows = m.list.Filter(m.order, f)
	}
	m.bar.setCounts(m.list.Counts(rows))
	m.showSelected()
	m.resize()
}

// localFilter is the part of the filter that applies here: all of it when narrowing, and when asking what the server has no word for.
func (m *Model) localFilter() webhook.Filter {
	f := m.matching()
	if m.asking {
		_, f = f.Ask()
	}
	return f
}

// matching is the filter of the inputs and of problems only.
func (m *Model) matching() webhook.Filter {
	f := m.bar.filter()
	f.Problems = m.problems
	return f
}

// showSelected makes the detail follow the list's cursor. A row that the cursor leaves has been seen.
func (m *Model) showSelected() {
	w := m.rows.selected()
	if before := m.detail.hook; before != nil && (w == nil || w.Key() != before.Key()) {
		delete(m.marks, before.Key())
	}
	change := ""
	if w != nil {
		change = m.marks[w.Key()]
	}
	m.detail.show(w, change)
}
