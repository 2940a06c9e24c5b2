package parallel_test

import (
	"runtime"
	"slices"
	"testing"

	"crmhooks/client/parallel"
)

func TestEachPartIsDoneOnce(t *testing.T) {
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		for _, n := range []int{0, 1, 2, 3, 100} {
			done := make([]int, n)
			parallel.Each(n, func(i int) { done[i]++ })
			if slices.ContainsFunc(done, func(times int) bool { return times != 1 }) {
				t.Errorf("%d parts on %d cores: done %v times", n, cores, done)
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

func TestRangesCoverEverythingOnce(t *testing.T) {
	for _, n := range []int{0, 1, 9, 10, 11, 100} {
		done := make([]int, n)
		parallel.Ranges(n, 10, func(from, to int) {
			if to-from > 10 || from >= to {
				t.Errorf("of %d: a range from %d to %d", n, from, to)
			}
			for i := from; i < to; i++ {
				done[i]++
			}
		})
		if slices.ContainsFunc(done, func(times int) bool { return times != 1 }) {
			t.Errorf("%d: done %v times", n, done)
		}
	}
}

func TestAPanicReachesTheCaller(t *testing.T) {
	for _, cores := range []int{1, 4} {
		before := runtime.GOMAXPROCS(cores)
		func() {
			defer func() {
				if v := recover(); v != "broken" {
					t.Errorf("on %d cores the caller recovers %v", cores, v)
				}
			}()
			parallel.Each(8, func(i int) { panic("broken") })
		}()
		runtime.GOMAXPROCS(before)
	}
}
