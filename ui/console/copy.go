package console

import (
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

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
	var all []copyItem
	if w := m.hook(); w != nil {
		all = m.copyItems(w)
	} else if it := m.over.selected(); m.view != viewWebhooks && it != nil {
		all = copyReport(it.report())
	}
	all = append(all, copyItem{"c", "the command of this view", m.command()})
	items := make([]menuItem, len(all))
	for i, item := range all {
		items[i] = menuItem{item.key, item.what, func() tea.Cmd { return m.send(item) }}
	}
	m.menu.show(items)
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

func copyReport(r format.Report) []copyItem {
	var markdown strings.Builder
	_ = r.Markdown(&markdown) // a builder takes everything
	return []copyItem{{"t", "the title", r.Title}, {"m", "a Markdown summary", markdown.String()}}
}

// command is the command line that opens the console with these filters on this source, or prints the overview in sight.
func (m *Model) command() string {
	words := slices.Clone(m.opts.Command)
	if m.view != viewWebhooks && len(words) > 0 {
		words = slices.Insert(words, 1, views[m.view].command)
	}
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
	case f.Status == webhook.Failing:
		add("--status", webhook.FailingStatus)
	case f.Status.Documented():
		add("--status", string(f.Status))
	}
	if m.asking {
		words = append(words, "--server-filter")
	}
	if m.view != viewWebhooks {
		return strings.Join(words, " ")
	}
	add("--sort", m.sort.String())
	return strings.Join(words, " ")
}

// send hands a text to the terminal, in a command as it writes.
func (m *Model) send(item copyItem) tea.Cmd {
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
