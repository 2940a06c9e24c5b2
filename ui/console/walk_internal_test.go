package console

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// walker takes a console through whatever can happen to it, and checks what must hold after each step. Commands are not run: the walk makes
// up their messages, including late and unexpected ones.
type walker struct {
	m             *Model
	width, height int
	oracle        *oracle
	shown         map[string][]webhook.Webhook          // by tenant, the newest answer that it waited for
	came          map[*source.Arrival][]webhook.Webhook // what has come of the answers
	late          bool                                  // the work that a message asks for is done later
	given         map[string][][]webhook.Webhook        // by tenant, the answers that came meanwhile, any of which may have been cancelled
}

// secretOfWalk would be seen at once if it ever reached a view.
const secretOfWalk = "Wk9-qzvjkxwp-7"

func newWalker() *walker {
	theme, _ := themes.ByName(themes.Default)
	options := func(name string) (Options, error) {
		return Options{
			Source: source.Source{Label: name, Tenant: "Cust12345", Place: "online", CanAsk: true, Usage: nobody{}, LastErrors: nobody{}},
			Styles: style.New(theme, themes.Terminal{Profile: colorprofile.ANSI, Unicode: true}),
			Times:  format.Times{Now: func() time.Time { return time.Unix(1_800_000_000, 0) }, Location: time.UTC},
		}, nil
	}
	first, _ := options("one")
	w := &walker{shown: map[string][]webhook.Webhook{}, given: map[string][][]webhook.Webhook{}, came: map[*source.Arrival][]webhook.Webhook{}, m: New(first, Profiles{Name: "one", Choices: []overlay.Choice{{Name: "one"}, {Name: "two"}}, Open: options})}
	w.oracle = newOracle(100, 30)
	w.m.Init()
	w.resize(100, 30)
	return w
}

// tenant is the one in sight.
func (w *walker) tenant() *tenant { return w.m.tenant() }

// any is one of the open tenants, visible or not.
func (w *walker) any(t *rapid.T) *tenant {
	names := slices.Sorted(maps.Keys(w.m.tenants))
	return w.m.tenants[rapid.SampledFrom(names).Draw(t, "tenant")]
}

// send hands a message to the console, and does the work that follows, if it is not late.
func (w *walker) send(msg tea.Msg) tea.Cmd {
	cmd := w.m.update(msg)
	if !w.late {
		w.settle()
	}
	return cmd
}

// settle does the work that the console waits for, in every tenant.
func (w *walker) settle() {
	for w.work() {
	}
}

// work does one piece of the work that the console waits for, and reports whether there was one.
func (w *walker) work() bool {
	for _, t := range w.m.tenants {
		switch {
		case t.pictures.running():
			w.m.update(t.picture())
		case t.menus.running():
			w.m.update(relatedMsg{t.sender, t.menus.number, relatives(t.list.hook(), t.feed.snap)})
		case t.feed.preparing != nil:
			w.m.update(t.feed.snapshot(t.feed.preparing)())
		default:
			continue
		}
		return true
	}
	return false
}

// picture answers the last question.
func (t *tenant) picture() pictureMsg {
	return pictureMsg{t.sender, t.pictures.number, t.list.asked.answer(context.Background(), t.list.latest)}
}

// settled reports whether the console waits for no work.
func (w *walker) settled() bool {
	for _, t := range w.m.tenants {
		if t.pictures.running() || t.menus.running() || t.feed.preparing != nil {
			return false
		}
	}
	return true
}

// nobody is never asked: the walk makes up what it would answer.
type nobody struct{}

func (nobody) Usage(context.Context, <-chan struct{}) (webhook.Usages, error) { panic("a command ran") }

func (nobody) LastErrors(context.Context, []int64) (map[int64]string, error) { panic("a command ran") }

func (w *walker) resize(width, height int) {
	w.width, w.height = width, height
	w.oracle.resize(width, height)
	w.send(tea.WindowSizeMsg{Width: width, Height: height})
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
			ID: id, Occurrence: seen[id], Name: rapid.SampledFrom([]string{"", "Alpha", "Beta orders", "東京オフィス", "Café е\u0301 👩‍💻👍🏽", "한 ไทย 🇳🇴 注文", strings.Repeat("long ", 40)}).Draw(t, "name"),
			State: rapid.SampledFrom(states).Draw(t, "state"), Events: []string{"sale.sold", "ticket.created"}, TargetURL: "https://host.example.com/a/b",
			Secret: secret.New(secretOfWalk), Rest: &webhook.Details{Headers: []webhook.Header{{Name: "X-Key", Value: redact.Mask, Masked: true}}}, Present: webhook.AllFields, Requested: webhook.AllFields,
		}
		seen[id]++
	}
	return hooks
}

// number is the number of the running request, or of an outdated one.
func (w *walker) number(t *rapid.T, r *request) int {
	if r.running() && rapid.Bool().Draw(t, "in time") {
		return r.number
	}
	return rapid.IntRange(0, max(r.number, 1)).Draw(t, "number")
}

// endsInTheMiddle is why an answer is not complete. A request that ends while its webhooks come has another reason.
const endsInTheMiddle = "It ends in the middle."

func (w *walker) answer(t *rapid.T) {
	of := w.any(t)
	hooks := w.completed(t, of)
	number := w.number(t, &of.feed.list)
	if of.feed.list.current(number) {
		if w.late {
			w.given[of.tenant()] = append(w.given[of.tenant()], hooks)
		} else {
			w.shown[of.tenant()] = hooks
		}
	}
	result := webhook.Result{Webhooks: slices.Clone(hooks), ReceivedAt: time.Unix(1_800_000_000, 0)}
	if rapid.Bool().Draw(t, "incomplete") {
		result.Incomplete, result.Warnings = errors.New(endsInTheMiddle), []string{"Something is odd."}
	}
	w.send(listedMsg{of.sender, number, of.list.query(), result, of.feed.arrival})
}

// completed makes up an answer, which begins with what has come of it.
func (w *walker) completed(t *rapid.T, of *tenant) []webhook.Webhook {
	came := w.came[of.feed.arrival]
	if of.feed.arrival == nil {
		came = nil
	}
	hooks := append(slices.Clone(came), list(t)...)
	seen := map[int64]int{}
	for i := range hooks {
		hooks[i].Occurrence = seen[hooks[i].ID]
		seen[hooks[i].ID]++
	}
	return hooks
}

// arrive has a part of the answer come, if parts are wanted.
func (w *walker) arrive(t *rapid.T) {
	of := w.any(t)
	a := of.feed.arrival
	if a == nil || of.feed.answered {
		return
	}
	more := w.completed(t, of)[len(w.came[a]):]
	w.came[a] = slices.Concat(w.came[a], more)
	a.Add(more)
	w.send(arrivedMsg{of.sender, w.number(t, &of.feed.list), of.feed.sent, a})
}

func (w *walker) fail(t *rapid.T) {
	of := w.any(t)
	w.send(failedMsg{of.sender, w.number(t, &of.feed.list), errors.New("The host did not answer."), time.Unix(1_800_000_000, 0)})
}

// usage answers a request for the usage or for last errors, current or outdated, or lets it fail.
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
	of := w.any(t)
	w.send(countedMsg{of.sender, w.number(t, &of.feed.usage), webhook.Usages{ByID: byID}, err, time.Unix(1_800_000_000, 0)})
	w.send(explainedMsg{of.sender, w.number(t, &of.feed.lastErrors), []int64{3, 4}, map[int64]string{3: "Connection refused " + secretOfWalk, 4: ""}, err})
}

// outdated brings what nobody waits for any more.
func (w *walker) outdated(t *rapid.T) {
	of := w.any(t)
	w.m.update(pictureMsg{of.sender, rapid.IntRange(-1, of.pictures.number-1).Draw(t, "picture"), of.list.shown})
	w.m.update(relatedMsg{of.sender, rapid.IntRange(-1, of.menus.number-1).Draw(t, "menu"), nil})
}

func (w *walker) progress(t *rapid.T) {
	of := w.any(t)
	number := w.number(t, &of.feed.list)
	of.feed.progress.newest.Store(&webhook.Progress{Rows: 7, Attempt: rapid.IntRange(0, 4).Draw(t, "attempt"), Attempts: 4, Reason: "busy"})
	w.send(spinMsg{of.sender, number})
	w.send(slowMsg{of.sender, rapid.IntRange(0, of.pictures.number).Draw(t, "picture")})
	w.send(copiedMsg{of.sender, "the id", "7", nil})
	w.send(watchMsg{of.sender, rapid.IntRange(0, 5).Draw(t, "timer")})
	w.send(versionMsg{of.sender, 0, "12.1"})
}

// profile opens another tenant, as the picker's command does, even if it is no longer wanted.
func (w *walker) profile(t *rapid.T) {
	name := rapid.SampledFrom([]string{"one", "two", "broken"}).Draw(t, "profile")
	if name == "broken" {
		w.send(openedMsg{name: name, err: errors.New("The profile is broken.")})
		return
	}
	opts, _ := w.m.profiles.Open(name)
	w.send(openedMsg{name: name, opts: opts})
}

// press presses a key. Letters come alone or several at once, as a slow line delivers them.
func (w *walker) press(t *rapid.T) {
	special := []tea.KeyType{
		tea.KeyEnter, tea.KeyEsc, tea.KeyTab, tea.KeyShiftTab, tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd,
		tea.KeyBackspace, tea.KeyDelete, tea.KeySpace, tea.KeyCtrlU, tea.KeyCtrlL, tea.KeyCtrlA, tea.KeyF1, tea.KeyCtrlC,
	}
	msg := tea.KeyMsg{Type: tea.KeyRunes}
	if rapid.IntRange(0, 2).Draw(t, "kind of key") == 0 {
		msg.Type = rapid.SampledFrom(special).Draw(t, "key")
	} else {
		msg.Runes = rapid.SliceOfN(rapid.SampledFrom([]rune("/es!aoOrwnNyxu1JJTTVFv?jkgGqbfpp 7Æ東\u202e\x1b")), 1, 3).Draw(t, "letters")
	}
	w.key(t, msg)
}

func (w *walker) paste(t *rapid.T) {
	w.key(t, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rapid.String().Draw(t, "paste")), Paste: true})
}

// key presses a key and checks what a key must not do.
func (w *walker) key(t *rapid.T, msg tea.KeyMsg) {
	m := w.tenant()
	type settings struct {
		focus                              focus
		asking, problems, zoomed, watching bool
		view                               view
		sort                               webhook.Sort
		number                             int
		current                            string
		overlays                           bool
	}
	look := func() settings {
		return settings{m.focus, m.list.asking, m.list.problems, m.zoomed, m.watch.on, m.list.view, m.feed.sort, m.feed.list.number, w.m.current, w.m.overlays.Empty()}
	}
	before, text := look(), w.m.takesText() && (m.focus != focusStatus || !w.m.overlays.Empty())
	running, asked, waiting := m.feed.list.running(), m.list.asked.wish, len(m.waiting) > 0
	cmd := w.send(msg)
	typed := msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace
	if filters := m.list.asked.wish != asked; typed && text && !waiting && (look() != before || cmd != nil && !filters) {
		t.Fatalf("typing %q into an input did something: %+v became %+v", string(msg.Runes), before, look())
	}
	if quits(cmd) && !slices.Contains(msg.Runes, 'q') && (msg.Type != tea.KeyCtrlC || running) {
		t.Fatalf("%v quit", msg)
	}
	if w.m.ended {
		*w = *newWalker()
	}
}

func quits(cmd tea.Cmd) bool {
	return cmd != nil && reflect.ValueOf(cmd).Pointer() == reflect.ValueOf(tea.Quit).Pointer()
}

// check verifies what is true of every console at any time.
func (w *walker) check(t *rapid.T) {
	for name, m := range w.m.tenants {
		w.checkTenant(t, m)
		if !w.settled() {
			continue
		}
		if why := m.feed.snap.Result.Incomplete; m.feed.snap.Coming || why != nil && why.Error() != endsInTheMiddle {
			w.shown[name], w.given[name] = w.part(t, m), nil
			continue
		}
		for _, given := range w.given[name] {
			if w.shows(m, given) {
				w.shown[name] = given
			}
		}
		w.given[name] = nil
		if !w.shows(m, w.shown[name]) {
			t.Fatalf("%s: %d webhooks are loaded, and the newest answer had %d, or others", name, len(m.feed.snap.List.Webhooks), len(w.shown[name]))
		}
		w.checkSettled(t, m)
	}
	if (w.m.picker != nil) && w.m.overlays.Empty() {
		t.Fatal("the picker is closed and still there")
	}
	w.checkView(t)
}

// part is the part of an answer that a tenant shows while the rest comes, or after it did not.
func (w *walker) part(t *rapid.T, m *tenant) []webhook.Webhook {
	n := len(m.feed.snap.List.Webhooks)
	for _, came := range w.came {
		if n <= len(came) && w.shows(m, came[:n]) {
			return came[:n]
		}
	}
	t.Fatalf("%d webhooks are shown that never came in this order", n)
	return nil
}

// shows reports whether an answer is what a tenant shows.
func (w *walker) shows(m *tenant, answer []webhook.Webhook) bool {
	return slices.EqualFunc(m.feed.snap.List.Webhooks, answer, func(a *webhook.Webhook, b webhook.Webhook) bool { return a.Key() == b.Key() && a.Name == b.Name })
}

// checkSettled verifies that what is on the screen is what the user wants to see.
func (w *walker) checkSettled(t *rapid.T, m *tenant) {
	if wish := m.list.wish(m.feed.sort); m.list.shown.wish != wish || m.behind() || len(m.waiting) > 0 {
		t.Fatalf("%+v is wanted, and %+v shown, with %d keys waiting", wish, m.list.shown.wish, len(m.waiting))
	}
	if wish := m.list.wish(m.feed.sort); wish.local() != m.list.shown.local() || m.feed.snap.Sort != m.feed.sort {
		t.Fatalf("the rows are those of %+v, and of %+v they are wanted", m.list.shown.local(), wish.local())
	}
}

// checkTenant verifies that the screen shows one picture of one snapshot.
func (w *walker) checkTenant(t *rapid.T, m *tenant) {
	shown := m.list.shown
	if shown.snap != m.feed.snap {
		t.Fatal("the rows are those of another snapshot")
	}
	if want := m.feed.snap.List.Filter(m.feed.snap.Order, shown.local()); !slices.Equal(shown.rows, want) {
		t.Fatalf("the rows are %v, and the filter keeps %v", shown.rows, want)
	}
	if c, n := m.list.hooks.Cursor(), len(shown.rows); c < 0 || c >= max(n, 1) || n != len(m.list.hooks.Rows()) {
		t.Fatalf("the cursor is on row %d of %d", c, n)
	}
	if s := m.list.hook(); s != m.detail.Subject().Hook {
		t.Fatalf("the cursor is on %v and the detail shows %v", s, m.detail.Subject().Hook)
	}
	if m.layout.list.h > 1 && m.layout.list.w > 2 && shown.view == viewWebhooks && len(shown.rows) > 0 && !strings.Contains(strings.Join(m.list.hooks.View(), "\n"), m.styles.Glyphs.Cursor) {
		t.Fatalf("the cursor %d is out of sight:\n%s", m.list.hooks.Cursor(), strings.Join(m.list.hooks.View(), "\n"))
	}
	w.checkOverview(t, m)
}

// checkOverview verifies that an overview matches the list, and that its cursor is on one of its rows.
func (w *walker) checkOverview(t *rapid.T, m *tenant) {
	o, on := overviews[m.list.shown.view]
	if !on {
		return
	}
	keys := func(items []item) []string {
		var all []string
		for _, it := range items {
			all = append(all, it.key())
		}
		return all
	}
	if got, want := keys(m.list.items.Rows()), keys(o.items(m.list.shown)); !slices.Equal(got, want) {
		t.Fatalf("the %s show %q, want %q", o.title, got, want)
	}
	if it, ok := m.list.items.Selected(); ok && (m.detail.Subject().Report == nil || m.detail.Subject().Key != it.key()) {
		t.Fatalf("the cursor is on %q and the detail shows %q", it.key(), m.detail.Subject().Key)
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
	w.oracle.check(t, view, w.width, w.height)
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
			"arrive":   w.arrive,
			"usage":    w.usage,
			"progress": w.progress,
			"profile":  w.profile,
			"late":     func(*rapid.T) { w.late = true },
			"work":     func(*rapid.T) { w.work() },
			"outdated": w.outdated,
			"settle": func(*rapid.T) {
				w.late = false
				w.settle()
			},
			"repair": w.oracle.repair,
			"lend":   w.oracle.lend,
			"resize": func(t *rapid.T) {
				w.resize(rapid.IntRange(0, 220).Draw(t, "width"), rapid.IntRange(0, 60).Draw(t, "height"))
			},
		})
	})
}
