package component

import (
	"github.com/charmbracelet/bubbles/key"

	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// Hints is what keys do, as many as fit into the width.
func Hints(s *style.Styles, bindings []key.Binding, width int) string {
	const between = "   "
	out, used := "", 0
	for i, b := range bindings {
		pressed, word := s.Glyphs.Keys(b.Help().Key), b.Help().Desc
		need := format.Width(pressed) + 1 + format.Width(word)
		if i > 0 {
			need += len(between)
		}
		if used+need > width {
			break
		}
		if i > 0 {
			out += between
		}
		out += s.Key.Render(pressed) + " " + s.Muted.Render(word)
		used += need
	}
	return out
}
