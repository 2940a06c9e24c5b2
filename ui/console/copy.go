package console

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// copyMenu chooses what to copy of the webhook under the cursor.
type copyMenu struct {
	styles style.Styles
	open   bool
	items  []copyItem
	at     int
}

// copyItem is one thing that can be copied.
type copyItem struct {
	key  string // the letter that chooses it
	what string // as in "the id"
	text string
}

// copiedMsg says that a text was sent to the terminal, or could not be.
type copiedMsg struct {
	what, text string
	err        error
}

// openCopyMenu offers what there is of the webhook under the cursor, and the command in any case.
func (m *Model) openCopyMenu() {
	var items []copyItem
	if w := m.rows.selected(); w != nil {
		items = m.copyItems(w)
	}
	m.copy.open, m.copy.at = true, 0
	m.copy.items = append(items, copyItem{"c", "the command of this view", m.command()})
}

func (m *Model) copyItems(w *webhook.Webhook) []copyItem {
	var markdown strings.Builder
	_ = format.Markdown(&markdown, w, m.opts.Times) // a builder takes everything
	return []copyItem{
		{"i", "the id", strconv.FormatInt(w.ID, 10)},
		{"n", "the name", w.Name},
		{"t", "the target", w.TargetURL},
		{"m", "a Markdown summary", markdown.String()},
		{"j", "the JSON, masked", format.IndentedJSON(w)},
	}
}

// command is the command line that opens the console with these filters on this source.
func (m *Model) command() string {
	words := append([]string{}, m.opts.Command...)
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag, format.ShellWord(value))
		}
	}
	f := m.matching()
	add("--name", f.Name)
	add("--event", f.Event)
	switch {
	case f.Problems:
		add("--status", webhook.ProblemsStatus)
	case f.Status.Documented():
		add("--status", string(f.Status))
	}
	if m.asking {
		words = append(words, "--server-filter")
	}
	sort := string(m.sort.By)
	if m.sort.Reverse {
		sort = "-" + string(m.sort.Column())
	}
	add("--sort", sort)
	return strings.Join(words, " ")
}

// handleCopyKey chooses: by letter, or with the arrows and Enter.
func (m *Model) handleCopyKey(msg tea.KeyMsg) tea.Cmd {
	c, k := &m.copy, &m.keys
	switch {
	case msg.Type == tea.KeyUp:
		c.at = clamp(c.at-1, 0, len(c.items)-1)
		return nil
	case msg.Type == tea.KeyDown:
		c.at = clamp(c.at+1, 0, len(c.items)-1)
		return nil
	case key.Matches(msg, k.open):
		return m.send(c.items[c.at])
	case key.Matches(msg, k.back, k.copy, k.quit):
		c.open = false
		return nil
	}
	for _, item := range c.items {
		if msg.String() == item.key {
			return m.send(item)
		}
	}
	return nil
}

// send hands a text to the terminal, in a command as it writes.
func (m *Model) send(item copyItem) tea.Cmd {
	m.copy.open = false
	if item.text == "" {
		m.notice = "there is nothing to copy: " + item.what + " is empty"
		return nil
	}
	put := m.opts.Copy
	return func() tea.Msg {
		if put == nil {
			return copiedMsg{what: item.what, text: item.text}
		}
		return copiedMsg{item.what, item.text, put(item.text)}
	}
}

// handleCopied shows what was sent. Terminals do not say whether they took it, so the text stands there to be selected.
func (m *Model) handleCopied(msg copiedMsg) {
	title := "Sent to your terminal: " + msg.what
	if msg.err != nil {
		title = "Could not be sent: " + msg.what
	}
	lines := func(width int) []string {
		lines := []string{""}
		for line := range strings.SplitSeq(strings.TrimSuffix(msg.text, "\n"), "\n") {
			lines = append(lines, format.Wrap(line, width)...) // without a margin, so that a selection holds nothing else
		}
		return lines
	}
	m.pager.show(title, "If it is not in your clipboard, select it here. Esc closes", lines)
}

// view is the menu as lines of one width.
func (c *copyMenu) view() []string {
	g := c.styles.Glyphs
	width := 0
	for _, item := range c.items {
		width = max(width, format.Width(item.what))
	}
	side := c.styles.Border.Render(g.Vertical)
	var lines []string
	for i, item := range c.items {
		cursor, style := " ", c.styles.Text
		if i == c.at {
			cursor, style = g.Cursor, c.styles.Selected
		}
		lines = append(lines, side+style.Render(" "+cursor+" "+item.key+"  "+format.Fit(item.what, width, "")+" ")+side)
	}
	return lines
}
