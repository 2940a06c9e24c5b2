package wire

import (
	"fmt"
	"io"

	"crmhooks/client/failure"
)

// limitedReader ends with a *failure.Error of kind TooLarge when more than the allowed bytes come. It counts what passes.
type limitedReader struct {
	r    io.Reader
	left int64
	read int64 // bytes that came so far
}

// Read reads, up to the limit.
func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, l.full()
	}
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1] // one byte more than allowed tells a full answer from one that goes on
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	l.read += int64(n)
	if l.left < 0 {
		return n, l.full()
	}
	return n, err
}

func (l *limitedReader) full() error {
	return &failure.Error{Kind: failure.TooLarge, Detail: fmt.Sprintf("it has more than %d MiB", (l.left+l.read)>>20)}
}
