//go:build unix

package cli

import "golang.org/x/sys/unix"

// foreground reports whether this program currently controls the terminal. A background program that changes the terminal is stopped.
func foreground(fd int) bool {
	group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}
