package component

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/keymap"
)

// Scroll moves a viewport with the keys that move a list.
func Scroll(v *viewport.Model, msg tea.KeyMsg, k *keymap.Map) {
	switch {
	case key.Matches(msg, k.Up):
		v.ScrollUp(1)
	case key.Matches(msg, k.Down):
		v.ScrollDown(1)
	case key.Matches(msg, k.PageUp):
		v.ScrollUp(max(v.Height-1, 1))
	case key.Matches(msg, k.PageDown):
		v.ScrollDown(max(v.Height-1, 1))
	case key.Matches(msg, k.Home):
		v.GotoTop()
	case key.Matches(msg, k.End):
		v.GotoBottom()
	}
}
