package console

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// DefaultWatch is how long a watch waits between two lists when nothing else is chosen.
const DefaultWatch = 10 * time.Second

// watch refreshes by itself. Its timers have numbers, of which only the newest counts.
type watch struct {
	on     bool
	number int
}

type watchMsg struct{ number int }

// toggleWatch begins with a list at once.
func (m *Model) toggleWatch() tea.Cmd {
	m.watch.on = !m.watch.on
	m.watch.number++
	if !m.watch.on {
		m.notice = "no longer watching"
		return nil
	}
	if m.fetch.running() {
		return nil
	}
	return m.refresh()
}

// wait starts the timer for the next list, when watching.
func (m *Model) wait() tea.Cmd {
	if !m.watch.on {
		return nil
	}
	m.watch.number++
	number := m.watch.number
	return tea.Tick(m.opts.WatchEvery, func(time.Time) tea.Msg { return watchMsg{number} })
}

func (m *Model) handleWatch(msg watchMsg) tea.Cmd {
	if !m.watch.on || msg.number != m.watch.number || m.fetch.running() {
		return nil
	}
	return m.refresh()
}

// marks are what changed and has not been looked at: a row loses its mark when the cursor leaves it.
type marks map[webhook.Key]string

// add notes one more change.
func (m marks) add(key webhook.Key, words string) {
	if before := m[key]; before != "" {
		words = before + "; " + words
	}
	m[key] = words
}

// mark notes what a newer list changed, and returns what rings the bell.
func (m *Model) mark(older, newer *webhook.List, at time.Time) tea.Cmd {
	var gone []string
	broke := false
	for _, c := range webhook.Compare(older, newer) {
		broke = broke || c.Broke()
		w := c.Webhook()
		switch c.Difference {
		case webhook.Removed:
			gone = append(gone, format.Title(w))
			delete(m.marks, w.Key())
		case webhook.Added:
			m.marks[w.Key()] = "new at " + m.clock(at)
		default:
			m.marks[w.Key()] = strings.Join(c.What, "; ") + ", at " + m.clock(at)
		}
	}
	if len(gone) > 0 {
		m.gone = "Gone at " + m.clock(at) + ": " + strings.Join(gone, ", ") + "."
	}
	if !broke || m.opts.Bell == nil {
		return nil
	}
	return func() tea.Msg { m.opts.Bell(); return nil }
}
