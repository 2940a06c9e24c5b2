package table_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/table"
	"crmhooks/ui/format"
	"crmhooks/ui/style/styletest"
)

// row is a row of the tests.
type row struct {
	key    string
	marked bool
	stop   bool
}

type model = table.Model[string, row]

func none(row) lipgloss.Style { return lipgloss.NewStyle() }

// column shows the key of a row.
func column(name string, least, share int) table.Column[row] {
	return table.Column[row]{Name: name, Title: name, MinWidth: least, Grow: share, Style: none, Cell: func(r row, n int) string { return format.Fit(r.key, n, "") }}
}

// filled marks its width, so that it can be counted.
func filled(c table.Column[row], with string) table.Column[row] {
	c.Cell = func(_ row, n int) string { return strings.Repeat(with, n) }
	return c
}

func newTable(t testing.TB, keys ...string) *model {
	t.Helper()
	m := table.New(styletest.Terminal(t, true), keymap.New(), table.Kind[string, row]{
		Key: func(r row) string { return r.key }, Marked: func(r row) bool { return r.marked },
	})
	m.SetLayout(table.Layout[row]{Columns: []table.Column[row]{column("key", 6, 0)}, Rest: "key"})
	m.SetSize(20, 6)
	set(m, rows(keys...))
	return m
}

// set shows rows, as their owner has looked through them.
func set(m *model, all []row) {
	r := table.Rows[row]{All: all, At: -1}
	key, keyed := m.Key()
	for i, row := range all {
		if keyed && row.key == key && r.At < 0 {
			r.At = i
		}
		if row.stop {
			r.Stops = append(r.Stops, i)
		}
	}
	m.SetRows(r)
}

// rows are rows with these keys; ! behind a key stops, * bears a mark.
func rows(keys ...string) []row {
	all := make([]row, len(keys))
	for i, k := range keys {
		all[i] = row{key: strings.Trim(k, "!*"), stop: strings.Contains(k, "!"), marked: strings.Contains(k, "*")}
	}
	return all
}

func numbered(n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf("k%d", i)
	}
	return keys
}

var keys = map[string]tea.KeyMsg{
	"up": {Type: tea.KeyUp}, "down": {Type: tea.KeyDown}, "pgup": {Type: tea.KeyPgUp}, "pgdn": {Type: tea.KeyPgDown}, "home": {Type: tea.KeyHome}, "end": {Type: tea.KeyEnd},
}

func press(m *model, names ...string) (event tea.Msg) {
	for _, name := range names {
		msg, special := keys[name]
		if !special {
			msg = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
		}
		event, _ = m.Update(msg)
	}
	return event
}

// inSight are the keys of the rows that are drawn, with > before the one under the cursor.
func inSight(m *model) string {
	var seen []string
	for _, line := range m.View()[1:] {
		fields := strings.Fields(strings.NewReplacer("❯", "", "│", "", "*", "").Replace(ansi.Strip(line)))
		key := strings.Join(fields, " ")
		if strings.Contains(ansi.Strip(line), "❯") {
			key = ">" + key
		}
		seen = append(seen, key)
	}
	return strings.Join(seen, " ")
}
