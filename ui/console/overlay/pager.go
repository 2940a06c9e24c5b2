package overlay

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style"
)

// Pager shows a text over the whole screen, such as the help or what was copied, between a title and a line that says how to close it.
type Pager struct {
	styles   *style.Styles
	keys     *keymap.Map
	viewport viewport.Model
	height   int // of all, with the title and the hint
	title    string
	hint     string                   // shown in the last line, before how to scroll
	lines    func(width int) []string // of the text, for a width
}

// NewPager shows lines, which are made for a width.
func NewPager(s *style.Styles, k *keymap.Map, title, hint string, lines func(width int) []string) *Pager {
	return &Pager{styles: s, keys: k, viewport: viewport.New(0, 0), title: title, hint: hint, lines: lines}
}

// Update scrolls; Esc, Enter, ? and q close.
func (p *Pager) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	pressed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil, nil
	}
	if key.Matches(pressed, p.keys.Back, p.keys.Help, p.keys.Quit, p.keys.Open) {
		return Closed{}, nil
	}
	component.Scroll(&p.viewport, pressed, p.keys)
	return nil, nil
}

// TakesText is false.
func (p *Pager) TakesText() bool { return false }

// SetSize lays out the text again if the size has changed.
func (p *Pager) SetSize(w, h int) {
	p.height, h = h, max(h-2, 0)
	if w == p.viewport.Width && h == p.viewport.Height {
		return
	}
	p.viewport.Width, p.viewport.Height = max(w, 0), h
	if w > 0 {
		p.viewport.SetContent(strings.Join(p.lines(w), "\n"))
		p.viewport.SetYOffset(p.viewport.YOffset) // more lines may fit than are left below
	}
}

// Help is the keys of every pager.
func (p *Pager) Help() []key.Binding {
	return []key.Binding{keymap.As(p.keys.Back, "close"), p.keys.Up, p.keys.Down}
}

// View is the title, the visible part of the text, and the hint.
func (p *Pager) View() []string {
	w := p.viewport.Width - 1
	hint := p.hint
	if p.viewport.TotalLineCount() > p.viewport.Height {
		hint += ", " + p.styles.Glyphs.Keys(p.keys.Choose.Help().Key) + " scroll"
	}
	lines := []string{" " + p.styles.Title.Render(component.Clip(p.title, w))}
	lines = append(lines, component.Fill(strings.Split(p.viewport.View(), "\n"), p.viewport.Height)...)
	lines = append(lines, " "+p.styles.Muted.Render(component.Clip(hint, w)))
	return component.Crop(lines, p.viewport.Width, p.height)
}
