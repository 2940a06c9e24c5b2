package console

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// fetch guards the one list request that may run. Each has a number; a newer one cancels the older, and whatever carries an old number, be
// it an answer or an error, changes nothing.
type fetch struct {
	number int
	cancel context.CancelFunc // nil when nothing runs
}

func (f *fetch) begin() (context.Context, int) {
	f.end()
	ctx, cancel := context.WithCancel(context.Background())
	f.number++
	f.cancel = cancel
	return ctx, f.number
}

// end cancels what runs and reports whether something did.
func (f *fetch) end() bool {
	if f.cancel == nil {
		return false
	}
	f.cancel()
	f.cancel = nil
	f.number++
	return true
}

func (f *fetch) running() bool           { return f.cancel != nil }
func (f *fetch) current(number int) bool { return f.running() && f.number == number }

// What a fetch sends to Update.
type (
	loadedMsg struct {
		number int
		query  webhook.Query
		result webhook.Result
		list   *webhook.List // of the result, prepared where nobody waits for a key
	}
	failedMsg struct {
		number int
		err    error
		at     time.Time
	}
	progressMsg struct {
		number   int
		progress webhook.Progress
		next     tea.Cmd // waits for the moment after this one
	}
	spinMsg struct{ number int }
)

// progress is what the screen says about a running fetch.
type progress struct {
	webhook.Progress
	spin int
}

// spinEvery is slow: over a thin line each step costs the whole footer.
const spinEvery = 300 * time.Millisecond

// load asks for the list that the inputs and the mode call for.
func (m *Model) load() tea.Cmd {
	m.sent = m.query()
	return m.refresh()
}

// refresh asks the last question again, whatever stands in the inputs by now: when asking, only Enter sends them.
func (m *Model) refresh() tea.Cmd {
	ctx, number := m.fetch.begin()
	m.loading = progress{}
	m.notice = ""
	q := m.sent
	moments := make(chan webhook.Progress, 1)
	lister, now := m.opts.Source.Lister, m.opts.Times.Now
	run := func() tea.Msg {
		defer close(moments)
		asked := q
		asked.Progress = func(p webhook.Progress) { offer(moments, p) }
		result, err := lister.List(ctx, asked)
		if err != nil {
			return failedMsg{number, err, now()}
		}
		return loadedMsg{number, q, result, webhook.NewList(result.Webhooks)}
	}
	return tea.Batch(run, listen(number, moments), spin(number), m.askUsage())
}

// query is the server's part of what is asked for: the inputs when asking, everything when narrowing.
func (m *Model) query() webhook.Query {
	var q webhook.Query
	if m.asking {
		q, _ = m.matching().Ask()
	}
	q.Select = m.opts.Select
	return q
}

// offer puts the newest moment into the channel, in the place of one that nobody has taken yet.
func offer(moments chan webhook.Progress, p webhook.Progress) {
	select {
	case <-moments:
	default:
	}
	select {
	case moments <- p:
	default:
	}
}

func listen(number int, moments <-chan webhook.Progress) tea.Cmd {
	return func() tea.Msg {
		p, more := <-moments
		if !more {
			return nil
		}
		return progressMsg{number, p, listen(number, moments)}
	}
}

func spin(number int) tea.Cmd {
	return tea.Tick(spinEvery, func(time.Time) tea.Msg { return spinMsg{number} })
}

// handleLoaded puts an answer on the screen. Cursor, filter, sort and scroll stay where they are, and what changed is marked.
func (m *Model) handleLoaded(msg loadedMsg) tea.Cmd {
	if !m.fetch.current(msg.number) {
		return nil
	}
	m.fetch.end()
	m.usage.listCame()
	newer := msg.list.With(m.usage.counts, isWhole(msg.query, msg.result))
	var bell tea.Cmd
	if m.loaded && m.result.Incomplete == nil && msg.result.Incomplete == nil && sameQuestion(m.asked, msg.query) {
		bell = m.mark(m.list, newer, msg.result.Loaded)
	}
	m.loaded, m.failure = true, nil
	m.result, m.asked = msg.result, msg.query
	m.list = newer
	m.usage.asked = map[int64]bool{}
	m.joinUsage()
	m.bar.suggest(m.list)
	m.reorder()
	return tea.Batch(bell, m.wait())
}

// isWhole reports whether an answer holds every webhook that this login is shown.
func isWhole(q webhook.Query, r webhook.Result) bool { return q.Whole() && r.Incomplete == nil }

// sameQuestion reports whether two answers can be compared.
func sameQuestion(a, b webhook.Query) bool {
	return a.Name == b.Name && a.Event == b.Event && a.Status == b.Status
}

// handleFailed keeps the rows that are there and says what happened.
func (m *Model) handleFailed(msg failedMsg) tea.Cmd {
	if !m.fetch.current(msg.number) {
		return nil
	}
	m.fetch.end()
	m.usage.listCame()
	if errors.Is(msg.err, context.Canceled) {
		m.notice = "cancelled"
		return m.wait()
	}
	m.failure, m.failedAt = msg.err, msg.at
	m.resize()
	return m.wait()
}

func (m *Model) handleProgress(msg progressMsg) tea.Cmd {
	if m.fetch.current(msg.number) {
		m.loading.Progress = msg.progress
	}
	return msg.next // always, so that an outdated fetch's channel is drained to its end
}

func (m *Model) handleSpin(msg spinMsg) tea.Cmd {
	if !m.fetch.current(msg.number) {
		return nil
	}
	m.loading.spin++
	return spin(msg.number)
}

// cancel ends a running request for the list, and what is asked beside it, and reports whether one ran. What runs only beside it, nobody waits for.
func (m *Model) cancel() bool {
	if !m.fetch.running() {
		return false
	}
	m.endAll()
	m.notice = "cancelled"
	return true
}
