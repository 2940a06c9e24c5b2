package source_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

// steps are what can happen to a snapshot.
var steps = []struct {
	name string
	do   func(*source.Snapshot) *source.Snapshot
}{
	{"listed", func(s *source.Snapshot) *source.Snapshot { return s.Listed(webhook.Query{}, tenant(1)) }},
	{"listed otherwise", func(s *source.Snapshot) *source.Snapshot { return s.Listed(webhook.Query{}, tenant(2)) }},
	{"listed in part", func(s *source.Snapshot) *source.Snapshot {
		part := tenant(1)
		part.Webhooks, part.Incomplete = part.Webhooks[:3], errBroken
		return s.Listed(webhook.Query{}, part)
	}},
	{"asked", func(s *source.Snapshot) *source.Snapshot { return s.Listed(webhook.Query{Name: "x"}, tenant(1)) }},
	{"counted", func(s *source.Snapshot) *source.Snapshot { return s.Counted(archive(1), nil, noon) }},
	{"counted otherwise", func(s *source.Snapshot) *source.Snapshot { return s.Counted(archive(2), nil, noon.Add(1)) }},
	{"not counted", func(s *source.Snapshot) *source.Snapshot { return s.Counted(webhook.Usages{}, errBroken, noon) }},
	{"explained", func(s *source.Snapshot) *source.Snapshot {
		return s.Explained([]int64{2, 3, 5}, map[int64]string{2: "HTTP/1.1 410 Gone", 3: "", 12: "HTTP/1.1 404"})
	}},
	{"explained further", func(s *source.Snapshot) *source.Snapshot {
		return s.Explained([]int64{7, 8}, map[int64]string{7: "HTTP/1.1 500", 20: ""})
	}},
	{"sorted", func(s *source.Snapshot) *source.Snapshot {
		return s.Sorted(webhook.Sort{By: webhook.ByName, Reverse: true})
	}},
}

// tenant is a list of 12 webhooks, a third of which carry their own counts.
func tenant(n int64) webhook.Result {
	var hooks []webhook.Webhook
	for id := int64(1); id <= 12; id++ {
		w := hook(id, webhook.States()[(id*n)%4])
		if id%3 == 0 {
			w.SetListed(webhook.Usage{Counted: true, Calls: id, Consecutive: (id * n) % 2, LastError: "HTTP/1.1 503", LastErrorRead: id%2 == 0})
		}
		hooks = append(hooks, w)
	}
	return webhook.Result{Webhooks: hooks, ReceivedAt: noon}
}

// archive is an answer of the archive, with two more webhooks.
func archive(n int64) webhook.Usages {
	u := archived(1, 2, 3, 20, 20+n)
	for id := int64(1); id <= 12; id++ {
		u.ByID[id] = webhook.Usage{Counted: true, Calls: 10, Consecutive: (id * n) % 3, LastError: "Connection refused"}
	}
	return u
}

// Each step makes a new snapshot. The previous one is unchanged and may be read meanwhile; run with -race.
func TestNothingChangesASnapshot(t *testing.T) {
	for _, before := range pairs() {
		for _, next := range steps {
			old, twin := before.make(), before.make()
			if !reflect.DeepEqual(old, twin) {
				t.Fatalf("%s is not the same when it is made again", before.name)
			}
			var after *source.Snapshot
			var both sync.WaitGroup
			both.Go(func() { after = next.do(old) })
			both.Go(func() {
				if !reflect.DeepEqual(old, twin) {
					t.Errorf("%s, then %s changes it meanwhile", before.name, next.name)
				}
			})
			both.Wait()
			for _, further := range steps { // what they share is not changed later either
				further.do(after)
			}
			if !reflect.DeepEqual(old, twin) {
				t.Errorf("%s, then %s changes it", before.name, next.name)
			}
			if after == old || !slices.Equal(after.Order, after.List.Sorted(after.Sort)) {
				t.Errorf("%s, then %s is not a snapshot in order", before.name, next.name)
			}
			if want := after.List.Counts(after.Order); len(after.Order) > 0 && !reflect.DeepEqual(after.Counts, want) {
				t.Errorf("%s, then %s counts %v, want %v", before.name, next.name, after.Counts, want)
			}
		}
	}
}

type maker struct {
	name string
	make func() *source.Snapshot
}

// pairs are the empty snapshot, and those after two steps.
func pairs() []maker {
	all := []maker{{"nothing", func() *source.Snapshot { return source.Empty(webhook.Sort{}) }}}
	for _, first := range steps {
		for _, second := range steps {
			all = append(all, maker{first.name + ", " + second.name, func() *source.Snapshot { return second.do(first.do(source.Empty(webhook.Sort{}))) }})
		}
	}
	return all
}

func TestWhatIsKnownIsJoined(t *testing.T) {
	list := func() webhook.Result { return result(hook(1, webhook.Active), hook(2, webhook.TooManyErrors)) }
	empty := source.Empty(webhook.Sort{By: webhook.ByID})
	again := func(s *source.Snapshot) *source.Snapshot { return s.Listed(webhook.Query{}, list()) }
	text := map[int64]string{2: "HTTP/1.1 410 Gone"}
	for _, c := range []struct {
		name string
		snap *source.Snapshot
		want string // of both webhooks: failures in a row, the last error, or why there is nothing
	}{
		{"listed", again(empty), "- -"},
		{"counted", again(empty).Counted(counts(map[int64]int64{1: 3}), nil, noon), "3 (the tenant has no count of it)"},
		{"counted before the list", again(empty.Counted(counts(map[int64]int64{1: 3, 2: 4}), nil, noon)), "3 4"},
		{"a part was counted", again(empty).Counted(webhook.Usages{Incomplete: errBroken}, nil, noon), "(the answer broke off before it) (the answer broke off before it)"},
		{"not counted", again(empty).Counted(webhook.Usages{}, errBroken, noon), "(it broke off) (it broke off)"},
		{"not counted, and listed again", again(again(empty).Counted(webhook.Usages{}, errBroken, noon)), "(it broke off) (it broke off)"},
		{"counted, and not again", again(empty).Counted(counts(map[int64]int64{1: 3, 2: 4}), nil, noon).Counted(webhook.Usages{}, errBroken, noon.Add(1)), "3 4"},
		{"counted, not again, and listed", again(again(empty).Counted(counts(map[int64]int64{1: 3, 2: 4}), nil, noon).Counted(webhook.Usages{}, errBroken, noon)), "3 4"},
		{"not counted, and then it was", again(empty).Counted(webhook.Usages{}, errBroken, noon).Counted(counts(map[int64]int64{1: 0, 2: 1}), nil, noon), "0 1"},
		{"explained", again(empty).Explained([]int64{2}, text), "- HTTP/1.1 410 Gone"},
		{"explained, and listed again", again(again(empty).Explained([]int64{2}, text)), "- HTTP/1.1 410 Gone"},
		{"explained, and counted", again(empty).Explained([]int64{2}, text).Counted(counts(map[int64]int64{1: 1, 2: 0}), nil, noon), "1 HTTP/1.1 410 Gone"},
		{"explained again", again(empty).Explained([]int64{2}, text).Explained([]int64{1}, map[int64]string{1: "x"}), "x HTTP/1.1 410 Gone"},
	} {
		var got []string
		for _, id := range []int64{1, 2} {
			switch w := of(c.snap, id); {
			case w.Usage == nil && w.NoUsage == "":
				got = append(got, "-")
			case w.Usage == nil:
				got = append(got, "("+w.NoUsage+")")
			case w.Usage.LastError != "":
				got = append(got, w.Usage.LastError)
			default:
				got = append(got, fmt.Sprint(w.Usage.Consecutive))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

func TestASnapshotSaysWhatItAnswers(t *testing.T) {
	empty := source.Empty(webhook.Sort{})
	if empty.Loaded || empty.Whole() || empty.List == nil || empty.HasUsages {
		t.Errorf("the empty one is %+v", empty)
	}
	for _, c := range []struct {
		name  string
		q     webhook.Query
		err   error
		whole bool
	}{
		{"all", webhook.Query{}, nil, true}, {"no filter", webhook.Query{Status: webhook.Unknown}, nil, true}, {"a name", webhook.Query{Name: "x"}, nil, false},
		{"an event", webhook.Query{Event: "x"}, nil, false}, {"a status", webhook.Query{Status: webhook.Active}, nil, false}, {"it broke off", webhook.Query{}, errBroken, false},
	} {
		c.q.Progress = func(webhook.Progress) {}
		s := empty.Listed(c.q, webhook.Result{Webhooks: many(2), Incomplete: c.err, Bytes: 7})
		if s.Whole() != c.whole || !s.Loaded || s.Result.Bytes != 7 || s.Result.Webhooks != nil || s.Query.Progress != nil || s.Query.Name != c.q.Name || len(s.List.Webhooks) != 2 {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	s := empty.Counted(counts(nil), nil, noon)
	if failed := s.Counted(webhook.Usages{}, errBroken, noon.Add(9)); !failed.HasUsages || !failed.UsagesAt.Equal(noon) || !errors.Is(failed.NoUsage, errBroken) {
		t.Errorf("after a question that failed: %+v", failed)
	} else if again := failed.Counted(counts(nil), nil, noon.Add(10)); again.NoUsage != nil || !again.UsagesAt.Equal(noon.Add(10)) {
		t.Errorf("and after the next: %+v", again)
	}
}

func TestWebhooksOfOtherApplications(t *testing.T) {
	own := func(s *source.Snapshot, ids ...int64) *source.Snapshot {
		var hooks []webhook.Webhook
		for _, id := range ids {
			hooks = append(hooks, hook(id, webhook.Active))
		}
		return s.Listed(webhook.Query{}, result(hooks...))
	}
	empty := source.Empty(webhook.Sort{By: webhook.ByID})
	both := own(empty, 1, 2).Counted(archived(1, 2, 9), nil, noon)
	for _, c := range []struct {
		name string
		snap *source.Snapshot
		want string
	}{
		{"beside the list", both, "1 2 9o"},
		{"known before the list", own(empty.Counted(archived(1, 2, 9), nil, noon), 1, 2), "1 2 9o"},
		{"listed again", own(both, 1, 2), "1 2 9o"},
		{"no more archived", both.Counted(archived(1, 2), nil, noon), "1 2"},
		{"another one", both.Counted(archived(1, 2, 8), nil, noon), "1 2 8o"},
		{"the archive fails", both.Counted(webhook.Usages{}, errBroken, noon), "1 2 9o"},
		{"a part is listed", both.Listed(webhook.Query{}, webhook.Result{Webhooks: many(1), Incomplete: errBroken}), "1"},
		{"a part was asked for", both.Listed(webhook.Query{Name: "x"}, result(hook(1, webhook.Active))), "1"},
		{"a part was asked for, and counted", both.Listed(webhook.Query{Name: "x"}, result(hook(1, webhook.Active))).Counted(archived(1, 2, 9), nil, noon), "1"},
		{"all again after a part", own(both.Listed(webhook.Query{Name: "x"}, result(hook(1, webhook.Active))), 1, 2), "1 2 9o"},
		{"explained", both.Explained([]int64{9}, map[int64]string{9: "x"}), "1 2 9o"},
		{"the list has it now", own(both, 1, 2, 9), "1 2 9"},
		// A webhook that disappears from the list was deleted and is not another application's, until the archive is asked again.
		{"gone", own(both, 1), "1 9o"},
		{"gone, and listed again", own(own(both, 1), 1), "1 9o"},
		{"gone, and the archive fails", own(both, 1).Counted(webhook.Usages{}, errBroken, noon), "1 9o"},
		{"gone, and counted", own(both, 1).Counted(archived(1, 9), nil, noon), "1 9o"},
		{"gone, but the archive still has it", own(both, 1).Counted(archived(1, 2, 9), nil, noon), "1 2o 9o"},
	} {
		if got := ids(c.snap); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if changes := own(both, 1).News.Changes; len(changes) != 1 || changes[0].Difference != webhook.Removed || changes[0].Old.ID != 2 {
		t.Errorf("the one that is gone: %+v", changes)
	}
}

func TestSortedKeepsEverythingElse(t *testing.T) {
	s := listed(tenant(1).Webhooks...).Counted(archive(1), nil, noon).Explained([]int64{2}, map[int64]string{2: "x"})
	sorted := s.Sorted(webhook.Sort{By: webhook.ByID, Reverse: true})
	back := sorted.Sorted(s.Sort)
	if back.News = s.News; !reflect.DeepEqual(back, s) {
		t.Error("sorted and back, something else is different")
	}
	for i := range s.Order {
		if sorted.Order[i] != s.Order[len(s.Order)-1-i] {
			t.Fatalf("%v in reverse is %v", s.Order, sorted.Order)
		}
	}
	if w := of(sorted, 2); sorted.LacksLastError(w) || !sorted.Explains(w) {
		t.Error("what was asked is forgotten")
	}
}
