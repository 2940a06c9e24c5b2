package main

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestNoCoreHoldsALogin(t *testing.T) {
	harden()
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 || limit.Max != 0 {
		t.Errorf("a core may have %d bytes of %d, %v", limit.Cur, limit.Max, err)
	}
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable != 0 {
		t.Errorf("dumpable is %d, %v", dumpable, err)
	}
}
