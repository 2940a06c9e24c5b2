package filter_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/style/styletest"
)

func newFilter(t testing.TB, unicode bool, f webhook.Filter) *filter.Model {
	t.Helper()
	m := filter.New(styletest.Terminal(t, unicode), keymap.New(), f)
	m.SetSize(120, 1)
	return m
}

func typed(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func pasted(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

func special(k tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: k} }

// screen is what is drawn, without styles.
func screen(m *filter.Model) string { return ansi.Strip(strings.Join(m.View(), "\n")) }

func popup(m *filter.Model) []string {
	lines, _ := m.Popup()
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(strings.Trim(ansi.Strip(lines[i]), "│|")), " ")
	}
	return lines
}

func TestAnInputSaysWhetherTheFilterChanged(t *testing.T) {
	set := webhook.NewSet("erp.example.com", nil)
	full := strings.Repeat("x", webhook.MaxSearch)
	for _, c := range []struct {
		name   string
		before webhook.Filter
		in     filter.Input
		msg    tea.Msg
		event  tea.Msg
		after  webhook.Filter
	}{
		{"a letter into the name", webhook.Filter{}, filter.Name, typed("a"), filter.Changed{}, webhook.Filter{Name: "a"}},
		{"a letter into the event", webhook.Filter{Name: "n"}, filter.Event, typed("a"), filter.Changed{}, webhook.Filter{Name: "n", Event: "a"}},
		{"a letter without a focus", webhook.Filter{}, filter.None, typed("a"), nil, webhook.Filter{}},
		{"no key", webhook.Filter{}, filter.Name, tea.WindowSizeMsg{}, nil, webhook.Filter{}},
		{"a key that changes nothing", webhook.Filter{Name: "n"}, filter.Name, special(tea.KeyLeft), nil, webhook.Filter{Name: "n"}},
		{"backspace", webhook.Filter{Name: "ab"}, filter.Name, special(tea.KeyBackspace), filter.Changed{}, webhook.Filter{Name: "a"}},
		{"backspace in an empty one", webhook.Filter{}, filter.Event, special(tea.KeyBackspace), nil, webhook.Filter{}},
		{"all of it", webhook.Filter{Event: "ab"}, filter.Event, special(tea.KeyCtrlU), filter.Changed{}, webhook.Filter{}},
		{"a paste is cleaned", webhook.Filter{}, filter.Name, pasted("a\nb\tc\x1b"), filter.Changed{}, webhook.Filter{Name: "a b c"}},
		{"a paste that is too long is cut", webhook.Filter{}, filter.Name, pasted(full + "y"), filter.Full{Changed: true}, webhook.Filter{Name: full}},
		{"a letter into a full one", webhook.Filter{Event: full}, filter.Event, typed("y"), filter.Full{}, webhook.Filter{Event: full}},
		{"a paste into the status", webhook.Filter{}, filter.Status, pasted("s"), nil, webhook.Filter{}},
		{"a letter into the status", webhook.Filter{}, filter.Status, typed("s"), filter.Changed{}, webhook.Filter{Status: webhook.Stopped}},
		{"a letter that no status has", webhook.Filter{}, filter.Status, typed("x"), nil, webhook.Filter{}},
		{"the first status", webhook.Filter{}, filter.Status, special(tea.KeyUp), nil, webhook.Filter{}},
		{"backspace leaves a set", webhook.Filter{Hooks: set}, filter.Name, special(tea.KeyBackspace), filter.Changed{}, webhook.Filter{}},
		{"so does Ctrl-U", webhook.Filter{Hooks: set}, filter.Name, special(tea.KeyCtrlU), filter.Changed{}, webhook.Filter{}},
		{"backspace takes a letter before that", webhook.Filter{Hooks: set, Name: "a"}, filter.Name, special(tea.KeyBackspace), filter.Changed{}, webhook.Filter{Hooks: set}},
		{"the event does not leave it", webhook.Filter{Hooks: set}, filter.Event, special(tea.KeyBackspace), nil, webhook.Filter{Hooks: set}},
		{"a letter narrows it", webhook.Filter{Hooks: set}, filter.Name, typed("a"), filter.Changed{}, webhook.Filter{Hooks: set, Name: "a"}},
	} {
		m := newFilter(t, true, c.before)
		m.Focus(c.in)
		if event, _ := m.Update(c.msg); event != c.event {
			t.Errorf("%s: the event is %#v, want %#v", c.name, event, c.event)
		}
		if m.Value() != c.after {
			got := m.Value()
			t.Errorf("%s: name of %d, event of %d, %q, %v", c.name, utf8.RuneCountInString(got.Name), utf8.RuneCountInString(got.Event), got.Status, got.Hooks)
		}
	}
}

func TestAnEventIsCompleted(t *testing.T) {
	for in, want := range map[string]string{"sale.inv": "sale.invented", "sale.so": "sale.sold", "zzz": "zzz"} { // from the list, from the vendor's catalogue, from nowhere
		m := newFilter(t, true, webhook.Filter{})
		m.Suggest([]string{"sale.invented"})
		m.Focus(filter.Event)
		m.Update(typed(in))
		event, _ := m.Update(special(tea.KeyRight))
		if got := m.Value().Event; got != want || (event == filter.Changed{}) != (want != in) {
			t.Errorf("%s is completed to %q with the event %v, want %q", in, got, event, want)
		}
	}
}

var counts = []webhook.Count{
	{State: webhook.Active, N: 40}, {State: webhook.Failing, N: 3}, {State: webhook.Stopped, N: 5}, {State: webhook.TooManyErrors, N: 2},
	{State: "Paused", N: 1}, {State: webhook.OtherApplication, N: 7},
}

func TestAStatusIsChosenWithItsCount(t *testing.T) {
	m := newFilter(t, true, webhook.Filter{})
	m.SetCounts(counts)
	m.Focus(filter.Status)
	want := []string{"❯ any 55", "✓ active 40", "◆ failing 3", "■ stopped 5", "▲ too many errors 2", "? unknown 0", "? Paused 1", "○ other app 7"}
	if got := popup(m); strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("the choices are %q, want %q", got, want)
	}
	for _, c := range []struct {
		key  tea.KeyMsg
		want webhook.State
	}{
		{special(tea.KeyDown), webhook.Active}, {special(tea.KeyRight), webhook.Failing}, {special(tea.KeyUp), webhook.Active}, {special(tea.KeyLeft), ""}, {special(tea.KeyLeft), ""},
		{special(tea.KeyEnd), webhook.OtherApplication}, {special(tea.KeyDown), webhook.OtherApplication}, {special(tea.KeyHome), ""},
		{typed("p"), "Paused"}, {typed("a"), ""}, {typed("a"), webhook.Active}, {typed("a"), ""}, {typed("TOO"), webhook.TooManyErrors}, {typed("x"), webhook.TooManyErrors},
		{special(tea.KeyBackspace), ""}, {typed("st"), webhook.Stopped}, {special(tea.KeyEsc), ""},
	} {
		if m.Update(c.key); m.Value().Status != c.want {
			t.Fatalf("%q chooses %q, want %q", c.key, m.Value().Status, c.want)
		}
		marked := 0
		for _, line := range popup(m) {
			if rest, is := strings.CutPrefix(line, "❯"); is && strings.Contains(rest, " "+filter.StatusWord(c.want)+" ") {
				marked++
			}
		}
		if marked != 1 {
			t.Fatalf("%q is marked %d times in %q", c.want, marked, popup(m))
		}
	}
}

func TestAChosenStatusStaysWithoutWebhooks(t *testing.T) {
	m := newFilter(t, true, webhook.Filter{Status: "Paused"})
	m.Focus(filter.Status)
	for _, c := range []struct {
		counts []webhook.Count
		want   string
	}{{nil, "❯ ? Paused 0"}, {counts, "❯ ? Paused 1"}, {counts[:4], "❯ ? Paused 0"}} {
		m.SetCounts(c.counts)
		if got := popup(m); got[len(got)-1] != c.want && got[6] != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	m.Update(special(tea.KeyHome))
	if m.SetCounts(counts[:4]); len(popup(m)) != 6 {
		t.Errorf("without it there are %q", popup(m))
	}
}

func TestTheChoicesOpenBelowTheStatus(t *testing.T) {
	for _, width := range []int{60, 80, 120, 200} {
		m := newFilter(t, true, webhook.Filter{})
		m.SetMode([]string{"narrowing · 3 of 60", "narrowing"}, false)
		m.SetCounts(counts)
		m.SetSize(width, 1)
		for _, in := range []filter.Input{filter.None, filter.Name, filter.Event} {
			if m.Focus(in); popup(m) != nil {
				t.Errorf("with the focus on %d there are %q", in, popup(m))
			}
		}
		m.Focus(filter.Status)
		lines, x := m.Popup()
		if at := strings.Index(screen(m), " Status"); len([]rune(screen(m)[:at])) != x {
			t.Errorf("%d cells: the choices are at %d, the status at %d", width, x, at)
		}
		for _, line := range lines {
			if ansi.StringWidth(line) != ansi.StringWidth(lines[0]) {
				t.Errorf("the box is not a box: %q", lines)
			}
		}
		if m.SetSize(width, 2); len(popup(m)) == 0 {
			t.Error("there are none below two lines")
		}
		if _, x := m.Popup(); x != 0 {
			t.Errorf("below two lines they are at %d", x)
		}
		if m.SetSize(width, 0); popup(m) != nil {
			t.Error("there are some below no line")
		}
	}
}

func TestASetOfWebhooksIsNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     webhook.Filter
		focus filter.Input
		want  string
	}{
		{"alone", webhook.Filter{Hooks: webhook.NewSet("erp.example.com", nil)}, filter.None, "Name ❯ erp.example.com "},
		{"with a word", webhook.Filter{Hooks: webhook.NewSet("erp.example.com", nil), Name: "sale"}, filter.None, "Name ❯ erp.example.com sale"},
		{"with the focus", webhook.Filter{Hooks: webhook.NewSet("erp.example.com", nil)}, filter.Name, "Name ❯ erp.example.com "},
		{"cut for what is typed", webhook.Filter{Hooks: webhook.NewSet(strings.Repeat("long ", 20), nil), Name: "sale"}, filter.None, "long lo… sale"},
		{"without a title", webhook.Filter{Hooks: webhook.NewSet("", nil), Name: "sale"}, filter.None, "Name ❯ sale"},
	} {
		m := newFilter(t, true, c.f)
		m.SetMode([]string{"narrowing"}, false)
		if m.Focus(c.focus); !strings.Contains(screen(m), c.want) {
			t.Errorf("%s: %q is not in %q", c.name, c.want, screen(m))
		}
	}
	m := newFilter(t, true, webhook.Filter{Hooks: webhook.NewSet("erp.example.com", nil)})
	m.Focus(filter.Name)
	if m.Update(special(tea.KeyBackspace)); strings.Contains(screen(m), "erp.example.com") {
		t.Errorf("it was left, and shows: %q", screen(m))
	}
}

func TestTheModeIsTheLongestThatLeavesRoom(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{{200, "asking · Enter sends · 3 of 60 "}, {80, "asking · Enter sends · 3 of 60 "}, {78, "asking · 3 of 60 "}, {62, "asking "}} {
		m := newFilter(t, true, webhook.Filter{})
		m.SetMode([]string{"asking · Enter sends · 3 of 60", "asking · 3 of 60", "asking"}, true)
		if m.SetSize(c.width, 1); !strings.HasSuffix(screen(m), " "+c.want) {
			t.Errorf("%d cells end with %q, want %q", c.width, screen(m), c.want)
		}
	}
	m := newFilter(t, true, webhook.Filter{})
	m.Focus(filter.Name)
	for asking, want := range map[bool]string{true: "ask the server", false: "done"} {
		if m.SetMode(nil, asking); m.Help()[0].Help().Desc != want {
			t.Errorf("asking %v, Enter is said to: %s", asking, m.Help()[0].Help().Desc)
		}
	}
	if m.Focus(filter.Status); m.Help()[0].Help().Desc != "choose" {
		t.Errorf("in the status, the first key is to %s", m.Help()[0].Help().Desc)
	}
}

func TestTheEndOfWhatIsTypedStaysInSight(t *testing.T) {
	for _, set := range []*webhook.Set{nil, webhook.NewSet("erp.example.com", nil)} {
		for in, word := range map[filter.Input]string{filter.Name: "Name", filter.Event: "Event"} {
			m := newFilter(t, true, webhook.Filter{Hooks: set})
			m.Focus(in)
			m.Update(typed(strings.Repeat("long ", 30) + "END"))
			for _, size := range [][2]int{{60, 1}, {80, 1}, {200, 1}, {50, 2}, {59, 2}} {
				if m.SetSize(size[0], size[1]); !strings.Contains(screen(m), "END") || !strings.Contains(strings.Join(m.View(), ""), "\x1b[7m\x1b[5m \x1b[25m") { // the cursor, with its mark
					t.Errorf("%s at %v: %q", word, size, screen(m))
				}
			}
		}
	}
}

func TestTheInputsFitEveryWidth(t *testing.T) {
	words := []string{"", "short", "東京オフィス東京オフィス東京オフィス", strings.Repeat("long ", 60), "👩‍🍳☕️"}
	modes := [][]string{nil, {"narrowing · 3 of 60", "narrowing"}, {strings.Repeat("long ", 50)}}
	for i, word := range words {
		for j, mode := range modes {
			f := webhook.Filter{Name: word, Event: word, Status: webhook.State("invented " + word)}
			if i%2 == 1 {
				f.Hooks = webhook.NewSet("the webhooks of "+word, nil)
			}
			m := newFilter(t, (i+j)%2 == 0, f)
			m.SetMode(mode, false)
			for in := filter.None; in <= filter.Status; in++ {
				m.Focus(in)
				fits(t, m, fmt.Sprintf("input %d of %.20q, mode %.20q", in, word, mode))
			}
		}
	}
}

// fits draws the inputs in every width.
func fits(t *testing.T, m *filter.Model, name string) {
	t.Helper()
	for width := range 201 {
		for height := range 3 {
			m.SetSize(width, height)
			lines := m.View()
			if want := height * min(width, 1); len(lines) != want {
				t.Fatalf("%s: %d lines in %dx%d", name, len(lines), width, height)
			}
			for _, line := range lines {
				if w := ansi.StringWidth(line); w != width {
					t.Fatalf("%s: a line of %d cells in %dx%d: %q", name, w, width, height, ansi.Strip(line))
				}
			}
			m.Popup()
		}
	}
}
