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

// Filter narrows a loaded list. The zero Filter keeps everything.
type Filter struct {
	Name     string // words that all have to occur in the name, the id, the target or the description, in any case; see SearchFields for other fields
	Event    string // words that all have to occur among the event names, in any case; a - excludes a word here and in Name
	Status   State  // a state to keep, Failing for the active ones that fail, or "" for any
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
	case f.Status == Failing && !w.Failing(), f.Status != Failing && f.Status != "" && w.State != f.Status:
		return false
	case f.Problems && !w.State.Problem():
		return false
	}
	return all(name, w, l.texts[i]) && all(event, w, l.events[i])
}

// Column is something a list can be sorted by.
type Column string

// The columns. ByAttention is the default: problems first, then what fails, then what is stopped, then by name. Those of the usage go from the
// most to the least.
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

	ByCalls       Column = "calls"
	ByErrors      Column = "errors"
	ByErrorRate   Column = "error-rate"
	ByConsecutive Column = "consecutive"
	ByLastEvent   Column = "last-event"
	ByLastStatus  Column = "last-status"
	ByCause       Column = "cause"
)

// Columns returns every column in the order in which a face offers them.
func Columns() []Column {
	return []Column{
		ByAttention, ByName, ByEvents, ByTarget, ByUpdated, ByRegistered, ByID, ByType, ByErrorMail,
		ByCalls, ByErrors, ByErrorRate, ByConsecutive, ByLastEvent, ByLastStatus, ByCause,
	}
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
	texts := l.sortTexts(s.By)
	slices.SortFunc(rows, func(a, b int) int {
		c := 0
		if texts != nil {
			c = cmp.Compare(texts[a], texts[b])
		} else {
			c = l.compare(a, b, s.By)
		}
		if s.Reverse {
			c = -c
		}
		return cmp.Or(l.compareUnknown(a, b, s.By), c, l.compareName(a, b), l.compareID(a, b))
	})
	return rows
}

// sortTexts are the texts in lower case that a column is sorted by, made once for all comparisons; nil where it is sorted by something else.
func (l *List) sortTexts(by Column) []string {
	var of func(*Webhook) string
	switch by {
	case ByTarget:
		of = func(w *Webhook) string { return w.TargetURL }
	case ByType:
		of = func(w *Webhook) string { return w.Type }
	case ByErrorMail: // first those that nobody is told of
		of = func(w *Webhook) string { return strings.Join(w.Recipients(), " ") }
	default:
		return nil
	}
	texts := make([]string, len(l.Webhooks))
	for i := range l.Webhooks {
		texts[i] = strings.ToLower(of(&l.Webhooks[i]))
	}
	return texts
}

func (l *List) compare(a, b int, by Column) int {
	v, w := &l.Webhooks[a], &l.Webhooks[b]
	switch by {
	case ByName:
		return l.compareName(a, b)
	case ByEvents:
		return cmp.Or(cmp.Compare(len(w.Events), len(v.Events)), cmp.Compare(l.events[a], l.events[b]))
	case ByUpdated:
		return w.Updated.Compare(v.Updated)
	case ByRegistered:
		return w.Registered.Compare(v.Registered)
	case ByID:
		return l.compareID(a, b)
	case ByLastEvent:
		return w.LastEvent().Compare(v.LastEvent())
	case ByCalls, ByErrors, ByErrorRate, ByConsecutive, ByLastStatus:
		return cmp.Compare(w.measure(by), v.measure(by))
	case ByCause:
		return cmp.Compare(v.Cause(), w.Cause())
	}
	return cmp.Or(cmp.Compare(v.Health().rank(), w.Health().rank()), l.compareName(a, b))
}

// measure is the number that a column of the usage is sorted by.
func (w *Webhook) measure(by Column) float64 {
	if w.Usage == nil {
		return 0
	}
	switch by {
	case ByCalls:
		return float64(w.Usage.Calls)
	case ByErrors:
		return float64(w.Usage.Errors)
	case ByConsecutive:
		return float64(w.Usage.Consecutive)
	case ByLastStatus:
		return float64(w.Usage.Status)
	}
	rate, _ := w.Usage.ErrorRate()
	return rate
}

// compareUnknown puts webhooks last, in both directions, that lack what they are sorted by.
func (l *List) compareUnknown(a, b int, by Column) int {
	switch v, w := l.Webhooks[a].lacks(by), l.Webhooks[b].lacks(by); {
	case v == w:
		return 0
	case v:
		return 1
	}
	return -1
}

func (w *Webhook) lacks(by Column) bool {
	switch by {
	case ByUpdated:
		return w.Updated.IsZero()
	case ByRegistered:
		return w.Registered.IsZero()
	case ByCalls, ByErrors, ByConsecutive:
		return w.Usage == nil || !w.Usage.Counted
	case ByLastEvent:
		return w.LastEvent().IsZero()
	case ByLastStatus:
		return w.Usage == nil || !w.Usage.StatusKnown
	case ByErrorRate:
		_, known := w.Usage.ErrorRate()
		return !known
	case ByCause:
		return w.Cause() == ""
	}
	return false
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
// the states that the server invented when there are any. Those of the active ones that fail are counted once more, behind the active ones,
// when there are any. Invented states stand last, by name.
func (l *List) Counts(rows []int) []Count {
	n := map[State]int{}
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
