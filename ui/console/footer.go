package console

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
)

// footer says how old the list is on its left, and which keys matter now on its right.
func (t *tenant) footer(bindings []key.Binding) string {
	left := t.status().line()
	hints := component.Hints(t.styles, bindings, t.width-format.Width(left)-4)
	space := max(t.width-format.Width(left)-ansi.StringWidth(hints)-2, 1)
	style := t.styles.Muted
	if t.feed.failure != nil && !t.feed.list.running() {
		style = t.styles.Error
	}
	return " " + style.Render(ansi.Truncate(left, max(t.width-2, 0), t.styles.Glyphs.Ellipsis)) + component.Blanks(space) + hints + " "
}

// hints are the keys that matter now, the most important ones first: those of the part that has the focus.
func (t *tenant) hints() []key.Binding {
	k := t.keys
	switch {
	case t.feed.list.running() && t.focus != focusDetail:
		return []key.Binding{keymap.As(k.Back, "cancel"), k.Help, k.Quit}
	case t.typing():
		return t.list.filter.Help()
	case t.list.shown.view != viewWebhooks:
		return []key.Binding{keymap.As(k.Open, "webhooks"), k.Back, k.Copy, k.Help, k.Quit}
	case t.focus == focusDetail:
		return t.detail.Help()
	case t.feed.failure != nil:
		return []key.Binding{keymap.As(k.Refresh, "try again"), k.Help, k.Quit}
	}
	return []key.Binding{k.Help, k.Name, k.Event, k.Status, k.Problems, k.Triage, k.Open, k.Refresh, k.Quit}
}
