package detail_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/detail"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
	"crmhooks/ui/style/styletest"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

func newDetail(t testing.TB) *detail.Model {
	t.Helper()
	m := detail.New(styletest.Terminal(t, true), keymap.New(), format.Times{Now: func() time.Time { return noon }, Location: time.UTC})
	m.SetSize(60, 6)
	return m
}

// hook is a webhook whose detail is longer than the screen.
func hook(id int64, name string) *webhook.Webhook {
	w := &webhook.Webhook{ID: id, Name: name, State: webhook.Active, TargetURL: "https://erp.example.com/東京", Present: webhook.AllFields, Requested: webhook.AllFields}
	for i := range 30 {
		w.Events = append(w.Events, fmt.Sprintf("sale.event%d", i))
	}
	return w
}

func about(w *webhook.Webhook) detail.Subject { return detail.Subject{Hook: w} }

func report(key string, n int) detail.Subject {
	rows := make([]format.Row, n)
	for i := range rows {
		rows[i] = format.Row{Label: fmt.Sprintf("Row %d", i), Values: []format.Value{{Text: key}}}
	}
	return detail.Subject{Key: key, Report: &format.Report{Title: key, Sections: []format.Section{{Rows: rows}}}}
}

func press(m *detail.Model, keys ...tea.KeyType) {
	for _, k := range keys {
		m.Update(tea.KeyMsg{Type: k})
	}
}

func screen(m *detail.Model) string { return ansi.Strip(strings.Join(m.View(), "\n")) }

// first is the first line in sight, as Position counts it.
func first(m *detail.Model) string {
	from, _, _ := strings.Cut(m.Position(), "-")
	return from
}

func TestTheSameSubjectKeepsItsPlace(t *testing.T) {
	one, two := hook(1, "one"), hook(2, "two")
	newer, again := hook(1, "renamed"), hook(1, "one")
	again.Occurrence = 1
	other := hook(1, "one")
	other.Tenant = "another"
	for _, c := range []struct {
		name          string
		before, after detail.Subject
		want          string
	}{
		{"the same", about(one), about(one), "4"},
		{"in a newer list", about(one), about(newer), "4"},
		{"with a change", about(one), detail.Subject{Hook: one, Change: "new"}, "4"},
		{"another one", about(one), about(two), "1"},
		{"another one with its id", about(one), about(again), "1"},
		{"another tenant's", about(one), about(other), "1"},
		{"a report", about(one), report("a", 30), "1"},
		{"the same report", report("a", 30), report("a", 40), "4"},
		{"another report", report("a", 30), report("b", 30), "1"},
		{"a webhook after a report", report("a", 30), about(one), "1"},
	} {
		m := newDetail(t)
		m.Show(c.before)
		press(m, tea.KeyDown, tea.KeyDown, tea.KeyDown)
		if first(m) != "4" {
			t.Fatalf("%s: it did not scroll: %s", c.name, m.Position())
		}
		m.Show(c.after)
		if first(m) != c.want || m.Subject() != c.after {
			t.Errorf("%s: the first line is %s, want %s", c.name, first(m), c.want)
		}
	}
}

func TestAShorterTextIsShownToItsEnd(t *testing.T) {
	m := newDetail(t)
	m.Show(report("a", 30))
	press(m, tea.KeyEnd)
	m.Show(report("a", 8))
	if !strings.Contains(screen(m), "Row 7") || !strings.Contains(screen(m), "Row 3") {
		t.Errorf("%s:\n%s", m.Position(), screen(m))
	}
}

func TestNothingToShow(t *testing.T) {
	m := newDetail(t)
	if !m.Empty() || strings.TrimSpace(screen(m)) != "" || m.Position() != "" {
		t.Errorf("a new one shows %q, %q", screen(m), m.Position())
	}
	m.ToggleRaw()
	m.Show(about(hook(1, "one")))
	if m.Empty() {
		t.Error("there is a webhook, and it is empty")
	}
	if m.Show(detail.Subject{}); !m.Empty() || strings.TrimSpace(screen(m)) != "" || m.Position() != "" {
		t.Errorf("after a webhook: %q, %q", screen(m), m.Position())
	}
}

func TestJSONAndWords(t *testing.T) {
	m := newDetail(t)
	m.SetSize(60, 100)
	m.Show(detail.Subject{Hook: hook(1, "one"), Change: "new at 12:00", Hint: "Enter asks."})
	words := screen(m)
	for _, want := range []string{"   ! new at 12:00", "   Enter asks.", "event29", "Target"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in\n%s", want, words)
		}
	}
	m.ToggleRaw()
	for _, want := range []string{"   {", `"WebhookId": 1`, `"sale.event29"`} {
		if !strings.Contains(screen(m), want) {
			t.Errorf("%q is not in the JSON\n%s", want, screen(m))
		}
	}
	if strings.Contains(screen(m), "Enter asks.") {
		t.Error("the JSON has sentences")
	}
	if m.Show(about(hook(2, "two"))); !strings.Contains(screen(m), `"WebhookId": 2`) {
		t.Errorf("another webhook is not shown as JSON:\n%s", screen(m))
	}
	if m.Show(report("a", 3)); !strings.Contains(screen(m), "Row 2") {
		t.Errorf("a report is not shown in words:\n%s", screen(m))
	}
	m.Show(about(hook(2, "two")))
	m.SetSize(60, 6)
	press(m, tea.KeyDown)
	if m.ToggleRaw(); first(m) != "1" || !strings.Contains(screen(m), "active") {
		t.Errorf("words again, from line %s:\n%s", first(m), screen(m))
	}
}

func TestThePositionSaysWhatIsInSight(t *testing.T) {
	m := newDetail(t)
	m.Show(report("a", 20))
	for _, c := range []struct {
		do   func()
		want string
	}{
		{func() {}, "1-6 of 20"},
		{func() { press(m, tea.KeyDown) }, "2-7 of 20"},
		{func() { press(m, tea.KeyPgDown) }, "7-12 of 20"},
		{func() { press(m, tea.KeyEnd) }, "15-20 of 20"},
		{func() { press(m, tea.KeyHome, tea.KeyUp) }, "1-6 of 20"},
		{func() { m.Update(tea.WindowSizeMsg{}) }, "1-6 of 20"},
		{func() { m.SetSize(60, 19) }, "1-19 of 20"},
		{func() { m.SetSize(60, 20) }, ""},
		{func() { m.SetSize(60, 0) }, ""},
		{func() { m.SetSize(60, 5); press(m, tea.KeyDown) }, "2-6 of 20"},
		{func() { m.SetSize(60, 6) }, "2-7 of 20"}, // another size keeps the place
	} {
		if c.do(); m.Position() != c.want {
			t.Errorf("%q, want %q", m.Position(), c.want)
		}
	}
}

// The subject may change while the detail has no room.
func TestWhatIsShownWithoutRoomIsThereLater(t *testing.T) {
	m := newDetail(t)
	m.Show(about(hook(1, "one")))
	press(m, tea.KeyEnd)
	m.SetSize(0, 0)
	m.Show(report("later", 20))
	if m.View() != nil {
		t.Errorf("without room there is %q", m.View())
	}
	if m.SetSize(60, 6); m.Position() != "1-6 of 20" || !strings.Contains(screen(m), "later") {
		t.Errorf("%s:\n%s", m.Position(), screen(m))
	}
}

func TestTheDetailFitsEverySize(t *testing.T) {
	long := hook(1, strings.Repeat("東京", 50))
	long.Description = strings.Repeat("x", 300)
	subjects := []detail.Subject{{}, about(hook(1, "one")), {Hook: long, Change: strings.Repeat("long ", 50), Hint: "👩‍🍳☕️ asks"}, report("a", 40)}
	for i, s := range subjects {
		m := newDetail(t)
		m.Show(s)
		for range 2 {
			m.ToggleRaw()
			for width := -1; width <= 200; width += 1 + width/20 {
				for _, height := range []int{-1, 0, 1, 2, 7, 60} {
					m.SetSize(width, height)
					lines, want := m.View(), max(height, 0)
					if width <= 0 {
						want = 0
					}
					if len(lines) != want {
						t.Fatalf("subject %d at %dx%d has %d lines", i, width, height, len(lines))
					}
					for _, line := range lines {
						if w := ansi.StringWidth(line); w > width {
							t.Fatalf("subject %d at %dx%d has a line of %d cells: %q", i, width, height, w, ansi.Strip(line))
						}
					}
				}
			}
		}
	}
}

func TestTheKeysOfTheDetail(t *testing.T) {
	m := newDetail(t)
	for zoomed, want := range map[bool]string{false: "Esc back, Enter whole screen, J JSON, ? help", true: "Esc back, J JSON, ? help"} {
		m.Zoom(zoomed)
		var got []string
		for _, b := range m.Help() {
			got = append(got, b.Help().Key+" "+b.Help().Desc)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("zoomed %v: %q", zoomed, got)
		}
	}
}
