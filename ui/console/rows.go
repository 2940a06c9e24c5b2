package console

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/detail"
)

// This file keeps the screen consistent with the snapshot, the inputs and the filter.

// settle is called when a message has been dealt with. If the user wants to see something else by now, or there is a newer snapshot, a command looks for the
// rows; what was asked for before is void. Until they are known the old rows stay.
func (t *tenant) settle() tea.Cmd {
	dropped := t.feed.drop()
	var cmd tea.Cmd
	if wish := t.list.wish(t.feed.sort); t.list.asks(wish, t.feed.newest()) {
		cmd = tea.Batch(t.ask(t.list.question(wish, t.feed.newest())), t.timeRows())
		t.resize() // the notices may have changed
	}
	return tea.Batch(dropped, cmd, t.explainLooked())
}

// ask has a question answered.
func (t *tenant) ask(q question) tea.Cmd {
	before := t.list.latest
	ctx, number := t.pictures.begin()
	return func() tea.Msg {
		if p := q.answer(ctx, before); p != nil {
			return pictureMsg{t.sender, number, p}
		}
		return nil
	}
}

// timeRows looks later whether the rows take long. Most do not.
func (t *tenant) timeRows() tea.Cmd {
	if t.timed {
		return nil
	}
	t.timed = true
	number := t.pictures.number
	return tea.Tick(spinEvery, func(time.Time) tea.Msg { return slowMsg{t.sender, number} })
}

// late says that the rows which the user waits for take long, if they still do.
func (t *tenant) late(msg slowMsg) tea.Cmd {
	t.timed = false
	if !t.pictures.running() {
		return nil
	}
	if t.slow > 0 || t.pictures.current(msg.number) && t.behind() {
		t.slow++
	}
	return t.timeRows()
}

// behind reports whether the user wants to see something else than what is on the screen.
func (t *tenant) behind() bool { return t.list.wish(t.feed.sort) != t.list.shown.wish }

// showSelected makes the detail follow the cursor. A row that the cursor leaves counts as seen.
func (t *tenant) showSelected() {
	if t.list.shown.view != viewWebhooks {
		t.showItem()
		return
	}
	w, _ := t.list.hooks.Selected()
	if before := t.detail.Subject().Hook; before != nil && (w == nil || w.Key() != before.Key()) {
		t.feed.marks.see(before.Key())
	}
	if w == nil {
		t.detail.Show(detail.Subject{})
		return
	}
	t.detail.Show(detail.Subject{Hook: w, Change: t.feed.marks.of(w.Key()), Hint: t.lastErrorHint(w)})
}

// showItem makes the detail follow the cursor of an overview.
func (t *tenant) showItem() {
	it, ok := t.list.items.Selected()
	if !ok {
		t.detail.Show(detail.Subject{})
		return
	}
	report := it.report()
	t.detail.Show(detail.Subject{Report: &report, Key: it.key()})
}

// lastErrorHint says how to get a webhook's last error, if it has not been asked for.
func (t *tenant) lastErrorHint(w *webhook.Webhook) string {
	if t.opts.Source.LastErrors == nil || t.feed.awaitsUsage() || t.feed.snap.Explains(w) || !t.feed.snap.LacksLastError(w) {
		return ""
	}
	return "Its last error has not been asked for. Enter asks."
}

// look notes that the user looks at something whose last errors may be missing.
func (t *tenant) look() { t.looks = true }

// explainLooked asks for the last errors of the webhooks that the user is looking at, once it is known which those are.
func (t *tenant) explainLooked() tea.Cmd {
	if !t.looks || t.behind() {
		return nil
	}
	t.looks = false
	if t.list.shown.showsTrouble() {
		return t.feed.explain(t.list.shown.unread)
	}
	ids, _ := t.feed.snap.Unexplained(t.lookedAt())
	return t.feed.explain(ids)
}

// lookedAt is the webhook that the user is looking at, if its detail has the focus.
func (t *tenant) lookedAt() []*webhook.Webhook {
	if w := t.list.hook(); w != nil && t.focus == focusDetail {
		return []*webhook.Webhook{w}
	}
	return nil
}

// unexplained are those that the user is looking at whose last error is unknown. A known one is asked for again only when the user looks again.
func (t *tenant) unexplained() []int64 {
	if t.list.shown.showsTrouble() {
		return t.list.shown.unknown
	}
	ids, _ := t.feed.snap.Unexplained(slices.DeleteFunc(t.lookedAt(), t.feed.snap.Explains))
	return ids
}

// toggleView shows an overview instead of the list, or the list again.
func (t *tenant) toggleView(v view) {
	if t.list.view == v {
		v = viewWebhooks
	}
	t.setView(v)
	t.look()
}

func (t *tenant) setView(v view) {
	t.list.setView(v)
	t.setFocus(focusList)
}

// openItem shows the webhooks of the item under the cursor. Esc comes back.
func (t *tenant) openItem() {
	if it, ok := t.list.items.Selected(); ok {
		t.visit(viewWebhooks, it.filter())
	}
}

// sortable reports whether the view can be sorted; an overview has its own order.
func (t *tenant) sortable() bool {
	if t.list.view != viewWebhooks {
		t.notice = "an overview has its own order: sort the list of webhooks"
	}
	return t.list.view == viewWebhooks
}

func (t *tenant) reverseSort() {
	if t.sortable() {
		t.feed.sort.Reverse = !t.feed.sort.Reverse
	}
}

// nextSort goes to the next column, in its natural direction.
func (t *tenant) nextSort() {
	if t.sortable() {
		t.feed.sort = webhook.Sort{By: t.feed.sort.Order().Next()}
	}
}
