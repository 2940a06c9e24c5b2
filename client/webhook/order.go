package webhook

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"crmhooks/client/diagnosis"
	"crmhooks/client/parallel"
)

// Order is a property that a list can be sorted by. The zero Order is for what a list cannot be sorted by; in a Sort it means ByAttention.
type Order int

// The orders. Each is a row of the table below.
const (
	_ Order = iota
	ByAttention
	ByName
	ByEvents
	ByTarget
	ByUpdated
	ByRegistered
	ByID
	ByType
	ByErrorMail
	ByCalls
	ByErrors
	ByErrorRate
	ByConsecutive
	ByLastEvent
	ByLastStatus
	ByCause
	orderCount // of those above, and the zero one
)

// orders is the table of all orders.
var orders = [orderCount]struct {
	name  string
	first string // what comes first, in a few words
	over  func(*List) comparison
}{
	ByAttention:   {"attention", "problems first, then what fails, then what is stopped", sorting(attentionKey, ranked.compare)},
	ByName:        {"name", "A to Z", sorting(func(l *List, i int) (spelt, bool) { return spell(l.names[i]), true }, spelt.compare)},
	ByEvents:      {"events", "most events first", sorting(eventsKey, ranked.compare)},
	ByTarget:      {"target", "A to Z", texts(func(w *Webhook) string { return w.TargetURL })},
	ByUpdated:     {"updated", "newest first", times(func(w *Webhook) time.Time { return w.Updated })},
	ByRegistered:  {"registered", "newest first", times(func(w *Webhook) time.Time { return w.Registered })},
	ByID:          {"id", "lowest first", sorting(func(l *List, i int) (Key, bool) { return l.Webhooks[i].Key(), true }, compareIDs)},
	ByType:        {"type", "A to Z", texts(func(w *Webhook) string { return w.Type })},
	ByErrorMail:   {"error-mail", "those without error mail first", texts(func(w *Webhook) string { return strings.Join(w.Recipients(), " ") })},
	ByCalls:       {"calls", "most first", counts(func(u *Usage) (int64, bool) { return u.Calls, u.Counted })},
	ByErrors:      {"errors", "most first", counts(func(u *Usage) (int64, bool) { return u.Errors, u.Counted })},
	ByErrorRate:   {"error-rate", "highest first", counts((*Usage).ErrorRate)},
	ByConsecutive: {"consecutive", "most first", counts(func(u *Usage) (int64, bool) { return u.Consecutive, u.Counted })},
	ByLastEvent:   {"last-event", "newest first", times((*Webhook).LastEvent)},
	ByLastStatus:  {"last-status", "highest first", counts(func(u *Usage) (int64, bool) { return u.Status, u.StatusKnown })},
	ByCause:       {"cause", "A to Z", sorting(causeKey, cmp.Compare)},
}

// Orders returns every order, in the order in which the program offers them.
func Orders() []Order {
	all := make([]Order, 0, len(orders)-1)
	for o := ByAttention; int(o) < len(orders); o++ {
		all = append(all, o)
	}
	return all
}

// OrderNames returns the names of all orders, as --sort takes them.
func OrderNames() []string {
	var names []string
	for _, o := range Orders() {
		names = append(names, o.String())
	}
	return names
}

// String is the name of the order, such as "error-mail".
func (o Order) String() string { return orders[o].name }

// First says in a few words what comes first: "newest first".
func (o Order) First() string { return orders[o].first }

// Next is the order after this one; the first follows the last.
func (o Order) Next() Order { return o%Order(len(orders)-1) + 1 }

// comparison compares two rows of a list, in the natural direction or in reverse. Rows without a value to sort by come last in both.
type comparison func(a, b int, reverse bool) int

// sorting makes an order from keys. of returns a row's key and whether it has one. It is called once for each row, since a sort compares many times.
func sorting[K any](of func(l *List, row int) (key K, has bool), compare func(a, b K) int) func(*List) comparison {
	return func(l *List) comparison {
		keys, lacks := make([]K, len(l.Webhooks)), make([]bool, len(l.Webhooks))
		parallel.Ranges(len(keys), blockSize, func(from, to int) {
			for i := from; i < to; i++ {
				key, has := of(l, i)
				keys[i], lacks[i] = key, !has
			}
		})
		if !slices.Contains(lacks, true) {
			return func(a, b int, reverse bool) int {
				if reverse {
					a, b = b, a
				}
				return compare(keys[a], keys[b])
			}
		}
		return func(a, b int, reverse bool) int {
			switch {
			case lacks[a] && lacks[b]:
				return 0
			case lacks[a]:
				return 1
			case lacks[b]:
				return -1
			case reverse:
				return -compare(keys[a], keys[b])
			}
			return compare(keys[a], keys[b])
		}
	}
}

// texts sorts by a text in any case. An empty one comes first.
func texts(of func(*Webhook) string) func(*List) comparison {
	return sorting(func(l *List, i int) (spelt, bool) { return spell(strings.ToLower(of(l.Webhooks[i]))), true }, spelt.compare)
}

// times sorts by a date, the newest first. The zero time is none.
func times(of func(*Webhook) time.Time) func(*List) comparison {
	date := func(l *List, i int) (time.Time, bool) {
		t := of(l.Webhooks[i])
		return t, !t.IsZero()
	}
	return sorting(date, func(a, b time.Time) int { return b.Compare(a) })
}

// counts sorts by a number of the usage, the highest first.
func counts[N int64 | float64](of func(*Usage) (n N, known bool)) func(*List) comparison {
	number := func(l *List, i int) (N, bool) {
		if u := l.Webhooks[i].Usage; u != nil {
			return of(u)
		}
		return 0, false
	}
	return sorting(number, func(a, b N) int { return cmp.Compare(b, a) })
}

// ranked is a rank, the lowest first, and what decides between equal ones.
type ranked struct {
	rank int
	text spelt
}

func (r ranked) compare(s ranked) int {
	if r.rank != s.rank {
		return cmp.Compare(r.rank, s.rank)
	}
	return r.text.compare(s.text)
}

// spelt is a text that is compared by its first letters at once, and by all of it where they are the same.
type spelt struct {
	first uint64
	text  string
}

func spell(text string) spelt {
	var first [8]byte
	copy(first[:], text)
	return spelt{binary.BigEndian.Uint64(first[:]), text}
}

func (s spelt) compare(t spelt) int {
	if s.first != t.first {
		return cmp.Compare(s.first, t.first)
	}
	return cmp.Compare(s.text, t.text)
}

func attentionKey(l *List, i int) (ranked, bool) {
	health := l.conditions[i].health()
	if health == "" {
		health = l.Webhooks[i].Health()
	}
	return ranked{health.rank(), spell(l.names[i])}, true
}

func eventsKey(l *List, i int) (ranked, bool) {
	events := l.Webhooks[i].Events
	return ranked{-len(events), spell(strings.ToLower(strings.Join(events, "\n")))}, true
}

func causeKey(l *List, i int) (diagnosis.Cause, bool) {
	cause := l.Webhooks[i].Cause()
	return cause, cause != ""
}
