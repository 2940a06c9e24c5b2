package client

import (
	"context"
	"errors"
	"time"

	"crmhooks/client/failure"
)

// This file bounds what is read beside the list. A silence ends every read; a server that never falls silent, with a byte a second or a page that
// always has a next one, is ended by the time that the whole of it may take.

// errOutOfTime is the cause of a context whose read took longer than the whole of it may.
var errOutOfTime = errors.New("the whole took too long")

// grace is how much longer than a silence the whole of a read may take, so that a server that is silent from the start is told from one that is slow.
const grace = time.Second

// bounded gives what is read beside the list the timeout, and the grace, for the whole of it. They count from when listed is closed, so that a list that is slow itself takes
// nothing from it; from now where listed is nil.
func (c *Client) bounded(ctx context.Context, listed <-chan struct{}) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		if listed != nil {
			select {
			case <-listed:
			case <-ctx.Done():
				return
			}
		}
		timer := time.NewTimer(c.opts.Timeout + grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel(errOutOfTime)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// outOfTime reports whether a context was ended because the whole of a read took too long, and not by whoever wanted it.
func outOfTime(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errOutOfTime) }

// ended is why a context ended: an *Error when the server was too slow, the context's own error when nobody waits any more, nil while it runs.
func (c *Client) ended(ctx context.Context) error {
	if outOfTime(ctx) {
		return &failure.Error{Kind: failure.WholeTimeout, Host: c.Host()}
	}
	return ctx.Err()
}
