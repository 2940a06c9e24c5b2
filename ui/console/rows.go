package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/detail"
)

// This file brings what is in sight in line with the snapshot, the inputs and the mode.

// refilter brings the rows in line with the snapshot, the inputs and the mode. The cursor stays on its webhook.
func (t *tenant) refilter() {
	f, snap := t.localFilter(), t.feed.snap
	t.rows = snap.List.Filter(snap.Order, f)
	hooks := make([]*webhook.Webhook, len(t.rows))
	for i, row := range t.rows {
		hooks[i] = &snap.List.Webhooks[row]
	}
	t.hooks.SetRows(hooks)
	t.countStatuses(f)
	if o, on := overviews[t.view]; on {
		t.items.SetLayout(o.layout(t.styles, len(t.listeners()) < len(snap.List.Webhooks)))
		t.items.SetRows(o.items(t))
	}
	t.showSelected()
	t.resize()
}

// countStatuses has the status input count what the other inputs keep.
func (t *tenant) countStatuses(f webhook.Filter) {
	rows, snap := t.rows, t.feed.snap
	if f.Status != "" {
		f.Status = ""
		rows = snap.List.Filter(snap.Order, f)
	}
	t.filter.SetCounts(snap.List.Counts(rows))
}

// localFilter is the part of the filter that applies here: all of it when narrowing, and when asking what the server has no word for.
func (t *tenant) localFilter() webhook.Filter {
	f := t.matching()
	if t.asking {
		_, f = f.Ask()
	}
	return f
}

// matching is the filter of the inputs and of problems only.
func (t *tenant) matching() webhook.Filter {
	f := t.filter.Value()
	f.Problems = t.problems
	return f
}

// showSelected makes the detail follow the cursor. A row that the cursor leaves has been seen.
func (t *tenant) showSelected() {
	if t.view != viewWebhooks {
		t.showItem()
		return
	}
	w, _ := t.hooks.Selected()
	if before := t.detail.Subject().Hook; before != nil && (w == nil || w.Key() != before.Key()) {
		delete(t.marks, before.Key())
	}
	if w == nil {
		t.detail.Show(detail.Subject{})
		return
	}
	t.detail.Show(detail.Subject{Hook: w, Change: t.marks[w.Key()], Hint: t.lastErrorHint(w)})
}

// showItem makes the detail follow the cursor of an overview.
func (t *tenant) showItem() {
	it, ok := t.items.Selected()
	if !ok {
		t.detail.Show(detail.Subject{})
		return
	}
	report := it.report()
	t.detail.Show(detail.Subject{Report: &report, Key: it.key()})
}

// lastErrorHint says how the last error of a webhook can be had, where it has not been asked for.
func (t *tenant) lastErrorHint(w *webhook.Webhook) string {
	if t.opts.Source.LastErrors == nil || t.feed.awaitsUsage() || t.feed.snap.Explains(w) || !t.feed.snap.LacksLastError(w) {
		return ""
	}
	return "Its last error has not been asked for. Enter asks."
}

// hook is the webhook that keys are about, nil in an overview.
func (t *tenant) hook() *webhook.Webhook {
	if t.view != viewWebhooks {
		return nil
	}
	w, _ := t.hooks.Selected()
	return w
}

// explainLooked asks for the last errors of the webhooks that somebody wants to know more about.
func (t *tenant) explainLooked() tea.Cmd { return t.feed.explain(t.lookedAt()) }

// lookedAt are the webhooks that somebody wants to know more about: those in trouble while the triage or the problems are in sight, and the one
// whose detail has the focus.
func (t *tenant) lookedAt() []*webhook.Webhook {
	if t.view == viewTriage || t.problems {
		return t.troubled()
	}
	if w := t.hook(); w != nil && t.focus == focusDetail {
		return []*webhook.Webhook{w}
	}
	return nil
}

// unexplained are those of them of which no last error is known: one that is, is asked for again when somebody looks again.
func (t *tenant) unexplained() []*webhook.Webhook {
	var hooks []*webhook.Webhook
	for _, w := range t.lookedAt() {
		if !t.feed.snap.Explains(w) {
			hooks = append(hooks, w)
		}
	}
	return hooks
}

// troubled are the webhooks of the list that are in trouble, in its order.
func (t *tenant) troubled() []*webhook.Webhook {
	var hooks []*webhook.Webhook
	for _, i := range t.feed.snap.Order {
		if w := &t.feed.snap.List.Webhooks[i]; w.Troubled() {
			hooks = append(hooks, w)
		}
	}
	return hooks
}

// toggleView shows an overview in the place of the list, or the list again.
func (t *tenant) toggleView(v view) tea.Cmd {
	if t.view == v {
		v = viewWebhooks
	}
	t.setView(v)
	return t.explainLooked()
}

func (t *tenant) setView(v view) {
	if t.view != v {
		t.items.Reset()
	}
	t.view = v
	t.setFocus(focusList)
	t.refilter()
}

// listeners are the rows that the events are about. Of an event everybody is asked for who listens to it, whatever else they listen to.
func (t *tenant) listeners() []int {
	if t.view != viewEvents || t.asking {
		return t.rows
	}
	f := t.localFilter()
	f.Event = ""
	return t.feed.snap.List.Filter(t.feed.snap.Order, f)
}

// allFindings are those of the whole list, which are looked for once.
func (t *tenant) allFindings() []*survey.Finding {
	if t.findings == nil {
		snap := t.feed.snap
		whole := snap.Result.Incomplete == nil && t.answersAll()
		t.findings = append([]*survey.Finding{}, survey.Findings(snap.List, snap.Order, whole, t.opts.Ignore)...)
	}
	return t.findings
}

// openItem shows the webhooks of the item under the cursor. Esc comes back.
func (t *tenant) openItem() {
	if it, ok := t.items.Selected(); ok {
		t.visit(viewWebhooks, it.filter())
	}
}

// sortable reports whether the list can be sorted; an overview has an order of its own.
func (t *tenant) sortable() bool {
	if t.view != viewWebhooks {
		t.notice = "the " + overviews[t.view].title + " stand in an order of their own"
	}
	return t.view == viewWebhooks
}

func (t *tenant) reverseSort() {
	if order := t.feed.sort; t.sortable() {
		order.Reverse = !order.Reverse
		t.resort(order)
	}
}

// nextSort goes to the next column, in its natural direction.
func (t *tenant) nextSort() {
	if !t.sortable() {
		return
	}
	t.resort(webhook.Sort{By: t.feed.sort.Order().Next()})
}

func (t *tenant) resort(order webhook.Sort) {
	t.feed.resort(order)
	t.refilter()
}
