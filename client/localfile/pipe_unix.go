//go:build unix

package localfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// pipe is a pipe that was opened without waiting and is read as if opening had waited: without a writer it is not empty yet. Only who reads waits, and a deadline
// ends that.
type pipe struct {
	*os.File
	begun bool // there was a writer
}

// Read reads what is written, and waits for it.
func (p *pipe) Read(b []byte) (int, error) {
	if !p.begun {
		if err := p.await(); err != nil {
			return 0, err
		}
		p.begun = true
	}
	return p.File.Read(b)
}

// await waits for something to read, or for the end of a writer that wrote nothing. Of one that is still to come the system reports neither.
func (p *pipe) await() error {
	conn, err := p.SyscallConn()
	if err != nil {
		return err
	}
	return conn.Read(func(fd uintptr) bool {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
		return n > 0 || err != nil && err != unix.EINTR && err != unix.EAGAIN
	})
}
