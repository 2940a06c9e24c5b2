package screen_test

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aymanbagabas/go-osc52/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"

	"crmhooks/client/text"
	"crmhooks/ui/screen"
)

// pieces are what random pictures are made of. The emulator and we agree on all of them; a mark on a letter of ASCII it does not know.
var pieces = []string{
	"a", "b", "word ", " ", "     ", "å", "Ж", "│", "─", "注", "文字", "한", "👩‍💻", "👍🏽", "🇳🇴", "е\u0301", "å\u0323\u0302", "✓", "◆", "ไทย", "…",
	"\x1b[1m", "\x1b[0m", "\x1b[m", "\x1b[7m", "\x1b[31m", "\x1b[1;38;5;200m", "\x1b[48;2;1;2;3m", "\x1b[0;4;93m", "\x1b[39;49m", "\x1b[2m", "\x1b[22m", "\x1b[3m", "\x1b[23m", "\x1b[9m", "\x1b[27m",
}

// sketch is a picture in pieces, so that the next one can differ from it in a few.
type sketch [][]string

func (k sketch) String() string {
	lines := make([]string, len(k))
	for i, line := range k {
		lines[i] = strings.Join(line, "")
	}
	return strings.Join(lines, "\n")
}

// change replaces some pieces of a line, or the line.
func (k sketch) change(t *rapid.T) {
	line := rapid.SampledFrom(k).Draw(t, "line")
	for range rapid.IntRange(1, 3).Draw(t, "changes") {
		line[rapid.IntRange(0, len(line)-1).Draw(t, "place")] = rapid.SampledFrom(pieces).Draw(t, "piece")
	}
	if rapid.IntRange(0, 5).Draw(t, "blank") == 0 {
		clear(line)
	}
}

// terminal is an emulator with a screen that draws on it.
type terminal struct {
	*vt.Emulator
	*screen.Screen
}

func newTerminal(width, height int) terminal {
	e := vt.NewEmulator(width, height)
	s := screen.New(e)
	s.Resize(width, height)
	return terminal{e, s}
}

// raw draws a picture on an emulator of its own, line by line, without a screen.
func raw(picture string, width, height int) *vt.Emulator {
	e := vt.NewEmulator(width, height)
	lines := strings.Split(picture, "\n")
	for y, line := range lines[:min(len(lines), height)] {
		_, _ = e.WriteString(ansi.CursorPosition(1, y+1) + ansi.Truncate(line, width, "") + "\x1b[m")
	}
	return e
}

// A picture drawn over others looks, styles included, like the same picture drawn on an empty terminal, whatever was there, whatever the sizes were.
func TestAPictureLooksTheSameWhateverWasThereBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(1, 14).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
		terminal := newTerminal(width, height)
		k := make(sketch, 4)
		for i := range k {
			k[i] = rapid.SliceOfN(rapid.SampledFrom(pieces), 8, 8).Draw(t, "pieces")
		}
		for range rapid.IntRange(1, 30).Draw(t, "pictures") {
			if rapid.IntRange(0, 9).Draw(t, "resize") == 0 {
				width, height = rapid.IntRange(1, 14).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
				terminal.Emulator.Resize(width, height)
				terminal.Screen.Resize(width, height)
			}
			terminal.Screen.Draw(k.String())
			if got, want := terminal.Render(), raw(k.String(), width, height).Render(); got != want {
				t.Fatalf("%q at %dx%d looks like\n%q\nand on an empty terminal like\n%q", k, width, height, got, want)
			}
			k.change(t)
		}
	})
}

// However many code points a text puts into one character, few of them are drawn.
func TestACharacterHasABound(t *testing.T) {
	for _, text := range []string{strings.Repeat("\u1100", 400), "क" + strings.Repeat("\u0903", 400), strings.Repeat("👩\u200d", 400), "e" + strings.Repeat("\u0301", 400)} {
		s, out := drawing(40, 1)
		s.Draw(text)
		if n := utf8.RuneCount(out.Bytes()); n > 80 {
			t.Errorf("of %d code points in one character %d are written", utf8.RuneCountInString(text), n)
		}
	}
}

// drawing returns a screen of a size and what it writes.
func drawing(width, height int) (*screen.Screen, *bytes.Buffer) {
	var out bytes.Buffer
	s := screen.New(&out)
	s.Resize(width, height)
	return s, &out
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	s, out := drawing(40, 3)
	step := func(picture string) string {
		out.Reset()
		s.Draw(picture)
		return strings.TrimSuffix(strings.TrimPrefix(out.String(), "\x1b[?2026h"), "\x1b[?2026l")
	}
	step("header\nname one   detail\nfooter")
	for _, c := range []struct{ picture, want string }{
		{"header\nname one   detail\nfooter", ""},
		{"header\nname two   detail\nfooter", "\x1b[2;6Htwo"},
		{"header\nname two   \x1b[1mdetail\x1b[0m\nfooter", "\x1b[2;12H\x1b[1mdetail\x1b[m"},
		{"header\nname two\nfooter", "\x1b[2;12H\x1b[K"},
		{"header\n注文 two\nfooter", "\x1b[2H\x1b[K\x1b[?7l注\x1b[2;3H文\x1b[2;5H two\x1b[K\x1b[?7h"},
		{"Header", "\x1b[HH\x1b[2H\x1b[K\x1b[B\x1b[K"},
		{"Header\n\n▲ x", "\x1b[?7l\x1b[3H▲\x1b[3;2H x\x1b[?7h"},
		{"Header\n\n■ x", "\x1b[?7l\x1b[3H■\x1b[3;2H \x1b[?7h"},
		{"Header\nabc 注 cd\n■ x", "\x1b[2Habc\x1b[C\x1b[K\x1b[?7l注\x1b[2;7H cd\x1b[K\x1b[?7h"},
		{"Header\nxbc 注 cy\n■ x", "\x1b[2Hx\x1b[7Cy"}, // what stands between is not written again
		{"Header\nxby 注 cz\n■ x", "\x1b[2;3Hy\x1b[5Cz"},
		{"Header\nxbyz注 cz\n■ x", "\x1b[2;4H\x1b[Kz\x1b[?7l注\x1b[2;7H cz\x1b[K\x1b[?7h"}, // it might join the letter before
		{"one two\none two\none two", "\x1b[Hone two\x1b[2Hone\x1b[K two\x1b[K\x1b[3Hone two"},
		{"One two\nOne two\nOne two", "\x1b[HO\x1b[2HO\x1b[3HO"},
		{"One two     x\nOne two     x\nOne two", "\x1b[1;13Hx\x1b[B\x1b[Dx"},
		{"One Twe\nOne two\nOne two", "\x1b[1;5HTwe\x1b[5C \x1b[B\x1b[D "},
		{"\x1b[31mO\x1b[mne\x1b[31m T\x1b[1mw\x1b[mo\nOne two", "\x1b[H\x1b[31mO\x1b[2C T\x1b[1mw\x1b[mo\x1b[3H\x1b[K"},
		{"One T\nOne two", "\x1b[HOne T  "},
	} {
		if got := step(c.picture); got != c.want {
			t.Errorf("for %q it writes %q, want %q", c.picture, got, c.want)
		}
	}
}

func TestTheCursorStandsWhereItIsWanted(t *testing.T) {
	s, out := drawing(20, 3)
	step := func(picture string) string {
		out.Reset()
		s.Draw(picture)
		return strings.TrimSuffix(strings.TrimPrefix(out.String(), "\x1b[?2026h"), "\x1b[?2026l")
	}
	step("one")
	typed := "one\nab\x1b[7m" + screen.Here("c") + "\x1b[m d" // reversed by the terminal's own cursor
	for _, c := range []struct{ picture, want string }{
		{"one\n" + screen.Here("t") + "wo", "\x1b[2Htwo\x1b[2H" + ansi.ShowCursor},
		{"one\nt" + screen.Here("w") + "o", "\x1b[2;2H"},
		{"one\nt" + screen.Here("w") + "o", ""},
		{typed, "\x1b[2Habc d\x1b[3D"},
		{"two\nab" + screen.Here("C") + " d", ansi.HideCursor + "\x1b[Htwo\x1b[2;3HC\x1b[D" + ansi.ShowCursor}, // it would be seen running
		{typed, ansi.HideCursor + "\x1b[Hone\x1b[2;3Hc\x1b[D" + ansi.ShowCursor},
		{strings.Join(screen.Nowhere(strings.Split(typed, "\n")), "\n"), ansi.HideCursor + "\x1b[2;3H\x1b[7mc\x1b[m"},
		{screen.Here("one") + "\n" + screen.Here("two"), "\x1b[2Htwo  \x1b[H" + ansi.ShowCursor}, // the first place
		{strings.Repeat(" ", 30) + screen.Here("x"), ansi.HideCursor + "\x1b[H   \x1b[2H   "},    // outside
	} {
		if got := step(c.picture); got != c.want {
			t.Errorf("for %q it writes %q, want %q", c.picture, got, c.want)
		}
	}
}

func TestTheCursorIsShownAgainOnATerminalOfOneRow(t *testing.T) {
	s, out := drawing(20, 1)
	for range 2 {
		out.Reset()
		if s.Draw(screen.Here(" ")); strings.LastIndex(out.String(), ansi.ShowCursor) < strings.LastIndex(out.String(), ansi.HideCursor) {
			t.Errorf("the cursor stays hidden: %q", out)
		}
		s.Resize(10, 1)
	}
}

// Some terminals can show a frame at once. What changes in one row needs none.
func TestSeveralRowsMakeAFrame(t *testing.T) {
	s, out := drawing(20, 3)
	for _, c := range []struct {
		picture string
		frame   bool
	}{{"one", true}, {"two", false}, {"two\ntwo", false}, {"one\none", true}, {"one\none", false}, {"", true}, {screen.Here("x"), false}} {
		out.Reset()
		s.Draw(c.picture)
		begins, ends := strings.HasPrefix(out.String(), ansi.SetModeSynchronizedOutput), strings.HasSuffix(out.String(), ansi.ResetModeSynchronizedOutput)
		if begins != c.frame || ends != c.frame {
			t.Errorf("for %q it writes %q; a frame: %v", c.picture, out, c.frame)
		}
	}
}

// Bubble Tea's sequences pass, its pictures do not, and after what clears the screen a picture is drawn as a whole.
func TestWhatBubbleTeaWrites(t *testing.T) {
	s, out := drawing(20, 2)
	whole := func() bool {
		out.Reset()
		s.Draw("one\ntwo")
		return strings.Contains(out.String(), ansi.EraseEntireScreen+"\x1b[Hone\x1b[2Htwo")
	}
	for sequence, c := range map[string]struct{ passes, repaints bool }{
		ansi.SetModeAltScreenSaveCursor: {true, true}, ansi.EraseEntireScreen: {true, true}, ansi.ResetModeAltScreenSaveCursor: {true, true},
		ansi.HideCursor: {true, false}, ansi.ShowCursor: {true, false}, ansi.SetModeBracketedPaste: {true, false}, ansi.ResetModeBracketedPaste: {true, false},
		ansi.CursorHomePosition: {true, false}, ansi.ResetModeMouseButtonEvent: {true, false}, ansi.ResetModeMouseAnyEvent: {true, false}, ansi.ResetModeMouseExtSgr: {true, false},
		"\x1b[H\rdrawn\x1b[K\x1b[1;1H": {}, "\x1b]52;c;cHduZWQ=\a": {}, "text": {}, "": {},
	} {
		whole()
		out.Reset()
		if n, err := io.WriteString(s, sequence); n != len(sequence) || err != nil {
			t.Fatalf("%q: %d, %v", sequence, n, err)
		}
		if passed := sequence != "" && strings.HasSuffix(out.String(), sequence); passed != c.passes || !c.passes && out.Len() > 0 {
			t.Errorf("of %q the terminal gets %q", sequence, out)
		}
		if got := whole(); got != c.repaints {
			t.Errorf("after %q the picture is drawn as a whole: %v", sequence, got)
		}
	}
}

func TestTitleClipboardAndBell(t *testing.T) {
	s, out := drawing(20, 2)
	_, _ = io.WriteString(s, "\x1b]2;Acme\x1b]52;c;cHduZWQ=\x1b\\ \u009b2J\u202eproduction\a")
	if got, want := out.String(), "\x1b]2;Acme\uFFFD \uFFFDproduction\a"; got != want {
		t.Errorf("the title is %q, want %q", got, want)
	}
	out.Reset()
	if err := s.Copy(osc52.New("57")); err != nil || out.String() != "\x1b]52;c;NTc=\a" {
		t.Errorf("the clipboard gets %q, %v", out, err)
	}
	out.Reset()
	if s.Bell(); out.String() != "\a" {
		t.Errorf("it rings %q", out)
	}
}

// failing is a terminal that takes a few writes.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errors.New("gone")
	}
	return len(p), nil
}

func TestAPictureThatDidNotArriveIsDrawnAgain(t *testing.T) {
	var out bytes.Buffer
	terminal := &failing{}
	s := screen.New(io.MultiWriter(terminal, &out))
	s.Resize(10, 1)
	s.Draw("one")
	terminal.left = 1
	if s.Draw("one"); !strings.Contains(out.String(), "one") {
		t.Errorf("it writes %q", out.String())
	}
}

func TestNothingIsDrawnWithoutASize(t *testing.T) {
	s, out := drawing(0, 0)
	s.Draw("one")
	s.Resize(-1, 5)
	s.Draw("one")
	if out.Len() > 0 {
		t.Errorf("it writes %q", out)
	}
}

// own are the sequences that a frame is made of.
var own = regexp.MustCompile(`\x1b\[(\?2026[hl]|\?7[hl]|\?25[hl]|[0-9;]*m|([0-9]+(;[0-9]+)?)?H|[0-9]*[A-D]|K|2J)`)

// colours finds the styles, and blinks those with attributes that no style of ours has.
var (
	colours = regexp.MustCompile(`\x1b\[([0-9;]*)m`)
	blinks  = regexp.MustCompile(`^0?(;[0-9])*;[568](;|$)`)
)

// Whatever a picture holds, the terminal gets text and our own sequences, and what it shows does not depend on the way there.
func FuzzNothingButOurOwnSequencesLeaves(f *testing.F) {
	for _, line := range hostile {
		f.Add("header", line, 20)
	}
	f.Add("\x1b[1;31mred\x1b[0m", "\x1b[5mblink\x1b[8mhide\x1b[38;5;1", 7)
	f.Fuzz(func(t *testing.T, one, two string, width int) {
		s, out := drawing(min(max(width, 0), 200), 3)
		for _, picture := range []string{one, two, one + "\n" + two, ""} {
			s.Draw(picture)
		}
		if !utf8.Valid(out.Bytes()) {
			t.Errorf("%q, %q: the terminal gets bytes that are no UTF-8", one, two)
		}
		for _, r := range own.ReplaceAllString(out.String(), "") {
			if r == '\n' || !text.Passes(r) {
				t.Errorf("%q, %q: the terminal gets %U", one, two, r)
			}
		}
		for _, sgr := range colours.FindAllStringSubmatch(out.String(), -1) {
			if blinks.MatchString(sgr[1]) {
				t.Errorf("%q, %q: the terminal gets the style %q", one, two, sgr[1])
			}
		}
	})
}
