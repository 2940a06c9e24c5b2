package overlay_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/style/styletest"
)

// newPager has n lines, which say how wide they are.
func newPager(t testing.TB, n int) *overlay.Pager {
	t.Helper()
	p := overlay.NewPager(styletest.Terminal(t, true), keymap.New(), "Help", "Esc closes", func(width int) []string {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = fmt.Sprintf("line %d of %d cells", i, width)
		}
		return lines
	})
	p.SetSize(60, 12)
	return p
}

// inSight is the first and the last line of the text that is drawn.
func inSight(p *overlay.Pager) string {
	lines := strings.Split(screen(p), "\n")
	return strings.TrimSpace(strings.Fields(lines[1])[1] + "-" + strings.Fields(lines[len(lines)-2])[1])
}

func TestAPagerScrolls(t *testing.T) {
	p := newPager(t, 50)
	for _, c := range []struct {
		key  tea.KeyMsg
		want string
	}{
		{special(tea.KeyUp), "0-9"}, {special(tea.KeyDown), "1-10"}, {typed("j"), "2-11"}, {special(tea.KeyPgDown), "11-20"}, {typed("f"), "20-29"}, {typed("b"), "11-20"},
		{special(tea.KeyEnd), "40-49"}, {special(tea.KeyDown), "40-49"}, {special(tea.KeyHome), "0-9"}, {typed("x"), "0-9"}, {pasted("j"), "0-9"}, {pasted("q"), "0-9"},
	} {
		if event, _ := p.Update(c.key); event != nil || inSight(p) != c.want {
			t.Errorf("after %s: %s and the event %v, want %s", c.key, inSight(p), event, c.want)
		}
	}
	p.Update(special(tea.KeyDown))
	p.SetSize(60, 12)
	if p.SetSize(40, 12); inSight(p) != "1-10" || !strings.Contains(screen(p), "of 40 cells") {
		t.Errorf("after another width:\n%s", screen(p))
	}
	p.Update(special(tea.KeyEnd))
	if p.SetSize(40, 22); inSight(p) != "30-49" {
		t.Errorf("with more lines than are below: %s", inSight(p))
	}
}

func TestAPagerIsClosedByManyKeys(t *testing.T) {
	for _, k := range []tea.KeyMsg{special(tea.KeyEsc), special(tea.KeyEnter), typed("?"), typed("q")} {
		p := newPager(t, 5)
		if event, _ := p.Update(k); event != (overlay.Closed{}) || p.TakesText() {
			t.Errorf("%s has the event %#v", k, event)
		}
	}
	if event, _ := newPager(t, 5).Update(tea.WindowSizeMsg{}); event != nil {
		t.Errorf("a message that is no key has the event %v", event)
	}
}

func TestAPagerSaysHowToScrollWhereOneCan(t *testing.T) {
	for _, c := range []struct {
		lines int
		want  string
	}{{10, "Esc closes"}, {11, "Esc closes, ↑ ↓ scroll"}} {
		lines := strings.Split(screen(newPager(t, c.lines)), "\n")
		if got := strings.TrimSpace(lines[len(lines)-1]); got != c.want || strings.TrimSpace(lines[0]) != "Help" || len(lines) != 12 {
			t.Errorf("%d lines: the last one is %q, want %q", c.lines, got, c.want)
		}
	}
}
