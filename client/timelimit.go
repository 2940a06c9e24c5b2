package client

import (
	"context"
	"errors"
	"time"

	"crmhooks/client/failure"
)

// This file limits how long the usage and the last errors may take to read. A silence ends any read. For a server that never falls silent, because it sends a byte
// a second or endless pages, there is a limit for the whole read.

// errOutOfTime is the cause of a context whose read took longer than the whole of it may.
var errOutOfTime = errors.New("the whole took too long")

// grace is how much longer than a silence the whole of a read may take, so that a server that is silent from the start is told from one that is slow.
const grace = time.Second

// withTimeLimit gives a whole read the timeout and the grace. They count from when listed is closed, so that a slow list takes nothing from it, and from now where
// listed is nil.
func (c *Client) withTimeLimit(ctx context.Context, listed <-chan struct{}) (context.Context, context.CancelFunc) {
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

// contextError is why a context ended: an *Error when the server was too slow, the context's own error when the caller gave up, nil while it runs.
func (c *Client) contextError(ctx context.Context) error {
	if outOfTime(ctx) {
		return &failure.Error{Kind: failure.WholeTimeout, Host: c.Host()}
	}
	return ctx.Err()
}
