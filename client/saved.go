package client

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"sync"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/localfile"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// Saved is a list that was saved earlier: the answer of GetAllWebhooks, or what crmhooks list -o json printed. It is read with the same
// care as an answer from the network.
type Saved struct {
	// Open opens the list. It is called for every List, so that a refresh sees a changed file.
	Open func() (io.ReadCloser, error)
	// MaxBytes is the largest list that is read; DefaultMaxBytes when zero.
	MaxBytes int64
}

// SavedFile is a saved list in a file, or in a pipe, as a shell's <(...) makes one. A pipe is read once, and what came is kept.
func SavedFile(path string) *Saved {
	var mu sync.Mutex
	var pipe *stream
	return &Saved{Open: func() (io.ReadCloser, error) {
		mu.Lock()
		defer mu.Unlock()
		if pipe != nil {
			return pipe.open(), nil
		}
		f, isPipe, err := localfile.OpenStream(path)
		if err != nil || !isPipe {
			return f, err
		}
		pipe = &stream{src: f}
		return pipe.open(), nil
	}}
}

// SavedStream is a saved list on standard input, which is read once and kept.
func SavedStream(r io.Reader) *Saved {
	s := &stream{src: r}
	return &Saved{Open: func() (io.ReadCloser, error) { return s.open(), nil }}
}

// List reads the saved list. The query's filters are the server's and do not apply: a saved list cannot be asked. The error is an *Error of
// kind BadFile, or one of those of an answer.
func (s *Saved) List(ctx context.Context, q webhook.Query) (webhook.Result, error) {
	started := time.Now()
	f, err := s.Open()
	if err != nil {
		return webhook.Result{}, &failure.Error{Kind: failure.BadFile, Detail: fileDetail(err), Cause: err}
	}
	defer func() { _ = f.Close() }()
	defer context.AfterFunc(ctx, func() { _ = f.Close() })() // a pipe may be silent for ever
	result, err := wire.Decode(ctx, untilDone{ctx, f}, wire.Options{
		Requested: webhook.AllFields, MaxBytes: cmp.Or(s.MaxBytes, int64(DefaultMaxBytes)),
		Progress: q.Progress, Arrived: q.Arrived, Known: q.Known,
	})
	if ctx.Err() != nil {
		return webhook.Result{}, ctx.Err()
	}
	if err != nil {
		return webhook.Result{}, savedError(err)
	}
	if result.Incomplete != nil {
		result.Incomplete = savedError(result.Incomplete)
	}
	result.ReceivedAt = time.Now()
	result.Duration = result.ReceivedAt.Sub(started)
	return result, nil
}

// savedError speaks of a saved list where an answer's error would speak of a server.
func savedError(err error) error {
	var own *failure.Error
	if !errors.As(err, &own) {
		own = &failure.Error{Kind: failure.KindOf(err), Cause: err}
	}
	if e, ok := own.OfSavedList(); ok {
		return e
	}
	return &failure.Error{Kind: failure.BadFile, Detail: fileDetail(err), Cause: err}
}

func fileDetail(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return text.Line(path.Path) + ": " + path.Err.Error()
	}
	return text.Line(err.Error())
}

// untilDone is a reader that ends with the context.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

// Read reads, unless the context has ended.
func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
