package client

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"crmhooks/client/failure"
)

// explained is any error that already tells the user what to do: ours, or that of a credential's source.
type explained interface {
	error
	NextStep() string
}

// explain turns an error of the network or of the decoder into one that a user can act on. When the context has
// ended, that is the whole story.
func (c *Client) explain(ctx context.Context, err error) error {
	if err := c.contextError(ctx); err != nil {
		return err
	}
	var own *failure.Error
	if errors.As(err, &own) {
		own.Host = cmp.Or(own.Host, c.Host())
		return own
	}
	if known := explained(nil); errors.As(err, &known) {
		return known
	}
	var refusal proxyRefusal
	if errors.As(err, &refusal) {
		return &failure.Error{Kind: failure.ProxyFailed, Host: c.Host(), Status: refusal.status, Detail: "HTTP " + c.login.safe(strings.TrimSpace(refusal.words)), Cause: err}
	}
	return &failure.Error{Kind: failure.KindOf(err), Host: c.Host(), Detail: c.detail(err), Cause: err}
}

// detail is what an error of the network adds to its kind's sentence: nothing where the kind says it all.
func (c *Client) detail(err error) string {
	if failure.KindOf(err) != failure.Failed {
		return ""
	}
	return c.login.safe(err.Error())
}
