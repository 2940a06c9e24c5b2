package overlay_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/style/styletest"
)

// newForm has a one-line input and a raw one. Its check repeats what was typed, later if the line begins with @.
func newForm(t testing.TB) *overlay.Form {
	t.Helper()
	checked := 0
	f := overlay.NewForm(styletest.Terminal(t, true), keymap.New(), "Form", "An intro.", []string{"Said before."}, []overlay.Field{
		{Label: "Line", Hint: "a hint"},
		{Label: "Body", Hint: "another hint", Words: func(s string) string { return fmt.Sprintf("%d bytes", len(s)) }},
	}, func(typed []string) ([]string, func() []string) {
		checked++
		words := fmt.Sprintf("Check %d of %q.", checked, typed)
		if strings.HasPrefix(typed[0], "@") {
			return nil, func() []string { return []string{words} }
		}
		return []string{words}, nil
	})
	f.SetSize(100, 20)
	return f
}

func press(t *testing.T, f *overlay.Form, keys ...tea.KeyMsg) (cmd tea.Cmd) {
	t.Helper()
	for _, k := range keys {
		var event tea.Msg
		if event, cmd = f.Update(k); event != nil {
			t.Errorf("%s has the event %#v", k, event)
		}
	}
	return cmd
}

func shows(t *testing.T, f *overlay.Form, when string, want, not []string) {
	t.Helper()
	text := strings.Join(strings.Fields(screen(f)), " ")
	for _, words := range want {
		if !strings.Contains(text, words) {
			t.Errorf("%s: %q is not in\n%s", when, words, screen(f))
		}
	}
	for _, words := range not {
		if strings.Contains(text, words) {
			t.Errorf("%s: %q is in\n%s", when, words, screen(f))
		}
	}
}

var (
	enter, tab = special(tea.KeyEnter), special(tea.KeyTab)
	shiftTab   = special(tea.KeyShiftTab)
)

func TestAFormIsFilledInAndChecked(t *testing.T) {
	f := newForm(t)
	shows(t, f, "as it opens", []string{"Form", "Said before.", "a hint", "another hint", "Enter checks"}, []string{"An intro."})
	press(t, f, typed("a"))
	shows(t, f, "after a letter", []string{"An intro.", "❯ a"}, []string{"Said before.", "a hint"})
	if cmd := press(t, f, pasted("b\nc"), tab, pasted("1\n2\n"), special(tea.KeySpace), typed("3"), enter); cmd != nil {
		t.Error("what was found at once comes later")
	}
	shows(t, f, "checked", []string{`Check 1 of ["ab c" "1\n2\n3"].`, "5 bytes"}, []string{"An intro."})
	press(t, f, special(tea.KeyBackspace))
	shows(t, f, "edited", []string{"An intro.", "4 bytes"}, []string{"Check 1"})
	press(t, f, special(tea.KeyCtrlU), shiftTab, special(tea.KeyCtrlU), enter)
	shows(t, f, "emptied", []string{`Check 2 of ["" ""].`, "a hint", "another hint"}, nil)
	for name, keys := range map[string][]tea.KeyMsg{
		"Tab, twice": {tab, tab}, "the arrows": {special(tea.KeyDown), special(tea.KeyUp)}, "around": {special(tea.KeyUp), special(tea.KeyDown)}, "shift": {shiftTab, shiftTab},
	} {
		f := newForm(t)
		press(t, f, keys...)
		press(t, f, typed("q?x"), enter)
		shows(t, f, name, []string{`["q?x" ""]`}, nil)
	}
	if event, _ := newForm(t).Update(special(tea.KeyEsc)); event != (overlay.Closed{}) || !f.TakesText() {
		t.Errorf("Esc has the event %#v", event)
	}
	f = newForm(t)
	press(t, f, tea.KeyMsg{Type: tea.KeyEsc, Paste: true})
	shows(t, f, "a pasted Esc closes nothing", []string{"Form"}, nil)
}

func TestAFormSaysWhatDoesNotFit(t *testing.T) {
	f := newForm(t)
	press(t, f, pasted(strings.Repeat("x", webhook.MaxSearch+1)))
	shows(t, f, "a line that is too long", []string{component.InputFull}, nil)
	press(t, f, tab, pasted(strings.Repeat("x", 1<<20+1)))
	shows(t, f, "a text that is too long", strings.Fields(component.RawFull)[:5], []string{"An intro.", "bytes"})
	press(t, f, pasted(strings.Repeat("x", 1<<20)))
	shows(t, f, "one that just fits", []string{"1048576 bytes"}, []string{"The text is longer"})
}

func TestOnlyTheNewestCheckCounts(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(t *testing.T, f *overlay.Form, late func(tea.Cmd))
		want string
		not  []string
	}{
		{"late", func(t *testing.T, f *overlay.Form, late func(tea.Cmd)) {
			late(press(t, f, typed("@a"), enter))
		}, `Check 1 of ["@a" ""].`, nil},
		{"not yet", func(t *testing.T, f *overlay.Form, _ func(tea.Cmd)) { press(t, f, typed("@a"), enter) }, "An intro.", []string{"Check"}},
		{"edited meanwhile", func(t *testing.T, f *overlay.Form, late func(tea.Cmd)) {
			cmd := press(t, f, typed("@a"), enter)
			press(t, f, typed("b"))
			late(cmd)
		}, "An intro.", []string{"Check"}},
		{"moved meanwhile", func(t *testing.T, f *overlay.Form, late func(tea.Cmd)) {
			cmd := press(t, f, typed("@a"), enter)
			press(t, f, tab)
			late(cmd)
		}, "Check 1", nil},
		{"two, the older one last", func(t *testing.T, f *overlay.Form, late func(tea.Cmd)) {
			first := press(t, f, typed("@a"), enter)
			second := press(t, f, enter)
			late(second)
			late(first)
		}, "Check 2", []string{"Check 1"}},
		{"two, in order", func(t *testing.T, f *overlay.Form, late func(tea.Cmd)) {
			first := press(t, f, typed("@a"), enter)
			second := press(t, f, enter)
			late(first)
			late(second)
		}, "Check 2", []string{"Check 1"}},
	} {
		var s overlay.Stack
		f := newForm(t)
		s.Open(f, overlay.Place{})
		s.SetSize(100, 20)
		c.do(t, f, func(cmd tea.Cmd) {
			if event, next := s.Update(cmd()); event != nil || next != nil {
				t.Errorf("%s: what was found has the event %v", c.name, event)
			}
		})
		shows(t, f, c.name, []string{c.want}, c.not)
	}
}

// A check that answers at once is newer than one that is still reading.
func TestACheckAtOnceOutdatesALateOne(t *testing.T) {
	late := true
	f := overlay.NewForm(styletest.Terminal(t, true), keymap.New(), "Form", "", nil, []overlay.Field{{Label: "Line"}}, func([]string) ([]string, func() []string) {
		if late {
			late = false
			return nil, func() []string { return []string{"Older."} }
		}
		return []string{"Newer."}, nil
	})
	f.SetSize(100, 20)
	older := press(t, f, enter)
	press(t, f, enter)
	f.Update(older())
	shows(t, f, "then", []string{"Newer."}, []string{"Older."})
}

func TestWhatAClosedOverlayFindsChangesNothing(t *testing.T) {
	var s overlay.Stack
	s.SetSize(100, 20)
	closed, open := newForm(t), newForm(t)
	s.Open(closed, overlay.Place{})
	_, _ = s.Update(typed("@closed"))
	_, cmd := s.Update(enter)
	s.Update(special(tea.KeyEsc))
	found := cmd()
	if _, own := found.(overlay.Message); !own {
		t.Fatalf("%#v is not for overlays", found)
	}
	s.Update(found) // nothing is open
	s.Open(open, overlay.Place{})
	s.Update(typed("@open"))
	_, cmd = s.Update(enter)
	before := s.View(nil)
	if s.Update(found); !slices.Equal(s.View(nil), before) {
		t.Errorf("what the closed one found is in\n%s", screen(open))
	}
	s.Open(&probe{name: "over it"}, overlay.Place{})
	s.Update(cmd()) // a form below the top gets its findings
	shows(t, open, "below another one", []string{`["@open" ""]`}, []string{"@closed"})
}
