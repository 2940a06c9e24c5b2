package client

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// stream is what can be read only once, such as a pipe. What came is kept, so that a refresh reads it again.
type stream struct {
	mu   sync.Mutex
	src  io.Reader
	kept []byte
	err  error // of src, at its end
}

// open reads the stream from its beginning.
func (s *stream) open() io.ReadCloser { return &passage{stream: s} }

// passage is one reading of a stream.
type passage struct {
	*stream
	at     int
	closed atomic.Bool
}

// Read reads what is kept, and then on.
func (p *passage) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if n := copy(b, p.kept[p.at:]); n > 0 || len(b) == 0 {
			p.at += n
			return n, nil
		}
		if p.closed.Load() {
			return 0, fs.ErrClosed
		}
		if p.err != nil {
			return 0, p.err
		}
		n, err := p.src.Read(b)
		p.kept = append(p.kept, b[:n]...)
		if errors.Is(err, os.ErrDeadlineExceeded) { // of a reading that was closed, this one or another
			p.setDeadline(time.Time{})
			err = nil
		}
		p.err = err
	}
}

// Close ends a Read that waits, where the source can be woken: pipes can.
func (p *passage) Close() error {
	p.closed.Store(true)
	p.setDeadline(time.Unix(1, 0))
	return nil
}

func (p *passage) setDeadline(t time.Time) {
	if src, ok := p.src.(interface{ SetReadDeadline(time.Time) error }); ok {
		_ = src.SetReadDeadline(t) // standard input has none on a terminal
	}
}
