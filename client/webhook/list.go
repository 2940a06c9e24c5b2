package webhook

import (
	"cmp"
	"slices"

	"crmhooks/client/parallel"
)

// List is a loaded list, prepared once so that every later question is quick, for 100,000 webhooks too. Lists share their webhooks, which never change: what a
// list learns of one, it notes on a copy.
type List struct {
	Webhooks   []*Webhook
	blocks     []*block
	texts      []string    // lower-case name, id, target and description of each webhook
	names      []string    // lower-case name of each webhook: the beginning of its text
	conditions []condition // of each webhook
	usage      bool        // the usage of at least one is known
	uncounted  bool        // the calls of at least one were not counted by the list's own answer
	own        int         // how many of the webhooks the list's own answer held; others stand behind them
}

// HasUsage reports whether the usage of at least one webhook is known.
func (l *List) HasUsage() bool { return l.usage }

// NewList prepares a list. It keeps the slice.
func NewList(webhooks []Webhook) *List { return new(List).Append(webhooks) }

// Append returns a list with more webhooks of the same answer behind those of this one, in pieces. It keeps the slices, and does nothing again that was done for
// this list.
func (l *List) Append(pieces ...[]Webhook) *List {
	longer := l.with(pieces...)
	longer.own = len(longer.Webhooks)
	return longer
}

// with is the list with more webhooks behind it.
func (l *List) with(pieces ...[]Webhook) *List {
	longer, n, more := *l, len(l.Webhooks), 0
	for _, piece := range pieces {
		more += len(piece)
	}
	longer.Webhooks = slices.Grow(slices.Clip(l.Webhooks), more)
	for _, piece := range pieces {
		for i := range piece {
			w := &piece[i]
			longer.Webhooks = append(longer.Webhooks, w)
			longer.usage = longer.usage || w.Usage != nil
			longer.uncounted = longer.uncounted || !w.OtherApp && (w.Listed == nil || !w.Listed.Counted)
		}
	}
	longer.texts, longer.names, longer.conditions = longerBy(l.texts, more), longerBy(l.names, more), longerBy(l.conditions, more)
	blocks := make([]*block, (more+blockSize-1)/blockSize)
	parallel.Ranges(more, blockSize, func(from, to int) {
		rows := longer.part(n+from, n+to)
		blocks[from/blockSize] = rows.prepare(n + from)
		rows.judge()
	})
	longer.blocks = append(slices.Clip(l.blocks), blocks...)
	return &longer
}

// longerBy returns a copy with n more elements.
func longerBy[E any](s []E, n int) []E {
	longer := make([]E, len(s)+n)
	copy(longer, s)
	return longer
}

// first is the list of the first webhooks alone. No block may lie across its end.
func (l *List) first(n int) *List {
	if n == len(l.Webhooks) {
		return l
	}
	shorter := *l
	shorter.Webhooks, shorter.texts, shorter.names, shorter.conditions = l.Webhooks[:n], l.texts[:n], l.names[:n], l.conditions[:n]
	shorter.blocks = slices.DeleteFunc(slices.Clone(l.blocks), func(b *block) bool { return b.first >= n })
	shorter.usage = slices.ContainsFunc(shorter.Webhooks, func(w *Webhook) bool { return w.Usage != nil })
	return &shorter
}

// Clone returns a copy of the list, which can learn what the original does not.
func (l *List) Clone() *List {
	clone := *l
	clone.Webhooks, clone.conditions = slices.Clone(l.Webhooks), slices.Clone(l.conditions)
	return &clone
}

// Count is how many webhooks are in a state.
type Count struct {
	State State
	N     int
}

// Counts returns how many of the given rows are in each state: active, stopped and too many errors always, unknown and
// the states that the server invented when there are any. Those of the active ones that fail are counted once more, behind the active ones,
// when there are any. Invented states stand last, by name.
func (l *List) Counts(rows []int) []Count {
	var n [conditionCount]int
	others := make(map[State]int)
	for _, i := range rows {
		c := l.conditions[i]
		n[c]++
		if c == invented {
			others[l.Webhooks[i].State]++
		}
	}
	counts := []Count{{Active, n[active] + n[failing]}}
	if n[failing] > 0 {
		counts = append(counts, Count{Failing, n[failing]})
	}
	counts = append(counts, Count{Stopped, n[stopped]}, Count{TooManyErrors, n[switchedOff]})
	if n[unknown] > 0 {
		counts = append(counts, Count{Unknown, n[unknown]})
	}
	var last []Count
	for s, k := range others {
		last = append(last, Count{s, k})
	}
	slices.SortFunc(last, func(a, b Count) int { return cmp.Compare(a.State, b.State) })
	return append(counts, last...)
}

// Troubled returns the places of those of the given rows whose webhooks are in trouble: see Webhook.Troubled.
func (l *List) Troubled(rows []int) []int {
	var places []int
	for place, i := range rows {
		if c := l.conditions[i]; c <= failing || c == invented && l.Webhooks[i].Troubled() {
			places = append(places, place)
		}
	}
	return places
}
