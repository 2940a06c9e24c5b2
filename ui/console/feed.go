package console

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
)

// feed reads a tenant and keeps its newest snapshot. The list, the usage and the last errors are separate requests. Each answer becomes the next snapshot in a
// command, one after another, so that no key waits for a large list.
type feed struct {
	sender
	src   source.Source
	times format.Times
	snap  *source.Snapshot // that is on the screen; never nil
	marks marks            // what changed in it
	sort  webhook.Sort     // that the user wants by now

	list     request
	progress progress
	sent     webhook.Query // the last query that was sent
	sentAt   time.Time
	answered bool            // all of it is there, and a snapshot is made of it
	broken   bool            // the user has cancelled it, and a snapshot is made of what had come
	arrival  *source.Arrival // of its webhooks; nil where the old list stays until all of the new one is there
	failure  error           // of the newest request for the list, nil once one succeeds
	failedAt time.Time

	usage  request
	listed chan struct{} // closed when the list has arrived, which starts the time limit of the usage; nil afterwards

	lastErrors request
	explaining []int64 // the webhooks that the last request for last errors is about

	versions request
	version  string // of the server, such as 12.1.1412.0; "" where it is not known

	preparing answer       // becomes a snapshot, until that is on the screen; nil for none
	turn      int          // the number of what is being prepared
	ready     *preparedMsg // the snapshot that will be on the screen once its rows are known; nil for none
	answers   []answer     // wait for that
}

// The events of a feed.
type (
	// ready is a new snapshot, which is to be shown. Its answer is a list or something about one.
	ready struct{ answer answer }
	// failed is a request for the list that failed or was cancelled.
	failed struct{ cancelled bool }
)

func newFeed(of sender, src source.Source, times format.Times, sort webhook.Sort) feed {
	return feed{sender: of, src: src, times: times, sort: sort, snap: source.Empty(sort)}
}

// progress is what the screen says about a running request for the list.
type progress struct {
	webhook.Progress
	newest *atomic.Pointer[webhook.Progress] // that the request has told, nil for none yet; it is said with the next step
	spin   int
}

// spinEvery is slow: over a thin line each step costs the whole footer.
const spinEvery = 300 * time.Millisecond

// load sends a query, and asks for the usage beside it.
func (f *feed) load(q webhook.Query) tea.Cmd {
	f.sent, f.sentAt, f.answered, f.broken = q, f.times.Now(), false, false
	ctx, number := f.list.begin()
	newest := new(atomic.Pointer[webhook.Progress])
	f.progress = progress{newest: newest}
	asked := q
	asked.Progress = func(p webhook.Progress) { newest.Store(&p) }
	if f.snap.Loaded && source.SameQuestion(f.snap.Query, q) {
		asked.Known = f.snap.List.Webhooks
	}
	growing := f.grow(number, &asked)
	arrival := f.arrival
	run := func() tea.Msg {
		result, err := f.src.Lister.List(ctx, asked)
		if arrival != nil {
			arrival.End()
		}
		if err != nil {
			return failedMsg{f.sender, number, err, f.times.Now()}
		}
		return listedMsg{f.sender, number, q, result, arrival}
	}
	return tea.Batch(run, growing, f.spin(number), f.askUsage())
}

// refresh sends the last query again.
func (f *feed) refresh() tea.Cmd { return f.load(f.sent) }

// spin makes the next step.
func (f *feed) spin(number int) tea.Cmd {
	return tea.Tick(spinEvery, func(time.Time) tea.Msg { return spinMsg{f.sender, number} })
}

// askUsage requests the counts. A running request is left alone: if counting takes longer than the watch interval, restarting it would mean never getting an
// answer. Its time is bounded, so that a later refresh asks again.
func (f *feed) askUsage() tea.Cmd {
	reader := f.src.Usage
	if reader == nil || f.usage.running() {
		return nil
	}
	ctx, number := f.usage.begin()
	listed := make(chan struct{})
	f.listed = listed
	return func() tea.Msg {
		usages, err := reader.Usage(ctx, listed)
		return countedMsg{f.sender, number, usages, err, f.times.Now()}
	}
}

// explain asks GetLastError about the webhooks whose last error nothing else has told. It asks once for each webhook of a list.
func (f *feed) explain(ids []int64) tea.Cmd {
	reader := f.src.LastErrors
	if reader == nil || f.awaitsUsage() {
		return nil
	}
	asked := func(id int64) bool { return f.lastErrors.running() && slices.Contains(f.explaining, id) }
	if len(slices.DeleteFunc(slices.Clone(ids), asked)) == 0 {
		return nil
	}
	f.explaining = ids
	ctx, number := f.lastErrors.begin()
	return func() tea.Msg {
		texts, err := reader.LastErrors(ctx, ids)
		return explainedMsg{f.sender, number, ids, texts, err}
	}
}

// awaitsUsage reports whether what the archive says has yet to be joined to the list for the first time. Until then it is unknown whose last error it lacks.
func (f *feed) awaitsUsage() bool {
	return f.usage.running() && !f.snap.HasUsages && f.snap.NoUsage == nil || f.snap.Coming && f.snap.HasUsages
}

// askVersion asks for the server's version, once. Nothing waits for it.
func (f *feed) askVersion() tea.Cmd {
	server := f.src.Version
	if server == nil {
		return nil
	}
	ctx, number := f.versions.begin()
	return func() tea.Msg { return versionMsg{f.sender, number, server.Version(ctx)} }
}

// update takes the messages of the feed's commands.
func (f *feed) update(msg tea.Msg) (event tea.Msg, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case answer:
		return nil, f.prepare(msg)
	case failedMsg:
		return f.fail(msg)
	case preparedMsg:
		if msg.turn != f.turn { // the answer has been overtaken
			return nil, nil
		}
		f.ready = &msg
		if r, number := msg.answer.request(f); r.current(number) {
			return ready{msg.answer}, nil
		}
	case versionMsg:
		if f.versions.current(msg.number) {
			f.versions.end()
			f.version = msg.text
		}
	case spinMsg:
		if f.list.current(msg.number) {
			f.progress.spin++
			if newest := f.progress.newest.Load(); newest != nil {
				f.progress.Progress = *newest
			}
			return nil, f.spin(msg.number)
		}
	}
	return nil, nil
}

// fail records why there is no newer list. A cancelled request is not a failure.
func (f *feed) fail(msg failedMsg) (event tea.Msg, cmd tea.Cmd) {
	if !f.list.current(msg.number) {
		return nil, nil
	}
	if f.hasPart() {
		return nil, f.breakOff(msg.number, msg.err)
	}
	f.list.end()
	f.listCame()
	if errors.Is(msg.err, context.Canceled) {
		return failed{cancelled: true}, nil
	}
	f.failure, f.failedAt = msg.err, msg.at
	return failed{}, nil
}

// listCame tells the request for the usage that the list has arrived or failed.
func (f *feed) listCame() {
	if f.listed != nil {
		close(f.listed)
		f.listed = nil
	}
}

// prepare makes the next snapshot from an answer that is still wanted, after those before it are made. Its request runs until then.
func (f *feed) prepare(a answer) tea.Cmd {
	r, number := a.request(f)
	switch {
	case !r.current(number), !a.ends() && f.answered:
		return nil
	case a.cancelled():
		r.end()
		return nil
	case r == &f.list && a.ends():
		f.answered = true
		f.listCame()
		f.overtake()
	}
	f.answers = append(f.answers, a)
	return f.prepareNext()
}

func (f *feed) prepareNext() tea.Cmd {
	if f.preparing != nil || len(f.answers) == 0 {
		return nil
	}
	f.preparing = f.answers[0]
	f.answers = slices.Delete(f.answers, 0, 1) // an answer that is left behind would keep its webhooks
	f.turn++
	return f.snapshot(f.preparing)
}

// snapshot makes the snapshot that follows an answer.
func (f *feed) snapshot(a answer) tea.Cmd {
	of, turn, before, marks, clock := f.sender, f.turn, f.snap, f.marks.copied(), f.times.Clock
	return func() tea.Msg {
		after := a.after(before)
		return preparedMsg{of, turn, a, after, marks.changed(after.News, clock(a.received()))}
	}
}

// newest is the snapshot to show: that which is ready, or else that which is shown already.
func (f *feed) newest() *source.Snapshot {
	if f.ready != nil {
		return f.ready.snapshot
	}
	return f.snap
}

// drop gives up the snapshot that is ready if its request was cancelled in the meantime.
func (f *feed) drop() tea.Cmd {
	if f.ready == nil {
		return nil
	}
	if r, number := f.ready.answer.request(f); r.current(number) {
		return nil
	}
	f.ready, f.preparing = nil, nil
	return f.prepareNext()
}

// accept takes the snapshot that is on the screen now, which is that which was ready, if there was one.
func (f *feed) accept(snap *source.Snapshot) (accepted preparedMsg, cmd tea.Cmd) {
	f.snap = snap
	if f.ready == nil {
		return preparedMsg{}, nil
	}
	accepted = *f.ready
	r, _ := accepted.answer.request(f)
	if r == &f.list {
		f.failure = nil
	}
	switch ends := accepted.answer.ends(); {
	case !ends:
		cmd = f.growMore()
	case r.end() && r == &f.list:
		f.arrival = nil
	}
	f.marks.words, f.marks.answers = accepted.changes.marks.words, accepted.changes.marks.answers
	f.ready, f.preparing = nil, nil
	return accepted, tea.Batch(cmd, f.prepareNext())
}

// cancel ends a running request for the list, which is what the user waits for, along with all others. It reports whether one was running. What had come of it stays.
func (f *feed) cancel() (cmd tea.Cmd, was bool) {
	if !f.list.running() || f.broken {
		return nil, false
	}
	part := f.hasPart()
	f.close()
	if f.broken = part; part {
		_, number := f.list.begin()
		return f.breakOff(number, errCancelled{}), true
	}
	return nil, true
}

// close ends everything that runs.
func (f *feed) close() {
	f.list.end()
	f.usage.end()
	f.lastErrors.end()
	f.versions.end()
}
