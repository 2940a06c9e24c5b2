package webhook

import (
	"cmp"
	"errors"
	"slices"
	"strings"
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
func (l *List) Sorted(s Sort) []int {
	rows := make([]int, len(l.Webhooks))
	for i := range rows {
		rows[i] = i
	}
	by := orders[s.Order()].over(l)
	slices.SortFunc(rows, func(a, b int) int {
		c := by(a, b, s.Reverse)
		if c == 0 {
			c = cmp.Compare(l.names[a], l.names[b])
		}
		if c == 0 {
			c = compareIDs(l.Webhooks[a].Key(), l.Webhooks[b].Key())
		}
		return c
	})
	return rows
}

func compareIDs(a, b Key) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Occurrence, b.Occurrence))
}
