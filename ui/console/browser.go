package console

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/filter"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/table"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// browser is a tenant's list: the inputs, and the rows of the snapshot that match them, shown as webhooks or as an overview. What the user wants to see is known at
// once; the rows are looked for in a command, and stay until newer ones are found. It knows nothing about requests or about the other parts of the screen.
type browser struct {
	opts   *Options
	styles *style.Styles
	marks  *marks

	view     view
	asking   bool // the inputs are sent to the server
	problems bool
	restart  bool      // the cursor of the next overview is on its first row
	visits   []visited // where relatives were asked for, the last one last

	asked  question // the last one
	latest *picture // the newest one, which helps to make the next
	shown  *picture // on the screen; never nil

	filter *filter.Model
	hooks  *table.Model[webhook.Key, *webhook.Webhook]
	items  *table.Model[string, item]
}

func newBrowser(opts *Options, k *keymap.Map, snap *source.Snapshot, marks *marks) *browser {
	b := &browser{
		opts: opts, styles: opts.Styles, marks: marks,
		asking: opts.Asking && opts.Source.CanAsk, problems: opts.Filter.Problems,
		filter: filter.New(opts.Styles, k, opts.Filter),
	}
	b.hooks = table.New(b.styles, k, table.Kind[webhook.Key, *webhook.Webhook]{
		Key:    (*webhook.Webhook).Key,
		Marked: func(w *webhook.Webhook) bool { return marks.of(w.Key()) != "" },
	})
	b.items = table.New(b.styles, k, table.Kind[string, item]{Key: item.key})
	none := b.question(b.wish(snap.Sort), snap).answer(context.Background(), &picture{})
	b.latest, b.shown = none, none
	return b
}

// wish is what the user wants to see.
func (b *browser) wish(sort webhook.Sort) wish {
	return wish{filter: b.matching(), asking: b.asking, view: b.view, sort: sort}
}

// asks reports whether a wish, or the snapshot that it is about, is another one than was asked for last.
func (b *browser) asks(w wish, snap *source.Snapshot) bool {
	return b.asked.wish != w || !b.covers(snap)
}

// covers reports whether the last question was about a snapshot, as it was, or as it is sorted by now.
func (b *browser) covers(snap *source.Snapshot) bool {
	about := b.asked.about
	return about != nil && (about.of == snap || b.latest.about == about && b.latest.snap == snap)
}

// question asks for the rows of a snapshot.
func (b *browser) question(w wish, snap *source.Snapshot) question {
	q := question{wish: w, about: b.asked.about, styles: b.styles}
	if !b.covers(snap) || q.about.sort != w.sort {
		q.about = newSubject(snap, w.sort, b.opts.Ignore)
	}
	q.hook, _ = b.hooks.Selected()
	q.stay, q.stays = b.hooks.Key()
	if q.item, q.itself = b.items.Key(); b.restart {
		q.item, q.itself = "", false
	}
	b.asked = q
	return q
}

// show shows a picture. It does not if the cursor has been moved since it was asked for: then it is asked for again.
func (b *browser) show(p *picture) bool {
	b.latest = p
	if stay, stays := b.hooks.Key(); stay != p.stay || stays != p.stays {
		b.asked = question{}
		return false
	}
	if item, itself := b.items.Key(); !b.restart && (item != p.item || itself != p.itself) {
		b.asked = question{}
		return false
	}
	if p.about != b.shown.about {
		b.filter.Suggest(p.events)
	}
	b.shown = p
	b.filter.SetCounts(p.counts)
	b.hooks.SetRows(p.hooks)
	if o, on := overviews[p.view]; on {
		if b.restart {
			b.items.Reset()
			b.restart = false
		}
		b.items.SetLayout(o.layout(b.styles, p.part()))
		b.items.SetRows(p.items)
	}
	return true
}

// hold keeps the cursor on its webhook, even if nobody has moved it.
func (b *browser) hold() { b.hooks.Hold() }

// read keeps the cursor on its row, whatever that is, as somebody reads what is behind it.
func (b *browser) read() {
	if b.shown.view != viewWebhooks {
		b.items.Hold()
		return
	}
	b.hold()
}

// Update moves the cursor.
func (b *browser) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	if b.shown.view != viewWebhooks {
		return b.items.Update(msg)
	}
	return b.hooks.Update(msg)
}

// View draws the rows in sight.
func (b *browser) View() []string {
	if b.shown.view != viewWebhooks {
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
	return len(b.shown.rows) == 0 || b.shown.view != viewWebhooks && len(b.items.Rows()) == 0
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

// matching is the filter of the inputs, combined with problems only.
func (b *browser) matching() webhook.Filter {
	f := b.filter.Value()
	f.Problems = b.problems
	return f
}

// hook is the webhook that keys act on, nil in an overview.
func (b *browser) hook() *webhook.Webhook {
	if b.shown.view != viewWebhooks {
		return nil
	}
	w, _ := b.hooks.Selected()
	return w
}

// setView shows another view, with the cursor of an overview on its first row.
func (b *browser) setView(v view) {
	b.restart = b.restart || b.view != v
	b.view = v
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
func (b *browser) answersAll() bool { return answersAll(b.shown.snap) }
