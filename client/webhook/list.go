package webhook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// List is a loaded list, prepared once so that every later question is quick, for 100,000 webhooks too.
type List struct {
	Webhooks []Webhook
	texts    []string // lower-case name, id and target of each webhook
	names    []string // lower-case name of each webhook: the beginning of its text
	events   []string // lower-case event names of each webhook
}

// NewList prepares a list. It keeps the slice.
func NewList(webhooks []Webhook) *List {
	n := len(webhooks)
	l := &List{Webhooks: webhooks, texts: make([]string, n), names: make([]string, n), events: make([]string, n)}
	for i := range webhooks {
		w := &webhooks[i]
		// The parts are separated by a line end, which no search word can hold, so that no word matches across them.
		l.texts[i] = strings.ToLower(w.Name + "\n" + strconv.FormatInt(w.ID, 10) + "\n" + w.TargetURL)
		l.names[i], _, _ = strings.Cut(l.texts[i], "\n")
		l.events[i] = strings.ToLower(strings.Join(w.Events, "\n"))
	}
	return l
}

// Filter narrows a loaded list. The zero Filter keeps everything.
type Filter struct {
	Name     string // words that all have to occur in the name, the id or the target, in any case; see SearchFields for other fields
	Event    string // words that all have to occur among the event names, in any case; a - excludes a word here and in Name
	Status   State  // a state to keep, or "" for any
	Problems bool   // keep problems only
}

// Empty reports whether the filter keeps everything.
func (f Filter) Empty() bool {
	return strings.TrimSpace(f.Name) == "" && strings.TrimSpace(f.Event) == "" && f.Status == "" && !f.Problems
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
	case f.Status != "" && w.State != f.Status:
		return false
	case f.Problems && !w.State.Problem():
		return false
	}
	return all(name, w, l.texts[i]) && all(event, w, l.events[i])
}

// Column is something a list can be sorted by.
type Column string

// The columns. ByAttention is the default: problems first, stopped second, then by name.
const (
	ByAttention  Column = "attention"
	ByName       Column = "name"
	ByEvents     Column = "events"
	ByTarget     Column = "target"
	ByUpdated    Column = "updated"
	ByRegistered Column = "registered"
	ByID         Column = "id"
	ByType       Column = "type"
	ByErrorMail  Column = "error-mail"
)

// Columns returns every column in the order in which a face offers them.
func Columns() []Column {
	return []Column{ByAttention, ByName, ByEvents, ByTarget, ByUpdated, ByRegistered, ByID, ByType, ByErrorMail}
}

// Sort is an order of rows.
type Sort struct {
	By      Column // "" means ByAttention
	Reverse bool
}

// Column is what the order goes by.
func (s Sort) Column() Column { return cmp.Or(s.By, ByAttention) }

// Sorted returns all rows in the given order. Equal rows stand by name, then id, then occurrence, so the order is total.
func (l *List) Sorted(s Sort) []int {
	rows := make([]int, len(l.Webhooks))
	for i := range rows {
		rows[i] = i
	}
	slices.SortFunc(rows, func(a, b int) int {
		c := l.compare(a, b, s.By)
		if s.Reverse {
			c = -c
		}
		return cmp.Or(l.compareUndated(a, b, s.By), c, l.compareName(a, b), l.compareID(a, b))
	})
	return rows
}

func (l *List) compare(a, b int, by Column) int {
	v, w := &l.Webhooks[a], &l.Webhooks[b]
	switch by {
	case ByName:
		return l.compareName(a, b)
	case ByEvents:
		return cmp.Or(cmp.Compare(len(w.Events), len(v.Events)), cmp.Compare(l.events[a], l.events[b]))
	case ByTarget:
		return cmp.Compare(strings.ToLower(v.TargetURL), strings.ToLower(w.TargetURL))
	case ByUpdated:
		return w.Updated.Compare(v.Updated)
	case ByRegistered:
		return w.Registered.Compare(v.Registered)
	case ByID:
		return l.compareID(a, b)
	case ByType:
		return cmp.Compare(strings.ToLower(v.Type), strings.ToLower(w.Type))
	case ByErrorMail: // first those that nobody is told of
		return cmp.Compare(strings.ToLower(v.ErrorsEmail), strings.ToLower(w.ErrorsEmail))
	}
	return cmp.Or(cmp.Compare(v.State.rank(), w.State.rank()), l.compareName(a, b))
}

// compareUndated puts webhooks without the date that they are sorted by last, in both directions.
func (l *List) compareUndated(a, b int, by Column) int {
	v, w := &l.Webhooks[a], &l.Webhooks[b]
	undated := func(t, u time.Time) int {
		switch {
		case t.IsZero() == u.IsZero():
			return 0
		case t.IsZero():
			return 1
		}
		return -1
	}
	switch by {
	case ByUpdated:
		return undated(v.Updated, w.Updated)
	case ByRegistered:
		return undated(v.Registered, w.Registered)
	}
	return 0
}

func (l *List) compareName(a, b int) int { return cmp.Compare(l.names[a], l.names[b]) }

func (l *List) compareID(a, b int) int {
	v, w := &l.Webhooks[a], &l.Webhooks[b]
	return cmp.Or(cmp.Compare(v.ID, w.ID), cmp.Compare(v.Occurrence, w.Occurrence))
}

// Count is how many webhooks are in a state.
type Count struct {
	State State
	N     int
}

// Counts returns how many of the given rows are in each state: active, stopped and too many errors always, unknown and
// the states that the server invented when there are any. Invented states stand last, by name.
func (l *List) Counts(rows []int) []Count {
	n := map[State]int{}
	for _, i := range rows {
		n[l.Webhooks[i].State]++
	}
	counts := []Count{{Active, n[Active]}, {Stopped, n[Stopped]}, {TooManyErrors, n[TooManyErrors]}}
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
