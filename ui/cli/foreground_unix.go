//go:build unix

package cli

import "golang.org/x/sys/unix"

// foreground reports whether the terminal is that of this program at present. One in the background that sets it is stopped.
func foreground(fd int) bool {
	group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}
