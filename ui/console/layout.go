package console

import tea "github.com/charmbracelet/bubbletea"

// rect is a part of the screen, in cells. A part without height or width is not drawn.
type rect struct{ x, y, w, h int }

// layout says where everything is. It depends on the size of the terminal, and on whether the detail is zoomed, alone.
type layout struct {
	header, bar, notice, list, title, detail, footer rect
	sideBySide                                       bool // list and detail beside each other, a rule between them
}

// The sizes at which the layout changes.
const (
	sideBySideWidth = 150 // list and detail beside each other
	stackedWidth    = 50  // the list above the detail, when there is also
	stackedHeight   = 18  // this much height; below that one pane at a time
	twoRowBarWidth  = 60  // below this the inputs take two rows
)

// clamp is the one helper that every computed size goes through.
func clamp(n, low, high int) int { return max(low, min(n, high)) }

// maxCells is the largest width and height that is drawn. A terminal may claim to have 65,535 of each, which nobody could look at and which takes gigabytes.
const maxCells = 1000

// bounded is a size that can be drawn.
func bounded(size tea.WindowSizeMsg) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: clamp(size.Width, 0, maxCells), Height: clamp(size.Height, 0, maxCells)}
}

// plan lays out a screen. notices is how many rows the messages below the inputs want.
func plan(w, h int, zoomed bool, notices int) layout {
	var l layout
	top, bottom := 0, max(h, 0)
	w = max(w, 0)
	row := func(r *rect, n int) {
		n = clamp(n, 0, bottom-top)
		*r = rect{0, top, w, n}
		top += n
	}
	if h >= 6 {
		row(&l.header, 1)
	}
	if h >= 4 {
		bottom--
		l.footer = rect{0, bottom, w, 1}
	}
	if h >= 3 && !zoomed {
		row(&l.bar, barRows(w))
	}
	row(&l.notice, clamp(notices, 0, (bottom-top)/2))
	switch {
	case zoomed:
		row(&l.title, 1)
		row(&l.detail, bottom-top)
	case w >= sideBySideWidth && bottom-top >= 8:
		l.beside(w, top, bottom)
	case w >= stackedWidth && h >= stackedHeight:
		body := bottom - top
		row(&l.list, clamp(body*9/20, 5, body))
		row(&l.title, 1)
		row(&l.detail, bottom-top)
	default:
		row(&l.list, bottom-top)
	}
	return l
}

// beside puts list and detail next to each other, with one column between them for the rule.
func (l *layout) beside(w, top, bottom int) {
	left := clamp(w*11/20, 1, w-2)
	l.sideBySide = true
	l.list = rect{0, top, left, bottom - top}
	l.title = rect{left + 1, top, w - left - 1, 1}
	l.detail = rect{left + 1, top + 1, w - left - 1, bottom - top - 1}
}

func barRows(w int) int {
	if w < twoRowBarWidth {
		return 2
	}
	return 1
}

// resize computes the layout and tells every part its size.
func (m *Model) resize() {
	m.layout = plan(m.width, m.height, m.zoomed, len(m.notices(m.width)))
	l := &m.layout
	m.bar.setSize(l.bar.w, l.bar.h)
	m.rows.setSize(l.list.w, l.list.h)
	m.over.setSize(l.list.w, l.list.h)
	m.verify.setSize(m.width, m.height-l.header.h)
	m.detail.setSize(l.detail.w, l.detail.h)
	m.pager.setSize(m.width, m.height)
	if m.focus == focusDetail && l.detail.h == 0 && !m.zoomed {
		m.focus = focusList
	}
}
