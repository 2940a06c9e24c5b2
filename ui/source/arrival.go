package source

import (
	"slices"
	"sync"

	"crmhooks/client/webhook"
)

// Arrival collects the webhooks of a request while they come, and makes lists of them. It is made with NewArrival, and used from several goroutines.
type Arrival struct {
	more *sync.Cond // something came, or nothing more will
	came [][]webhook.Webhook
	n    int // of all that came
	over bool

	making sync.Mutex
	list   *webhook.List // of what had come when it was asked for last
}

// NewArrival is an arrival of nothing yet.
func NewArrival() *Arrival {
	return &Arrival{more: sync.NewCond(new(sync.Mutex)), list: webhook.NewList(nil)}
}

// Add takes webhooks that came. It is a query's Arrived, and quick.
func (a *Arrival) Add(webhooks []webhook.Webhook) {
	a.more.L.Lock()
	defer a.more.L.Unlock()
	if a.over {
		return
	}
	a.came, a.n = append(a.came, webhooks), a.n+len(webhooks)
	a.more.Broadcast()
}

// End says that nothing more will come, or that nobody wants it.
func (a *Arrival) End() {
	a.more.L.Lock()
	defer a.more.L.Unlock()
	a.over = true
	a.more.Broadcast()
}

// Await waits until so many webhooks have come. It reports false as soon as they never will.
func (a *Arrival) Await(n int) bool {
	a.more.L.Lock()
	defer a.more.L.Unlock()
	for a.n < n && !a.over {
		a.more.Wait()
	}
	return a.n >= n && !a.over
}

// Len is how many webhooks have come.
func (a *Arrival) Len() int {
	a.more.L.Lock()
	defer a.more.L.Unlock()
	return a.n
}

// List is the list of what has come. What was done for an earlier one is not done again.
func (a *Arrival) List() *webhook.List {
	a.making.Lock()
	defer a.making.Unlock()
	a.more.L.Lock()
	came := a.came
	a.came = nil
	a.more.L.Unlock()
	if len(came) > 0 {
		a.list = a.list.Append(came...)
	}
	return a.list
}

// whole is the list of an answer. What of it has not come before its end is added.
func (a *Arrival) whole(answer []webhook.Webhook) *webhook.List {
	list := a.List()
	n := min(len(list.Webhooks), len(answer))
	if n == len(answer) {
		return list
	}
	return list.Append(slices.Clone(answer[n:])) // a part of a slice would keep all of it
}
