package screen

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/charmbracelet/x/ansi"
)

// painter writes cells. It knows where the terminal's cursor stands as long as that is beyond doubt, and which style is on.
type painter struct {
	out     *bytes.Buffer
	width   int
	placed  bool // x and y are where the cursor stands
	x, y    int
	look    style // the style that is on; every frame ends with the terminal's own
	clipped bool  // a line that turns out too wide does not go on in the next one
}

// row changes a row from what it shows to what it should show.
func (p *painter) row(y int, shown, next []cell) {
	tail := trailing(next)
	over := false // what was drawn last may reach over this place
	for x := range next {
		if shown[x] == next[x] && !over {
			continue
		}
		switch {
		case x >= tail && !few(x, shown, next):
			p.clear(y, x)
			return
		case x < tail && (touches(x, shown) || touches(x, next)):
			p.rest(y, x, next[:tail])
			return
		}
		p.reach(y, x, next)
		p.cell(y, x, next[x])
		over = shown[x].sure != firm || next[x].sure != firm
	}
}

// touches reports whether a change of the cell x changes a character that a terminal may draw wider or narrower than it counts. One such may also join the
// cell before.
func touches(x int, row []cell) bool {
	return row[x].sure == loose || x+1 < len(row) && row[x+1].sure == loose
}

// few reports whether the changes from x on, where next is blank, are written in fewer bytes than it takes to clear the rest of the row.
func few(x int, shown, next []cell) bool {
	last := len(next) - 1
	for shown[last] == next[last] {
		last--
	}
	doubtful := func(c cell) bool { return c.sure != firm }
	return last-x < len(ansi.EraseLineRight) && last < len(next)-1 && !slices.ContainsFunc(shown[x:max(x, last+1)], doubtful)
}

// rest redraws a row from x to its blank end, characters of doubtful width included, so nothing after them is known.
func (p *painter) rest(y, x int, next []cell) {
	p.clear(y, x) // what a character leaves free is blank then
	for ; x < len(next); x++ {
		if next[x].text != "" {
			p.cell(y, x, next[x])
		}
	}
	if x < p.width {
		p.clear(y, x) // what reaches too far
	}
}

// trailing is where the blanks at the end of a row begin.
func trailing(row []cell) int {
	n := len(row)
	for n > 0 && row[n-1] == empty {
		n--
	}
	return n
}

// cell draws one cell. Only one of doubtful width, or one at the edge, could make the terminal go on in the next line.
func (p *painter) cell(y, x int, c cell) {
	if !p.clipped && (c.sure != firm || x+1 >= p.width) {
		p.out.WriteString(ansi.ResetModeAutoWrap)
		p.clipped = true
	}
	p.move(y, x)
	p.style(c.style)
	p.out.WriteString(c.text)
	p.x++
	p.placed = c.sure == firm && p.x < p.width
}

// clear empties a row from x on.
func (p *painter) clear(y, x int) {
	p.move(y, x)
	p.style(style{})
	p.out.WriteString(ansi.EraseLineRight)
}

// reach moves to x, by writing what is in between again where that is shorter.
func (p *painter) reach(y, x int, next []cell) {
	if !p.placed || p.y != y || p.x >= x {
		return
	}
	size := 0
	for _, c := range next[p.x:x] {
		if c.sure != firm || c.style != p.look {
			return
		}
		size += len(c.text)
	}
	if size > len(steps(nil, x-p.x, 'C', 'D')) {
		return
	}
	for p.x < x {
		p.cell(y, p.x, next[p.x])
	}
}

// move moves the cursor the shorter way: to the place itself or, where it is known where the cursor stands, by steps from there.
func (p *painter) move(y, x int) {
	if p.placed && p.y == y && p.x == x {
		return
	}
	way := position(p.out.AvailableBuffer(), y, x)
	if p.placed {
		var room [16]byte
		by := steps(steps(room[:0], y-p.y, 'B', 'A'), x-p.x, 'C', 'D')
		if len(by) < len(way) {
			way = by
		}
	}
	p.out.Write(way)
	p.placed, p.y, p.x = true, y, x
}

// position appends the sequence that moves the cursor to a place. The first row and the first column need no number.
func position(to []byte, y, x int) []byte {
	to = append(to, "\x1b["...)
	if y > 0 || x > 0 {
		to = strconv.AppendInt(to, int64(y)+1, 10)
	}
	if x > 0 {
		to = strconv.AppendInt(append(to, ';'), int64(x)+1, 10)
	}
	return append(to, 'H')
}

// steps appends the sequence that moves the cursor n places one way, or -n the other.
func steps(to []byte, n int, forth, back byte) []byte {
	if n == 0 {
		return to
	}
	if n < 0 {
		n, forth = -n, back
	}
	to = append(to, "\x1b["...)
	if n > 1 {
		to = strconv.AppendInt(to, int64(n), 10)
	}
	return append(to, forth)
}

func (p *painter) style(s style) {
	if p.look == s {
		return
	}
	s.write(p.out, p.look)
	p.look = s
}
