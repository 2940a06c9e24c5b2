package console

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// walker takes a console through whatever can happen to it, and knows what must hold after each step. Commands are not run: the walk makes
// up their messages, late ones and ones that nobody waits for among them.
type walker struct {
	m             *Model
	width, height int
	shown         []webhook.Webhook // the newest answer that the console waited for
}

// secretOfWalk would be seen at once if it ever reached a view.
const secretOfWalk = "Wk9-qzvjkxwp-7"

func newWalker() *walker {
	theme, _ := themes.ByName(themes.Default)
	w := &walker{m: New(Options{
		Source: Source{Label: "Acme", Tenant: "Cust12345", Place: "online", CanAsk: true, Usage: nobody{}, LastErrors: nobody{}},
		Styles: style.New(theme, themes.Terminal{Profile: colorprofile.ANSI, Unicode: true}),
		Times:  format.Times{Now: func() time.Time { return time.Unix(1_800_000_000, 0) }, Location: time.UTC},
	})}
	w.m.Init()
	w.resize(100, 30)
	return w
}

// nobody is never asked: the walk makes up what it would answer.
type nobody struct{}

func (nobody) Usage(context.Context, <-chan struct{}) (webhook.Usages, error) { panic("a command ran") }

func (nobody) LastErrors(context.Context, []int64) (map[int64]string, error) { panic("a command ran") }

func (w *walker) resize(width, height int) {
	w.width, w.height = width, height
	w.m.update(tea.WindowSizeMsg{Width: width, Height: height})
}

// states are what a server may answer.
var states = []webhook.State{webhook.Active, webhook.Stopped, webhook.TooManyErrors, webhook.Unknown, "Paused"}

// list makes up an answer of a few webhooks, whose ids and names repeat.
func list(t *rapid.T) []webhook.Webhook {
	hooks := make([]webhook.Webhook, rapid.IntRange(0, 30).Draw(t, "webhooks"))
	seen := map[int64]int{}
	for i := range hooks {
		id := int64(rapid.IntRange(0, 20).Draw(t, "id"))
		hooks[i] = webhook.Webhook{
			ID: id, Occurrence: seen[id], Name: rapid.SampledFrom([]string{"", "Alpha", "Beta orders", "東京オフィス", strings.Repeat("long ", 40)}).Draw(t, "name"),
			State: rapid.SampledFrom(states).Draw(t, "state"), Events: []string{"sale.sold", "ticket.created"}, TargetURL: "https://host.example.com/a/b",
			Secret: webhook.NewSecret(secretOfWalk), Headers: []webhook.Header{{Name: "X-Key", Value: webhook.Mask, Masked: true}}, Given: webhook.AllFields, Asked: webhook.AllFields,
		}
		seen[id]++
	}
	return hooks
}

// number is that of the request that runs, or of one that is over.
func (w *walker) number(t *rapid.T) int {
	if w.m.fetch.running() && rapid.Bool().Draw(t, "in time") {
		return w.m.fetch.number
	}
	return rapid.IntRange(0, max(w.m.fetch.number, 1)).Draw(t, "number")
}

func (w *walker) answer(t *rapid.T) {
	number, hooks := w.number(t), list(t)
	if w.m.fetch.current(number) {
		w.shown = hooks
	}
	result := webhook.Result{Webhooks: slices.Clone(hooks), Loaded: time.Unix(1_800_000_000, 0)}
	if rapid.Bool().Draw(t, "incomplete") {
		result.Incomplete, result.Warnings = errors.New("It ends in the middle."), []string{"Something is odd."}
	}
	w.m.update(loadedMsg{number: number, query: w.m.query(), result: result, list: webhook.NewList(result.Webhooks)})
}

func (w *walker) fail(t *rapid.T) {
	w.m.update(failedMsg{number: w.number(t), err: errors.New("The host did not answer."), at: time.Unix(1_800_000_000, 0)})
}

// usage answers a question for the usage or for last errors, or one that is over, or lets it fail.
func (w *walker) usage(t *rapid.T) {
	byID := map[int64]webhook.Usage{}
	for range rapid.IntRange(0, 20).Draw(t, "counted") {
		byID[int64(rapid.IntRange(0, 20).Draw(t, "id"))] = webhook.Usage{
			Counted: rapid.Bool().Draw(t, "known"), Calls: 7, Errors: 3, Consecutive: int64(rapid.IntRange(0, 2).Draw(t, "consecutive")),
			LastError: rapid.SampledFrom([]string{"", "HTTP/1.1 404 Not Found", strings.Repeat("long line ", 60), "got " + secretOfWalk, "a\nb\n東京"}).Draw(t, "text"),
		}
	}
	var err error
	if rapid.IntRange(0, 3).Draw(t, "fails") == 0 {
		err = rapid.SampledFrom([]error{errors.New("no access to usage"), context.Canceled}).Draw(t, "error")
	}
	number := rapid.IntRange(0, w.m.usage.fetch.number+1).Draw(t, "number")
	w.m.update(usageMsg{number, webhook.Usages{ByID: byID}, err, time.Unix(1_800_000_000, 0)})
	w.m.update(lastErrorsMsg{rapid.IntRange(0, w.m.usage.last.number+1).Draw(t, "last"), []int64{3, 4}, map[int64]string{3: "Connection refused " + secretOfWalk, 4: ""}, err})
	w.m.update(verifiedMsg{rapid.IntRange(0, w.m.verify.number).Draw(t, "check"), []string{"No match."}})
}

func (w *walker) progress(t *rapid.T) {
	w.m.update(progressMsg{number: w.number(t), progress: webhook.Progress{Rows: 7, Attempt: rapid.IntRange(0, 4).Draw(t, "attempt"), Attempts: 4, Reason: "busy"}})
	w.m.update(spinMsg{number: w.number(t)})
	w.m.update(copiedMsg{what: "the id", text: "7"})
	w.m.update(watchMsg{number: rapid.IntRange(0, 5).Draw(t, "timer")})
}

// press presses a key. Letters come alone and several at once, as a slow line delivers them.
func (w *walker) press(t *rapid.T) {
	special := []tea.KeyType{
		tea.KeyEnter, tea.KeyEsc, tea.KeyTab, tea.KeyShiftTab, tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd,
		tea.KeyBackspace, tea.KeyDelete, tea.KeySpace, tea.KeyCtrlU, tea.KeyCtrlL, tea.KeyCtrlA, tea.KeyF1,
	}
	msg := tea.KeyMsg{Type: tea.KeyRunes}
	if rapid.IntRange(0, 2).Draw(t, "kind of key") == 0 {
		msg.Type = rapid.SampledFrom(special).Draw(t, "key")
	} else {
		msg.Runes = rapid.SliceOfN(rapid.SampledFrom([]rune("/es!aoOrwnNyxu1JJTTVFv?jkgGqbf 7Æ東\u202e\x1b")), 1, 3).Draw(t, "letters")
	}
	w.key(t, msg)
}

func (w *walker) paste(t *rapid.T) {
	w.key(t, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rapid.String().Draw(t, "paste")), Paste: true})
}

// key presses a key and holds what a key may not do.
func (w *walker) key(t *rapid.T, msg tea.KeyMsg) {
	m := w.m
	type settings struct {
		focus                                    focus
		asking, problems, zoomed, help, watching bool
		view                                     view
		sort                                     webhook.Sort
		number                                   int
	}
	look := func() settings {
		return settings{m.focus, m.asking, m.problems, m.zoomed, m.pager.open, m.watch.on, m.view, m.sort, m.fetch.number}
	}
	before, form := look(), m.verify.open
	cmd := m.update(msg)
	typed := msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace
	if typed && (before.focus == focusName || before.focus == focusEvent || form) && (look() != before || cmd != nil) {
		t.Fatalf("typing %q into an input did something: %+v became %+v", string(msg.Runes), before, look())
	}
	if quits(cmd) && !slices.Contains(msg.Runes, 'q') {
		t.Fatalf("%v quit", msg)
	}
}

func quits(cmd tea.Cmd) bool {
	return cmd != nil && reflect.ValueOf(cmd).Pointer() == reflect.ValueOf(tea.Quit).Pointer()
}

// check holds what is true of every console at any time.
func (w *walker) check(t *rapid.T) {
	m := w.m
	if len(m.list.Webhooks) != len(w.shown) {
		t.Fatalf("%d webhooks are loaded, and the newest answer had %d", len(m.list.Webhooks), len(w.shown))
	}
	for i := range w.shown {
		if m.list.Webhooks[i].Key() != w.shown[i].Key() {
			t.Fatalf("row %d is %v, and was answered as %v", i, m.list.Webhooks[i].Key(), w.shown[i].Key())
		}
	}
	if want := m.list.Filter(m.order, m.localFilter()); !slices.Equal(m.rows.rows, want) {
		t.Fatalf("the rows are %v, and the filter keeps %v", m.rows.rows, want)
	}
	if c := m.rows.cursor; c < 0 || c >= max(len(m.rows.rows), 1) {
		t.Fatalf("the cursor is on row %d of %d", c, len(m.rows.rows))
	}
	if s := m.hook(); s != m.detail.hook {
		t.Fatalf("the cursor is on %v and the detail shows %v", s, m.detail.hook)
	}
	w.checkOverview(t)
	if v := m.rows.visible(); v > 0 && len(m.rows.rows) > 0 && (m.rows.cursor < m.rows.top || m.rows.cursor >= m.rows.top+v) {
		t.Fatalf("the cursor %d is out of sight: %d rows from %d", m.rows.cursor, v, m.rows.top)
	}
	w.checkView(t)
}

// checkOverview holds that an overview shows what the list holds, and that its cursor is on one of its rows.
func (w *walker) checkOverview(t *rapid.T) {
	m := w.m
	if m.view == viewWebhooks {
		return
	}
	keys := func(items []item) []string {
		var all []string
		for _, it := range items {
			all = append(all, it.key())
		}
		return all
	}
	if got, want := keys(m.over.items), keys(m.items()); !slices.Equal(got, want) {
		t.Fatalf("the %s show %q, want %q", views[m.view].title, got, want)
	}
	if c := m.over.cursor; c < 0 || c >= max(len(m.over.items), 1) {
		t.Fatalf("the cursor is on item %d of %d", c, len(m.over.items))
	}
	if it := m.over.selected(); it != nil && (m.detail.report == nil || m.detail.key != it.key()) {
		t.Fatalf("the cursor is on %q and the detail shows %q", it.key(), m.detail.key)
	}
}

func (w *walker) checkView(t *rapid.T) {
	view := w.m.View()
	if w.width <= 0 || w.height <= 0 {
		return
	}
	lines := strings.Split(view, "\n")
	if len(lines) != w.height {
		t.Fatalf("%dx%d: %d lines", w.width, w.height, len(lines))
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > w.width {
			t.Fatalf("%dx%d: %q is too wide", w.width, w.height, ansi.Strip(line))
		}
	}
	for i := 0; i+8 <= len(secretOfWalk); i++ {
		if strings.Contains(view, secretOfWalk[i:i+8]) {
			t.Fatal("the secret shows")
		}
	}
	if strings.ContainsAny(ansi.Strip(view), "\x1b\u202e\x00") {
		t.Fatalf("a control reaches the terminal: %q", view)
	}
}

func TestRandomWalks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalker()
		t.Repeat(map[string]func(*rapid.T){
			"":         w.check,
			"press":    w.press,
			"press 2":  w.press, // keys are what happens most
			"press 3":  w.press,
			"paste":    w.paste,
			"answer":   w.answer,
			"fail":     w.fail,
			"usage":    w.usage,
			"progress": w.progress,
			"resize": func(t *rapid.T) {
				w.resize(rapid.IntRange(0, 220).Draw(t, "width"), rapid.IntRange(0, 60).Draw(t, "height"))
			},
		})
	})
}
