// Package table shows rows of any kind in columns, one of them under the cursor: webhooks, groups, events, findings. A row is known by its key and never by its
// index, so that refresh, sort and filter leave the cursor where the user put it.
package table

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style"
)

// Model is a table of rows R that are known by keys K.
type Model[K comparable, R any] struct {
	window
	styles *style.Styles
	keys   *keymap.Map
	kind   Kind[K, R]
	rows   Rows[R]
	layout Layout[R]
	key    K
	keyed  bool // key is set: a row has been under the cursor
	blur   bool // something else has the keys
}

// Kind is what the table has to know of its rows.
type Kind[K comparable, R any] struct {
	Key    func(R) K
	Marked func(R) bool // the row bears a mark; nil for a table without marks
}

// Rows are the rows of a table, and what can be known of them before they are shown. There may be very many, so that a table never goes through all of them.
type Rows[R any] struct {
	All   []R
	At    int   // where the row is whose key the table has at the time, -1 when it is gone
	Stops []int // where the keys for the next and the previous problem stop, in order
}

// Moved is the event of a cursor that a key moved.
type Moved struct{}

// New makes an empty table.
func New[K comparable, R any](s *style.Styles, k *keymap.Map, kind Kind[K, R]) *Model[K, R] {
	return &Model[K, R]{styles: s, keys: k, kind: kind}
}

// SetLayout says which columns the rows have.
func (m *Model[K, R]) SetLayout(l Layout[R]) { m.layout = l }

// SetRows replaces the rows. The cursor stays on its row; if that row is gone, it stays at its height.
func (m *Model[K, R]) SetRows(rows Rows[R]) {
	m.rows, m.n = rows, len(rows.All)
	if m.keyed && rows.At >= 0 {
		m.jump(rows.At)
	}
	m.scroll()
}

// Key is the key of the row that the cursor stays on; ok is false as long as there is none.
func (m *Model[K, R]) Key() (key K, ok bool) { return m.key, m.keyed }

// Hold keeps the cursor on its current row when the rows change, even if nobody has moved the cursor.
func (m *Model[K, R]) Hold() {
	if r, ok := m.Selected(); ok {
		m.Find(m.kind.Key(r))
	}
}

// Find moves the cursor to a row as soon as that row exists.
func (m *Model[K, R]) Find(key K) { m.key, m.keyed = key, true }

// Reset puts the cursor on the first row.
func (m *Model[K, R]) Reset() { m.cursor, m.top, m.keyed = 0, 0, false }

// Rows are the rows that are shown.
func (m *Model[K, R]) Rows() []R { return m.rows.All }

// Cursor is the index of the row under the cursor, 0 when there are no rows.
func (m *Model[K, R]) Cursor() int { return m.cursor }

// Selected is the row under the cursor; ok is false when there are no rows.
func (m *Model[K, R]) Selected() (row R, ok bool) {
	if m.n == 0 {
		return row, false
	}
	return m.rows.All[m.cursor], true
}

// Focus says whether the table has the keys.
func (m *Model[K, R]) Focus(on bool) { m.blur = !on }

// SetSize sets the size, which includes one line for the heading.
func (m *Model[K, R]) SetSize(w, h int) {
	m.width, m.height = w, h
	m.scroll()
}

// Update moves the cursor. Its event is Moved.
func (m *Model[K, R]) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	pressed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil, nil
	}
	to, moves := m.target(pressed, m.keys)
	switch {
	case moves:
	case key.Matches(pressed, m.keys.NextProblem):
		to, moves = m.stop(+1)
	case key.Matches(pressed, m.keys.PreviousProblem):
		to, moves = m.stop(-1)
	}
	if !moves {
		return nil, nil
	}
	m.move(to)
	return Moved{}, nil
}

// stop is the next row to stop at in a direction; ok is false when there is none.
func (m *Model[K, R]) stop(step int) (at int, ok bool) {
	i, found := slices.BinarySearch(m.rows.Stops, m.cursor)
	if step < 0 {
		i--
	} else if found {
		i++
	}
	if i < 0 || i >= len(m.rows.Stops) {
		return 0, false
	}
	return m.rows.Stops[i], true
}

func (m *Model[K, R]) move(to int) {
	m.cursor = to
	m.scroll()
	m.Hold()
}

// Help is the keys of every table.
func (m *Model[K, R]) Help() []key.Binding {
	k := m.keys
	return []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.Home, k.End}
}

// View draws the heading and the visible rows: at most as many lines as the table's height.
func (m *Model[K, R]) View() []string {
	if m.height == 0 || m.width == 0 {
		return nil
	}
	p := painter[R]{m.styles, m.layout.fit(m.width), m.width}
	lines := []string{p.heading()}
	from, to := m.thumb()
	for i := m.top; i < min(m.top+m.visible(), m.n); i++ {
		at, row := i-m.top, m.rows.All[i]
		lines = append(lines, p.line(row, look{
			marked: m.kind.Marked != nil && m.kind.Marked(row), selected: i == m.cursor, focused: !m.blur, thumb: at >= from && at < to,
		}))
	}
	return lines
}
