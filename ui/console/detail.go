package console

import (
	"regexp"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// detailPane shows every field of one webhook, as words or as JSON, or what is behind a row of an overview. It scrolls on its own.
type detailPane struct {
	styles   style.Styles
	times    format.Times
	viewport viewport.Model
	hook     *webhook.Webhook // nil for none
	report   *format.Report   // in the place of a webhook; nil for none
	key      string           // of the report
	change   string           // what changed since it was last looked at
	hint     string           // what else can be known of the webhook; "" for nothing
	raw      bool
}

func newDetailPane(s style.Styles, t format.Times) detailPane {
	return detailPane{styles: s, times: t, viewport: viewport.New(0, 0)}
}

// show shows a webhook, nil for none. The same webhook in a newer list keeps its place in the text.
func (p *detailPane) show(w *webhook.Webhook, change string) {
	same := p.hook != nil && w != nil && p.hook.Key() == w.Key()
	p.hook, p.change, p.report = w, change, nil
	p.render()
	if !same {
		p.viewport.GotoTop()
	}
}

// showReport shows what is behind a row of an overview. The same row keeps its place in the text.
func (p *detailPane) showReport(key string, r format.Report) {
	same := p.report != nil && p.key == key
	p.hook, p.change, p.hint, p.report, p.key = nil, "", "", &r, key
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
	case p.report != nil:
		lines = format.Lines(p.report.Sections, p.styles, margin, p.viewport.Width)
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

// empty reports whether there is nothing to show.
func (p *detailPane) empty() bool { return p.hook == nil && p.report == nil }

// margin lines the detail up with the list's cells.
const margin = 3

// words lays the fields out.
func (p *detailPane) words() []string {
	var lines []string
	say := func(style lipgloss.Style, sentence string) {
		if sentence == "" {
			return
		}
		for _, part := range format.Wrap(sentence, p.viewport.Width-margin-1) {
			lines = append(lines, blanks(margin)+style.Render(part))
		}
	}
	if p.change != "" {
		say(p.styles.Warning, p.styles.Glyphs.Warning+" "+p.change)
	}
	say(p.styles.Accent, p.hint)
	return append(lines, format.Lines(format.Detail(p.hook, p.times), p.styles, margin, p.viewport.Width)...)
}
