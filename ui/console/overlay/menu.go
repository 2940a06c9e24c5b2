package overlay

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
	"crmhooks/ui/screen"
	"crmhooks/ui/style"
)

// Menu is a short list of choices: what to copy, or which related webhooks to show.
type Menu struct {
	styles *style.Styles
	keys   *keymap.Map
	items  []Item
	at     int

	width, height int // that there is room for
}

// Item is one choice.
type Item struct {
	Key    string // the letter that chooses it
	Label  string
	Result tea.Msg // of the menu, when it is chosen
}

// NewMenu makes a menu of at least one item.
func NewMenu(s *style.Styles, k *keymap.Map, items []Item) *Menu {
	return &Menu{styles: s, keys: k, items: items}
}

// Update chooses: by letter, or with the arrows and Enter. Esc and q close.
func (m *Menu) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	pressed, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
		return nil, nil
	case pressed.Type == tea.KeyUp:
		m.at = component.Clamp(m.at-1, 0, len(m.items)-1)
		return nil, nil
	case pressed.Type == tea.KeyDown:
		m.at = component.Clamp(m.at+1, 0, len(m.items)-1)
		return nil, nil
	case key.Matches(pressed, m.keys.Open):
		return Closed{m.items[m.at].Result}, nil
	case key.Matches(pressed, m.keys.Back, m.keys.Quit):
		return Closed{}, nil
	}
	for _, item := range m.items {
		if pressed.String() == item.Key {
			return Closed{item.Result}, nil
		}
	}
	return nil, nil
}

// TakesText is false: letters choose.
func (m *Menu) TakesText() bool { return false }

// SetSize limits the menu, which is as large as its items otherwise.
func (m *Menu) SetSize(w, h int) { m.width, m.height = w, h }

// Help is the keys of every menu.
func (m *Menu) Help() []key.Binding {
	return []key.Binding{m.keys.Choose, keymap.As(m.keys.Open, "take"), keymap.As(m.keys.Back, "close")}
}

// menuFrame is the width of a line without its key and its label.
const menuFrame = len("| > ") + len("  ") + len(" |")

// View is the menu as lines of one width.
func (m *Menu) View() []string {
	g := m.styles.Glyphs
	width, keys := 0, 0
	for _, item := range m.items {
		width, keys = max(width, format.Width(item.Label)), max(keys, format.Width(item.Key))
	}
	width = component.Clamp(m.width-keys-menuFrame, 0, width)
	side := m.styles.Border.Render(g.Vertical)
	from, to := inSight(len(m.items), m.at, m.height)
	var lines []string
	for i, item := range m.items[from:to] {
		cursor, style := "  ", m.styles.Text
		if from+i == m.at {
			cursor, style = screen.Here(" ")+g.Cursor, m.styles.Selected
		}
		lines = append(lines, side+style.Render(cursor+" "+format.Fit(item.Key, keys, "")+"  "+format.Fit(item.Label, width, g.Ellipsis)+" ")+side)
	}
	return lines
}
