package console

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"crmhooks/ui/console/component"
	"crmhooks/ui/format"
	"crmhooks/ui/screen"
)

// View draws the whole screen: exactly as many lines as the terminal has, none wider than it.
func (m *Model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	t := m.tenant()
	bindings := t.hints()
	if !m.overlays.Empty() && !t.feed.list.running() {
		bindings = m.overlays.Help()
	}
	lines := component.Fill(m.overlays.View(t.screen(bindings)), m.height)
	return strings.Join(component.Crop(lines, m.width, m.height), "\n")
}

// screen is the lines of a tenant, with the keys that the footer names.
func (t *tenant) screen(bindings []key.Binding) []string {
	l := &t.layout
	lines := make([]string, 0, t.height)
	if l.header.h > 0 {
		lines = append(lines, t.header())
	}
	lines = append(lines, t.list.filter.View()...)
	if l.notice.h > 0 {
		lines = append(lines, t.notices(t.width)[:l.notice.h]...)
	}
	body := t.body()
	if t.typing() {
		body = screen.Nowhere(body) // the cursor is in the input
	}
	lines = append(lines, body...)
	if l.footer.h > 0 {
		for len(lines) < l.footer.y {
			lines = append(lines, "")
		}
		lines = append(lines[:l.footer.y], t.footer(bindings))
	}
	box, x := t.list.filter.Popup()
	return component.Lay(lines, box, x, l.bar.y+l.bar.h)
}

func (t *tenant) body() []string {
	l := &t.layout
	list := t.listLines()
	if l.sideBySide {
		return t.sideBySide(list)
	}
	lines := component.Fill(list, l.list.h)
	if l.title.h > 0 {
		lines = append(lines, t.title(l.title.w))
	}
	return append(lines, t.detail.View()...)
}

// sideBySide joins list and detail line by line, with a rule between.
func (t *tenant) sideBySide(list []string) []string {
	l := &t.layout
	list = component.Fill(list, l.list.h)
	right := component.Fill(append([]string{t.title(l.title.w)}, t.detail.View()...), l.list.h)
	rule := t.styles.Border.Render(t.styles.Glyphs.Vertical)
	lines := make([]string, l.list.h)
	for i := range lines {
		lines[i] = component.Pad(list[i], l.list.w) + rule + right[i]
	}
	return lines
}

// listLines is the list, or the explanation that replaces it.
func (t *tenant) listLines() []string {
	if t.list.empty() {
		return t.explanation().lines(t.styles, t.layout.list.w, t.layout.list.h)
	}
	return t.list.View()
}

// title is the line above the detail: its subject, and at the right end its place. It is empty if there is no subject.
func (t *tenant) title(width int) string {
	about, places, style := t.list.subject(t.detail.Position())
	if about == "" {
		return ""
	}
	g := t.styles.Glyphs
	lead := g.Rule
	if t.focus == focusDetail {
		lead, style = g.Cursor, t.styles.Focus
	}
	right := " " + component.Fitting(places, width/2-2) + " "
	name := format.Cut(about, width-format.Width(right)-6, g.Ellipsis)
	rule := max(width-format.Width(right)-format.Width(name)-5, 0)
	return " " + t.styles.Border.Render(lead) + " " + style.Render(name) + " " +
		t.styles.Border.Render(strings.Repeat(g.Rule, rule)) + t.styles.Muted.Render(right) + t.styles.Border.Render(g.Rule)
}

func place(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }
