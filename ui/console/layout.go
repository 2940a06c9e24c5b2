package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
)

// rect is a part of the screen, in cells. A part without height or width is not drawn.
type rect struct{ x, y, w, h int }

// layout says where everything is. It depends only on the size of the terminal and on whether the detail is zoomed.
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

// maxCells is the largest width and height that is drawn. A terminal may claim 65,535 of each, which would take gigabytes.
const maxCells = 1000

// bounded is a size that can be drawn.
func bounded(size tea.WindowSizeMsg) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: component.Clamp(size.Width, 0, maxCells), Height: component.Clamp(size.Height, 0, maxCells)}
}

// plan lays out a screen. notices is how many rows the messages below the inputs want.
func plan(w, h int, zoomed bool, notices int) layout {
	var l layout
	top, bottom := 0, max(h, 0)
	w = max(w, 0)
	row := func(r *rect, n int) {
		n = component.Clamp(n, 0, bottom-top)
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
	row(&l.notice, component.Clamp(notices, 0, (bottom-top)/2))
	switch {
	case zoomed:
		row(&l.title, 1)
		row(&l.detail, bottom-top)
	case w >= sideBySideWidth && bottom-top >= 8:
		l.putSideBySide(w, top, bottom)
	case w >= stackedWidth && h >= stackedHeight:
		body := bottom - top
		row(&l.list, component.Clamp(body*9/20, 5, body))
		row(&l.title, 1)
		row(&l.detail, bottom-top)
	default:
		row(&l.list, bottom-top)
	}
	return l
}

// putSideBySide puts list and detail next to each other, with one column between them for the rule.
func (l *layout) putSideBySide(w, top, bottom int) {
	left := component.Clamp(w*11/20, 1, w-2)
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
