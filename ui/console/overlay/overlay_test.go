package overlay_test

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/style/styletest"
)

func TestOnlyTheTopGetsKeys(t *testing.T) {
	var s overlay.Stack
	if event, cmd := s.Update(typed("x")); event != nil || cmd != nil || !s.Empty() || s.TakesText() || s.Help() != nil {
		t.Error("a stack without overlays does something")
	}
	a, b := &probe{name: "a", text: true}, &probe{name: "b", event: "moved"}
	s.Open(a, overlay.Place{})
	if !s.TakesText() {
		t.Error("the top takes text")
	}
	s.Open(b, overlay.Place{})
	event, cmd := s.Update(typed("x"))
	if s.Empty() || s.TakesText() || s.Help()[0].Help().Key != "b" || event != "moved" || cmd() != "b" || len(a.keys) != 0 || !slices.Equal(b.keys, []string{"x"}) {
		t.Errorf("the event is %v; a got %q, b got %q", event, a.keys, b.keys)
	}
	b.event = overlay.Closed{Result: "result"}
	if event, cmd := s.Update(typed("y")); event != "result" || cmd() != "b" || s.Empty() {
		t.Errorf("b was closed with %v", event)
	}
	a.event = overlay.Closed{}
	if event, _ := s.Update(typed("z")); event != nil || !s.Empty() || !slices.Equal(a.keys, []string{"z"}) || len(b.keys) != 2 {
		t.Errorf("a was left with %v; a got %q, b got %q", event, a.keys, b.keys)
	}
	s.Open(a, overlay.Place{})
	s.Open(b, overlay.Place{})
	if s.Clear(); !s.Empty() {
		t.Error("after Clear something is open")
	}
}

func TestOverlaysLieOnOneAnother(t *testing.T) {
	var s overlay.Stack
	s.SetSize(20, 5)
	under := func() []string { return []string{"header", "one line", "another line", "footer"} }
	box := &probe{name: "box"}
	s.Open(box, overlay.Place{Corner: func() (x, y int) { return 4, 1 }})
	if got := s.View(under()); !slices.Equal(got, []string{"header", "one [box]", "another line", "footer"}) {
		t.Errorf("a box: %q", got)
	}
	full := &probe{name: "full"}
	s.Open(full, overlay.Place{Above: func() int { return 2 }})
	if box.width != 16 || box.height != 4 || full.height != 3 {
		t.Errorf("as they are opened the box has %dx%d and the other one %d lines", box.width, box.height, full.height)
	}
	if got := s.View(under()); !slices.Equal(got, []string{"header", "one [box]", "[full]"}) {
		t.Errorf("the screen below two lines: %q", got)
	}
	top := &probe{name: "top"}
	s.Open(top, overlay.Place{Corner: func() (x, y int) { return 0, 2 }})
	if got := s.View(under()); !slices.Equal(got, []string{"header", "one [box]", "[top]]"}) {
		t.Errorf("a box on that: %q", got)
	}
	if got := s.View(nil); !slices.Equal(got, []string{"", "", "[top]]"}) {
		t.Errorf("over nothing: %q", got)
	}
	for _, size := range [][2]int{{20, 5}, {7, 3}, {1, 1}, {0, 0}} {
		s.SetSize(size[0], size[1])
		w, h := size[0], size[1]
		for p, want := range map[*probe][2]int{box: {max(w-4, 0), max(h-1, 0)}, full: {w, max(h-2, 0)}, top: {w, max(h-2, 0)}} {
			if p.width != want[0] || p.height != want[1] {
				t.Errorf("%s has %dx%d of %v", p.name, p.width, p.height, size)
			}
		}
	}
}

func TestAMenuIsChosenFrom(t *testing.T) {
	s, k := styletest.Terminal(t, true), keymap.New()
	for _, c := range []struct {
		name  string
		keys  []tea.KeyMsg
		event tea.Msg // of the last key
		at    string
	}{
		{"Enter", []tea.KeyMsg{special(tea.KeyEnter)}, overlay.Closed{Result: 1}, "first"},
		{"down", []tea.KeyMsg{special(tea.KeyDown), special(tea.KeyEnter)}, overlay.Closed{Result: 2}, "second"},
		{"up from the first", []tea.KeyMsg{special(tea.KeyUp), special(tea.KeyEnter)}, overlay.Closed{Result: 1}, "first"},
		{"down from the last", []tea.KeyMsg{special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyEnter)}, overlay.Closed{Result: 3}, "third"},
		{"down and up", []tea.KeyMsg{special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyUp)}, nil, "second"},
		{"a letter", []tea.KeyMsg{typed("c")}, overlay.Closed{Result: 3}, "first"},
		{"a letter of nobody's", []tea.KeyMsg{typed("z")}, nil, "first"},
		{"a paste", []tea.KeyMsg{pasted("c")}, nil, "first"},
		{"Esc", []tea.KeyMsg{special(tea.KeyEsc)}, overlay.Closed{}, "first"},
		{"q", []tea.KeyMsg{typed("q")}, overlay.Closed{}, "first"},
	} {
		m := overlay.NewMenu(s, k, []overlay.Item{{Key: "a", Label: "first", Result: 1}, {Key: "b", Label: "second", Result: 2}, {Key: "c", Label: "東京 third", Result: 3}})
		m.SetSize(40, 10)
		var event tea.Msg
		for _, pressed := range c.keys {
			event, _ = m.Update(pressed)
		}
		if event != c.event {
			t.Errorf("%s: the event is %#v, want %#v", c.name, event, c.event)
		}
		for _, line := range m.View() {
			if ansi.StringWidth(line) != ansi.StringWidth(m.View()[0]) {
				t.Errorf("%s: it is no box: %q", c.name, screen(m))
			}
			if strings.Contains(ansi.Strip(line), "❯") != strings.Contains(line, c.at) {
				t.Errorf("%s: the cursor is not on %s:\n%s", c.name, c.at, screen(m))
			}
		}
	}
	if m := overlay.NewMenu(s, k, []overlay.Item{{}}); m.TakesText() {
		t.Error("letters choose")
	} else if event, _ := m.Update(tea.WindowSizeMsg{}); event != nil {
		t.Errorf("a message that is no key has the event %v", event)
	}
}

func TestEveryOverlayFitsEverySize(t *testing.T) {
	k := keymap.New()
	long := strings.Repeat("long 東京 ", 30)
	for _, unicode := range []bool{true, false} {
		s := styletest.Terminal(t, unicode)
		var choices []overlay.Choice
		for range 30 {
			choices = append(choices, overlay.Choice{Name: long, Title: "Title " + long}, overlay.Choice{Name: "b", Title: "b"})
		}
		picker := overlay.NewPicker(s, k, "Profile", choices)
		picker.Say(long)
		nothing := overlay.NewPicker(s, k, "Profile", nil)
		form := overlay.NewForm(s, k, long, long, []string{long, long}, []overlay.Field{{Label: long, Hint: long}, {Label: "b", Hint: long, Words: func(s string) string { return s }}},
			func([]string) ([]string, func() []string) { return nil, nil })
		typing := overlay.NewForm(s, k, "Form", "", nil, []overlay.Field{{Label: "a"}, {Label: "b", Words: func(s string) string { return s }}}, nil)
		typing.Update(pasted(long))
		typing.Update(special(tea.KeyTab))
		typing.Update(pasted(long))
		lines := func(n int) func(width int) []string {
			return func(width int) []string { return slices.Repeat([]string{strings.Repeat("x", width+5)}, n) }
		}
		for name, o := range map[string]overlay.Overlay{
			"picker": picker, "empty picker": nothing, "form": form, "form in use": typing,
			"pager": overlay.NewPager(s, k, long, long, lines(100)), "short pager": overlay.NewPager(s, k, "", "", lines(1)),
		} {
			for width := 1; width <= 200; width += 1 + width/20*8 {
				for height := 1; height <= 60; height += 1 + height/3 {
					o.SetSize(width, height)
					view := o.View()
					if len(view) > height {
						t.Fatalf("%s: %d lines in %dx%d", name, len(view), width, height)
					}
					for i, line := range view {
						if w := ansi.StringWidth(line); w > width {
							t.Fatalf("%s: line %d has %d cells in %dx%d: %q", name, i, w, width, height, ansi.Strip(line))
						}
						if plain := ansi.Strip(line); !unicode && strings.ContainsFunc(strings.ReplaceAll(strings.ReplaceAll(plain, "東", ""), "京", ""), func(r rune) bool { return r > 126 }) {
							t.Fatalf("%s: an ASCII terminal gets %q at %d cells", name, plain, width)
						}
					}
				}
			}
		}
	}
}

// A menu may have more items, and longer labels, than there is room for.
func TestAMenuKeepsWithinItsRoom(t *testing.T) {
	var items []overlay.Item
	for i := range 12 {
		items = append(items, overlay.Item{Key: string(rune('a' + i)), Label: strings.Repeat("long label ", i) + "end"})
	}
	for _, size := range [][2]int{{200, 40}, {60, 5}, {30, 3}, {14, 2}, {9, 1}} {
		m := overlay.NewMenu(styletest.Terminal(t, true), keymap.New(), items)
		m.SetSize(size[0], size[1])
		for i := range items {
			lines := m.View()
			if len(lines) != min(len(items), size[1]) {
				t.Fatalf("in %v it has %d lines", size, len(lines))
			}
			if !strings.Contains(ansi.Strip(strings.Join(lines, "\n")), "❯ "+items[i].Key) {
				t.Errorf("in %v item %d is out of sight:\n%s", size, i, screen(m))
			}
			for _, line := range lines {
				if w := ansi.StringWidth(line); w > size[0] || !strings.HasSuffix(ansi.Strip(line), "│") {
					t.Errorf("in %v a line is %d cells wide, or has no border: %q", size, w, ansi.Strip(line))
				}
			}
			m.Update(special(tea.KeyDown))
		}
	}
	wide := overlay.NewMenu(styletest.Terminal(t, true), keymap.New(), items[11:])
	wide.SetSize(30, 3)
	if got := screen(wide); !strings.Contains(got, "…") {
		t.Errorf("a cut label does not show that it is cut: %q", got)
	}
}
