package webhook_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/webhook"
)

// many is a large tenant.
func many(n int) []webhook.Webhook {
	hooks := make([]webhook.Webhook, n)
	states := []webhook.State{webhook.Active, webhook.Active, webhook.Stopped, webhook.TooManyErrors}
	for i := range hooks {
		hooks[i] = webhook.Webhook{
			ID: int64(i), Name: fmt.Sprintf("Integration %d of the ERP", i), TargetURL: fmt.Sprintf("https://host%d.example.com/hooks/%d", i%50, i),
			Events: []string{"sale.created", "contact.changed", fmt.Sprintf("y_table%d.created", i%100)}, State: states[i%len(states)],
		}
	}
	return hooks
}

const large = 100_000

func BenchmarkNewList(b *testing.B) {
	hooks := many(large)
	for b.Loop() {
		webhook.NewList(hooks)
	}
}

func BenchmarkFilter(b *testing.B) {
	l := webhook.NewList(many(large))
	rows := l.Sorted(webhook.Sort{})
	for name, f := range map[string]webhook.Filter{"name": {Name: "erp 9999"}, "event": {Event: "table42"}, "status": {Status: webhook.Stopped}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if len(l.Filter(rows, f)) == 0 {
					b.Fatal("nothing matches")
				}
			}
		})
	}
}

func BenchmarkSorted(b *testing.B) {
	l := webhook.NewList(many(large))
	for _, by := range []webhook.Order{webhook.ByName, webhook.ByAttention, webhook.ByTarget} {
		b.Run(by.String(), func(b *testing.B) {
			for b.Loop() {
				l.Sorted(webhook.Sort{By: by})
			}
		})
	}
}

// BenchmarkSortedAfter sorts a list of which nothing changed, and one that grew by half.
func BenchmarkSortedAfter(b *testing.B) {
	hooks := many(large)
	l := webhook.NewList(hooks)
	for name, before := range map[string][]int{"same": l.Sorted(webhook.Sort{}), "grown": webhook.NewList(hooks[:large/2]).Sorted(webhook.Sort{})} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				l.SortedAfter(before, webhook.Sort{})
			}
		})
	}
}

// BenchmarkJoin reads a thousand last errors, as long as they can be and with nothing in them to know.
func BenchmarkJoin(b *testing.B) {
	l := webhook.NewList(many(large))
	said := strings.Repeat("   at System.Net.Http.HttpConnectionPool.ConnectAsync(HttpRequestMessage request, Boolean async)\n", 40)
	usages := webhook.Usages{ByID: map[int64]webhook.Usage{}}
	for i := range int64(large) {
		u := webhook.Usage{Counted: true, Calls: 100}
		if i%100 == 0 {
			u.Consecutive, u.LastError = 3, said
		}
		usages.ByID[i] = u
	}
	for b.Loop() {
		l.Join(usages)
	}
}
