package main

import "golang.org/x/sys/unix"

// harden keeps the memory of the process, where logins are, from files and from other processes of the user: no core dump, no debugger, no /proc/PID/environ. A
// kernel that refuses leaves things as they are everywhere else.
func harden() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
