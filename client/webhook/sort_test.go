package webhook_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"crmhooks/client/webhook"
)

func TestEqualNamesStandByTheNumberOfTheirId(t *testing.T) {
	l := webhook.NewList([]webhook.Webhook{
		{ID: 10, Name: "Beta"}, {ID: 9, Name: "beta", Occurrence: 1}, {ID: 100, Name: "BETA"}, {ID: 9, Name: "beta", TargetURL: "https://z.example.com"},
		{ID: 1, Name: "beta 2"},
	})
	for _, c := range []struct {
		sort webhook.Sort
		want string
	}{
		{webhook.Sort{By: webhook.ByName}, "9 9b 10 100 1"},
		{webhook.Sort{By: webhook.ByName, Reverse: true}, "1 9 9b 10 100"}, // equal names keep their order
		{webhook.Sort{By: webhook.ByAttention}, "9 9b 10 100 1"},
		{webhook.Sort{By: webhook.ByUpdated}, "9 9b 10 100 1"},
		{webhook.Sort{By: webhook.ByUpdated, Reverse: true}, "9 9b 10 100 1"},
	} {
		if got := ids(l, l.Sorted(c.sort)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.sort, got, c.want)
		}
	}
}

// Of many webhooks with few different values, every order is the same whatever order they came in, and holds each row once.
func TestNoSortDependsOnTheAnswersOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	hooks := make([]webhook.Webhook, 300)
	for i := range hooks {
		hooks[i] = webhook.Webhook{
			ID: int64(i / 2), Occurrence: i % 2, Name: fmt.Sprint("Hook ", random.IntN(9)), State: webhook.States()[random.IntN(4)], TargetURL: fmt.Sprint("https://H", random.IntN(5)),
			Events: make([]string, random.IntN(3)), Updated: day(1 + random.IntN(4)), Registered: day(1 + random.IntN(4)),
		}
		if random.IntN(4) > 0 {
			n := int64(random.IntN(3))
			hooks[i].SetUsage(webhook.Usage{Counted: random.IntN(4) > 0, Calls: 3 * n, Errors: n, Consecutive: n, LastError: []string{"", "HTTP/1.1 404", "Connection refused"}[random.IntN(3)]})
		}
	}
	shuffled := slices.Clone(hooks)
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	a, b := webhook.NewList(hooks), webhook.NewList(shuffled)
	for _, by := range append(webhook.Orders(), 0) {
		for _, reverse := range []bool{false, true} {
			s := webhook.Sort{By: by, Reverse: reverse}
			rows := a.Sorted(s)
			if ids(a, rows) != ids(b, b.Sorted(s)) {
				t.Errorf("%+v depends on the order of the answer", s)
			}
			slices.Sort(rows)
			if len(rows) != len(hooks) || rows[0] != 0 || len(slices.Compact(rows)) != len(hooks) {
				t.Errorf("%+v loses or repeats rows", s)
			}
		}
	}
}

func TestAFilterKeepsTheOrderAndTheRowsGiven(t *testing.T) {
	l := tenant()
	rows := []int{4, 1, 5}
	if got := l.Filter(rows, webhook.Filter{}); !slices.Equal(got, []int{4, 1, 5}) {
		t.Errorf("got %v", got)
	}
	if got := l.Filter(rows, webhook.Filter{Status: webhook.Active}); !slices.Equal(got, []int{1, 5}) || !slices.Equal(rows, []int{4, 1, 5}) {
		t.Errorf("got %v of %v", got, rows)
	}
}
