// Package parallel does work on all cores of the machine.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls work with 0 to n-1, on as many cores as there are, and returns when all is done. If work panics, so does Each, in the caller's goroutine, where
// the caller can recover: nothing could in another one.
func Each(n int, work func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers < 2 {
		for i := range n {
			work(i)
		}
		return
	}
	var next atomic.Int64
	var group sync.WaitGroup
	panics := make(chan any, workers)
	worker := func() {
		defer func() {
			if v := recover(); v != nil {
				panics <- v
			}
		}()
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			work(i)
		}
	}
	for range workers - 1 {
		group.Go(worker)
	}
	worker()
	group.Wait()
	select {
	case v := <-panics:
		panic(v)
	default:
	}
}

// Ranges calls work with the ranges that 0 to n-1 fall into, each of at most size: from is in the range, to is not.
func Ranges(n, size int, work func(from, to int)) {
	Each((n+size-1)/size, func(i int) { work(i*size, min((i+1)*size, n)) })
}
