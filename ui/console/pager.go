package console

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/style"
)

// pager shows a text over the whole screen, between a title and a line that says how to leave it: the help, or what was copied.
type pager struct {
	styles   style.Styles
	viewport viewport.Model
	open     bool
	title    string
	hint     string                   // what the last line says beside how to leave
	lines    func(width int) []string // of the text, for a width
}

func newPager(s style.Styles) pager { return pager{styles: s, viewport: viewport.New(0, 0)} }

func (p *pager) show(title, hint string, lines func(width int) []string) {
	p.open, p.title, p.hint, p.lines = true, title, hint, lines
	p.render()
	p.viewport.GotoTop()
}

// update scrolls; Esc, Enter, ? and q close.
func (p *pager) update(msg tea.KeyMsg, k *keyMap) {
	if key.Matches(msg, k.back, k.help, k.quit, k.open) {
		p.open = false
		return
	}
	scroll(&p.viewport, msg, k)
}

func (p *pager) setSize(w, h int) {
	h = max(h-2, 0)
	if w == p.viewport.Width && h == p.viewport.Height {
		return
	}
	p.viewport.Width, p.viewport.Height = max(w, 0), h
	p.render()
}

func (p *pager) render() {
	if p.open && p.viewport.Width > 0 {
		p.viewport.SetContent(strings.Join(p.lines(p.viewport.Width), "\n"))
	}
}

func (p *pager) view() []string {
	w := p.viewport.Width - 1
	hint := p.hint
	if p.viewport.TotalLineCount() > p.viewport.Height {
		hint += ", " + p.styles.Glyphs.Keys("↑ ↓") + " scroll"
	}
	lines := []string{" " + p.styles.Title.Render(fitTo(p.title, w))}
	lines = append(lines, fill(strings.Split(p.viewport.View(), "\n"), p.viewport.Height)...)
	return append(lines, " "+p.styles.Muted.Render(fitTo(hint, w)))
}
