package localfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// owned is a file of a user.
type owned struct {
	fs.FileInfo
	uid  uint32
	mode fs.FileMode
}

func (o owned) Sys() any          { return &syscall.Stat_t{Uid: o.uid} }
func (o owned) Mode() fs.FileMode { return o.mode }

func TestForeign(t *testing.T) {
	self := uint32(os.Geteuid())
	for uid, want := range map[uint32]bool{self: false, 0: false, self + 1: true, 65534: self != 65534} {
		if got := Foreign(owned{uid: uid}); got != want {
			t.Errorf("of %d: %v", uid, got)
		}
	}
}

// chmod does not help with a file that belongs to somebody else.
func TestWhyAFileIsNotOurs(t *testing.T) {
	self := uint32(os.Geteuid())
	for _, c := range []struct {
		uid  uint32
		mode fs.FileMode
		want error
	}{{self, 0o600, nil}, {self, 0o644, ErrOpenToOthers}, {self + 1, 0o600, errForeign}, {self + 1, 0o644, errForeign}} {
		if err := ours(owned{uid: c.uid, mode: c.mode}, "log"); !errors.Is(err, c.want) {
			t.Errorf("of %d with %o: %v", c.uid, c.mode, err)
		}
	}
}
