package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/redact"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// help opens the help.
func (t *tenant) help() tea.Msg {
	text := helpText{styles: t.styles, keys: t.keys, server: t.feed.version}
	return open{overlay.NewPager(t.styles, t.keys, "crmhooks help", "Esc or ? closes the help", text.lines), overlay.Place{}}
}

// helpText is the help, made from the key bindings.
type helpText struct {
	styles *style.Styles
	keys   *keymap.Map
	server string // its version, "" where it is not known
	width  int
}

// lines lays out the help for a width.
func (p helpText) lines(width int) []string {
	p.width = width
	return p.all()
}

// keyColumn is as wide as the longest key of the help.
const keyColumn = 11

// twoColumns is the width from which the keys stand in two columns, so that the whole help is in sight on a usual screen.
const twoColumns = 110

func (p helpText) all() []string {
	groups := p.keys.Groups()
	lines := p.groups(groups)
	if p.width >= twoColumns {
		half := helpText{styles: p.styles, keys: p.keys, width: p.width / 2}
		lines = inColumns(half.groups(groups[:2]), half.groups(groups[2:]), p.width/2)
	}
	lines = append(lines, p.title("States"))
	for _, s := range []webhook.State{webhook.Active, webhook.Failing, webhook.Stopped, webhook.TooManyErrors, webhook.Unknown, webhook.OtherApplication} {
		symbol, st := p.styles.State(s)
		lines = append(lines, p.entry(st.Render(format.Fit(symbol, keyColumn, "")), s.Word()+": "+format.StateMeaning(s))...)
	}
	lines = append(lines, "", p.title("Good to know"))
	for _, fact := range facts {
		lines = append(lines, p.paragraph(fact)...)
	}
	if p.server != "" {
		lines = append(lines, p.paragraph("The server is SuperOffice "+p.server+".")...)
	}
	return lines
}

// groups lays the keys out, one group under the other, each followed by a blank line.
func (p helpText) groups(groups []keymap.Group) []string {
	var lines []string
	for _, g := range groups {
		lines = append(lines, p.title(g.Title))
		for _, e := range g.Entries {
			if e.Enabled() {
				lines = append(lines, p.entry(p.styles.Key.Render(format.Fit(p.styles.Glyphs.Keys(e.Help().Key), keyColumn, "")), e.Does)...)
			}
		}
		lines = append(lines, "")
	}
	return lines
}

// inColumns puts lines side by side, the right ones starting at a column.
func inColumns(left, right []string, column int) []string {
	n := max(len(left), len(right))
	left, right = component.Fill(left, n), component.Fill(right, n)
	lines := make([]string, n)
	for i := range lines {
		lines[i] = component.Pad(left[i], column) + right[i]
	}
	return lines
}

// facts are what users of the console ask first.
var facts = []string{
	"Everything here is read-only: no key changes anything in SuperOffice.",
	"Failing means failures in a row now. The panel of SuperOffice calls a webhook \"Active with failures\" when it had any in the last 24 hours.",
	"Online, an application sees only the webhooks that it created itself, and only if the Webhook agent was granted to it. Where the archive lists those of others, they are " +
		"rows as well, with what is known of them.",
	"The local filter looks through the loaded list: parts of words, in any case, all of them have to match, and -word must not. In the name input " +
		webhook.SearchExamples() + " look there; a = wants the whole, as in host:=erp.example.com.",
	"The server filter sends the inputs to the server, which compares whole names exactly.",
	"A secret is never shown, nor any header, property or part of a target that looks like a credential: " + redact.Mask + " stands in its place.",
}

func (p helpText) title(s string) string {
	return " " + p.styles.Title.Render(component.Clip(s, p.width-1))
}

// entry is a key and what it does, wrapped under its own column.
func (p helpText) entry(styledKey, text string) []string {
	var lines []string
	for i, part := range format.Wrap(text, p.width-keyColumn-4) {
		head := component.Blanks(keyColumn)
		if i == 0 {
			head = styledKey
		}
		lines = append(lines, "  "+head+" "+p.styles.Text.Render(part))
	}
	return lines
}

func (p helpText) paragraph(s string) []string {
	var lines []string
	for _, part := range format.Wrap(s, min(p.width-3, 90)) {
		lines = append(lines, "  "+p.styles.Text.Render(part))
	}
	return lines
}
