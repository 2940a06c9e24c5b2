package client

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/wire"
)

// This file asks SuperOffice Online where a tenant is, and whether it runs.

// tenantState is the answer of GET /api/state/{tenant}.
type tenantState struct {
	State      string
	IsRunning  bool
	ValidUntil string
	API        string `json:"Api"`
}

// maxStateBytes is far above the few hundred bytes of a tenant's state.
const maxStateBytes = 64 << 10

const (
	checkTenant     = "Check the tenant; if it is the right one, ask its administrator."
	contactSupport  = "Contact SuperOffice support."
	waitMaintenance = "Wait until maintenance is over; status.superoffice.com has notices."
)

// tenantStates holds what is said about a tenant that does not run, by the vendor's name of its state: what it is, and the next step. IsRunning is true
// for the two states that are missing here, Running and OnlineMaintenance.
var tenantStates = map[string]struct{ detail, next string }{
	"Unknown":            {"its state is unknown there", "Check the environment and the tenant; if both are right, contact SuperOffice support."},
	"Provisioning":       {"it is being set up", "Try again when it is ready."},
	"Deleted":            {"it has been deleted", checkTenant},
	"Suspended":          {"it is suspended", "Ask the tenant's administrator, or SuperOffice, why."},
	"OfflineMaintenance": {"it is offline for maintenance", waitMaintenance},
	"ProvisioningFailed": {"setting it up failed", contactSupport},
	"Deleting":           {"it is being deleted", checkTenant},
	"DeleteFailed":       {"deleting it failed", contactSupport},
	"MigrationPending":   {"it is about to be migrated", "Try again after the migration; status.superoffice.com has notices."},
}

// notRunning is the error for a tenant in this state. A state that the vendor does not document stands for itself.
func (c *Client) notRunning(state string) error {
	known, ok := tenantStates[state]
	if !ok {
		known.detail = c.login.safe(state)
	}
	return &failure.Error{Kind: failure.TenantNotRunning, Host: c.gate.state.Host, Detail: known.detail, Next: known.next}
}

// question is one for the tenant's address, which everybody waits for who needs the answer.
type question struct {
	done   chan struct{} // closed when there is an answer
	root   *url.URL
	err    error
	undone bool // whoever asked went away before there was an answer
}

// resolve returns the API root, asking the environment for it when it is not known or no longer valid. Of those who need it at the same time, one asks. When that
// one goes away, another one asks in its place.
func (c *Client) resolve(dog *watchdog) (*url.URL, error) {
	for {
		root, q, ours := c.join()
		switch {
		case q == nil:
			return root, nil
		case ours:
			if q.root, q.err = c.ask(dog.ctx); q.err != nil {
				q.undone = dog.abandoned()
				q.err = dog.explain(q.err, c.Host())
			}
			c.leave(q)
			return q.root, copied(q.err)
		}
		dog.rest() // the one who asks watches the environment
		select {
		case <-q.done:
		case <-dog.ctx.Done():
			return nil, dog.ctx.Err()
		}
		dog.enter(failure.ConnectTimeout)
		if !q.undone {
			return q.root, copied(q.err)
		}
	}
}

// join returns the API root when it is known and valid, and else the question for it, which is the caller's own to ask when nobody has asked yet.
func (c *Client) join() (root *url.URL, q *question, ours bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.root != nil && (c.validUntil.IsZero() || time.Now().Before(c.validUntil)) {
		return c.root, nil, false
	}
	if ours = c.asked == nil; ours {
		c.asked = &question{done: make(chan struct{})}
	}
	return nil, c.asked, ours
}

// leave hands the answer to everybody who waits.
func (c *Client) leave(q *question) {
	c.mu.Lock()
	c.asked = nil
	c.mu.Unlock()
	close(q.done)
}

// copied is an error that nobody else changes.
func copied(err error) error {
	var own *failure.Error
	if !errors.As(err, &own) {
		return err
	}
	e := *own
	return &e
}

// ask asks the environment, and keeps what it says.
func (c *Client) ask(ctx context.Context) (*url.URL, error) {
	state, err := c.tenantState(ctx)
	if err != nil {
		return nil, err
	}
	if !state.IsRunning {
		return nil, c.notRunning(state.State)
	}
	root, err := apiRoot(state.API)
	if err != nil || !isOnline(root, c.opts.Tenant) {
		return nil, &failure.Error{Kind: failure.BadTenantState, Host: c.gate.state.Host, Detail: "the address that it gave is not this tenant's address below superoffice.com"}
	}
	c.setRoot(root, wire.ParseTime(state.ValidUntil))
	return root, nil
}

// stateKinds says what a refusal means when neither a login nor the web API is involved.
var stateKinds = map[failure.Kind]failure.Kind{
	failure.Unauthorized: failure.StateRefused, failure.Forbidden: failure.StateRefused, failure.NotFound: failure.UnknownTenant,
	failure.BadRequest: failure.BadTenantState, failure.MethodRefused: failure.BadTenantState, failure.Conflict: failure.BadTenantState,
	failure.Precondition: failure.BadTenantState, failure.Misdirected: failure.BadTenantState, failure.EmptyAnswer: failure.BadTenantState,
}

// tenantState asks without credentials: no sample of the vendor's shows any, and the host is not the tenant's own.
func (c *Client) tenantState(ctx context.Context) (tenantState, error) {
	var state tenantState
	resp, err := c.http.R().SetContext(ctx).SetDoNotParseResponse(true).
		SetHeader("Accept", "application/json").
		SetHeader("User-Agent", userAgent(c.opts.Version)).
		Get(c.gate.state.String())
	if err != nil {
		return state, err
	}
	body := resp.RawBody()
	defer func() { _ = body.Close() }()
	if resp.StatusCode() != http.StatusOK {
		refused := c.refusal(resp.RawResponse)
		refused.Kind = cmp.Or(stateKinds[refused.Kind], refused.Kind)
		return state, refused
	}
	if err := json.NewDecoder(io.LimitReader(body, maxStateBytes)).Decode(&state); err != nil {
		return state, &failure.Error{Kind: failure.BadTenantState, Host: c.gate.state.Host, Detail: "the answer is not a tenant's state", Cause: err}
	}
	return state, nil
}
