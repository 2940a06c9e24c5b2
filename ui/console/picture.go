package console

import (
	"context"
	"slices"
	"sync"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/table"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// question is what the list has to show: the rows of a snapshot that a filter keeps, or an overview of them. It is answered in a command.
type question struct {
	wish
	about  *subject
	styles *style.Styles

	hook   *webhook.Webhook // the row under the cursor
	stay   webhook.Key      // the row that the cursor stays on, if there is one
	stays  bool
	item   string // likewise in an overview
	itself bool
}

// wish is what the user wants to see, by the keys pressed so far.
type wish struct {
	filter webhook.Filter // of the inputs, and problems only
	asking bool           // the inputs are sent to the server
	view   view
	sort   webhook.Sort
}

// local is the part of the filter that is applied here. With the server filter, that is only what the server cannot express.
func (w wish) local() webhook.Filter {
	if w.asking {
		_, left := w.filter.Ask()
		return left
	}
	return w.filter
}

// subject is what all questions about a snapshot have in common. Each part is made once, by whoever needs it first.
type subject struct {
	of       *source.Snapshot
	sort     webhook.Sort
	snap     func() *source.Snapshot // the snapshot, sorted
	findings func() []*survey.Finding
	events   func() []string // their names
}

func newSubject(of *source.Snapshot, sort webhook.Sort, ignored []string) *subject {
	s := &subject{of: of, sort: sort}
	s.snap = sync.OnceValue(func() *source.Snapshot {
		if of.Sort == sort {
			return of
		}
		return of.Sorted(sort)
	})
	s.findings = sync.OnceValue(func() []*survey.Finding {
		snap := s.snap()
		whole := !snap.Coming && snap.Result.Incomplete == nil && answersAll(snap)
		return survey.Findings(snap.List, snap.Order, whole, ignored)
	})
	s.events = sync.OnceValue(of.List.EventNames)
	return s
}

// picture is an answered question. It never changes.
type picture struct {
	question
	snap     *source.Snapshot
	base     []int // the rows that the filter keeps, whatever their status
	rows     []int // the rows that it keeps
	hooks    table.Rows[*webhook.Webhook]
	counts   []webhook.Count // of base
	audience []int           // those that an overview is about
	items    table.Rows[item]
	events   []string // names to suggest

	// Of the webhooks that the user is looking at, if that is all in trouble: whose last errors can be asked for, and those of them of which none is known.
	unread, unknown []int64
}

// answer looks for the rows. A picture made before helps where it is about the same; ctx ends when nobody waits for this one any more.
func (q question) answer(ctx context.Context, before *picture) *picture {
	p := &picture{question: q, snap: q.about.snap()}
	if ctx.Err() != nil {
		return nil
	}
	p.find(before)
	p.events = q.about.events()
	if ctx.Err() != nil {
		return nil
	}
	if o, on := overviews[q.view]; on {
		p.overview(o)
	}
	p.trouble()
	return p
}

// find looks for the rows, among those of the picture before where the filter keeps no others.
func (p *picture) find(before *picture) {
	list, f := p.snap.List, p.local()
	any := f
	any.Status = ""
	from := p.snap.Order
	if before.about == p.about {
		anyBefore := before.local()
		anyBefore.Status = ""
		if any.Within(anyBefore) {
			from = before.base
		}
	}
	p.base = list.Filter(from, any)
	p.rows = list.Filter(p.base, webhook.Filter{Status: f.Status})
	p.counts = list.Counts(p.base)
	p.hooks = table.Rows[*webhook.Webhook]{All: make([]*webhook.Webhook, len(p.rows)), Stops: list.Troubled(p.rows)}
	for i, row := range p.rows {
		p.hooks.All[i] = list.Webhooks[row]
	}
	p.hooks.At = p.at()
}

// at is where the row is that the cursor stays on. Snapshots share the webhooks that did not change, which are found most quickly.
func (p *picture) at() int {
	if !p.stays {
		return -1
	}
	if p.hook != nil && p.hook.Key() == p.stay {
		if at := slices.Index(p.hooks.All, p.hook); at >= 0 {
			return at
		}
	}
	return slices.IndexFunc(p.hooks.All, func(w *webhook.Webhook) bool { return w.ID == p.stay.ID && w.Key() == p.stay })
}

// overview looks at the rows as a whole.
func (p *picture) overview(o overview) {
	p.audience = p.rows
	if f := p.local(); p.view == viewEvents && !p.asking && f.Event != "" {
		f.Event = "" // it narrows the events, not the webhooks that listen to them
		p.audience = p.snap.List.Filter(p.snap.Order, f)
	}
	p.items.All = o.items(p)
	if p.items.At = -1; p.itself {
		p.items.At = slices.IndexFunc(p.items.All, func(it item) bool { return it.key() == p.item })
	}
}

// part reports whether an overview covers only a part of the list.
func (p *picture) part() bool { return len(p.audience) < len(p.snap.List.Webhooks) }

// showsTrouble reports whether all webhooks in trouble are looked at.
func (p *picture) showsTrouble() bool { return p.view == viewTriage || p.filter.Problems }

// trouble notes whose last errors are missing, where all that is in trouble is looked at.
func (p *picture) trouble() {
	if !p.showsTrouble() {
		return
	}
	var hooks, unknown []*webhook.Webhook
	for _, place := range p.snap.List.Troubled(p.snap.Order) {
		w := p.snap.List.Webhooks[p.snap.Order[place]]
		hooks = append(hooks, w)
		if !p.snap.Explains(w) {
			unknown = append(unknown, w)
		}
	}
	p.unread, _ = p.snap.Unexplained(hooks)
	p.unknown, _ = p.snap.Unexplained(unknown)
}

// answersAll reports whether a list is the answer to a question without filters.
func answersAll(snap *source.Snapshot) bool {
	q := snap.Query
	return q.Name == "" && q.Event == "" && q.Status == ""
}
