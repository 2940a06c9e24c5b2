package component_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style/styletest"
)

// odd has lines that are hard to measure and to cut.
var odd = []string{"", "plain", "東京オフィス", "a東b京c", "\x1b[1mbold\x1b[0m and \x1b[31m赤い\x1b[0m", "👩‍🍳 cooks", "e\u0301te\u0301", "☕️☕️"}

func TestClampCountsFromTheLowEnd(t *testing.T) {
	for _, c := range []struct{ n, low, high, want int }{{5, 0, 9, 5}, {-1, 0, 9, 0}, {10, 0, 9, 9}, {0, 0, 0, 0}, {3, 0, -1, 0}, {3, 7, 5, 7}} {
		if got := component.Clamp(c.n, c.low, c.high); got != c.want {
			t.Errorf("%d from %d to %d is %d, want %d", c.n, c.low, c.high, got, c.want)
		}
	}
}

func TestPadIsExact(t *testing.T) {
	for _, line := range odd {
		for width := range 201 {
			got := component.Pad(line, width)
			if w := ansi.StringWidth(got); w != width {
				t.Errorf("%q is %d cells wide, want %d: %q", line, w, width, got)
			}
			whole := ansi.StringWidth(line) <= width
			if kept := strings.TrimRight(ansi.Strip(got), " "); whole && kept != strings.TrimRight(ansi.Strip(line), " ") || !strings.HasPrefix(ansi.Strip(line), kept) {
				t.Errorf("%q at %d became %q", line, width, kept)
			}
		}
	}
}

func TestClipNeverExceeds(t *testing.T) {
	for _, line := range odd {
		for width := -2; width <= 20; width++ {
			got := component.Clip(ansi.Strip(line), width)
			if ansi.StringWidth(got) > max(width, 0) || !strings.HasPrefix(ansi.Strip(line), got) {
				t.Errorf("%q at %d became %q", line, width, got)
			}
		}
	}
	if got := component.Clip("abc", 2); got != "ab" {
		t.Errorf("more is cut than has to be: %q", got)
	}
}

func TestFillIsExact(t *testing.T) {
	for _, c := range []struct {
		lines []string
		n     int
		want  []string
	}{
		{nil, 0, nil}, {nil, 2, []string{"", ""}}, {[]string{"a", "b"}, 2, []string{"a", "b"}},
		{[]string{"a", "b"}, 3, []string{"a", "b", ""}}, {[]string{"a", "b"}, 1, []string{"a"}}, {[]string{"a"}, 0, nil}, {[]string{"a"}, -1, nil},
	} {
		if got := component.Fill(slices.Clone(c.lines), c.n); !slices.Equal(got, c.want) {
			t.Errorf("%q brought to %d is %q, want %q", c.lines, c.n, got, c.want)
		}
	}
}

func TestCropCutsToASize(t *testing.T) {
	for width := range 20 {
		for height := -1; height <= len(odd)+1; height++ {
			got := component.Crop(slices.Clone(odd), width, height)
			if len(got) != component.Clamp(height, 0, len(odd)) {
				t.Errorf("%d lines in %d", len(got), height)
			}
			for i, line := range got {
				if w := ansi.StringWidth(line); w > width || ansi.StringWidth(odd[i]) <= width && line != odd[i] {
					t.Errorf("%q at %d became %q", odd[i], width, line)
				}
			}
		}
	}
}

func TestFittingIsTheFirstThatFitsOrTheLast(t *testing.T) {
	wordings := []string{"a long one", "東京東", "short", "s"}
	for _, c := range []struct {
		wordings []string
		width    int
		want     string
	}{
		{wordings, 10, "a long one"}, {wordings, 9, "東京東"}, {wordings, 5, "short"}, {wordings, 4, "s"}, {wordings, 0, "s"}, {wordings, -3, "s"},
		{nil, 10, ""}, {[]string{}, -1, ""},
	} {
		if got := component.Fitting(c.wordings, c.width); got != c.want {
			t.Errorf("of %q, %q fits into %d, want %q", c.wordings, got, c.width, c.want)
		}
	}
}

func TestABoxLiesOnLines(t *testing.T) {
	for _, c := range []struct {
		name       string
		lines, box []string
		x, y       int
		want       []string
	}{
		{"no box", []string{"abc"}, nil, 1, 0, []string{"abc"}},
		{"in the middle", []string{"abcdef", "ghijkl", "mnopqr"}, []string{"12", "34"}, 2, 1, []string{"abcdef", "gh12kl", "mn34qr"}},
		{"at the left edge", []string{"abcdef"}, []string{"12"}, 0, 0, []string{"12cdef"}},
		{"over the end", []string{"abc"}, []string{"1234"}, 2, 0, []string{"ab1234"}},
		{"behind the end", []string{"ab", ""}, []string{"1", "2"}, 4, 0, []string{"ab  1", "    2"}},
		{"below the last line", []string{"abc"}, []string{"1", "2", "3"}, 0, 0, []string{"1bc"}},
		{"far below", []string{"abc"}, []string{"1"}, 0, 7, []string{"abc"}},
		{"on half of a wide character at its left", []string{"a東b"}, []string{"12"}, 2, 0, []string{"a 12"}},
		{"on half of a wide character at its right", []string{"a東bc"}, []string{"1"}, 1, 0, []string{"a1 bc"}},
		{"on two halves", []string{"東京東京"}, []string{"12"}, 3, 0, []string{"東 12 京"}},
		{"wide itself", []string{"abcdef"}, []string{"東"}, 1, 0, []string{"a東def"}},
	} {
		got := component.Lay(slices.Clone(c.lines), c.box, c.x, c.y)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What a box does not cover keeps its place and its look.
func TestABoxMovesNothing(t *testing.T) {
	box := "\x1b[7m[box]\x1b[0m"
	for _, under := range odd {
		under = component.Pad(under, 30)
		for x := range 40 {
			line := component.Lay([]string{under}, []string{box}, x, 0)[0]
			if w, want := ansi.StringWidth(line), max(30, x+5); w != want {
				t.Errorf("%q with a box at %d is %d cells wide, want %d: %q", under, x, w, want, line)
			}
			plain := ansi.Strip(line)
			if at := strings.Index(plain, "[box]"); ansi.StringWidth(plain[:max(at, 0)]) != x {
				t.Errorf("%q has its box at %d, want %d: %q", under, at, x, plain)
			}
		}
	}
	line := component.Lay([]string{"\x1b[31mred and red\x1b[0m"}, []string{box}, 3, 0)[0]
	if _, right, _ := strings.Cut(line, box); !strings.Contains(right, "\x1b[31m") || !strings.HasSuffix(ansi.Strip(right), "red") {
		t.Errorf("behind the box the colour is lost: %q", line)
	}
}

func TestHintsAreWholeInEveryWidth(t *testing.T) {
	k := keymap.New()
	bindings := []key.Binding{k.Choose, k.Accept, keymap.As(k.Open, "東京"), k.Previous}
	for _, unicode := range []bool{true, false} {
		s := styletest.Terminal(t, unicode)
		var whole []string
		for i := range bindings {
			help := bindings[i].Help()
			whole = append(whole, s.Glyphs.Keys(help.Key)+" "+help.Desc)
		}
		for width := -1; width <= 200; width++ {
			want, fit := "", 0
			for i := range whole {
				if all := strings.Join(whole[:i+1], "   "); ansi.StringWidth(all) <= width {
					want, fit = all, i+1
				}
			}
			if got := ansi.Strip(component.Hints(s, bindings, width)); got != want {
				t.Errorf("%d cells have %q, want %d hints: %q", width, got, fit, want)
			}
		}
	}
	if got := component.Hints(styletest.Terminal(t, true), nil, 80); got != "" {
		t.Errorf("without keys there is %q", got)
	}
}
