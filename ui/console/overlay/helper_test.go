package overlay_test

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/overlay"
)

func typed(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func pasted(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

func special(k tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: k} }

// screen is what a part draws, without styles.
func screen(m component.Model) string { return ansi.Strip(strings.Join(m.View(), "\n")) }

// probe is an overlay that records its messages.
type probe struct {
	name          string
	keys          []string
	width, height int
	text          bool
	event         tea.Msg // of the next key
}

func (p *probe) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	if pressed, ok := msg.(tea.KeyMsg); ok {
		p.keys = append(p.keys, pressed.String())
	}
	return p.event, func() tea.Msg { return p.name }
}

func (p *probe) View() []string      { return []string{"[" + p.name + "]"} }
func (p *probe) SetSize(w, h int)    { p.width, p.height = w, h }
func (p *probe) TakesText() bool     { return p.text }
func (p *probe) Help() []key.Binding { return []key.Binding{key.NewBinding(key.WithHelp(p.name, ""))} }

var _ overlay.Overlay = (*probe)(nil)
