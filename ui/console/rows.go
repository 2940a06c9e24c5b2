package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/detail"
)

// This file keeps the screen consistent with the snapshot, the inputs and the filter.

// refilter updates the screen after a change of the snapshot, the inputs or the filter. The cursor stays on its webhook.
func (t *tenant) refilter() {
	t.list.refilter()
	t.showSelected()
	t.resize()
}

// showSelected makes the detail follow the cursor. A row that the cursor leaves counts as seen.
func (t *tenant) showSelected() {
	if t.list.view != viewWebhooks {
		t.showItem()
		return
	}
	w, _ := t.list.hooks.Selected()
	if before := t.detail.Subject().Hook; before != nil && (w == nil || w.Key() != before.Key()) {
		delete(t.list.marks, before.Key())
	}
	if w == nil {
		t.detail.Show(detail.Subject{})
		return
	}
	t.detail.Show(detail.Subject{Hook: w, Change: t.list.marks[w.Key()], Hint: t.lastErrorHint(w)})
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

// explainLooked asks for the last errors of the webhooks that the user is looking at.
func (t *tenant) explainLooked() tea.Cmd { return t.feed.explain(t.lookedAt()) }

// lookedAt are the webhooks that the user is looking at: all in trouble while the triage or the problems are shown, otherwise the one whose detail has
// the focus.
func (t *tenant) lookedAt() []*webhook.Webhook {
	if t.list.view == viewTriage || t.list.problems {
		return t.list.troubled()
	}
	if w := t.list.hook(); w != nil && t.focus == focusDetail {
		return []*webhook.Webhook{w}
	}
	return nil
}

// unexplained are those of lookedAt whose last error is unknown. A known one is asked for again only when the user looks again.
func (t *tenant) unexplained() []*webhook.Webhook {
	var hooks []*webhook.Webhook
	for _, w := range t.lookedAt() {
		if !t.feed.snap.Explains(w) {
			hooks = append(hooks, w)
		}
	}
	return hooks
}

// toggleView shows an overview instead of the list, or the list again.
func (t *tenant) toggleView(v view) tea.Cmd {
	if t.list.view == v {
		v = viewWebhooks
	}
	t.setView(v)
	return t.explainLooked()
}

func (t *tenant) setView(v view) {
	t.list.setView(v)
	t.setFocus(focusList)
	t.refilter()
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
	if order := t.feed.sort; t.sortable() {
		order.Reverse = !order.Reverse
		t.resort(order)
	}
}

// nextSort goes to the next column, in its natural direction.
func (t *tenant) nextSort() {
	if t.sortable() {
		t.resort(webhook.Sort{By: t.feed.sort.Order().Next()})
	}
}

func (t *tenant) resort(order webhook.Sort) {
	t.feed.resort(order)
	t.list.show(t.feed.snap)
	t.refilter()
}
