package console

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
)

// DefaultWatch is how long a watch waits between two lists when nothing else is chosen.
const DefaultWatch = 10 * time.Second

// watch refreshes by itself. Its timers have numbers, of which only the newest counts.
type watch struct {
	on     bool
	number int
}

// toggleWatch switches the watch on or off. Switching it on refreshes at once.
func (t *tenant) toggleWatch() tea.Cmd {
	t.watch.on = !t.watch.on
	t.watch.number++
	if !t.watch.on {
		t.notice = "no longer watching"
		return nil
	}
	if t.feed.list.running() {
		return nil
	}
	return t.refresh()
}

// wait starts the timer for the next list, when watching.
func (t *tenant) wait() tea.Cmd {
	if !t.watch.on {
		return nil
	}
	t.watch.number++
	number := t.watch.number
	return tea.Tick(t.opts.WatchEvery, func(time.Time) tea.Msg { return watchMsg{t.sender, number} })
}

func (t *tenant) handleWatch(msg watchMsg) tea.Cmd {
	if !t.watch.on || msg.number != t.watch.number || t.feed.list.running() {
		return nil
	}
	return t.refresh()
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

// markChanges notes what a newer list changed, and returns what rings the bell.
func (t *tenant) markChanges(changes []webhook.Change, at time.Time) tea.Cmd {
	gone, broke := t.list.markChanges(changes, at)
	if len(gone) > 0 {
		t.gone = "Gone at " + t.list.clock(at) + ": " + strings.Join(gone, ", ") + "."
	}
	if !broke || t.opts.Bell == nil {
		return nil
	}
	return func() tea.Msg { t.opts.Bell(); return nil }
}

// markChanges marks the rows that a newer list changed. gone are the titles of those that it lacks; broke says that the system has switched a webhook off.
func (b *browser) markChanges(changes []webhook.Change, at time.Time) (gone []string, broke bool) {
	for _, c := range changes {
		broke = broke || c.Broke()
		w := c.Webhook()
		switch c.Difference {
		case webhook.Removed:
			gone = append(gone, format.Title(w))
			delete(b.marks, w.Key())
		case webhook.Added:
			b.marks[w.Key()] = "new at " + b.clock(at)
		default:
			b.marks[w.Key()] = strings.Join(c.What, "; ") + ", at " + b.clock(at)
		}
	}
	return gone, broke
}

// markFailing marks the webhooks whose calls began to fail or to succeed.
func (b *browser) markFailing(news source.News, at time.Time) {
	for _, w := range news.Failing {
		b.marks.add(w.Key(), "its calls fail, at "+b.clock(at))
	}
	for _, w := range news.Working {
		b.marks.add(w.Key(), "its calls succeed again, at "+b.clock(at))
	}
}

// clock is a time of day: absolute, so that it does not tick.
func (b *browser) clock(at time.Time) string { return b.times.Clock(at) }
