package wire

import (
	"io"

	"crmhooks/client/failure"
)

// limitedReader ends with an *failure.Error of kind TooLarge when more than the allowed bytes come. It counts what passes.
type limitedReader struct {
	r    io.Reader
	left int64
	read int64 // bytes that came so far
}

// Read reads, up to the limit.
func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, &failure.Error{Kind: failure.TooLarge}
	}
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1] // one byte more than allowed tells a full answer from one that goes on
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	l.read += int64(n)
	if l.left < 0 {
		return n, &failure.Error{Kind: failure.TooLarge}
	}
	return n, err
}
