package cli

import (
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/text"
)

// through is what a door makes of pieces that are written one after the other.
func through(t testing.TB, pieces ...string) string {
	t.Helper()
	var out strings.Builder
	d := &door{out: &out}
	for _, piece := range pieces {
		if n, err := d.Write([]byte(piece)); n != len(piece) || err != nil {
			t.Fatalf("%d of %d bytes were written: %v", n, len(piece), err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheDoorLetsNothingButTextAndStylesThrough(t *testing.T) {
	const mark = text.Mark
	for in, want := range map[string]string{
		"": "", "plain\n": "plain\n", "a\tb": "a\tb", "måke 注文 👩‍💻 ❤️ क्षेत्र 🏴󠁧󠁢󠁳󠁣󠁴󠁿 می\u200cخواهم\n": "måke 注文 👩‍💻 ❤️ क्षेत्र 🏴󠁧󠁢󠁳󠁣󠁴󠁿 می\u200cخواهم\n",
		"\x1b[1;38;2;255;255;255;48;2;1;2;3mx\x1b[0m\x1b[m": "\x1b[1;38;2;255;255;255;48;2;1;2;3mx\x1b[0m\x1b[m",
		"a\x1b[2Jb": "a" + mark + "[2Jb", "a\x1b]52;c;cHduZWQ=\ab": "a" + mark + "]52;c;cHduZWQ=" + mark + "b", "\x1b[?25h": mark + "[?25h", "\x1b[>4;1m": mark + "[>4;1m",
		"\x1b[38:2:1:2:3m": mark + "[38:2:1:2:3m", "\x1b\x1b[1m": mark + "\x1b[1m", "\x1bm": mark + "m", "a\u009b2Jb": "a" + mark + "2Jb", "a\x9b2Jb": "a" + mark + "2Jb",
		"a\u202eb\u2066c": "a" + mark + "b" + mark + "c", "a\u200bb\ufeff": "a" + mark + "b" + mark, "a\x00\x07\x08\x7fb": "a" + mark + mark + mark + mark + "b",
		"a\rb": "a" + mark + "b", "a\u2028b": "a" + mark + "b", "\xff\xfe": mark + mark, "a\xc3": "a" + mark, "a\x1b": "a" + mark, "a\x1b[31": "a" + mark, "\xed\xa0\x80": mark + mark + mark,
		"\x1b[" + strings.Repeat("1;", 100) + "m": mark + "[" + strings.Repeat("1;", 100) + "m", `{"a":"b` + "\u0085" + `"}`: `{"a":"b` + mark + `"}`,
	} {
		if got := through(t, in); got != want {
			t.Errorf("%+q becomes %+q, want %+q", in, got, want)
		}
	}
}

// Where a write ends makes no difference, and nothing but what may pass leaves, whatever comes.
func FuzzTheDoor(f *testing.F) {
	for _, s := range []string{"plain", "\x1b[31mred\x1b[0m", "a\x1b]52;c;x\ab", "måke 注文\n", "\xff\xc3\x1b[", "\u202e\u009b2J", "\x1b[" + strings.Repeat("9", 80) + "m"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, at int) {
		at = min(max(at, 0), len(s))
		whole := through(t, s)
		if parts := through(t, s[:at], s[at:]); parts != whole {
			t.Errorf("%+q parted at %d becomes %+q, else %+q", s, at, parts, whole)
		}
		bytewise := through(t, strings.Split(s, "")...)
		if utf8.ValidString(s) && bytewise != whole {
			t.Errorf("%+q in pieces becomes %+q, else %+q", s, bytewise, whole)
		}
		if !utf8.ValidString(whole) || through(t, whole) != whole {
			t.Errorf("%+q becomes %+q", s, whole)
		}
		for i, r := range whole {
			if r == '\x1b' && strings.TrimLeft(whole[i+1:], "[0123456789;") == whole[i+1:] || r != '\x1b' && r != '\t' && !text.Passes(r) {
				t.Errorf("%+q lets %U through", s, r)
			}
		}
	})
}
