package webhook

import (
	"cmp"
	"errors"
	"runtime"
	"slices"
	"strings"

	"crmhooks/client/parallel"
)

// Sort is an order of rows.
type Sort struct {
	By      Order // zero means ByAttention
	Reverse bool
}

// ErrUnknownOrder is what ParseSort returns for a name that no order has.
var ErrUnknownOrder = errors.New("no order has this name")

// ParseSort reads what Sort.String writes: the name of an order in any case, after a - for its reverse, or nothing for the usual order.
func ParseSort(text string) (Sort, error) {
	if text == "" {
		return Sort{}, nil
	}
	name, reverse := strings.CutPrefix(strings.ToLower(text), "-")
	at := slices.Index(OrderNames(), name)
	if at < 0 {
		return Sort{}, ErrUnknownOrder
	}
	return Sort{By: Orders()[at], Reverse: reverse}, nil
}

// Order is what the rows are sorted by.
func (s Sort) Order() Order { return cmp.Or(s.By, ByAttention) }

// String is the sort as ParseSort takes it, "" for the zero Sort.
func (s Sort) String() string {
	if s.Reverse {
		return "-" + s.Order().String()
	}
	return s.By.String()
}

// Sorted returns all rows in the given order. Those without a value to sort by come last, in both directions. Equal rows are sorted by name, then id,
// then occurrence, so the order is total.
func (l *List) Sorted(s Sort) []int { return l.SortedAfter(nil, s) }

// SortedAfter is Sorted for a list whose first rows were sorted before: where that order still holds, only the other rows are.
func (l *List) SortedAfter(before []int, s Sort) []int {
	rows := make([]int, len(l.Webhooks))
	copy(rows, before)
	for i := len(before); i < len(rows); i++ {
		rows[i] = i
	}
	compare := l.comparison(s)
	known, others := rows[:len(before)], rows[len(before):]
	if len(before) > 0 && slices.IsSortedFunc(known, compare) {
		return merged(known, sorted(others, compare), compare)
	}
	return sorted(rows, compare)
}

// comparison compares two rows in the given order.
func (l *List) comparison(s Sort) func(a, b int) int {
	by := orders[s.Order()].over(l)
	return func(a, b int) int {
		c := by(a, b, s.Reverse)
		if c == 0 {
			c = cmp.Compare(l.names[a], l.names[b])
		}
		if c == 0 {
			c = compareIDs(l.Webhooks[a].Key(), l.Webhooks[b].Key())
		}
		return c
	}
}

// sorted sorts rows on all cores: a half on one, the other half on another, and so on.
func sorted(rows []int, compare func(a, b int) int) []int {
	return sortedOn(runtime.GOMAXPROCS(0), rows, compare)
}

func sortedOn(cores int, rows []int, compare func(a, b int) int) []int {
	if cores < 2 || len(rows) < 2*blockSize {
		slices.SortFunc(rows, compare)
		return rows
	}
	halves := [2][]int{rows[:len(rows)/2], rows[len(rows)/2:]}
	parallel.Each(len(halves), func(i int) { halves[i] = sortedOn(cores/2, halves[i], compare) })
	return merged(halves[0], halves[1], compare)
}

// merged merges rows that are sorted.
func merged(a, b []int, compare func(a, b int) int) []int {
	if len(b) == 0 {
		return a
	}
	all := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(b[0], a[0]) < 0 {
			a, b = b, a
		}
		all, a = append(all, a[0]), a[1:]
	}
	return append(append(all, a...), b...)
}

func compareIDs(a, b Key) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Occurrence, b.Occurrence))
}
