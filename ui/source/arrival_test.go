package source_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

func TestAnArrivalWaitsForWhatComes(t *testing.T) {
	a := source.NewArrival()
	enough := make(chan bool)
	go func() { enough <- a.Await(3) }()
	a.Add(many(2))
	select {
	case <-enough:
		t.Fatal("two are enough for three")
	default:
	}
	a.Add(many(1))
	if !<-enough || !a.Await(2) || a.Len() != 3 {
		t.Error("three are not enough")
	}
	go func() { enough <- a.Await(4) }()
	a.End()
	a.Add(many(5)) // nobody wants it any more
	if <-enough || a.Await(1) || a.Len() != 3 || len(a.List().Webhooks) != 3 {
		t.Errorf("after the end there are %d", a.Len())
	}
}

func TestListsOfWhatComesShareTheirWebhooks(t *testing.T) {
	a := source.NewArrival()
	if len(a.List().Webhooks) != 0 {
		t.Error("something came before anything did")
	}
	a.Add(many(2))
	first := a.List()
	a.Add(many(1))
	a.Add(many(3))
	second := a.List()
	if len(first.Webhooks) != 2 || len(second.Webhooks) != 6 || !slices.Equal(first.Webhooks, second.Webhooks[:2]) || a.List() != second {
		t.Errorf("%d, then %d", len(first.Webhooks), len(second.Webhooks))
	}
}

// An arrival is filled, awaited and listed at the same time.
func TestAnArrivalIsForSeveralGoroutines(t *testing.T) {
	a := source.NewArrival()
	var group sync.WaitGroup
	group.Go(func() {
		for range 100 {
			a.Add(many(3))
		}
		a.End()
	})
	for range 2 {
		group.Go(func() {
			for n := 1; a.Await(n); n = a.Len() + 1 {
				a.List()
			}
		})
	}
	group.Wait()
	if n := len(a.List().Webhooks); n != 300 {
		t.Errorf("%d have come", n)
	}
}

func TestSnapshotsWhileAListComes(t *testing.T) {
	empty := source.Empty(webhook.Sort{By: webhook.ByID})
	usages := counts(map[int64]int64{2: 3})
	arrival := func(hooks ...webhook.Webhook) *source.Arrival {
		a := source.NewArrival()
		a.Add(hooks)
		return a
	}
	two, three := []webhook.Webhook{hook(1, webhook.TooManyErrors), hook(2, webhook.Active)}, hook(3, webhook.Active)
	all := slices.Concat(two, []webhook.Webhook{three})
	a := arrival(two...)
	coming := empty.Arriving(webhook.Query{}, a)
	counted := coming.Counted(usages, nil, noon)
	broken := webhook.Result{Incomplete: errBroken, ReceivedAt: noon}
	for _, c := range []struct {
		name   string
		snap   *source.Snapshot
		want   string
		coming bool
		whole  bool
	}{
		{"some have come", coming, "1 2", true, false},
		{"and are counted, which is joined later", counted, "1 2", true, false},
		{"the rest", counted.Arrived(webhook.Query{}, webhook.Result{Webhooks: all}, a), "1 2f 3", false, true},
		{"the rest, of which all came", coming.Arrived(webhook.Query{}, webhook.Result{Webhooks: all}, arrival(all...)), "1 2 3", false, true},
		{"the rest, of which nothing came", coming.Arrived(webhook.Query{}, webhook.Result{Webhooks: all}, arrival()), "1 2 3", false, true},
		{"the rest, in one piece", counted.Listed(webhook.Query{}, webhook.Result{Webhooks: all}), "1 2f 3", false, true},
		{"an incomplete answer", counted.Arrived(webhook.Query{}, webhook.Result{Webhooks: all, Incomplete: errBroken}, a), "1 2f 3", false, false},
		{"it breaks off", counted.Broken(webhook.Query{}, broken, a), "1 2f", false, false},
		{"it breaks off, and more had come than was shown", coming.Broken(webhook.Query{}, broken, arrival(all...)), "1 2 3", false, false},
		{"it breaks off, and an earlier request had brought more", coming.Broken(webhook.Query{}, broken, arrival(two[:1]...)), "1 2", false, false},
		{"after a part of another list", empty.Listed(webhook.Query{}, result(all...)).Broken(webhook.Query{}, broken, arrival(two[:1]...)), "1", false, false},
		{"explained", coming.Explained([]int64{1}, map[int64]string{1: "x"}), "1", true, false},
	} {
		got := ids(c.snap)
		if c.name == "explained" {
			got = got[:1]
		}
		if got != c.want || c.snap.Coming != c.coming || c.snap.Whole() != c.whole || !c.snap.Loaded || len(c.snap.News.Changes) > 0 || c.snap.Query.Arrived != nil {
			t.Errorf("%s: %s, %+v", c.name, got, c.snap)
		}
		if !slices.Equal(c.snap.Order, c.snap.List.Sorted(c.snap.Sort)) {
			t.Errorf("%s: the order is %v", c.name, c.snap.Order)
		}
	}
	if again := coming.Explained([]int64{1}, map[int64]string{1: "HTTP/1.1 410 Gone"}).Arriving(webhook.Query{}, arrival(all...)); of(again, 1).Usage.LastError == "" || again.LacksLastError(of(again, 1)) {
		t.Error("what was asked is forgotten when more has come")
	}
	if !errors.Is(coming.Broken(webhook.Query{}, broken, a).Result.Incomplete, errBroken) {
		t.Error("nobody says why it is not complete")
	}
	if u := of(coming, 2).Usage; u != nil {
		t.Errorf("a webhook on the screen has changed: %+v", u)
	}
}

// The first webhooks of Load's query can be seen while the rest is read.
func TestLoadPassesTheQueryOn(t *testing.T) {
	came := 0
	s := source.Source{Lister: listerFunc(func(_ context.Context, q webhook.Query) (webhook.Result, error) {
		q.Arrived(many(2))
		if came != 2 {
			t.Error("they are not handed on")
		}
		return result(many(2)...), nil
	})}
	if _, err := s.Load(context.Background(), webhook.Query{Arrived: func(hooks []webhook.Webhook) { came += len(hooks) }}, webhook.Sort{}); err != nil {
		t.Fatal(err)
	}
}
