package table_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/table"
	"crmhooks/ui/style/styletest"
)

func TestTheCursorStaysOnItsRow(t *testing.T) {
	ten := "k0 k1 k2 k3 k4 k5 k6 k7 k8 k9"
	for _, c := range []struct {
		name  string
		do    func(m *model)
		rows  string // that come then
		after string // the rows in sight
	}{
		{"nobody has moved it", func(*model) {}, "k9 k0 k1", ">k9 k0 k1"},
		{"nobody has moved it, but it is held", func(m *model) { m.Hold() }, "k9 k0 k1", "k9 >k0 k1"},
		{"refresh", func(m *model) { press(m, "down", "down") }, ten, "k0 k1 >k2 k3 k4"},
		{"new rows above it", func(m *model) { press(m, "down", "down") }, "n0 n1 n2 " + ten, "k0 k1 >k2 k3 k4"},
		{"sorted", func(m *model) { press(m, "down") }, "k9 k8 k7 k6 k5 k4 k3 k2 k1 k0", "k4 k3 k2 >k1 k0"},
		{"filtered", func(m *model) { press(m, "end") }, "k1 k9", "k1 >k9"},
		{"gone, at its height", func(m *model) { press(m, "down", "down") }, "k0 k1 k3 k4 k5", "k0 k1 >k3 k4 k5"},
		{"gone with all below it", func(m *model) { press(m, "end") }, "k0 k1 k2", "k0 k1 >k2"},
		{"all gone", func(m *model) { press(m, "end") }, "", ""},
		{"found before it is there", func(m *model) { m.Find("z") }, "a b c z", "a b c >z"},
		{"reset", func(m *model) { press(m, "end"); m.Reset() }, ten, ">k0 k1 k2 k3 k4"},
	} {
		m := newTable(t, strings.Fields(ten)...)
		c.do(m)
		set(m, rows(strings.Fields(c.rows)...))
		if got := inSight(m); got != c.after {
			t.Errorf("%s: %q, want %q", c.name, got, c.after)
		}
	}
}

func TestACursorComesBackToItsRowUntilItIsMoved(t *testing.T) {
	m := newTable(t, "a", "b", "c", "d")
	press(m, "down", "down")
	set(m, rows("a", "b", "d"))
	set(m, rows("a", "b", "c", "d"))
	if r, ok := m.Selected(); !ok || r.key != "c" {
		t.Errorf("the row came back, and the cursor is on %q", r.key)
	}
	set(m, rows("a", "b", "d"))
	press(m, "up")
	set(m, rows("a", "b", "c", "d"))
	if r, _ := m.Selected(); r.key != "b" {
		t.Errorf("moved to b, and the cursor is on %q", r.key)
	}
}

func TestKeysMoveTheCursorAndTheWindow(t *testing.T) {
	m := newTable(t, numbered(20)...) // five are in sight
	for _, c := range []struct{ key, want string }{
		{"up", ">k0 k1 k2 k3 k4"}, {"down", "k0 >k1 k2 k3 k4"}, {"pgdn", "k1 k2 k3 k4 >k5"}, {"f", "k5 k6 k7 k8 >k9"}, {"up", "k5 k6 k7 >k8 k9"},
		{"b", ">k4 k5 k6 k7 k8"}, {"end", "k15 k16 k17 k18 >k19"}, {"down", "k15 k16 k17 k18 >k19"}, {"pgup", ">k15 k16 k17 k18 k19"}, {"home", ">k0 k1 k2 k3 k4"},
		{"G", "k15 k16 k17 k18 >k19"}, {"g", ">k0 k1 k2 k3 k4"}, {"j", "k0 >k1 k2 k3 k4"}, {"k", ">k0 k1 k2 k3 k4"},
	} {
		if event := press(m, c.key); event != (table.Moved{}) {
			t.Errorf("%s has the event %v", c.key, event)
		}
		if got := inSight(m); got != c.want {
			t.Fatalf("after %s: %q, want %q", c.key, got, c.want)
		}
	}
	if event := press(m, "z"); event != nil {
		t.Errorf("a key of nobody's has the event %v", event)
	}
	if event, _ := m.Update(tea.WindowSizeMsg{}); event != nil {
		t.Errorf("a message that is no key has the event %v", event)
	}
}

func TestASmallerWindowKeepsTheCursorInSight(t *testing.T) {
	m := newTable(t, numbered(20)...)
	press(m, "pgdn", "pgdn")
	for _, c := range []struct {
		height int
		want   string
	}{{6, "k4 k5 k6 k7 >k8"}, {3, "k7 >k8"}, {2, ">k8"}, {1, ""}, {4, ">k8 k9 k10"}, {30, strings.Replace(strings.Join(numbered(20), " "), "k8", ">k8", 1)}} {
		m.SetSize(20, c.height)
		if got := inSight(m); got != c.want {
			t.Errorf("%d lines show %q, want %q", c.height, got, c.want)
		}
	}
	for _, size := range [][2]int{{0, 5}, {5, 0}, {0, 0}} {
		if m.SetSize(size[0], size[1]); len(m.View()) != 0 {
			t.Errorf("%v draws %q", size, m.View())
		}
	}
}

func TestTheKeysForProblemsStopAtThem(t *testing.T) {
	m := newTable(t, "a!", "b!", "c", "d!", "e")
	for _, c := range []struct{ key, want string }{{"n", "b"}, {"n", "d"}, {"n", "d"}, {"down", "e"}, {"N", "d"}, {"N", "b"}, {"N", "a"}, {"N", "a"}} {
		before := m.Cursor()
		event := press(m, c.key)
		if r, _ := m.Selected(); r.key != c.want || (event != nil) != (m.Cursor() != before) {
			t.Fatalf("%s leads to %q, want %q, with the event %v", c.key, r.key, c.want, event)
		}
	}
	press(m, "n")
	set(m, rows("x", "y", "b!")) // it is held like any other row
	if r, _ := m.Selected(); r.key != "b" {
		t.Errorf("after a refresh the cursor is on %q", r.key)
	}
	plain := table.New(styletest.Terminal(t, true), keymap.New(), table.Kind[string, row]{Key: func(r row) string { return r.key }})
	plain.SetRows(table.Rows[row]{All: rows("a", "b")})
	if press(plain, "n"); plain.Cursor() != 0 {
		t.Error("a table without problems moves to one")
	}
}

func TestATableWithoutRows(t *testing.T) {
	m := newTable(t)
	press(m, "down", "up", "pgdn", "pgup", "end", "home", "n", "N")
	m.Hold()
	if r, ok := m.Selected(); ok || r.key != "" || m.Cursor() != 0 || len(m.View()) != 1 {
		t.Errorf("%v, %v, %d, %q", r, ok, m.Cursor(), m.View())
	}
	set(m, rows("a", "b"))
	if r, ok := m.Selected(); !ok || r.key != "a" || len(m.Rows()) != 2 {
		t.Errorf("then there are rows, and the cursor is on %q", r.key)
	}
}

// In any order of events, the cursor is on a row that is visible, and stays on the same row as long as it exists.
func TestTheCursorIsAlwaysOnARowInSight(t *testing.T) {
	all, s := numbered(40), styletest.Terminal(t, true)
	rapid.Check(t, func(t *rapid.T) {
		m := table.New(s, keymap.New(), table.Kind[string, row]{Key: func(r row) string { return r.key }})
		m.SetLayout(table.Layout[row]{Columns: []table.Column[row]{column("key", 6, 0)}})
		width, height, held := 0, 0, ""
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				some := rapid.Permutation(all).Draw(t, "rows")[:rapid.IntRange(0, len(all)).Draw(t, "n")]
				kept := false
				for i := range some {
					kept = kept || some[i] == held
				}
				set(m, rows(some...))
				if r, _ := m.Selected(); kept && r.key != held {
					t.Fatalf("the cursor was on %s and is on %s", held, r.key)
				}
			case 1:
				width, height = rapid.IntRange(0, 60).Draw(t, "width"), rapid.IntRange(0, 12).Draw(t, "height")
				m.SetSize(width, height)
			default:
				event := press(m, rapid.SampledFrom([]string{"up", "down", "pgup", "pgdn", "home", "end", "n", "N"}).Draw(t, "key"))
				if r, ok := m.Selected(); ok && event != nil {
					held = r.key
				}
			}
			r, ok := m.Selected()
			if n := len(m.Rows()); ok != (n > 0) || m.Cursor() < 0 || m.Cursor() >= max(n, 1) {
				t.Fatalf("the cursor is at %d of %d", m.Cursor(), n)
			}
			lines := m.View()
			if len(lines) > height {
				t.Fatalf("%d lines in %d", len(lines), height)
			}
			if ok && height > 1 && width > 14 && !strings.Contains(" "+inSight(m)+" ", " >"+r.key+" ") {
				t.Fatalf("%s is under the cursor, in sight are %s", r.key, inSight(m))
			}
		}
	})
}
