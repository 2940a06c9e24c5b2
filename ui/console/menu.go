package console

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// menu is a short list of choices over the list: what to copy, or which relatives to go to.
type menu struct {
	styles style.Styles
	open   bool
	items  []menuItem
	at     int
}

// menuItem is one choice.
type menuItem struct {
	key   string // the letter that chooses it
	label string
	run   func() tea.Cmd
}

func (c *menu) show(items []menuItem) {
	c.open, c.at, c.items = true, 0, items
}

// update chooses: by letter, or with the arrows and Enter. Esc and q close.
func (c *menu) update(msg tea.KeyMsg, k *keyMap) tea.Cmd {
	switch {
	case msg.Type == tea.KeyUp:
		c.at = clamp(c.at-1, 0, len(c.items)-1)
		return nil
	case msg.Type == tea.KeyDown:
		c.at = clamp(c.at+1, 0, len(c.items)-1)
		return nil
	case key.Matches(msg, k.open):
		c.open = false
		return c.items[c.at].run()
	case key.Matches(msg, k.back, k.quit):
		c.open = false
		return nil
	}
	for _, item := range c.items {
		if msg.String() == item.key {
			c.open = false
			return item.run()
		}
	}
	return nil
}

// view is the menu as lines of one width.
func (c *menu) view() []string {
	g := c.styles.Glyphs
	width, keys := 0, 0
	for _, item := range c.items {
		width, keys = max(width, format.Width(item.label)), max(keys, format.Width(item.key))
	}
	side := c.styles.Border.Render(g.Vertical)
	var lines []string
	for i, item := range c.items {
		cursor, style := " ", c.styles.Text
		if i == c.at {
			cursor, style = g.Cursor, c.styles.Selected
		}
		lines = append(lines, side+style.Render(" "+cursor+" "+format.Fit(item.key, keys, "")+"  "+format.Fit(item.label, width, "")+" ")+side)
	}
	return lines
}
