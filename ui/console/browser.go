package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/table"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// browser is a tenant's list: the inputs, and the rows of the snapshot that match them, shown as webhooks or as an overview. It knows nothing about requests or
// about the other parts of the screen.
type browser struct {
	opts   *Options
	styles *style.Styles
	times  format.Times
	snap   *source.Snapshot // never nil

	view     view
	asking   bool // the inputs are sent to the server
	problems bool
	rows     []int             // of the snapshot, which the filter keeps
	audience []int             // those that the events are about
	findings []*survey.Finding // of the whole snapshot; nil until they are asked for
	marks    marks
	visits   []visited // where relatives were asked for, the last one last

	filter *filter.Model
	hooks  *table.Model[webhook.Key, *webhook.Webhook]
	items  *table.Model[string, item]
}

func newBrowser(opts *Options, k *keymap.Map, snap *source.Snapshot) *browser {
	b := &browser{
		opts: opts, styles: opts.Styles, times: opts.Times, snap: snap,
		asking: opts.Asking && opts.Source.CanAsk, problems: opts.Filter.Problems, marks: marks{},
		filter: filter.New(opts.Styles, k, opts.Filter),
	}
	b.hooks = table.New(b.styles, k, table.Kind[webhook.Key, *webhook.Webhook]{
		Key:    (*webhook.Webhook).Key,
		Marked: func(w *webhook.Webhook) bool { _, changed := b.marks[w.Key()]; return changed },
		Stop:   (*webhook.Webhook).Troubled,
	})
	b.items = table.New(b.styles, k, table.Kind[string, item]{Key: item.key})
	return b
}

// show takes a newer snapshot; refilter then updates the rows.
func (b *browser) show(snap *source.Snapshot) {
	b.snap, b.findings = snap, nil
}

// hold keeps the cursor on its webhook when a new list arrives, even if nobody has moved the cursor: somebody may be reading the detail.
func (b *browser) hold() { b.hooks.Hold() }

// Update moves the cursor.
func (b *browser) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	if b.view != viewWebhooks {
		return b.items.Update(msg)
	}
	return b.hooks.Update(msg)
}

// View draws the rows in sight.
func (b *browser) View() []string {
	if b.view != viewWebhooks {
		return b.items.View()
	}
	return b.hooks.View()
}

// filtered reports whether the inputs or the problems keep less than all webhooks.
func (b *browser) filtered() bool { return b.problems || !b.filter.Value().Empty() }

// toggleAsking switches between the local and the server filter.
func (b *browser) toggleAsking() { b.asking = !b.asking }

// empty reports whether there is nothing to show.
func (b *browser) empty() bool {
	return len(b.rows) == 0 || b.view != viewWebhooks && len(b.items.Rows()) == 0
}

// focus says who has the keys: the rows, one of the inputs, or none of them.
func (b *browser) focus(rows bool, in filter.Input) {
	b.hooks.Focus(rows)
	b.items.Focus(rows)
	b.filter.Focus(in)
	b.filter.SetMode(b.modes(), b.asking)
}

// setSize sizes the inputs and the rows.
func (b *browser) setSize(inputs, rows rect) {
	b.filter.SetSize(inputs.w, inputs.h)
	b.hooks.SetSize(rows.w, rows.h)
	b.hooks.SetLayout(b.hookLayout(rows.w))
	b.items.SetSize(rows.w, rows.h)
}

// refilter updates the rows after a change of the snapshot, the inputs or the filter. The cursor stays on its webhook.
func (b *browser) refilter() {
	f, snap := b.localFilter(), b.snap
	b.rows = snap.List.Filter(snap.Order, f)
	hooks := make([]*webhook.Webhook, len(b.rows))
	for i, row := range b.rows {
		hooks[i] = snap.List.Webhooks[row]
	}
	b.hooks.SetRows(hooks)
	b.countStatuses(f)
	if o, on := overviews[b.view]; on {
		b.audience = b.listeners()
		b.items.SetLayout(o.layout(b.styles, len(b.audience) < len(snap.List.Webhooks)))
		b.items.SetRows(o.items(b))
	}
}

// countStatuses updates the counts of the status input: the webhooks that match the other inputs.
func (b *browser) countStatuses(f webhook.Filter) {
	rows, snap := b.rows, b.snap
	if f.Status != "" {
		f.Status = ""
		rows = snap.List.Filter(snap.Order, f)
	}
	b.filter.SetCounts(snap.List.Counts(rows))
}

// localFilter is the part of the filter that is applied here. With the server filter, that is only what the server cannot express.
func (b *browser) localFilter() webhook.Filter {
	f := b.matching()
	if b.asking {
		_, f = f.Ask()
	}
	return f
}

// matching is the filter of the inputs, combined with problems only.
func (b *browser) matching() webhook.Filter {
	f := b.filter.Value()
	f.Problems = b.problems
	return f
}

// hook is the webhook that keys act on, nil in an overview.
func (b *browser) hook() *webhook.Webhook {
	if b.view != viewWebhooks {
		return nil
	}
	w, _ := b.hooks.Selected()
	return w
}

// troubled are the webhooks of the list that are in trouble, in its order.
func (b *browser) troubled() []*webhook.Webhook {
	var hooks []*webhook.Webhook
	for _, i := range b.snap.Order {
		if w := b.snap.List.Webhooks[i]; w.Troubled() {
			hooks = append(hooks, w)
		}
	}
	return hooks
}

// setView shows another view, with the cursor of an overview on its first row.
func (b *browser) setView(v view) {
	if b.view != v {
		b.items.Reset()
	}
	b.view = v
}

// listeners are the rows that the events overview covers. The event input narrows the events, not the webhooks that listen to them.
func (b *browser) listeners() []int {
	if b.view != viewEvents || b.asking {
		return b.rows
	}
	f := b.localFilter()
	f.Event = ""
	return b.snap.List.Filter(b.snap.Order, f)
}

// allFindings are the findings of the whole list, computed once.
func (b *browser) allFindings() []*survey.Finding {
	if b.findings == nil {
		snap := b.snap
		whole := snap.Result.Incomplete == nil && b.answersAll()
		b.findings = append([]*survey.Finding{}, survey.Findings(snap.List, snap.Order, whole, b.opts.Ignore)...)
	}
	return b.findings
}

// query is what the server is asked for: the inputs with the server filter, otherwise everything.
func (b *browser) query() webhook.Query {
	var q webhook.Query
	if b.asking {
		q, _ = b.matching().Ask()
	}
	q.Select = b.opts.Select
	return q
}

// answersAll reports whether the list on the screen is the answer to a question without filters.
func (b *browser) answersAll() bool {
	q := b.snap.Query
	return q.Name == "" && q.Event == "" && q.Status == ""
}
