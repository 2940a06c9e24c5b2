package table

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
)

// window is the part of a list that is in sight, and the cursor in it. Its height includes the heading.
type window struct {
	n             int // how many rows there are
	cursor        int // 0 when there are none
	top           int // the first row in sight
	width, height int
}

// visible is how many rows fit below the heading.
func (w *window) visible() int { return max(w.height-1, 0) }

// scroll brings the cursor and the window back within the rows.
func (w *window) scroll() {
	w.cursor = component.Clamp(w.cursor, 0, max(w.n-1, 0))
	h := w.visible()
	w.top = component.Clamp(w.top, w.cursor-h+1, w.cursor)
	w.top = component.Clamp(w.top, 0, max(w.n-h, 0))
}

// jump moves the cursor to a row without moving it on the screen.
func (w *window) jump(to int) {
	w.top += to - w.cursor
	w.cursor = to
}

// target is the row that a key moves the cursor to; ok is false for a key that moves nothing.
func (w *window) target(msg tea.KeyMsg, k *keymap.Map) (to int, ok bool) {
	page := max(w.visible()-1, 1)
	switch {
	case key.Matches(msg, k.Up):
		return w.cursor - 1, true
	case key.Matches(msg, k.Down):
		return w.cursor + 1, true
	case key.Matches(msg, k.PageUp):
		return w.cursor - page, true
	case key.Matches(msg, k.PageDown):
		return w.cursor + page, true
	case key.Matches(msg, k.Home):
		return 0, true
	case key.Matches(msg, k.End):
		return w.n - 1, true
	}
	return 0, false
}

// thumb is the part of the scrollbar, in lines from the first visible row, that shows which rows are visible; it is empty if all
// rows are.
func (w *window) thumb() (from, to int) {
	h := w.visible()
	if w.n <= h || h < 2 {
		return 0, 0
	}
	size := max(h*h/w.n, 1)
	from = w.top * (h - size) / (w.n - h)
	return from, from + size
}
