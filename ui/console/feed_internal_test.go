package console

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// prepared hands the console the snapshot that it asked for before the keys were pressed.
func (w *walker) prepared(keys ...tea.KeyMsg) {
	f := &w.tenant().feed
	snapshot := f.snapshot(f.preparing)()
	for _, k := range keys {
		w.m.update(k)
	}
	w.m.update(snapshot)
	w.settle()
}

func letter(r rune) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}} }

// listed is an answer to the request for the list that is running.
func (w *walker) listed(hooks ...webhook.Webhook) listedMsg {
	t := w.tenant()
	return listedMsg{t.sender, t.feed.list.number, webhook.Query{}, webhook.Result{Webhooks: hooks, ReceivedAt: time.Unix(1_800_000_000, 0)}, nil}
}

func inState(id int64, s webhook.State) webhook.Webhook {
	return webhook.Webhook{ID: id, State: s, Requested: webhook.AllFields}
}

func broken(id int64) webhook.Webhook { return inState(id, webhook.TooManyErrors) }

// Sorting while a snapshot is being prepared does not lose what the snapshot marks.
func TestSortingWhileAListIsPreparedKeepsItsMarks(t *testing.T) {
	w := newWalker()
	w.send(w.listed(inState(1, webhook.Active), inState(2, webhook.Active)))
	w.m.update(letter('r'))
	w.m.update(w.listed(inState(1, webhook.Active), broken(2)))
	w.prepared(letter('o'), letter('o'))
	f := w.tenant().feed
	if f.marks.of(webhook.Key{ID: 2}) == "" {
		t.Error("what changed has no mark")
	}
	if f.snap.Sort != f.sort || f.snap.Sort == (webhook.Sort{}) {
		t.Errorf("the list is sorted by %q", f.snap.Sort)
	}
}

// Until the usage has been joined to the list, it is unknown whose last error is missing.
func TestLastErrorsWaitForTheUsageToBePrepared(t *testing.T) {
	w := newWalker()
	w.send(w.listed(broken(1)))
	f := &w.tenant().feed
	w.m.update(countedMsg{f.sender, f.usage.number, webhook.Usages{ByID: map[int64]webhook.Usage{1: {LastError: "gone", LastErrorRead: true}}}, nil, time.Unix(1_800_000_000, 0)})
	w.prepared(letter('!'))
	if f.lastErrors.running() {
		t.Error("the last error of a webhook that the archive knows was asked for")
	}
	if f.usage.running() || !f.snap.HasUsages {
		t.Error("the usage did not arrive")
	}
}

func TestLastErrorsAreNotAskedForTwiceWhileTheyArePrepared(t *testing.T) {
	w := newWalker()
	w.send(w.listed(broken(1)))
	f := &w.tenant().feed
	w.send(countedMsg{f.sender, f.usage.number, webhook.Usages{}, errors.New("no access"), time.Unix(1_800_000_000, 0)})
	w.send(letter('!'))
	number := f.lastErrors.number
	w.m.update(explainedMsg{f.sender, number, []int64{1}, map[int64]string{1: "Connection refused"}, nil})
	w.prepared(letter('!'), letter('!'))
	if f.lastErrors.number != number+1 || f.lastErrors.running() { // ended once, and not begun again
		t.Errorf("request %d became %d", number, f.lastErrors.number)
	}
	if !f.snap.Explains(&webhook.Webhook{ID: 1}) {
		t.Error("the last error was lost")
	}
}

func TestACancelledAnswerMakesNoSnapshot(t *testing.T) {
	w := newWalker()
	f := &w.tenant().feed
	w.m.update(countedMsg{f.sender, f.usage.number, webhook.Usages{}, context.Canceled, time.Time{}})
	if f.preparing != nil || f.usage.running() {
		t.Error("a cancelled answer counts")
	}
	w.m.update(w.listed(broken(1)))
	w.prepared(tea.KeyMsg{Type: tea.KeyEsc})
	if f.snap.Loaded || f.list.running() {
		t.Error("a list that was cancelled while it was prepared is shown")
	}
}
