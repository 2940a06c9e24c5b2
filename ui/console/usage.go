package console

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// usage is what is known beside the list: what the tenant counts about the calls of its webhooks, and their last errors. It is asked for at the
// same time as the list, comes when it comes, and may fail without any harm to the list.
type usage struct {
	fetch  fetch
	listed chan struct{} // closed when the list beside the question has come, from when its time counts; nil when it has
	counts webhook.Usages
	known  bool  // counts have been answered at least once
	err    error // of the newest question, nil once one is answered
	at     time.Time

	last  fetch            // the guard of GetLastError
	texts map[int64]string // what it said
	asked map[int64]bool   // for which webhooks it was asked since the list was loaded
}

// What the questions send to Update.
type (
	usageMsg struct {
		number int
		usages webhook.Usages
		err    error
		at     time.Time
	}
	lastErrorsMsg struct {
		number int
		ids    []int64
		texts  map[int64]string
		err    error
	}
)

// end cancels what runs.
func (u *usage) end() {
	u.fetch.end()
	u.last.end()
}

// listCame says that the list beside the question has come, or has failed.
func (u *usage) listCame() {
	if u.listed != nil {
		close(u.listed)
		u.listed = nil
	}
}

// askUsage asks for the counts. A question that runs is left alone: where counting takes longer than a watch waits, it would never be answered.
// Its time is bounded, so that a later watch asks again.
func (m *Model) askUsage() tea.Cmd {
	reader, now := m.opts.Source.Usage, m.opts.Times.Now
	if reader == nil || m.usage.fetch.running() {
		return nil
	}
	ctx, number := m.usage.fetch.begin()
	listed := make(chan struct{})
	m.usage.listed = listed
	return func() tea.Msg {
		usages, err := reader.Usage(ctx, listed)
		return usageMsg{number, usages, err, now()}
	}
}

// handleUsage joins the counts to the list. What was known before stays when the question failed.
func (m *Model) handleUsage(msg usageMsg) tea.Cmd {
	if !m.usage.fetch.current(msg.number) {
		return nil
	}
	m.usage.fetch.end()
	if errors.Is(msg.err, context.Canceled) {
		return nil
	}
	comparable := m.usage.known && m.usage.counts.Incomplete == nil && msg.err == nil && msg.usages.Incomplete == nil
	if m.usage.err = msg.err; msg.err == nil {
		m.usage.counts, m.usage.known, m.usage.at = msg.usages, true, msg.at
	}
	before := m.failing()
	m.list = m.list.With(m.usage.counts, m.loaded && isWhole(m.asked, m.result))
	m.joinUsage()
	if comparable {
		m.markFailing(before, msg.at)
	}
	m.reorder()
	return m.askLastErrors(slices.DeleteFunc(m.lookedAt(), func(w *webhook.Webhook) bool {
		_, known := m.usage.texts[w.ID] // what is known is asked for again when somebody looks again
		return known
	}))
}

// joinUsage puts what is known on the list's webhooks.
func (m *Model) joinUsage() {
	switch {
	case m.usage.known:
		m.list.Join(m.usage.counts)
	case m.usage.err != nil:
		m.list.SetNoUsage(m.usage.err.Error())
	}
	m.list.SetLastErrors(m.usage.texts)
	m.findings = nil
}

// failing are the webhooks that fail at present.
func (m *Model) failing() map[webhook.Key]bool {
	keys := map[webhook.Key]bool{}
	for i := range m.list.Webhooks {
		if w := &m.list.Webhooks[i]; w.Failing() {
			keys[w.Key()] = true
		}
	}
	return keys
}

// markFailing marks the webhooks whose calls began to fail or to succeed.
func (m *Model) markFailing(before map[webhook.Key]bool, at time.Time) {
	for i := range m.list.Webhooks {
		w := &m.list.Webhooks[i]
		switch {
		case w.Failing() && !before[w.Key()]:
			m.marks.add(w.Key(), "its calls fail, at "+m.clock(at))
		case !w.Failing() && before[w.Key()] && w.State == webhook.Active:
			m.marks.add(w.Key(), "its calls succeed again, at "+m.clock(at))
		}
	}
}

// maxLastErrors is for how many webhooks GetLastError is asked at once, as that is a request for each.
const maxLastErrors = 25

// askLastErrors asks GetLastError for those of the webhooks that are in trouble and that the archive said nothing about. Each is asked for once for a
// list.
func (m *Model) askLastErrors(hooks []*webhook.Webhook) tea.Cmd {
	reader := m.opts.Source.LastErrors
	var ids []int64
	for _, w := range hooks {
		if len(ids) < maxLastErrors && reader != nil && m.lacksLastError(w) {
			ids = append(ids, w.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	ctx, number := m.usage.last.begin()
	return func() tea.Msg {
		texts, err := reader.LastErrors(ctx, ids)
		return lastErrorsMsg{number, ids, texts, err}
	}
}

// lacksLastError reports whether GetLastError may know why a webhook fails. Before the archive has answered for the first time, nobody can tell.
func (m *Model) lacksLastError(w *webhook.Webhook) bool {
	archived := m.usage.counts.ByID[w.ID]
	waiting := m.usage.fetch.running() && !m.usage.known && m.usage.err == nil
	listed := w.Listed != nil && w.Listed.LastErrorRead
	return w.ID > 0 && w.Troubled() && !listed && archived.LastError == "" && !archived.LastErrorRead && !m.usage.asked[w.ID] && !waiting
}

func (m *Model) handleLastErrors(msg lastErrorsMsg) {
	if !m.usage.last.current(msg.number) {
		return
	}
	m.usage.last.end()
	if errors.Is(msg.err, context.Canceled) {
		return
	}
	for _, id := range msg.ids {
		m.usage.asked[id] = true
	}
	for id, text := range msg.texts {
		m.usage.texts[id] = text
	}
	if msg.err != nil {
		m.notice = msg.err.Error()
	}
	m.joinUsage()
	m.reorder()
}

// usageWords says in the footer what is to know about the usage.
func (m *Model) usageWords() string {
	switch {
	case m.usage.last.running():
		return ", reading last errors"
	case m.list.CountsUsage(): // the list said it all
		return ""
	case m.usage.fetch.running():
		return ", reading calls"
	case m.usage.err != nil && m.usage.known:
		return ", calls of " + m.clock(m.usage.at)
	case m.usage.err != nil:
		return ", calls n/a"
	case m.opts.Source.Usage != nil && !m.usage.known:
		return ", calls not read"
	}
	return ""
}

// lastErrorHint says how the last error of a webhook can be had, where it has not been asked for.
func (m *Model) lastErrorHint(w *webhook.Webhook) string {
	if w == nil || m.opts.Source.LastErrors == nil || !m.lacksLastError(w) {
		return ""
	}
	if _, known := m.usage.texts[w.ID]; known {
		return ""
	}
	return "Its last error has not been asked for. Enter asks."
}
