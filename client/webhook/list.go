package webhook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// List is a loaded list, prepared once so that every later question is quick, for 100,000 webhooks too.
type List struct {
	Webhooks []Webhook
	texts    []string // lower-case name, id, target and description of each webhook
	names    []string // lower-case name of each webhook: the beginning of its text
	events   []string // lower-case event names of each webhook
	usage    bool     // the usage of at least one is known
	own      int      // how many of the webhooks the list's own answer held; others stand behind them
}

// HasUsage reports whether the usage of at least one webhook is known.
func (l *List) HasUsage() bool { return l.usage }

// NewList prepares a list. It keeps the slice.
func NewList(webhooks []Webhook) *List {
	n := len(webhooks)
	l := &List{Webhooks: webhooks, own: n, texts: make([]string, n), names: make([]string, n), events: make([]string, n)}
	for i := range webhooks {
		w := &webhooks[i]
		l.usage = l.usage || w.Usage != nil
		// The parts are separated by a line end, which no search word can hold, so that no word matches across them.
		l.texts[i] = strings.ToLower(w.Name + "\n" + strconv.FormatInt(w.ID, 10) + "\n" + w.TargetURL + "\n" + w.Description)
		l.names[i], _, _ = strings.Cut(l.texts[i], "\n")
		l.events[i] = strings.ToLower(strings.Join(w.Events, "\n"))
	}
	return l
}

// Clone returns a copy of the list, whose webhooks can be changed without changing those of the original.
func (l *List) Clone() *List {
	clone := *l
	clone.Webhooks = slices.Clone(l.Webhooks)
	return &clone
}

// Filter narrows a loaded list. The zero Filter keeps everything.
type Filter struct {
	Name     string // words that all have to occur in the name, the id, the target or the description, in any case; SearchFields has other fields
	Event    string // words that all have to occur among the event names, in any case; a - excludes a word here and in Name
	Status   State  // a state to keep, Failing for the active ones that fail, or "" for any
	Problems bool   // keep problems only
	Hooks    *Set   // the webhooks to keep; nil for all
}

// Empty reports whether the filter keeps everything.
func (f Filter) Empty() bool {
	return strings.TrimSpace(f.Name) == "" && strings.TrimSpace(f.Event) == "" && f.Status == "" && !f.Problems && f.Hooks == nil
}

// Filter returns those of the given rows that match, in the given order.
func (l *List) Filter(rows []int, f Filter) []int {
	name, event := parse(f.Name), parse(f.Event)
	kept := make([]int, 0, len(rows))
	for _, i := range rows {
		if l.matches(i, f, name, event) {
			kept = append(kept, i)
		}
	}
	return kept
}

func (l *List) matches(i int, f Filter, name, event []term) bool {
	w := &l.Webhooks[i] // looked into only where a filter asks for it: 100,000 of them do not fit into a processor's cache
	switch {
	case f.Status == Failing && !w.Failing(), f.Status != Failing && f.Status != "" && w.State != f.Status:
		return false
	case f.Problems && !w.State.Problem(), f.Hooks != nil && !f.Hooks.Holds(w):
		return false
	}
	return all(name, w, l.texts[i]) && all(event, w, l.events[i])
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
	n := make(map[State]int)
	failing := 0
	for _, i := range rows {
		w := &l.Webhooks[i]
		n[w.State]++
		if w.Failing() {
			failing++
		}
	}
	counts := []Count{{Active, n[Active]}}
	if failing > 0 {
		counts = append(counts, Count{Failing, failing})
	}
	counts = append(counts, Count{Stopped, n[Stopped]}, Count{TooManyErrors, n[TooManyErrors]})
	if n[Unknown] > 0 {
		counts = append(counts, Count{Unknown, n[Unknown]})
	}
	var invented []Count
	for s, k := range n {
		if !s.Documented() {
			invented = append(invented, Count{s, k})
		}
	}
	slices.SortFunc(invented, func(a, b Count) int { return cmp.Compare(a.State, b.State) })
	return append(counts, invented...)
}
