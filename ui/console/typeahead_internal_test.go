package console

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/overlay"
)

// late is a console with a list of some names, whose work is done when the test says so.
func late(names ...string) *walker {
	w := newWalker()
	var hooks []webhook.Webhook
	for i, name := range names {
		hook := inState(int64(i+1), webhook.Active)
		hook.Name, hook.Events = name, []string{"sale.sold"}
		hooks = append(hooks, hook)
	}
	w.send(w.listed(hooks...))
	w.late = true
	return w
}

// types presses keys by their names, or the letters of a word.
func (w *walker) types(words ...string) {
	special := map[string]tea.KeyType{"enter": tea.KeyEnter, "down": tea.KeyDown, "up": tea.KeyUp, "esc": tea.KeyEsc, "home": tea.KeyHome, "end": tea.KeyEnd, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "ctrl+c": tea.KeyCtrlC}
	for _, word := range words {
		if k, ok := special[word]; ok {
			w.m.update(tea.KeyMsg{Type: k})
			continue
		}
		for _, r := range word {
			w.m.update(letter(r))
		}
	}
}

// names are those of the rows.
func (w *walker) names() string {
	var names []string
	for _, hook := range w.tenant().list.hooks.Rows() {
		names = append(names, hook.Name)
	}
	return strings.Join(names, " ")
}

// reads reports whether the screen shows a text.
func (w *walker) reads(text string) bool { return strings.Contains(ansi.Strip(w.m.View()), text) }

func TestEveryLetterIsDrawnBeforeItsRowsAreFound(t *testing.T) {
	w := late("alpha", "alps", "beta")
	w.types("/")
	var old []pictureMsg
	for i, want := range []string{"a", "al", "alp", "alph"} {
		w.types(want[i:])
		if !w.reads("Name ❯ "+want+" ") || w.names() != "alpha alps beta" || !w.reads("3 webhooks") {
			t.Fatalf("after %q the rows are %q:\n%s", want, w.names(), ansi.Strip(w.m.View()))
		}
		old = append(old, w.tenant().picture())
	}
	for _, msg := range old[:3] { // all but the newest are void
		w.m.update(msg)
		if w.names() != "alpha alps beta" {
			t.Fatalf("an outdated picture shows %q", w.names())
		}
	}
	w.m.update(old[3])
	if w.names() != "alpha" || !w.reads("1 of 3") || !w.settled() {
		t.Errorf("the newest shows %q:\n%s", w.names(), ansi.Strip(w.m.View()))
	}
}

// A picture that nobody waits for any more is given up.
func TestANewerQuestionCancelsTheOlder(t *testing.T) {
	w := late("alpha", "beta")
	w.types("/")
	older, newer := w.m.update(letter('a')), w.m.update(letter('l'))
	if msg := older(); msg != nil {
		t.Errorf("the older question is answered: %T", msg)
	}
	if w.m.update(newer()); w.names() != "alpha" {
		t.Errorf("the newer shows %q", w.names())
	}
}

// Keys that act on rows mean those that the keys before them have asked for, however fast they come.
func TestKeysThatActOnRowsWaitForThem(t *testing.T) {
	for _, c := range []struct {
		name   string
		keys   []string
		before string // what the screen shows until the rows are there
		after  string
	}{
		{"opened", []string{"/beta", "enter", "enter"}, "3 webhooks", "❯ beta ─"},
		{"moved in the input", []string{"/al", "down"}, "3 webhooks", "row 2 of 2"},
		{"moved in the list", []string{"/al", "enter", "down"}, "3 webhooks", "─ alps ─"},
		{"copied", []string{"/beta", "enter", "y"}, "3 webhooks", "the id"},
		{"related", []string{"/beta", "enter", "x", "1"}, "3 webhooks", "Event ❯ =sale.sold"},
		{"in an overview", []string{"V", "enter"}, "3 webhooks", "=sale.sold"},
		{"letters behind them", []string{"/al", "enter", "down", "/", "ps"}, "Name ❯ al ", "Name ❯ alps "},
		{"sorted", []string{"o", "O", "end"}, "row 1 of 3", "─ alpha ─"},
		{"a letter that is a key behind them", []string{"/al", "enter", "down", "V"}, "Name ❯ al ", "Elsewhere"},
	} {
		w := late("alpha", "alps", "beta")
		w.types(c.keys...)
		if !w.reads(c.before) || w.settled() {
			t.Errorf("%s: before the rows are there:\n%s", c.name, ansi.Strip(w.m.View()))
		}
		w.settle()
		if !w.reads(c.after) {
			t.Errorf("%s: with the rows:\n%s", c.name, ansi.Strip(w.m.View()))
		}
		if n := len(w.tenant().waiting); n > 0 {
			t.Errorf("%s: %d keys still wait", c.name, n)
		}
	}
}

// Keys wait for what keys have asked for, and not for a newer list: its rows come when they come.
func TestKeysDoNotWaitForANewerList(t *testing.T) {
	w := late("alpha", "beta", "gamma")
	w.types("r")
	w.m.update(w.listed(inState(9, webhook.Active), inState(1, webhook.Active), inState(2, webhook.Active), inState(3, webhook.Active)))
	for w.tenant().feed.ready == nil {
		w.work()
	}
	asked := w.tenant().picture()
	w.types("down")
	if hook := w.tenant().list.hook(); hook.ID != 2 {
		t.Fatalf("the cursor waits on %d", hook.ID)
	}
	w.m.update(asked) // made for a cursor that was elsewhere, and made again
	if w.tenant().list.hook().ID != 2 || len(w.tenant().list.hooks.Rows()) != 3 {
		t.Fatal("rows are shown with the cursor where it was")
	}
	w.settle()
	if hook := w.tenant().list.hook(); hook.ID != 2 || len(w.tenant().list.hooks.Rows()) != 4 {
		t.Errorf("with the newer list the cursor is on %d", hook.ID)
	}
}

// What takes long is said, once it has taken long; what does not is not.
func TestRowsThatTakeLongAreSaidToBeLookedFor(t *testing.T) {
	w := late("alpha", "beta")
	slow := func() slowMsg { return slowMsg{w.tenant().sender, w.tenant().pictures.number} }
	w.types("/a")
	begun := slow()
	if w.types("l"); w.m.update(begun) == nil || w.reads("looking for") {
		t.Error("a question that was asked just now is said to take long, or is not timed")
	}
	for _, c := range []struct{ keys, says string }{{"", "looking for webhooks"}, {"F", "looking for findings"}} {
		if c.keys != "" {
			w.types("esc", c.keys)
		}
		if again := w.m.update(slow()); again == nil || !w.reads(c.says) {
			t.Errorf("it is not said that it is %s:\n%s", c.says, ansi.Strip(w.m.View()))
		}
	}
	w.settle()
	if w.reads("looking for") || w.m.update(slow()) != nil || w.reads("looking for") {
		t.Error("what is there is looked for")
	}
	w.types("r")
	w.m.update(w.listed(inState(1, webhook.Active)))
	for w.tenant().feed.ready == nil {
		w.work()
	}
	if w.m.update(slow()); w.reads("looking for") {
		t.Error("nobody waits for the rows of a newer list")
	}
}

// Ctrl-C never waits, and what waits in a tenant that is left is forgotten.
func TestWhatDoesNotWait(t *testing.T) {
	w := late("alpha", "beta")
	w.types("/b", "enter", "enter")
	if w.types("ctrl+c"); !w.m.ended {
		t.Error("Ctrl-C waits")
	}
	w = late("alpha", "beta")
	w.types("/b", "enter", "enter")
	opts, _ := w.m.profiles.Open("two")
	w.m.pick()
	w.m.update(openedMsg{name: "two", opts: opts})
	w.settle()
	w.m.bring("one")
	if one := w.tenant(); one.zoomed || len(one.waiting) > 0 {
		t.Error("a key is pressed in a tenant that was left")
	}
}

// A list that is shown in another order, or with another filter, keeps its cursor, its findings and what is known of it.
func TestPicturesShareWhatTheyCan(t *testing.T) {
	w := late("alpha", "alps", "beta")
	w.late = false
	w.send(letter('F'))
	about := w.tenant().list.shown.about
	w.types("/al")
	w.settle()
	if w.tenant().list.shown.about != about {
		t.Error("a filter makes the findings anew")
	}
	w.types("enter", "esc", "esc", "O")
	w.settle()
	if shown := w.tenant().list.shown; shown.about == about || shown.snap != w.tenant().feed.snap {
		t.Error("another order shows the same snapshot")
	}
	about = w.tenant().list.shown.about
	w.types("/al")
	w.settle()
	if w.tenant().list.shown.about != about {
		t.Error("a filter after another order sorts again")
	}
}

// What a key costs does not depend on how long the list is, and no more does taking the rows that it asked for.
func TestTheWorkOfAKeyDoesNotDependOnTheLength(t *testing.T) {
	few, many := costs(300), costs(10_000) // a report names 200 webhooks at most
	for keys, cost := range many {
		if cost > few[keys]*1.1+5 {
			t.Errorf("%s: %.0f allocations with 10,000 rows, and %.0f with 300", keys, cost, few[keys])
		}
	}
}

// costs are the allocations of keys, with their pictures, in a list of n rows. What they ask for is not looked for.
func costs(n int) map[string]float64 {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("hook %06d", i)
	}
	w := late(names...)
	all := map[string]float64{}
	measure := func(what string, do func()) {
		all[what] = testing.AllocsPerRun(10, func() {
			do()
			w.m.View()
		})
		w.settle()
	}
	press := func(keys ...string) { measure(strings.Join(keys, " "), func() { w.types(keys...) }) }
	press("down", "up")
	press("end", "home")
	press("n", "N")
	press("enter", "esc")
	press("J", "J")
	press("y", "esc")
	press("tab", "esc")
	press("/7", "backspace", "esc")
	press("e", "s", "backspace", "esc")
	press("!", "!")
	press("O", "O")
	press("T", "T")
	press("F", "F")
	measure("related", func() {
		w.types("x")
		w.m.update(relatedMsg{w.tenant().sender, w.tenant().menus.number, []overlay.Item{{Key: "1", Label: "on h", Result: visitMsg{}}}})
		w.types("esc")
	})
	w.types("V")
	for _, view := range []string{"events", "rows"} {
		shown := w.tenant().list.asked.answer(context.Background(), w.tenant().list.latest)
		measure(view, func() {
			t := w.tenant()
			_, number := t.pictures.begin()
			w.m.update(pictureMsg{t.sender, number, shown})
		})
		press("down", "up")
		w.types("V")
	}
	return all
}
