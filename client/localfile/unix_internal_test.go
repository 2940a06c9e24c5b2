package localfile

import (
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// owned is a file of a user.
type owned struct {
	fs.FileInfo
	uid uint32
}

func (o owned) Sys() any { return &syscall.Stat_t{Uid: o.uid} }

func TestForeign(t *testing.T) {
	self := uint32(os.Geteuid())
	for uid, want := range map[uint32]bool{self: false, 0: false, self + 1: true, 65534: self != 65534} {
		if got := Foreign(owned{uid: uid}); got != want {
			t.Errorf("of %d: %v", uid, got)
		}
	}
}
