package console

import (
	"regexp"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// detailPane shows every field of one webhook, as words or as JSON. It scrolls on its own.
type detailPane struct {
	styles   style.Styles
	times    format.Times
	viewport viewport.Model
	hook     *webhook.Webhook
	change   string // what changed since it was last looked at
	raw      bool
}

func newDetailPane(s style.Styles, t format.Times) detailPane {
	return detailPane{styles: s, times: t, viewport: viewport.New(0, 0)}
}

// show shows a webhook, nil for none. The same webhook in a newer list keeps its place in the text.
func (p *detailPane) show(w *webhook.Webhook, change string) {
	same := p.hook != nil && w != nil && p.hook.Key() == w.Key()
	p.hook, p.change = w, change
	p.render()
	if !same {
		p.viewport.GotoTop()
	}
}

func (p *detailPane) setSize(w, h int) {
	w, h = max(w, 0), max(h, 0)
	if w == p.viewport.Width && h == p.viewport.Height {
		return
	}
	p.viewport.Width, p.viewport.Height = w, h
	p.render()
}

func (p *detailPane) toggleRaw() {
	p.raw = !p.raw
	p.render()
	p.viewport.GotoTop()
}

func (p *detailPane) update(msg tea.KeyMsg, k *keyMap) {
	scroll(&p.viewport, msg, k)
}

// scroll moves a viewport with the keys that move the list.
func scroll(v *viewport.Model, msg tea.KeyMsg, k *keyMap) {
	switch {
	case key.Matches(msg, k.up):
		v.ScrollUp(1)
	case key.Matches(msg, k.down):
		v.ScrollDown(1)
	case key.Matches(msg, k.pageUp):
		v.ScrollUp(max(v.Height-1, 1))
	case key.Matches(msg, k.pageDown):
		v.ScrollDown(max(v.Height-1, 1))
	case key.Matches(msg, k.home):
		v.GotoTop()
	case key.Matches(msg, k.end):
		v.GotoBottom()
	}
}

// render lays the text out for the width.
func (p *detailPane) render() {
	if p.viewport.Width <= 0 || p.viewport.Height <= 0 {
		return
	}
	var lines []string
	switch {
	case p.hook == nil:
	case p.raw:
		lines = p.json()
	default:
		lines = p.words()
	}
	offset := p.viewport.YOffset
	p.viewport.SetContent(strings.Join(lines, "\n"))
	p.viewport.SetYOffset(offset)
}

// position says which part of a longer text is in sight: "1-17 of 42", or "" when all of it is.
func (p *detailPane) position() string {
	total := p.viewport.TotalLineCount()
	if p.viewport.Height <= 0 || total <= p.viewport.Height {
		return ""
	}
	return span(p.viewport.YOffset+1, min(p.viewport.YOffset+p.viewport.Height, total), total)
}

func (p *detailPane) view() []string {
	if p.viewport.Width <= 0 || p.viewport.Height <= 0 {
		return nil
	}
	return strings.Split(p.viewport.View(), "\n")
}

// jsonName finds the name at the beginning of a line of indented JSON.
var jsonName = regexp.MustCompile(`^( *)("(?:[^"\\]|\\.)*":)(.*)$`)

// json lays the JSON out, its names in the style of labels.
func (p *detailPane) json() []string {
	var lines []string
	for line := range strings.SplitSeq(format.IndentedJSON(p.hook), "\n") {
		for _, part := range strings.Split(ansi.Hardwrap(line, max(p.viewport.Width-4, 1), true), "\n") {
			if m := jsonName.FindStringSubmatch(part); m != nil {
				lines = append(lines, "   "+m[1]+p.styles.Label.Render(m[2])+p.styles.Text.Render(m[3]))
				continue
			}
			lines = append(lines, "   "+p.styles.Text.Render(part))
		}
	}
	return lines
}

// words lays the fields out. The margin lines them up with the list's cells.
func (p *detailPane) words() []string {
	var changed []string
	if p.change != "" {
		for _, part := range format.Wrap(p.styles.Glyphs.Warning+" "+p.change, p.viewport.Width-4) {
			changed = append(changed, "   "+p.styles.Warning.Render(part))
		}
	}
	return append(changed, format.Lines(p.hook, p.times, p.styles, 3, p.viewport.Width)...)
}
