package source_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

// news is what a snapshot says has changed.
func news(s *source.Snapshot) string {
	var all []string
	for _, c := range s.News.Changes {
		all = append(all, fmt.Sprintf("%s %d", c.Difference, c.Webhook().ID))
	}
	for _, w := range s.News.Failing {
		all = append(all, fmt.Sprintf("fails %d", w.ID))
	}
	for _, w := range s.News.Working {
		all = append(all, fmt.Sprintf("works %d", w.ID))
	}
	return strings.Join(all, ", ")
}

func TestNewsOfTheList(t *testing.T) {
	two := func() webhook.Result { return result(hook(1, webhook.Active), hook(2, webhook.Active)) }
	other := func() webhook.Result { return result(hook(1, webhook.TooManyErrors), hook(3, webhook.Active)) }
	part := func(r webhook.Result) webhook.Result { r.Incomplete = errBroken; return r }
	all, named := webhook.Query{}, webhook.Query{Name: "x"}
	empty := source.Empty(webhook.Sort{})
	first := func() *source.Snapshot { return empty.Listed(all, two()) }
	const changes = "changed 1, new 3, gone 2"
	for _, c := range []struct {
		name string
		snap *source.Snapshot
		want string
	}{
		{"the first list", first(), ""},
		{"the same again", first().Listed(all, two()), ""},
		{"another one", first().Listed(all, other()), changes},
		{"and the same again", first().Listed(all, other()).Listed(all, other()), ""},
		{"counted in between", first().Counted(counts(nil), nil, noon).Listed(all, other()), changes},
		{"sorted in between", first().Sorted(webhook.Sort{By: webhook.ByName}).Listed(all, other()), changes},
		{"after no webhook at all", empty.Listed(all, result()).Listed(all, two()), "new 1, new 2"},
		{"with other members", first().Listed(webhook.Query{Select: []string{"Name"}}, other()), changes},
		{"a part of it", first().Listed(all, part(other())), ""},
		{"all after a part", empty.Listed(all, part(two())).Listed(all, other()), ""},
		{"another question: name", first().Listed(named, other()), ""},
		{"another question: event", first().Listed(webhook.Query{Event: "x"}, other()), ""},
		{"another question: status", first().Listed(webhook.Query{Status: webhook.Active}, other()), ""},
		{"the same question with a name", empty.Listed(named, two()).Listed(named, other()), changes},
		{"no news of a sort", first().Listed(all, other()).Sorted(webhook.Sort{}), ""},
		{"no news of a last error", first().Listed(all, other()).Explained([]int64{1}, map[int64]string{1: "x"}), ""},
		{"no news of counts that say nothing new", first().Listed(all, other()).Counted(counts(nil), nil, noon), ""},
	} {
		if got := news(c.snap); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNewsOfTheCalls(t *testing.T) {
	list := func() *source.Snapshot {
		return listed(hook(1, webhook.Active), hook(2, webhook.Active), hook(3, webhook.Stopped))
	}
	ask := func(s *source.Snapshot, one, two, three int64) *source.Snapshot {
		return s.Counted(counts(map[int64]int64{1: one, 2: two, 3: three}), nil, noon)
	}
	part := func(s *source.Snapshot, one, two int64) *source.Snapshot {
		u := counts(map[int64]int64{1: one, 2: two})
		u.Incomplete = errBroken
		return s.Counted(u, nil, noon)
	}
	fail := func(s *source.Snapshot) *source.Snapshot { return s.Counted(webhook.Usages{}, errBroken, noon) }
	for _, c := range []struct {
		name string
		snap *source.Snapshot
		want string
	}{
		{"the first counts", ask(list(), 1, 1, 1), ""},
		{"the same again", ask(ask(list(), 1, 0, 0), 1, 0, 0), ""},
		{"more failures", ask(ask(list(), 1, 0, 0), 5, 0, 0), ""},
		{"one begins to fail", ask(ask(list(), 0, 0, 0), 1, 0, 0), "fails 1"},
		{"one succeeds again", ask(ask(list(), 1, 1, 0), 1, 0, 0), "works 2"},
		{"both", ask(ask(list(), 0, 1, 0), 1, 0, 0), "fails 1, works 2"},
		{"one that is stopped", ask(ask(list(), 0, 0, 0), 0, 0, 7), ""},
		{"after a question that failed", ask(fail(ask(list(), 0, 0, 0)), 1, 0, 0), "fails 1"},
		{"of one that failed", fail(ask(list(), 1, 0, 0)), ""},
		{"after questions that all failed", ask(fail(list()), 1, 0, 0), ""},
		{"of a part", part(ask(list(), 0, 1, 0), 1, 0), ""},
		{"after a part", ask(part(list(), 0, 1), 1, 0, 0), ""},
		{"one that was switched off meanwhile", ask(ask(list(), 1, 0, 0).Listed(webhook.Query{}, result(hook(1, webhook.TooManyErrors), hook(2, webhook.Active))), 0, 0, 0), ""},
		{"one of which nobody counts the calls any more", ask(list(), 1, 0, 0).Counted(counts(map[int64]int64{2: 0}), nil, noon), ""},
		{"one of which nobody counted them before", list().Counted(counts(map[int64]int64{2: 0}), nil, noon).Counted(counts(map[int64]int64{1: 2, 2: 0}), nil, noon), "fails 1"},
		{"a list in between", ask(ask(list(), 0, 0, 0).Listed(webhook.Query{}, result(hook(1, webhook.Active), hook(2, webhook.Active))), 1, 0, 0), "fails 1"},
	} {
		if got := news(c.snap); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Since 12.0 the list has the counts, so its answer brings the news.
func TestNewsOfAListThatCounts(t *testing.T) {
	counting := func(one, two int64) webhook.Result {
		return result(listing(hook(1, webhook.Active), webhook.Usage{Counted: true, Calls: 9, Consecutive: one}), listing(hook(2, webhook.Active), webhook.Usage{Counted: true, Calls: 9, Consecutive: two}))
	}
	silent := result(hook(1, webhook.Active), hook(2, webhook.Active))
	all := webhook.Query{}
	first := func() *source.Snapshot { return source.Empty(webhook.Sort{}).Listed(all, counting(0, 1)) }
	for _, c := range []struct {
		name string
		snap *source.Snapshot
		want string
	}{
		{"the first one", first(), ""},
		{"the same again", first().Listed(all, counting(0, 1)), ""},
		{"one begins to fail, one succeeds again", first().Listed(all, counting(3, 0)), "fails 1, works 2"},
		{"the archive has nothing to add", first().Listed(all, counting(3, 0)).Counted(archived(1, 2), nil, noon), ""},
		{"another question", first().Listed(webhook.Query{Name: "x"}, counting(3, 0)), ""},
		{"with a usage beside it", first().Counted(archived(1, 2), nil, noon).Listed(all, counting(3, 0)), "fails 1, works 2"},
		{"after one that did not count", source.Empty(webhook.Sort{}).Listed(all, silent).Listed(all, counting(3, 0)), ""},
		{"one is switched off", first().Listed(all, result(counting(0, 0).Webhooks[0], listing(hook(2, webhook.TooManyErrors), webhook.Usage{Counted: true}))), "changed 2"},
		{"what the archive said before is no news", first().Counted(counts(map[int64]int64{1: 3}), nil, noon).Listed(all, result(hook(1, webhook.Active), hook(2, webhook.Active))), ""},
		{"before one that does not count", first().Listed(all, result(hook(1, webhook.Active), hook(2, webhook.Active))), ""},
	} {
		if got := news(c.snap); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
