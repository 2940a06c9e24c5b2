package console

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// helpPane is the help over the whole screen, made from the key bindings.
type helpPane struct {
	styles   style.Styles
	viewport viewport.Model
	open     bool
	keys     keyMap
}

func newHelpPane(s style.Styles) helpPane {
	return helpPane{styles: s, viewport: viewport.New(0, 0)}
}

func (p *helpPane) show(k keyMap) {
	p.open, p.keys = true, k
	p.render()
	p.viewport.GotoTop()
}

// update scrolls; Esc, ? and q close the help.
func (p *helpPane) update(msg tea.KeyMsg, k *keyMap) {
	if key.Matches(msg, k.back, k.help, k.quit, k.open) {
		p.open = false
		return
	}
	scroll(&p.viewport, msg, k)
}

func (p *helpPane) setSize(w, h int) {
	if w == p.viewport.Width && h == p.viewport.Height {
		return
	}
	p.viewport.Width, p.viewport.Height = max(w, 0), max(h, 0)
	p.render()
}

func (p *helpPane) render() {
	if !p.open || p.viewport.Width <= 0 {
		return
	}
	p.viewport.SetContent(strings.Join(p.lines(), "\n"))
}

// keyColumn is as wide as the longest key of the help.
const keyColumn = 11

func (p *helpPane) lines() []string {
	var lines []string
	for _, g := range p.keys.groups() {
		lines = append(lines, p.title(g.title))
		for _, b := range g.bindings {
			if b.Enabled() {
				lines = append(lines, p.entry(p.styles.Key.Render(format.Fit(p.styles.Glyphs.Keys(b.Help().Key), keyColumn, "")), b.Help().Desc)...)
			}
		}
		lines = append(lines, "")
	}
	lines = append(lines, p.title("States"))
	for _, s := range []webhook.State{webhook.Active, webhook.Stopped, webhook.TooManyErrors, webhook.Unknown} {
		symbol, st := p.styles.State(s)
		lines = append(lines, p.entry(st.Render(format.Fit(symbol, keyColumn, "")), s.Word()+": "+format.StateMeaning(s))...)
	}
	lines = append(lines, "", p.title("Good to know"))
	for _, fact := range facts {
		lines = append(lines, p.paragraph(fact)...)
	}
	return lines
}

// facts are what users of the console ask first.
var facts = []string{
	"Everything here is read-only: no key changes anything in SuperOffice.",
	"Online, an application sees only the webhooks that it created itself, and only if the Webhook agent was granted to it.",
	"Narrowing looks through the loaded list: parts of words, in any case, all of them have to match, and -word must not. In the name input " +
		"host:zapier, type:crmscript, id:17, by:tony, mail:ops and header:x-key look there.",
	"Asking sends the inputs to the server, which compares whole names exactly.",
	"A secret is never shown, nor any header, property or part of a target that looks like a credential: " + webhook.Mask + " stands in its place.",
}

func (p *helpPane) title(s string) string {
	return " " + p.styles.Title.Render(fitTo(s, p.viewport.Width-1))
}

// entry is a key and what it does, wrapped under its own column.
func (p *helpPane) entry(styledKey, text string) []string {
	var lines []string
	for i, part := range format.Wrap(text, p.viewport.Width-keyColumn-4) {
		head := blanks(keyColumn)
		if i == 0 {
			head = styledKey
		}
		lines = append(lines, "  "+head+" "+p.styles.Text.Render(part))
	}
	return lines
}

func (p *helpPane) paragraph(s string) []string {
	var lines []string
	for _, part := range format.Wrap(s, min(p.viewport.Width-3, 90)) {
		lines = append(lines, "  "+p.styles.Text.Render(part))
	}
	return lines
}

func (p *helpPane) view() []string { return strings.Split(p.viewport.View(), "\n") }
