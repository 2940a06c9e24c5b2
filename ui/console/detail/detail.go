// Package detail shows every field of one webhook, as words or as JSON, or what is behind a row of an overview. It scrolls on its own.
package detail

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// Model is the detail.
type Model struct {
	styles   *style.Styles
	keys     *keymap.Map
	times    format.Times
	viewport viewport.Model
	subject  Subject
	raw      bool
	zoomed   bool
}

// Subject is what the detail is about: a webhook, or a report in its place, or nothing.
type Subject struct {
	Hook   *webhook.Webhook
	Change string // what changed since it was last looked at
	Hint   string // what else can be known of the webhook; "" for nothing

	Report *format.Report
	Key    string // of the report
}

// same reports whether another subject is the same webhook or report, perhaps in a newer list.
func (s Subject) same(other Subject) bool {
	if s.Hook != nil && other.Hook != nil {
		return s.Hook.Key() == other.Hook.Key()
	}
	return s.Report != nil && other.Report != nil && s.Key == other.Key
}

// New makes an empty detail.
func New(s *style.Styles, k *keymap.Map, t format.Times) *Model {
	return &Model{styles: s, keys: k, times: t, viewport: viewport.New(0, 0)}
}

// Show shows a subject. The same one keeps its place in the text.
func (m *Model) Show(s Subject) {
	same := m.subject.same(s)
	m.subject = s
	m.render()
	if !same {
		m.viewport.GotoTop()
	}
}

// Subject is what is shown.
func (m *Model) Subject() Subject { return m.subject }

// Empty reports whether there is nothing to show.
func (m *Model) Empty() bool { return m.subject.Hook == nil && m.subject.Report == nil }

// Zoom says whether the detail has the whole screen.
func (m *Model) Zoom(on bool) { m.zoomed = on }

// SetSize lays out the text again if the size has changed.
func (m *Model) SetSize(w, h int) {
	w, h = max(w, 0), max(h, 0)
	if w == m.viewport.Width && h == m.viewport.Height {
		return
	}
	m.viewport.Width, m.viewport.Height = w, h
	m.render()
}

// ToggleRaw shows the JSON of a webhook, or its words again.
func (m *Model) ToggleRaw() {
	m.raw = !m.raw
	m.render()
	m.viewport.GotoTop()
}

// Update scrolls.
func (m *Model) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	if pressed, ok := msg.(tea.KeyMsg); ok {
		component.Scroll(&m.viewport, pressed, m.keys)
	}
	return nil, nil
}

// Help is the keys of the detail.
func (m *Model) Help() []key.Binding {
	k := m.keys
	if m.zoomed {
		return []key.Binding{k.Back, k.Raw, k.Help}
	}
	return []key.Binding{k.Back, keymap.As(k.Open, "whole screen"), k.Raw, k.Help}
}

// Position says which part of a longer text is in sight: "1-17 of 42", or "" when all of it is.
func (m *Model) Position() string {
	total := m.viewport.TotalLineCount()
	if m.viewport.Height <= 0 || total <= m.viewport.Height {
		return ""
	}
	return fmt.Sprintf("%d-%d of %d", m.viewport.YOffset+1, min(m.viewport.YOffset+m.viewport.Height, total), total)
}

// View is the visible part of the text.
func (m *Model) View() []string {
	if m.viewport.Width <= 0 || m.viewport.Height <= 0 {
		return nil
	}
	return strings.Split(m.viewport.View(), "\n")
}

// render lays out the text for the width.
func (m *Model) render() {
	if m.viewport.Width <= 0 || m.viewport.Height <= 0 {
		return
	}
	var lines []string
	switch {
	case m.subject.Report != nil:
		lines = format.Lines(m.subject.Report.Sections, m.styles, Margin, m.viewport.Width)
	case m.subject.Hook == nil:
	case m.raw:
		lines = m.json()
	default:
		lines = m.words()
	}
	offset := m.viewport.YOffset
	m.viewport.SetContent(strings.Join(lines, "\n"))
	m.viewport.SetYOffset(offset)
}

// jsonName finds the name at the beginning of a line of indented JSON.
var jsonName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^( *)("(?:[^"\\]|\\.)*":)(.*)$`) })

// json lays out the JSON, its names in the style of labels.
func (m *Model) json() []string {
	var lines []string
	for line := range strings.SplitSeq(format.IndentedJSON(m.subject.Hook), "\n") {
		for _, part := range strings.Split(ansi.Hardwrap(line, max(m.viewport.Width-4, 1), true), "\n") {
			if found := jsonName().FindStringSubmatch(part); found != nil {
				lines = append(lines, component.Blanks(Margin)+found[1]+m.styles.Label.Render(found[2])+m.styles.Text.Render(found[3]))
				continue
			}
			lines = append(lines, component.Blanks(Margin)+m.styles.Text.Render(part))
		}
	}
	return lines
}

// Margin lines the detail up with the list's cells.
const Margin = 3

// words lays out the fields.
func (m *Model) words() []string {
	var lines []string
	say := func(style lipgloss.Style, sentence string) {
		if sentence == "" {
			return
		}
		for _, part := range format.Wrap(sentence, m.viewport.Width-Margin-1) {
			lines = append(lines, component.Blanks(Margin)+style.Render(part))
		}
	}
	if m.subject.Change != "" {
		say(m.styles.Warning, m.styles.Glyphs.Warning+" "+m.subject.Change)
	}
	say(m.styles.Accent, m.subject.Hint)
	return append(lines, format.Lines(format.Detail(m.subject.Hook, m.times), m.styles, Margin, m.viewport.Width)...)
}
