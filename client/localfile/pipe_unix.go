//go:build unix

package localfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// pipe is opened without blocking, but is read as if opening had blocked: without a writer it is not empty yet. Only reading blocks, and a deadline
// ends it.
type pipe struct {
	*os.File
	begun bool // there was a writer
}

// Read waits for data and reads it.
func (p *pipe) Read(b []byte) (int, error) {
	if !p.begun {
		if err := p.await(); err != nil {
			return 0, err
		}
		p.begun = true
	}
	return p.File.Read(b)
}

// await waits for data, or for a writer that closes without writing. While there is no writer, the system reports neither.
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
