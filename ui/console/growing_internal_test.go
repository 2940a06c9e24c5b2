package console

import (
	"fmt"
	"slices"
	"testing"

	"crmhooks/client/webhook"
)

// comes has webhooks come, and returns the message that says so.
func (w *walker) comes(hooks ...webhook.Webhook) arrivedMsg {
	f := &w.tenant().feed
	f.arrival.Add(hooks)
	return arrivedMsg{f.sender, f.list.number, f.sent, f.arrival}
}

func numbered(from, to int64) []webhook.Webhook {
	var hooks []webhook.Webhook
	for id := from; id < to; id++ {
		hooks = append(hooks, inState(id, webhook.Active))
	}
	return hooks
}

// rows is how many there are on the screen.
func (w *walker) rows() int { return len(w.tenant().list.hooks.Rows()) }

// The answer does not wait for what is being made of a part of it.
func TestTheAnswerOvertakesItsParts(t *testing.T) {
	for _, stage := range []string{"waiting", "prepared", "ready"} {
		w := newWalker()
		w.late = true
		f := &w.tenant().feed
		w.m.update(countedMsg{f.sender, f.usage.number, webhook.Usages{}, nil, f.sentAt}) // goes first
		if stage != "waiting" {
			w.settle()
		}
		part := w.comes(numbered(1, 4)...)
		w.m.update(part)
		overtaken := f.snapshot(f.preparing)()
		if stage == "ready" {
			w.work()
		}
		answer := w.listed(numbered(1, 9)...)
		answer.arrival = f.arrival
		f.arrival.End()
		w.m.update(answer)
		if _, whole := f.preparing.(listedMsg); stage != "waiting" && (!whole || f.ready != nil) {
			t.Errorf("%s: the answer waits behind %T", stage, f.preparing)
		}
		if stage != "waiting" {
			w.m.update(overtaken)
			w.m.update(part) // it was on its way
		}
		for w.work() {
			if n := w.rows(); n != 0 && n != 8 {
				t.Errorf("%s: %d rows are shown on the way to 8", stage, n)
			}
		}
		if w.rows() != 8 || f.snap.Coming || f.list.running() {
			t.Errorf("%s: %d rows are shown in the end", stage, w.rows())
		}
	}
}

// Each snapshot of what has come is at least twice as long as the one before.
func TestPartsDouble(t *testing.T) {
	w := newWalker()
	f := &w.tenant().feed
	snapshots, came := 0, int64(0)
	next := f.growTo(f.list.number, 1)
	for came < 10_000 {
		f.arrival.Add(numbered(came, came+10))
		came += 10
		if int(came) < 2*w.rows() {
			continue
		}
		before := w.rows()
		w.send(next())
		if snapshots++; w.rows() != int(came) || w.rows() < 2*before {
			t.Fatalf("of %d that came %d are shown, after %d", came, w.rows(), before)
		}
		next = f.growMore()
	}
	if snapshots > 12 {
		t.Errorf("%d snapshots were made", snapshots)
	}
	f.arrival.End()
	if msg := next(); msg != nil {
		t.Errorf("after the end there is a %T", msg)
	}
}

// What is prepared of a part is not prepared again for the whole, and the webhooks on the screen never change.
func TestTheAnswerIsMadeOfItsParts(t *testing.T) {
	w := newWalker()
	f := &w.tenant().feed
	w.send(w.comes(numbered(1, 6)...))
	shown := slices.Clone(w.tenant().list.hooks.Rows())
	answer := w.listed(numbered(1, 9)...)
	answer.arrival = f.arrival
	w.send(answer)
	for i, hook := range w.tenant().list.hooks.Rows()[:5] {
		if hook != shown[i] {
			t.Errorf("row %d is another webhook", i)
		}
	}
	before := fmt.Sprintf("%+v", shown[0])
	w.send(countedMsg{f.sender, f.usage.number, webhook.Usages{ByID: map[int64]webhook.Usage{1: {Counted: true, Consecutive: 3}}}, nil, f.sentAt})
	if after := fmt.Sprintf("%+v", shown[0]); after != before || !f.snap.List.Webhooks[0].Failing() {
		t.Errorf("%s became %s", before, after)
	}
}

// Whoever presses Ctrl-C twice wants to leave, however quickly: the first one ends the request, and what is made of its part is nothing to wait for.
func TestASecondCtrlCQuitsBeforeThePartIsMade(t *testing.T) {
	for _, shown := range []bool{false, true} {
		w := newWalker()
		w.late = true
		w.m.update(w.comes(numbered(1, 4)...))
		if shown {
			w.settle()
		}
		w.late = true
		if w.types("ctrl+c"); w.m.ended {
			t.Fatalf("part shown %t: the first Ctrl-C quits", shown)
		}
		if w.types("ctrl+c"); !w.m.ended {
			t.Errorf("part shown %t: the second Ctrl-C does not quit", shown)
		}
	}
}
