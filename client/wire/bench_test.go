package wire_test

import (
	"strconv"
	"testing"

	"crmhooks/client/sandbox/sandboxtest"
)

func BenchmarkDecode(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			body := string(sandboxtest.Generate(n))
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				result, err := read(body)
				if err != nil || len(result.Webhooks) != n {
					b.Fatalf("%d webhooks, %v", len(result.Webhooks), err)
				}
			}
		})
	}
}
