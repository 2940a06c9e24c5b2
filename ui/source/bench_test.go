package source_test

import (
	"fmt"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

// large is a tenant of 100,000 webhooks with their counts.
func large() ([]webhook.Webhook, webhook.Usages) {
	hooks, usages := make([]webhook.Webhook, 100_000), counts(nil)
	for i := range hooks {
		hooks[i] = hook(int64(i+1), webhook.States()[i%4])
		hooks[i].TargetURL = fmt.Sprintf("https://host%d.example.com/hooks/%d", i%50, i)
		usages.ByID[int64(i+1)] = webhook.Usage{Counted: true, Calls: 100, Consecutive: int64(i % 3), LastError: "HTTP/1.1 503 Service Unavailable"}
	}
	return hooks, usages
}

// BenchmarkListed is a refresh of a large list.
func BenchmarkListed(b *testing.B) {
	hooks, usages := large()
	before := source.Empty(webhook.Sort{}).Listed(webhook.Query{}, result(hooks...)).Counted(usages, nil, noon)
	again := make([]webhook.Webhook, len(hooks))
	b.ReportAllocs()
	for b.Loop() {
		copy(again, hooks)
		before.Listed(webhook.Query{}, result(again...))
	}
}

// BenchmarkCounted joins the counts of a large list.
func BenchmarkCounted(b *testing.B) {
	hooks, usages := large()
	before := source.Empty(webhook.Sort{}).Listed(webhook.Query{}, result(hooks...)).Counted(usages, nil, noon)
	b.ReportAllocs()
	for b.Loop() {
		before.Counted(usages, nil, noon)
	}
}
