package console

import (
	"context"
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

// This file shows the webhooks of the first list while they come. Each snapshot has at least twice as many as the one before, and is made when that one is on the
// screen, so that all of them together cost little more than the last. The answer itself overtakes them. A refresh keeps the old list until the new one is there.

// grow has the webhooks of a query shown as they come, if there is no other list to show until then.
func (f *feed) grow(number int, q *webhook.Query) tea.Cmd {
	if f.arrival != nil {
		f.arrival.End()
	}
	f.arrival = nil
	if f.snap.Loaded && !(f.snap.Coming && source.SameQuestion(f.snap.Query, *q)) {
		return nil
	}
	f.arrival = source.NewArrival()
	q.Arrived = f.arrival.Add
	return f.growTo(number, len(f.snap.List.Webhooks)+1)
}

// growMore waits for the next snapshot while webhooks come.
func (f *feed) growMore() tea.Cmd { return f.growTo(f.list.number, 2*len(f.snap.List.Webhooks)) }

// growTo waits until so many webhooks have come.
func (f *feed) growTo(number, n int) tea.Cmd {
	of, query, arrival := f.sender, f.sent, f.arrival
	return func() tea.Msg {
		if arrival.Await(n) {
			return arrivedMsg{of, number, query, arrival}
		}
		return nil
	}
}

// overtake drops what is being made of a part of a list, as all of it is there.
func (f *feed) overtake() {
	isPart := func(a answer) bool { _, part := a.(arrivedMsg); return part }
	f.answers = slices.DeleteFunc(f.answers, isPart)
	if isPart(f.preparing) {
		f.preparing, f.ready = nil, nil
	}
}

// hasPart reports whether a part of a list is there, and the rest may never be.
func (f *feed) hasPart() bool { return f.snap.Coming || f.arrival != nil && f.arrival.Len() > 0 }

// breakOff keeps the part of a list that came before its request ended.
func (f *feed) breakOff(number int, why error) tea.Cmd {
	if errors.Is(why, context.Canceled) {
		why = errCancelled{}
	}
	query, arrival, now := f.sent, f.arrival, f.times.Now()
	if arrival != nil {
		arrival.End()
	} else { // the part is that of an earlier question
		query, arrival = f.snap.Query, source.NewArrival()
	}
	return f.prepare(brokenMsg{f.sender, number, query, webhook.Result{Incomplete: why, ReceivedAt: now, Duration: now.Sub(f.sentAt)}, arrival})
}

// errCancelled is why a list is not complete when the user has cancelled it.
type errCancelled struct{}

// Error says what happened.
func (errCancelled) Error() string { return "The request was cancelled." }

// NextStep says what to do.
func (errCancelled) NextStep() string { return "r asks again." }
