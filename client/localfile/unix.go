//go:build unix

package localfile

import (
	"io/fs"
	"os"
	"syscall"
)

const (
	nonBlocking = syscall.O_NONBLOCK // a pipe without a writer would keep the program waiting
	noFollowing = syscall.O_NOFOLLOW
)

// Shared reports whether a file has one of these permissions.
func Shared(info fs.FileInfo, permissions fs.FileMode) bool {
	return info.Mode().Perm()&permissions != 0
}

// Foreign reports whether a file belongs to somebody else: neither to the user nor to root.
func Foreign(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid != 0 && int(stat.Uid) != os.Geteuid()
}
