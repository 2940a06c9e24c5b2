package config

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// owned is a private file of a user.
type owned struct {
	fs.FileInfo
	uid uint32
}

func (o owned) Mode() fs.FileMode { return 0o600 }
func (o owned) Sys() any          { return &syscall.Stat_t{Uid: o.uid} }

func TestAFileOfSomebodyElseIsRefused(t *testing.T) {
	f := &file{path: "/home/kari/it's mine.toml"}
	self := uint32(os.Geteuid())
	for uid, accepted := range map[uint32]bool{self: true, 0: true, self + 1: false} {
		err := f.trusted(owned{uid: uid})
		if (err == nil) != accepted {
			t.Errorf("of %d: %v", uid, err)
		}
		fault, refused := err.(*Error)
		if refused && (!strings.Contains(fault.Error(), "belongs to somebody else") || !strings.Contains(fault.NextStep(), `sudo chown `) || !strings.Contains(fault.NextStep(), `it'\''s mine.toml'`)) {
			t.Errorf("%v %s", fault, fault.NextStep())
		}
	}
}
