package wire_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// sizes are those of the lists that benchmarks read.
var sizes = []int{100, 10_000, 100_000}

// decoding measures how long an answer of each size takes, with what came before known or not.
func decoding(b *testing.B, options func(before []webhook.Webhook) wire.Options) {
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			body := string(sandboxtest.Generate(n))
			first, err := read(body)
			if err != nil {
				b.Fatal(err)
			}
			o := options(first.Webhooks)
			o.Requested, o.MaxBytes = webhook.AllFields, most
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				result, err := wire.Decode(context.Background(), strings.NewReader(body), o)
				if err != nil || len(result.Webhooks) != n {
					b.Fatalf("%d webhooks, %v", len(result.Webhooks), err)
				}
			}
		})
	}
}

// All webhooks of an answer.
func BenchmarkDecode(b *testing.B) {
	decoding(b, func([]webhook.Webhook) wire.Options { return wire.Options{} })
}

// A refresh in which nothing changed.
func BenchmarkRefresh(b *testing.B) {
	decoding(b, func(before []webhook.Webhook) wire.Options {
		var known []*webhook.Webhook
		for i := range before {
			known = append(known, &before[i])
		}
		return wire.Options{Known: known}
	})
}

// The first webhooks of an answer, until they are handed on. The rest of it is not read.
func BenchmarkFirstRows(b *testing.B) {
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			body := string(sandboxtest.Generate(n))
			for b.Loop() {
				ctx, stop := context.WithCancel(context.Background())
				_, _ = wire.Decode(ctx, strings.NewReader(body), wire.Options{Requested: webhook.AllFields, MaxBytes: most, Arrived: func([]webhook.Webhook) { stop() }})
				stop()
			}
		})
	}
}

// The details of all webhooks of an answer, as findings and some outputs need them.
func BenchmarkDetails(b *testing.B) {
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			body := string(sandboxtest.Generate(n))
			for b.Loop() {
				b.StopTimer()
				result, err := read(body)
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				for i := range result.Webhooks {
					result.Webhooks[i].Details()
				}
			}
		})
	}
}
