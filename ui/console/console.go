// Package console is the interactive face: a Bubble Tea program that lists the webhooks of tenants, narrows the list, and shows one in detail.
//
// The root Model routes every message in one order, documented at Update and press. Each open tenant has its own screen, built from the packages below: filter,
// table, detail. Overlays are kept on one stack. All parts follow the contract of package component. All input and output happens in commands.
package console

import (
	"cmp"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// Options is what the console starts with.
type Options struct {
	Source  source.Source
	Filter  webhook.Filter
	Sort    webhook.Sort
	Columns []format.Column // nil for the usual ones
	Asking  bool            // start with the filters sent to the server
	Select  []string        // $select; nil for every member
	Ignore  []string        // rules whose findings are not wanted
	Styles  *style.Styles
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

// Profiles are the tenants that can be switched to.
type Profiles struct {
	Name    string // of the one that is opened first; "" for a source that is no profile
	Choices []overlay.Choice
	// Open prepares another one. It runs in a command and may take a while.
	Open func(name string) (Options, error)
}

// Model is the root of the console: the open tenants, one of which is visible, and the overlays.
type Model struct {
	styles   *style.Styles
	keys     *keymap.Map
	profiles Profiles
	tenants  map[string]*tenant
	current  string
	overlays overlay.Stack
	picker   *overlay.Picker // that is open; nil for none
	width    int
	height   int
	ended    bool // the user has quit
}

// openedMsg says that a profile was opened, or why it could not be.
type openedMsg struct {
	name string
	opts Options
	err  error
}

// open is the event that asks for an overlay.
type open struct {
	overlay overlay.Overlay
	place   overlay.Place
}

// New returns a console that loads its first list when it starts.
func New(first Options, p Profiles) *Model {
	m := &Model{styles: first.Styles, keys: keymap.New(), profiles: p, tenants: map[string]*tenant{}, current: p.Name}
	m.keys.Profile.SetEnabled(len(p.Choices) > 0)
	m.keys.Ask.SetEnabled(first.Source.CanAsk)
	m.add(p.Name, first)
	return m
}

func (m *Model) add(name string, opts Options) *tenant {
	opts.WatchEvery = cmp.Or(opts.WatchEvery, DefaultWatch)
	t := newTenant(sender(name), opts, m.keys)
	m.tenants[name] = t
	return t
}

func (m *Model) tenant() *tenant { return m.tenants[m.current] }

// Init starts the first tenant.
func (m *Model) Init() tea.Cmd { return m.tenant().init() }

// close ends what runs.
func (m *Model) close() {
	for _, t := range m.tenants {
		t.feed.close()
	}
}

// bring switches to a tenant.
func (m *Model) bring(name string) tea.Cmd {
	m.tenant().waiting = nil // those keys were for what was in sight
	m.current, m.picker = name, nil
	m.overlays.Clear()
	t := m.tenant()
	m.keys.Ask.SetEnabled(t.opts.Source.CanAsk)
	t.setSize(m.width, m.height)
	return t.windowTitle()
}
