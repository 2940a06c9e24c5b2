package overlay_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/style/styletest"
)

func newPicker(t testing.TB, choices ...overlay.Choice) *overlay.Picker {
	t.Helper()
	p := overlay.NewPicker(styletest.Terminal(t, true), keymap.New(), "Profile", choices)
	p.SetSize(80, 20)
	return p
}

// offered are the choices in sight, with > before the one under the cursor.
func offered(p *overlay.Picker) string {
	var names []string
	for _, line := range strings.Split(screen(p), "\n")[2:] {
		if strings.TrimSpace(line) == "" {
			break
		}
		fields := strings.Fields(strings.Replace(line, "❯", ">", 1))
		if fields[0] == ">" {
			fields[1] = ">" + fields[1]
			fields = fields[1:]
		}
		names = append(names, fields[0])
	}
	return strings.Join(names, " ")
}

func TestAPickerNarrows(t *testing.T) {
	choices := []overlay.Choice{{Name: "acme", Title: "Acme production"}, {Name: "acme-test", Title: "Acme sandbox"}, {Name: "zürich", Title: "Zürich"}, {Name: "plain", Title: "plain"}}
	for _, c := range []struct {
		name  string
		keys  []tea.KeyMsg
		want  string
		event tea.Msg // of Enter then
	}{
		{"nothing typed", nil, ">acme acme-test zürich plain", overlay.Picked{Choice: choices[0]}},
		{"letters in their order", []tea.KeyMsg{typed("act")}, ">acme acme-test", overlay.Picked{Choice: choices[0]}},
		{"not in their order", []tea.KeyMsg{typed("emca")}, "no", nil},
		{"in any case", []tea.KeyMsg{typed("ZÜ")}, ">zürich", overlay.Picked{Choice: choices[2]}},
		{"the same letter again", []tea.KeyMsg{typed("ppp")}, "no", nil},
		{"what people call it", []tea.KeyMsg{typed("sandbox")}, ">acme-test", overlay.Picked{Choice: choices[1]}},
		{"down", []tea.KeyMsg{special(tea.KeyDown)}, "acme >acme-test zürich plain", overlay.Picked{Choice: choices[1]}},
		{"up from the first", []tea.KeyMsg{special(tea.KeyUp)}, ">acme acme-test zürich plain", overlay.Picked{Choice: choices[0]}},
		{"down from the last", []tea.KeyMsg{special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyDown)}, "acme acme-test zürich >plain", overlay.Picked{Choice: choices[3]}},
		{"narrowed below the cursor", []tea.KeyMsg{special(tea.KeyDown), special(tea.KeyDown), special(tea.KeyDown), typed("acm")}, "acme >acme-test", overlay.Picked{Choice: choices[1]}},
		{"widened again", []tea.KeyMsg{typed("zü"), special(tea.KeyCtrlU)}, ">acme acme-test zürich plain", overlay.Picked{Choice: choices[0]}},
		{"q is a letter", []tea.KeyMsg{typed("q")}, "no", nil},
		{"pasted", []tea.KeyMsg{pasted("plain\n")}, ">plain", overlay.Picked{Choice: choices[3]}}, // the line end became a blank
	} {
		p := newPicker(t, choices...)
		for _, k := range c.keys {
			if event, _ := p.Update(k); event != nil {
				t.Errorf("%s: %s has the event %#v", c.name, k, event)
			}
		}
		if got := offered(p); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if event, _ := p.Update(special(tea.KeyEnter)); event != c.event {
			t.Errorf("%s: Enter has the event %#v, want %#v", c.name, event, c.event)
		}
	}
	p := newPicker(t, choices...)
	if event, _ := p.Update(special(tea.KeyEsc)); event != (overlay.Closed{}) || !p.TakesText() {
		t.Errorf("Esc has the event %#v", event)
	}
	if strings.Count(screen(p), "plain") != 1 || !strings.Contains(screen(p), "Acme production") {
		t.Errorf("a title stands where it says more than the name:\n%s", screen(p))
	}
}

func TestAPickerSaysASentenceUntilTheNextKey(t *testing.T) {
	p := newPicker(t, overlay.Choice{Name: "a"})
	if p.Say("No token."); !strings.Contains(screen(p), "No token.") {
		t.Errorf("it is not in\n%s", screen(p))
	}
	if p.Update(special(tea.KeyDown)); strings.Contains(screen(p), "No token.") {
		t.Errorf("after a key it is in\n%s", screen(p))
	}
	if p.Update(pasted(strings.Repeat("x", webhook.MaxSearch+1))); !strings.Contains(screen(p), component.InputFull) {
		t.Errorf("too much was pasted, and it says\n%s", screen(p))
	}
}

// There may be more profiles than lines.
func TestTheChoiceUnderTheCursorIsInSight(t *testing.T) {
	var choices []overlay.Choice
	for i := range 100 {
		choices = append(choices, overlay.Choice{Name: fmt.Sprintf("profile-%d", i), Title: "x"})
	}
	p := newPicker(t, choices...)
	for _, height := range []int{20, 12, 7, 200} {
		p.SetSize(80, height)
		for _, step := range []tea.KeyType{tea.KeyDown, tea.KeyUp} {
			for range 110 {
				p.Update(special(step))
				event, _ := p.Update(special(tea.KeyEnter))
				if want := ">" + event.(overlay.Picked).Choice.Name + " "; !strings.Contains(offered(p)+" ", want) {
					t.Fatalf("%d lines: %s is not among %s", height, want, offered(p))
				}
			}
		}
		if lines := strings.Split(screen(p), "\n"); len(lines) > height || !strings.Contains(lines[len(lines)-1], "Enter opens") {
			t.Errorf("%d lines end with %q", height, lines[len(lines)-1])
		}
	}
}
