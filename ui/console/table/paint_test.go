package table_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/table"
	"crmhooks/ui/format"
	"crmhooks/ui/style/styletest"
)

func TestEveryLineFitsEveryWidth(t *testing.T) {
	texts := []string{"plain", "東京オフィス", "👩‍🍳☕️ cooks", "e\u0301te\u0301", "ȺȾİẞK", strings.Repeat("long ", 60)}
	layouts := map[string]table.Layout[row]{
		"one":   {Columns: []table.Column[row]{column("a", 5, 0)}},
		"fixed": {Columns: []table.Column[row]{column("a", 20, 0), column("b", 30, 0)}, Rest: "a"},
		"usual": {Columns: []table.Column[row]{column("a", 17, 0), column("b", 14, 3), column("c", 12, 2), column("d", 9, 0)}, Drop: []string{"d", "c"}, Rest: "b"},
		"none":  {},
	}
	for name, l := range layouts {
		for i := range l.Columns {
			l.Columns[i].Words = []string{"o", "東", "👩", "te", "☕", "e"}
		}
		m := newTable(t)
		m.SetLayout(l)
		for _, n := range []int{3, len(texts), 50} {
			var keys []string
			for i := range n {
				keys = append(keys, texts[i%len(texts)]+strings.Repeat("*", i%2))
			}
			set(m, rows(keys...))
			for width := range 201 {
				m.SetSize(width, 6)
				m.Focus(width%2 == 0)
				lines := m.View()
				if want := min(1+n, 6); width > 0 && len(lines) != want {
					t.Fatalf("%s: %d lines, want %d", name, len(lines), want)
				}
				for i, line := range lines {
					w := ansi.StringWidth(line)
					exact := i == 0 || n > 5 // the heading, and beside the scrollbar
					if bar := i == 1 && !exact && width > 60 && name != "none"; bar && w != width-1 {
						t.Errorf("%s: the bar of the cursor is %d cells wide in %d: %q", name, w, width, ansi.Strip(line))
					}
					if w > width || exact && i < 2 && w != width {
						t.Fatalf("%s, %d rows: line %d is %d cells wide in %d: %q", name, n, i, w, width, ansi.Strip(line))
					}
				}
			}
		}
	}
}

func TestColumnsAreDroppedAndShareTheWidth(t *testing.T) {
	// The gutter has 3 cells, a gap 2, and 2 are for the scrollbar.
	usual := table.Layout[row]{
		Columns: []table.Column[row]{filled(column("a", 4, 0), "a"), filled(column("b", 6, 1), "b"), filled(column("c", 5, 2), "c"), filled(column("d", 3, 0), "d")},
		Drop:    []string{"d", "b"}, Rest: "c",
	}
	idle := usual
	idle.Rest = "b"
	idle.Drop = []string{"b"}
	for _, c := range []struct {
		name   string
		layout table.Layout[row]
		width  int
		want   []int // a, b, c, d; 0 for one that is not there
	}{
		{"as narrow as all can be", usual, 29, []int{4, 6, 5, 3}},
		{"one less drops the first", usual, 28, []int{4, 7, 8, 0}},
		{"as narrow as three can be", usual, 24, []int{4, 6, 5, 0}},
		{"one less drops the second", usual, 23, []int{4, 0, 12, 0}},
		{"too narrow for what stays", usual, 14, []int{4, 0, 3, 0}},
		{"far too narrow", usual, 5, []int{2, 0, 0, 0}},
		{"the free width is shared", usual, 29 + 9, []int{4, 9, 11, 3}},
		{"the wide one takes the rest", usual, 29 + 11, []int{4, 9, 13, 3}},
		{"another wide one takes it", idle, 29 + 11, []int{4, 10, 12, 3}},
		{"without it nobody gives anything", idle, 20, []int{4, 0, 5, 3}},
		{"nobody takes it when the wide one is dropped", idle, 28, []int{4, 0, 12, 3}},
	} {
		m := newTable(t, "x", "y")
		m.SetLayout(c.layout)
		m.SetSize(c.width, 3)
		line := ansi.Strip(m.View()[2])
		var got []int
		for _, with := range []string{"a", "b", "c", "d"} {
			got = append(got, strings.Count(line, with))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v: %q", c.name, got, c.want, line)
		}
		if heading := ansi.Strip(m.View()[0]); strings.Contains(heading, "d") != (c.want[3] > 0) || strings.Index(heading, "a") != table.Gutter || strings.Index(line, "a") != table.Gutter {
			t.Errorf("%s: the heading is %q", c.name, heading)
		}
	}
}

func TestMarksAndTheCursorStandInTheGutter(t *testing.T) {
	m := newTable(t, "a*", "b", "c*")
	for cursor, want := range [][]string{{"*❯ a", "   b", "*  c"}, {"*  a", " ❯ b", "*  c"}, {"*  a", "   b", "*❯ c"}} {
		for i, line := range m.View()[1:] {
			if got := strings.TrimRight(ansi.Strip(line), " "); got != want[i] {
				t.Errorf("with the cursor on %d, row %d is %q, want %q", cursor, i, got, want[i])
			}
		}
		press(m, "down")
	}
	focused := m.View()[3]
	if m.Focus(false); m.View()[3] == focused || ansi.Strip(m.View()[3]) != ansi.Strip(focused) {
		t.Error("one cannot see whether the table has the keys")
	}
}

func TestTheScrollbarSaysWhichRowsAreInSight(t *testing.T) {
	for _, c := range []struct {
		name   string
		n      int
		height int
		keys   []string
		want   string // | where it passes
	}{
		{"all in sight", 5, 6, nil, "....."}, {"one more", 6, 6, nil, "||||."}, {"its end", 6, 6, []string{"end"}, ".||||"},
		{"the beginning", 50, 6, nil, "|...."}, {"the middle", 50, 6, []string{"pgdn", "pgdn", "pgdn", "pgdn", "pgdn", "pgdn", "pgdn"}, "..|.."}, {"the end", 50, 6, []string{"end"}, "....|"},
		{"one line", 50, 2, nil, "."}, {"no rows", 0, 6, nil, ""},
	} {
		m := newTable(t, numbered(c.n)...)
		m.SetSize(20, c.height)
		press(m, c.keys...)
		got := ""
		for _, line := range m.View()[1:] {
			switch ansi.Strip(ansi.Cut(line, 19, 20)) {
			case "│":
				got += "|"
			default:
				got += "."
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// underlined finds what is underlined, as its parameters tell.
var underlined = regexp.MustCompile(`\x1b\[(?:[\d;]*;)?4(?:;[\d;]*)?m([^\x1b]*)`)

func TestWhatIsLookedForIsUnderlined(t *testing.T) {
	for _, c := range []struct {
		name, cell string
		words      []string
		want       string // what is underlined, with blanks between
	}{
		{"no words", "Alpha orders", nil, ""},
		{"another word", "Alpha orders", []string{"beta"}, ""},
		{"in any case", "ALPHA alpha", []string{"alpha"}, "ALPHA alpha"},
		{"two that overlap", "abcdef", []string{"bcd", "de"}, "bcde"},
		{"again and again", "ababab", []string{"ab"}, "ababab"},
		{"behind one that is shorter in lower case", "\u212Aelvin Kelvin", []string{"elvin"}, "elvin elvin"},
		{"behind one that is longer in lower case", "ȺȾ sale", []string{"sale"}, "sale"},
		{"behind a dotted I", "İİ sale", []string{"sale"}, "sale"},
		{"a sharp s", "STRAẞE sale", []string{"sale"}, "sale"},
		{"of two bytes", "Ünïcode", []string{"ünï"}, "Ünï"},
		{"a part of an emoji takes it as a whole", "a 👩‍🍳 b", []string{"👩"}, "👩‍🍳"},
		{"a letter takes its marks", "cafe\u0301s", []string{"cafe"}, "cafe\u0301"},
		{"a symbol takes how it is shown", "x ☕\ufe0f y", []string{"☕"}, "☕\ufe0f"},
		{"no word at all", "abc", []string{""}, ""},
	} {
		c0 := column("key", 30, 0)
		c0.Words = c.words
		m := newTable(t)
		m.SetLayout(table.Layout[row]{Columns: []table.Column[row]{c0}})
		m.SetSize(40, 5)
		set(m, []row{{key: c.cell}, {key: c.cell}})
		for i, line := range m.View()[1:] { // under the cursor, and below it
			var got []string
			for _, match := range underlined.FindAllStringSubmatch(line, -1) {
				got = append(got, match[1])
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s: row %d underlines %q, want %q", c.name, i, got, c.want)
			}
			if !strings.Contains(ansi.Strip(line), format.Fit(c.cell, 30, "")) {
				t.Errorf("%s: the text became %q", c.name, ansi.Strip(line))
			}
		}
	}
}

func TestCellsKeepTheirStyleAndTheBarItsOwn(t *testing.T) {
	c := column("key", 5, 0)
	s := styletest.Terminal(t, true)
	c.Style = func(r row) lipgloss.Style { return s.Error }
	m := newTable(t, "a", "b")
	m.SetLayout(table.Layout[row]{Columns: []table.Column[row]{c}})
	lines := m.View()
	if want := s.Error.Render("b    "); !strings.Contains(lines[2], want) {
		t.Errorf("%q is not in %q", want, lines[2])
	}
	if strings.Contains(lines[1], s.Error.Render("a    ")) || !strings.Contains(lines[1], s.Selected.Render("a    ")) {
		t.Errorf("the bar is %q", lines[1])
	}
}

func TestNumbersStandAtTheRight(t *testing.T) {
	for _, c := range []struct {
		s     string
		width int
		want  string
	}{{"12", 5, "   12"}, {"12", 2, "12"}, {"123", 2, "12"}, {"12", 0, ""}, {"12", -1, ""}, {"", 2, "  "}, {"東京", 3, " 東"}, {"東", 1, " "}} {
		if got := table.AlignRight(c.s, c.width); got != c.want {
			t.Errorf("%q in %d cells is %q, want %q", c.s, c.width, got, c.want)
		}
	}
	n := column("count", 8, 0)
	n.Right = true
	m := newTable(t)
	m.SetLayout(table.Layout[row]{Columns: []table.Column[row]{n, column("b", 3, 0)}})
	if got := strings.TrimRight(ansi.Strip(m.View()[0]), " "); got != "      count  b" {
		t.Errorf("the heading is %q", got)
	}
}
