package client

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"crmhooks/client/wire"
)

// lastErrorPause stands between two calls of GetLastError. No page of the vendor's asks for it: it is a courtesy of ours.
const lastErrorPause = 150 * time.Millisecond

// LastErrors asks GetLastError for each of the webhooks, one after the other, and returns the texts, "" for one that has none, cleaned and
// masked. All of them together may take the timeout. The first failure ends it: what came before is returned, with an *Unread or the context's error.
func (c *Client) LastErrors(ctx context.Context, ids []int64) (map[int64]string, error) {
	within, cancel := c.withTimeLimit(ctx, nil)
	defer cancel()
	texts := map[int64]string{}
	for i, id := range ids {
		if i > 0 {
			select {
			case <-time.After(lastErrorPause):
			case <-within.Done():
			}
		}
		text, err := c.lastError(within, id)
		if ctx.Err() != nil {
			return texts, ctx.Err()
		}
		if err != nil {
			return texts, unread("last error", c.explain(within, err))
		}
		texts[id] = text
	}
	return texts, nil
}

func (c *Client) lastError(ctx context.Context, id int64) (string, error) {
	body, err := c.open(ctx, call{
		method: http.MethodPost, path: pathLastError, body: fmt.Appendf(nil, `{"WebhookId":%d}`, id), optional: true,
	})
	if err != nil {
		return "", err
	}
	defer func() { _ = body.Close() }()
	return wire.LastError(body, c.opts.MaxBytes, c.login.repeats())
}
