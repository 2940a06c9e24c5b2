package console

import (
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/format"
)

// copyMsg is the choice of a text to copy.
type copyMsg struct {
	what string // as in "the id"
	text string
}

// copyItem is one thing that can be copied, and the letter that chooses it.
func copyItem(key, what, text string) overlay.Item {
	return overlay.Item{Key: key, Label: what, Result: copyMsg{what, text}}
}

// copyMenu offers what there is of the webhook under the cursor, and the command of the view.
func (t *tenant) copyMenu() tea.Msg {
	var items []overlay.Item
	if w := t.list.hook(); w != nil {
		items = t.copyItems(w)
	} else if it, ok := t.list.items.Selected(); t.list.shown.view != viewWebhooks && ok {
		items = copyReport(it.report())
	}
	if command, possible := t.command(); possible {
		items = append(items, copyItem("c", "the command of this view", command))
	}
	if len(items) == 0 {
		t.notice = "there is nothing to copy"
		return nil
	}
	return t.openMenu(items)
}

func (t *tenant) copyItems(w *webhook.Webhook) []overlay.Item {
	var markdown strings.Builder
	_ = format.Markdown(&markdown, w, t.opts.Times) // a builder takes everything
	return []overlay.Item{
		copyItem("i", "the id", strconv.FormatInt(w.ID, 10)),
		copyItem("n", "the name", w.Name),
		copyItem("t", "the target", w.TargetURL),
		copyItem("m", "a Markdown summary", markdown.String()),
		copyItem("j", "the JSON, masked", format.IndentedJSON(w)),
	}
}

func copyReport(r format.Report) []overlay.Item {
	var markdown strings.Builder
	_ = r.Markdown(&markdown) // a builder takes everything
	return []overlay.Item{copyItem("t", "the title", r.Title), copyItem("m", "a Markdown summary", markdown.String())}
}

// command is the command line that opens the console with the same filters on the same source, or prints the current overview. possible is false for a set of webhooks
// whose ids exceed the longest search.
func (t *tenant) command() (line string, possible bool) {
	words := slices.Clone(t.opts.Command)
	if t.list.shown.view != viewWebhooks && len(words) > 0 {
		words = slices.Insert(words, 1, overviews[t.list.shown.view].command)
	}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag, text.ShellWord(value))
		}
	}
	f := t.list.shown.filter
	name := f.Name
	if f.Hooks != nil {
		if name = strings.TrimSpace(f.Hooks.Search() + " " + name); len(name) > webhook.MaxSearch || f.Hooks.Search() == "" {
			return "", false
		}
	}
	add("--name", name)
	add("--event", f.Event)
	switch {
	case f.Problems:
		add("--status", webhook.ProblemsStatus)
	case f.Status == webhook.Failing:
		add("--status", webhook.FailingStatus)
	case f.Status.Documented():
		add("--status", string(f.Status))
	}
	if t.list.shown.asking {
		words = append(words, "--server-filter")
	}
	if t.list.shown.view != viewWebhooks {
		return strings.Join(words, " "), true
	}
	add("--sort", t.list.shown.sort.String())
	return strings.Join(words, " "), true
}

// send hands a text to the terminal, in a command as it writes.
func (t *tenant) send(text copyMsg) tea.Cmd {
	if text.text == "" {
		t.notice = "there is nothing to copy: " + text.what + " is empty"
		return nil
	}
	put := t.opts.Copy
	return func() tea.Msg {
		var err error
		if put != nil {
			err = put(text.text)
		}
		return copiedMsg{t.sender, text.what, text.text, err}
	}
}

// copied shows what was sent. A terminal does not report whether it took the text, so the text is shown to be selected.
func (t *tenant) copied(msg copiedMsg) tea.Msg {
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
	return open{overlay.NewPager(t.styles, t.keys, title, "If it is not in your clipboard, select it here. Esc closes", lines), overlay.Place{}}
}
