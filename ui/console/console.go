// Package console is the interactive face: a Bubble Tea program that lists a tenant's webhooks, narrows the list, and shows one in detail.
//
// The root Model routes every message in one order, which Update writes down, and hands keys to one part at a time. The parts are
// plain structs with pointer receivers: filterBar, listPane, overviewPane, detailPane, pager, menu, verifyForm. All input and output happens in commands.
package console

import (
	"cmp"
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// Lister answers queries. It is the console's only way to the outside, so that a test can hand in an instant, a slow or a failing one. The webhooks
// of each answer are the caller's alone.
type Lister interface {
	List(ctx context.Context, q webhook.Query) (webhook.Result, error)
}

// UsageReader reads what the tenant counts about the calls of its webhooks. It does not go on for long after listed has been closed. Its errors are a few
// words: "no access to usage".
type UsageReader interface {
	Usage(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error)
}

// LastErrorReader asks for the last error of webhooks, one request for each, for a time that is bounded as well. It returns what came before an error, too.
type LastErrorReader interface {
	LastErrors(ctx context.Context, ids []int64) (map[int64]string, error)
}

// Versioner tells the version of a server, "" where that is not known.
type Versioner interface {
	Version(ctx context.Context) string
}

// Source is a tenant and how to read it. Its texts are safe for a terminal.
type Source struct {
	Lister     Lister
	Usage      UsageReader     // nil where there is none, or none is wanted
	LastErrors LastErrorReader // likewise
	Version    Versioner       // nil where there is no server
	Label      string          // "Acme production"
	Tenant     string          // "Cust12345"
	Place      string          // "online", "crm.example.com", "saved list"
	Hint       string          // a few words on what this list can hold, such as "this application's own hooks"; may be empty
	Danger     bool            // the header must warn that this is no place to be careless
	CanAsk     bool            // the source can be asked with filters; a saved list cannot
}

// Options is what the console starts with.
type Options struct {
	Source  Source
	Filter  webhook.Filter
	Sort    webhook.Sort
	Columns []format.Column // nil for the usual ones
	Asking  bool            // start with the filters sent to the server
	Select  []string        // $select; nil for every member
	Ignore  []string        // rules whose findings are not wanted
	Styles  style.Styles
	Times   format.Times
	// WatchEvery is how long a watch waits between two lists, DefaultWatch when zero.
	WatchEvery time.Duration
	// Copy, when set, hands a text to the clipboard of the terminal. Whether it gets there nobody can know.
	Copy func(text string) error
	// Command is the command line that opens the source, without filters: crmhooks -p acme.
	Command []string
	// Bell, when set, is rung when a webhook has been switched off by the system. It writes to the terminal.
	Bell     func()
	Warnings []string // sentences that stay in sight, such as a switched-off certificate check
}

// Model is the root of the console.
type Model struct {
	opts   Options
	styles style.Styles
	keys   keyMap

	width, height int
	layout        layout

	fetch    fetch
	loading  progress
	list     *webhook.List  // never nil
	result   webhook.Result // of the list on the screen
	loaded   bool           // a list has been answered at least once
	asked    webhook.Query  // the query that the list on the screen answers
	sent     webhook.Query  // the last query that was sent
	failure  error          // of the newest fetch, nil once one succeeds
	failedAt time.Time
	usage    usage
	version  version
	findings []*survey.Finding // of the whole list; nil until they are asked for
	watch    watch
	visits   []visited // where relatives were asked for, the last one last
	marks    marks
	gone     string // the webhooks that the last list lacks, until a key is pressed
	notice   string // what the last key did, when the screen does not say it by itself

	focus        focus
	wantsProfile bool // the last key asked for another profile
	zoomed       bool // the detail has the whole screen
	view         view // what the list shows
	asking       bool
	problems     bool
	sort         webhook.Sort
	order        []int           // every row of the list, sorted
	states       []webhook.Count // of the whole list

	bar    filterBar
	rows   listPane
	over   overviewPane
	detail detailPane
	pager  pager
	menu   menu
	verify verifyForm
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

// New returns a console that loads its list when it starts.
func New(opts Options) *Model {
	m := &Model{
		opts:     opts,
		styles:   opts.Styles,
		keys:     newKeyMap(),
		list:     webhook.NewList(nil),
		asking:   opts.Asking && opts.Source.CanAsk,
		problems: opts.Filter.Problems,
		sort:     opts.Sort,
		marks:    marks{},
		usage:    usage{texts: map[int64]string{}, asked: map[int64]bool{}},
		over:     overviewPane{styles: opts.Styles},
		verify:   newVerifyForm(opts.Styles),
	}
	m.opts.WatchEvery = cmp.Or(opts.WatchEvery, DefaultWatch)
	m.bar = newFilterBar(opts.Styles, opts.Filter)
	m.rows = newListPane(opts.Styles, opts.Times, opts.Columns)
	m.detail = newDetailPane(opts.Styles, opts.Times)
	m.pager = newPager(opts.Styles)
	m.menu = menu{styles: opts.Styles}
	m.keys.ask.SetEnabled(opts.Source.CanAsk)
	m.keys.profile.SetEnabled(false) // until there are others
	return m
}

// Init asks for the list.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.windowTitle(), m.load(), m.askVersion()) }

func (m *Model) windowTitle() tea.Cmd {
	title := "crmhooks"
	if m.opts.Source.Label != "" {
		title += " - " + m.opts.Source.Label
	}
	return tea.SetWindowTitle(title)
}

// close ends what runs.
func (m *Model) close() { m.endAll() }

// endAll cancels what runs.
func (m *Model) endAll() {
	m.fetch.end()
	m.usage.end()
	m.version.fetch.end()
}
