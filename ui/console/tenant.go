package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/detail"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style"
)

// tenant is one open tenant: its data, and the state of its screen.
type tenant struct {
	sender
	opts   Options
	styles *style.Styles
	keys   *keymap.Map

	feed   feed
	watch  watch
	gone   string // the webhooks that the last list lacks, until a key is pressed
	notice string // what the last key did, when the screen does not say it by itself

	width, height int
	layout        layout
	focus         focus
	zoomed        bool // the detail has the whole screen

	list   *browser
	detail *detail.Model

	pictures request      // for what the list shows
	timed    bool         // how long that takes is being timed
	slow     int          // steps that the rows are late; 0 when they are not
	menus    request      // for the webhooks related to one
	waiting  []tea.KeyMsg // keys that act on rows which are not there yet, and those behind them
	looks    bool         // the user looks at webhooks in trouble: their last errors are asked for when it is known which those are
}

// focus is the part that gets the keys.
type focus int

const (
	focusList focus = iota
	focusDetail
	focusName
	focusEvent
	focusStatus
)

// inputs are the parts of the filter. The list and the detail are none.
//
//exhaustive:ignore
var inputs = map[focus]filter.Input{focusName: filter.Name, focusEvent: filter.Event, focusStatus: filter.Status}

func newTenant(of sender, opts Options, k *keymap.Map) *tenant {
	t := &tenant{
		sender: of, opts: opts, styles: opts.Styles, keys: k,
		feed:   newFeed(of, opts.Source, opts.Times, opts.Sort),
		detail: detail.New(opts.Styles, k, opts.Times),
	}
	t.list = newBrowser(&t.opts, k, t.feed.snap, &t.feed.marks)
	return t
}

// init asks for the list.
func (t *tenant) init() tea.Cmd {
	return tea.Batch(t.windowTitle(), t.load(), t.feed.askVersion())
}

func (t *tenant) windowTitle() tea.Cmd {
	title := "crmhooks"
	if t.opts.Source.Label != "" {
		title += " - " + t.opts.Source.Label
	}
	return tea.SetWindowTitle(title)
}

// load requests the list that the inputs and the filter call for.
func (t *tenant) load() tea.Cmd { return t.sent(t.feed.load(t.list.query())) }

// refresh repeats the last query, whatever the inputs hold by now: with the server filter, only Enter sends them.
func (t *tenant) refresh() tea.Cmd { return t.sent(t.feed.refresh()) }

func (t *tenant) sent(cmd tea.Cmd) tea.Cmd {
	t.notice = ""
	return cmd
}

// update takes the messages of the tenant's own commands.
func (t *tenant) update(msg message) (event tea.Msg, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case watchMsg:
		return nil, t.handleWatch(msg)
	case copiedMsg:
		return t.copied(msg), nil
	case pictureMsg:
		return nil, t.show(msg)
	case relatedMsg:
		return t.offer(msg), nil
	case slowMsg:
		return nil, t.late(msg)
	}
	event, cmd = t.feed.update(msg)
	switch event := event.(type) {
	case ready:
		if r, _ := event.answer.request(&t.feed); r == &t.feed.list && !t.feed.snap.Coming {
			t.list.hold() // somebody may be reading the detail
		}
	case failed:
		if event.cancelled {
			t.notice = "cancelled"
		}
		t.resize()
		return nil, tea.Batch(t.wait(), cmd)
	}
	return nil, cmd
}

// show puts a picture on the screen, and with it the snapshot that it is of. Cursor, filter, sort and scroll stay where they are, and what changed is marked.
func (t *tenant) show(msg pictureMsg) tea.Cmd {
	if !t.pictures.current(msg.number) {
		return nil
	}
	t.pictures.end()
	t.slow = 0
	if !t.list.show(msg.picture) {
		return nil
	}
	part := t.feed.snap.Coming
	accepted, next := t.feed.accept(msg.picture.snap)
	if _, listed := accepted.answer.(listedMsg); listed {
		t.gone = accepted.changes.gone
	}
	t.showSelected()
	t.resize()
	return tea.Batch(t.follow(accepted, part), next)
}

// follow does what follows a new snapshot. part says that only a part of the list was there before.
func (t *tenant) follow(accepted preparedMsg, part bool) tea.Cmd {
	var explain tea.Cmd
	if part && !t.feed.snap.Coming {
		explain = t.feed.explain(t.unexplained())
	}
	switch answer := accepted.answer.(type) {
	case listedMsg:
		return tea.Batch(t.ring(accepted.changes), t.wait(), explain)
	case brokenMsg:
		return tea.Batch(t.wait(), explain)
	case countedMsg:
		return t.feed.explain(t.unexplained())
	case explainedMsg:
		if answer.err != nil {
			t.notice = answer.err.Error()
		}
	}
	return nil
}

// cancel ends what runs and reports whether a user waited for it.
func (t *tenant) cancel() (cmd tea.Cmd, was bool) {
	if cmd, was = t.feed.cancel(); was {
		t.notice = "cancelled"
		cmd = tea.Batch(cmd, t.wait())
	}
	return cmd, was
}
