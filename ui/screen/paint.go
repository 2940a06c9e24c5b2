package screen

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/charmbracelet/x/ansi"
)

// painter writes cells. It knows where the terminal's cursor stands as long as that is beyond doubt, and which style is on.
type painter struct {
	out    *bytes.Buffer
	placed bool // x and y are where the cursor stands
	x, y   int
	look   style // the style that is on; every frame ends with the terminal's own
}

// nearby is how many places that did not change are written again rather than stepped over: a new position takes about as many bytes.
const nearby = 5

// row changes a row from what it shows to what it should show.
func (p *painter) row(y int, shown, next []cell) {
	if slices.ContainsFunc(next, func(c cell) bool { return c.sure == loose }) {
		p.rest(y, shown, next)
		return
	}
	tail := trailing(next)
	over := false // what was drawn last may reach over this place
	for x := range next {
		if shown[x] == next[x] && !over {
			continue
		}
		if x >= tail {
			p.clear(y, x)
			return
		}
		p.bridge(y, x, next)
		p.cell(y, x, next[x])
		over = shown[x].sure != firm || next[x].sure != firm
	}
}

// bridge rewrites what is between the cursor and x, if that is little.
func (p *painter) bridge(y, x int, next []cell) {
	if !p.placed || p.y != y || x-p.x > nearby {
		return
	}
	for p.x < x && next[p.x].sure == firm {
		p.cell(y, p.x, next[p.x])
	}
}

// rest redraws a row from the first change to its end. It holds characters that a terminal may draw wider or narrower than they count, so nothing after
// them is known.
func (p *painter) rest(y int, shown, next []cell) {
	from := 0
	for from < len(next) && shown[from] == next[from] {
		from++
	}
	if from == len(next) {
		return
	}
	p.clear(y, from) // what a character leaves free is blank then
	tail := trailing(next)
	if tail <= from {
		return
	}
	for x := from; x < tail; x++ {
		if next[x].text != "" {
			p.cell(y, x, next[x])
		}
	}
	if tail < len(next) {
		p.clear(y, tail) // what reaches too far
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

// cell draws one cell.
func (p *painter) cell(y, x int, c cell) {
	p.move(y, x)
	p.style(c.style)
	p.out.WriteString(c.text)
	p.x++
	p.placed = c.sure == firm
}

// clear empties a row from x on.
func (p *painter) clear(y, x int) {
	p.move(y, x)
	p.style(style{})
	p.out.WriteString(ansi.EraseLineRight)
}

func (p *painter) move(y, x int) {
	if p.placed && p.y == y && p.x == x {
		return
	}
	p.out.WriteString("\x1b[")
	p.out.Write(strconv.AppendInt(p.out.AvailableBuffer(), int64(y)+1, 10))
	p.out.WriteByte(';')
	p.out.Write(strconv.AppendInt(p.out.AvailableBuffer(), int64(x)+1, 10))
	p.out.WriteByte('H')
	p.placed, p.y, p.x = true, y, x
}

func (p *painter) style(s style) {
	if p.look == s {
		return
	}
	s.write(p.out)
	p.look = s
}
