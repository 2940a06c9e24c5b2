package screentest

import (
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
)

// Ideal is how many bytes a plain cell diff takes from one picture to another of the same size: each changed cell once, the shortest way to it, the
// shortest change of the style, and the ends of rows erased where that is shorter. It trusts the terminal's widths, hides no cursor and marks no frame,
// and it neither scrolls nor erases several rows at once.
func Ideal(from, to Picture) int {
	i := ideal{y: from.Cursor.Row, x: from.Cursor.Column}
	before := i.bytes
	for y, row := range to.Rows {
		i.row(y, from.Rows[y], row)
	}
	i.style(uv.Style{})
	if to.Cursor.Shown && (i.bytes > before || from.Cursor != to.Cursor) {
		i.move(to.Cursor.Row, to.Cursor.Column, to.Rows[to.Cursor.Row])
	}
	return i.bytes
}

// ideal counts.
type ideal struct {
	bytes int
	y, x  int
	look  uv.Style
}

func (i *ideal) row(y int, shown, next []uv.Cell) {
	tail, changed := len(next), 0 // the blanks at the end, and how many of them change
	for ; tail > 0 && next[tail-1] == uv.EmptyCell; tail-- {
		if !same(shown[tail-1], next[tail-1]) {
			changed++
		}
	}
	erase := changed > len("\x1b[K")
	for x, c := range next {
		if same(shown[x], c) || c.Width == 0 || erase && x >= tail {
			continue
		}
		i.move(y, x, next)
		i.style(c.Style)
		i.bytes += len(c.Content)
		i.x += c.Width
	}
	if erase {
		i.move(y, tail, next)
		i.style(uv.Style{})
		i.bytes += len("\x1b[K")
	}
}

func (i *ideal) style(s uv.Style) {
	if !i.look.Equal(&s) {
		i.bytes += len(s.Diff(&i.look))
		i.look = s
	}
}

// move goes to a place the shortest way: absolutely, relatively, or over what row holds.
func (i *ideal) move(y, x int, row []uv.Cell) {
	if y == i.y && x == i.x {
		return
	}
	best := len("\x1b[;H") + digits(y+1) + digits(x+1)
	switch {
	case x == 0:
		best = len("\x1b[H") + digits(y+1)
		if y >= i.y {
			best = min(best, len("\r")+y-i.y)
		}
	case y == i.y && x < i.x:
		best = min(best, relative(i.x-x), i.x-x)
	case y == i.y:
		best = min(best, relative(x-i.x), i.again(row, x))
	case y > i.y && x == i.x:
		best = min(best, relative(y-i.y), y-i.y)
	}
	i.bytes += best
	i.y, i.x = y, x
}

// again is what it takes to write the cells up to x once more, or a lot if another style were needed.
func (i *ideal) again(row []uv.Cell, x int) (bytes int) {
	for _, c := range row[min(i.x, len(row)):min(x, len(row))] {
		if c.Width != 1 || !c.Style.Equal(&i.look) {
			return 1 << 20
		}
		bytes += len(c.Content)
	}
	return bytes
}

func relative(n int) int {
	if n == 1 {
		return len("\x1b[C")
	}
	return len("\x1b[C") + digits(n)
}

func digits(n int) int { return len(strconv.Itoa(n)) }
