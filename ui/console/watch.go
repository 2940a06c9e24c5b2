package console

import (
	"maps"
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

// ring rings the bell when a newer list says that the system has switched a webhook off.
func (t *tenant) ring(changes changes) tea.Cmd {
	if !changes.broke || t.opts.Bell == nil {
		return nil
	}
	return func() tea.Msg { t.opts.Bell(); return nil }
}

// marks are what changed and has not been looked at: a row loses its mark when the cursor leaves it. Their words never change: each answer makes the next ones,
// in a command.
type marks struct {
	words   map[webhook.Key]mark
	answers int                 // how many made them
	seen    map[webhook.Key]int // the newest answer whose mark was looked at
}

// mark is what an answer changed about a webhook.
type mark struct {
	words  string
	answer int
}

// of are the words of a webhook's mark, "" for none.
func (m marks) of(key webhook.Key) string {
	if mark := m.words[key]; mark.answer > m.seen[key] {
		return mark.words
	}
	return ""
}

// see notes that a mark was looked at.
func (m *marks) see(key webhook.Key) {
	if m.of(key) == "" {
		return
	}
	if m.seen == nil {
		m.seen = map[webhook.Key]int{}
	}
	m.seen[key] = m.answers
}

// copied can be read while marks are looked at.
func (m marks) copied() marks {
	m.seen = maps.Clone(m.seen)
	return m
}

// changes are what an answer changed, in the words of the screen.
type changes struct {
	marks marks
	gone  string // the webhooks that a newer list lacks; "" for none
	broke bool   // the system has switched a webhook off
}

// maxGone is how many of the webhooks that are gone are named.
const maxGone = 20

// changed says what an answer changed. at is a time of day: absolute, so that it does not tick.
func (m marks) changed(news source.News, at string) changes {
	next := changes{marks: marks{maps.Clone(m.words), m.answers + 1, m.seen}}
	if next.marks.words == nil {
		next.marks.words = map[webhook.Key]mark{}
	}
	set := func(key webhook.Key, words string) { next.marks.words[key] = mark{words, next.marks.answers} }
	add := func(key webhook.Key, words string) {
		if before := next.marks.of(key); before != "" {
			words = before + "; " + words
		}
		set(key, words)
	}
	var gone []string
	for _, c := range news.Changes {
		next.broke = next.broke || c.Broke()
		w := c.Webhook()
		switch c.Difference {
		case webhook.Removed:
			gone = append(gone, format.Title(w))
			delete(next.marks.words, w.Key())
		case webhook.Added:
			set(w.Key(), "new at "+at)
		default:
			set(w.Key(), strings.Join(c.What, "; ")+", at "+at)
		}
	}
	for _, w := range news.Failing {
		add(w.Key(), "its calls fail, at "+at)
	}
	for _, w := range news.Working {
		add(w.Key(), "its calls succeed again, at "+at)
	}
	if more := len(gone) - maxGone; more > 0 {
		gone = append(gone[:maxGone], format.Plural(more, "more webhook"))
	}
	if len(gone) > 0 {
		next.gone = "Gone at " + at + ": " + strings.Join(gone, ", ") + "."
	}
	return next
}
