package component_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style/styletest"
)

func typed(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func pasted(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

func TestWhatIsTypedOrPastedIsCleanedAndBounded(t *testing.T) {
	long := strings.Repeat("ü", webhook.MaxSearch)
	for _, c := range []struct {
		name, before string
		msg          tea.KeyMsg
		want         string
		all          bool
	}{
		{"a word", "", typed("sale"), "sale", true},
		{"a blank", "a", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, "a ", true},
		{"lines and tabs", "", pasted("a\nb\tc"), "a b c", true},
		{"an escape sequence", "", pasted("a\x1b[31mb"), "", true}, // only that no control character is left
		{"one that reorders", "", pasted("a\u202eb"), "ab", true},  // the input itself takes it out
		{"marks without an end", "", pasted("a" + strings.Repeat("\u0301", 40)), "a" + strings.Repeat("\u0301", 8), true},
		{"exactly full", "", pasted(long), long, true},
		{"too much", "", pasted(long + "x"), long, false},
		{"one more", long, typed("x"), long, false},
		{"the last room", long[:len(long)-2], typed("xy"), long[:len(long)-2] + "x", false},
		{"one less", long, tea.KeyMsg{Type: tea.KeyBackspace}, long[:len(long)-2], true},
	} {
		in := component.NewInput(styletest.Terminal(t, true), "")
		in.Focus()
		in.SetValue(c.before)
		in.CursorEnd()
		all := component.Edit(&in, c.msg)
		if c.want == "" {
			if strings.ContainsFunc(in.Value(), func(r rune) bool { return r < ' ' }) || !strings.HasPrefix(in.Value(), "a") {
				t.Errorf("%s: %q", c.name, in.Value())
			}
			continue
		}
		if in.Value() != c.want || all != c.all {
			t.Errorf("%s: %d characters, took all: %v, want %d, %v", c.name, utf8.RuneCountInString(in.Value()), all, utf8.RuneCountInString(c.want), c.all)
		}
	}
}

func TestRawTextKeepsItsLineEnds(t *testing.T) {
	full := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		name, before string
		msg          tea.KeyMsg
		want         string
		all          bool
	}{
		{"line ends", "a", pasted("\r\n\tb\n"), "a\r\n\tb\n", true},
		{"a blank", "a", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, "a ", true},
		{"backspace", "aü", tea.KeyMsg{Type: tea.KeyBackspace}, "a", true},
		{"backspace without a text", "", tea.KeyMsg{Type: tea.KeyBackspace}, "", true},
		{"all of it", "abc", tea.KeyMsg{Type: tea.KeyCtrlU}, "", true},
		{"another key", "abc", tea.KeyMsg{Type: tea.KeyLeft}, "abc", true},
		{"exactly full", full[1:], typed("y"), full[1:] + "y", true},
		{"too much leaves it as it was", full[1:], pasted("yz"), full[1:], false},
		{"too much in bytes", full[1:], pasted("ü"), full[1:], false},
		{"far too much", "a", pasted(full + "x"), "a", false},
	} {
		if got, all := component.EditRaw(c.before, c.msg); got != c.want || all != c.all {
			t.Errorf("%s: %d bytes, took all: %v, want %d, %v", c.name, len(got), all, len(c.want), c.all)
		}
	}
}

func TestAPlaceholderIsCutWithTheSymbolsOfTheTerminal(t *testing.T) {
	for _, unicode := range []bool{true, false} {
		s := styletest.Terminal(t, unicode)
		in := component.NewInput(s, "orders -test host:erp")
		in.Focus()
		for width := 1; width <= 40; width++ {
			in.Width = width
			view := ansi.Strip(component.InputView(&in, s.Glyphs))
			if ansi.StringWidth(view) > width+1 { // the cursor
				t.Errorf("%d cells: %q", width, view)
			}
			if !unicode && strings.ContainsFunc(view, func(r rune) bool { return r > 126 }) {
				t.Errorf("an ASCII terminal gets %q", view)
			}
		}
		if in.Placeholder != "orders -test host:erp" {
			t.Errorf("drawing cut the placeholder: %q", in.Placeholder)
		}
	}
}

func TestTheCursorStaysInSightInEveryWidth(t *testing.T) {
	s := styletest.Terminal(t, true)
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	for at := range len(alphabet) {
		in := component.NewInput(s, "")
		in.Focus()
		in.SetValue(alphabet)
		in.SetCursor(at)
		for _, width := range []int{60, 10, 3, 1, 20, 5, 26, 25, 5} {
			component.SetWidth(&in, width)
			view := ansi.Strip(component.InputView(&in, s.Glyphs))
			if !strings.Contains(view, alphabet[at:at+1]) || ansi.StringWidth(view) > width+1 || in.Position() != at {
				t.Errorf("%d cells with the cursor on %q, at %d: %q", width, alphabet[at], in.Position(), view)
			}
		}
	}
}

func TestTheKeysOfAListScroll(t *testing.T) {
	k := keymap.New()
	v := viewport.New(20, 10)
	v.SetContent(strings.TrimSuffix(strings.Repeat("line\n", 100), "\n"))
	for _, c := range []struct {
		key  tea.KeyMsg
		want int
	}{
		{tea.KeyMsg{Type: tea.KeyUp}, 0}, {tea.KeyMsg{Type: tea.KeyDown}, 1}, {typed("j"), 2}, {typed("k"), 1}, {tea.KeyMsg{Type: tea.KeyPgDown}, 10},
		{typed("f"), 19}, {tea.KeyMsg{Type: tea.KeyPgUp}, 10}, {typed("G"), 90}, {tea.KeyMsg{Type: tea.KeyDown}, 90}, {typed("g"), 0}, {typed("x"), 0},
	} {
		if component.Scroll(&v, c.key, k); v.YOffset != c.want {
			t.Errorf("after %q the first line is %d, want %d", c.key, v.YOffset, c.want)
		}
	}
	v.Height = 1
	if component.Scroll(&v, tea.KeyMsg{Type: tea.KeyPgDown}, k); v.YOffset != 1 {
		t.Errorf("a page of one line scrolls to %d", v.YOffset)
	}
}
