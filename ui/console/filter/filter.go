// Package filter has the three inputs: name, event, and a choice of status.
package filter

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style"
)

// Input names one of the three inputs.
type Input int

// The inputs; None means that no input has the focus.
const (
	None Input = iota
	Name
	Event
	Status
)

// Model is the row of the inputs.
type Model struct {
	styles  *style.Styles
	keys    *keymap.Map
	name    textinput.Model
	event   textinput.Model
	status  webhook.State // "" is any
	hooks   *webhook.Set  // the webhooks that an overview led to; nil for no set
	choices []choice
	focused Input
	asking  bool // Enter sends the inputs
	modes   []string
	width   int
	height  int
}

// The events of Update.
type (
	// Changed says that the filter has changed.
	Changed struct{}
	// Full says that an input could not hold all of a text, and whether the filter has changed.
	Full struct{ Changed bool }
)

// New makes the inputs, filled with a filter.
func New(s *style.Styles, k *keymap.Map, f webhook.Filter) *Model {
	m := &Model{styles: s, keys: k, name: component.NewInput(s, "orders -test host:erp"), event: component.NewInput(s, "sale.sold")}
	m.event.ShowSuggestions = true
	m.event.CompletionStyle = s.Muted
	m.event.KeyMap.AcceptSuggestion = key.NewBinding(key.WithKeys("right")) // Tab goes to the next input
	m.Set(f)
	m.SetCounts(nil)
	return m
}

// Value is what the inputs keep.
func (m *Model) Value() webhook.Filter {
	return webhook.Filter{Name: m.name.Value(), Event: m.event.Value(), Status: m.status, Hooks: m.hooks}
}

// Set fills the inputs.
func (m *Model) Set(f webhook.Filter) {
	m.name.SetValue(f.Name)
	m.event.SetValue(f.Event)
	m.status, m.hooks = f.Status, f.Hooks
}

// Focus shows a cursor in the input that has the keys, and in no other.
func (m *Model) Focus(in Input) {
	m.focused = in
	m.name.Blur()
	m.event.Blur()
	switch in {
	case Name:
		m.name.Focus()
	case Event:
		m.event.Focus()
	default: // no text is typed there
	}
}

// SetMode sets the description of the filter, in shorter and shorter wordings, and whether Enter sends the inputs.
func (m *Model) SetMode(modes []string, asking bool) { m.modes, m.asking = modes, asking }

// maxSuggested is how many names of the list's events are completed: each key in the input looks at all of them.
const maxSuggested = 1000

// Suggest sets the event names to complete: those of the list first, then the vendor's.
func (m *Model) Suggest(names []string) {
	m.event.SetSuggestions(slices.Concat(names[:min(len(names), maxSuggested)], webhook.Catalogue(), webhook.ListEvents()))
}

// Update hands a key or a pasted text to the input that has the focus. Its events are Changed and Full.
func (m *Model) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	pressed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil, nil
	}
	before, all := m.Value(), true
	switch {
	case m.focused == Name && m.name.Value() == "" && (pressed.Type == tea.KeyBackspace || pressed.Type == tea.KeyCtrlU):
		m.hooks = nil
	case m.focused == Name:
		all = component.Edit(&m.name, pressed)
	case m.focused == Event:
		all = component.Edit(&m.event, pressed)
	case m.focused == Status && !pressed.Paste:
		m.choose(pressed)
	}
	changed := m.Value() != before
	switch {
	case !all:
		return Full{changed}, nil
	case changed:
		return Changed{}, nil
	}
	return nil, nil
}

// SetSize gives the inputs one line or two.
func (m *Model) SetSize(w, h int) { m.width, m.height = w, h }

// Help is the keys of the input that has the focus.
func (m *Model) Help() []key.Binding {
	k := m.keys
	switch {
	case m.focused == Status:
		return []key.Binding{k.Choose, k.Accept, k.Next}
	case m.asking:
		return []key.Binding{keymap.As(k.Accept, "ask the server"), k.Leave, k.Next}
	}
	return []key.Binding{k.Accept, k.Next, keymap.As(k.Choose, "move")}
}
