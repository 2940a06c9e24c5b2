package screentest_test

import (
	"testing"

	"crmhooks/ui/screen/screentest"
)

func TestTheIdealIsTheShortestOfThePlainWays(t *testing.T) {
	for _, c := range []struct{ name, before, change, shortest string }{
		{"nothing", "one", "", ""},
		{"a letter", "\x1b[?25lone", "\x1b[1;2HN", "\b\bN"},
		{"a step over a gap", "\x1b[?25labcdefghijklmnopq\x1b[H", "X\x1b[1;16HY", "X\x1b[14CY"},
		{"a gap written again", "\x1b[?25labcdefg\x1b[H", "X\x1b[1;4HY", "XbcY"},
		{"straight down", "\x1b[?25l\x1b[5;5H", "x\x1b[6;6Hy", "x\ny"},
		{"the rest of a row", "\x1b[?25lone two.\x1b[1;4H", "\x1b[K", "\x1b[K"},
		{"two blanks", "\x1b[?25lone\x1b[1;2H", "\x1b[K", "  "},
		{"a style", "\x1b[?25l\x1b[31mone\x1b[m\x1b[H", "\x1b[1;31mo\x1b[m", "\x1b[1;31mo\x1b[m"},
		{"the cursor", "", "\x1b[3;1H", "\r\n\n"},
		{"and back", "\x1b[?25hone", "\x1b[HO\x1b[1;4H", "\rOne"},
	} {
		terminal := screentest.New(20, 6)
		_, _ = terminal.Write([]byte(c.before))
		before := terminal.Look()
		_, _ = terminal.Write([]byte(c.change))
		if got := screentest.Ideal(before, terminal.Look()); got != len(c.shortest) {
			t.Errorf("%s takes %d bytes, want %d for %q", c.name, got, len(c.shortest), c.shortest)
		}
	}
}
