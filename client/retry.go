package client

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

const (
	// maxAttempts is how often a read is tried in all.
	maxAttempts = 4
	firstPause  = time.Second
)

// reasons are the failures after which a read is tried again, in the words that the user sees while waiting.
var reasons = map[failure.Kind]string{failure.Busy: "busy", failure.Unavailable: "not available", failure.Reset: "connection lost", failure.BrokenHeader: "connection lost"}

// pause is the Retry-After of an answer, carried as the cause of its error.
type pause time.Duration

func (p pause) Error() string { return fmt.Sprintf("Retry-After %v", time.Duration(p)) }

// retryAfter reads the header: seconds, or a date. Nil when there is none.
func retryAfter(header string, now time.Time) error {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.Atoi(header); err == nil && seconds >= 0 && seconds < 1<<31 {
		return pause(time.Duration(seconds) * time.Second)
	}
	if t, err := http.ParseTime(header); err == nil {
		return pause(max(0, t.Sub(now)))
	}
	return nil
}

// open gets a good answer. It tries again where that is worth it, tells the call's progress so, and never waits beyond the timeout
// that the user gave: a pause that would end after it is not begun. Only reads pass through here, so a repeat changes nothing.
func (c *Client) open(ctx context.Context, what call) (*answer, error) {
	deadline := time.Now().Add(c.opts.Timeout)
	renewed, moved := false, false
	for attempt := 1; ; attempt++ {
		// A token command has its own time limit, so the login is fetched before the watch begins.
		login, err := c.login.get(ctx)
		if err != nil {
			return nil, c.explain(ctx, err)
		}
		a, err := c.attempt(ctx, what)
		if err == nil {
			return a, nil
		}
		err = c.explain(ctx, err)
		c.opts.Log.Warn("attempt failed", "attempt", attempt, "error", err)
		var e *failure.Error
		if !errors.As(err, &e) {
			return nil, err
		}
		switch {
		case (e.Kind == failure.Unauthorized || e.Kind == failure.Forbidden) && !(what.optional && e.Kind == failure.Forbidden) && !renewed:
			renewed = true
			again, err := c.login.renew(ctx, login)
			if err != nil {
				return nil, c.explain(ctx, err)
			}
			if !again {
				return nil, e
			}
			continue
		case e.Kind == failure.Misdirected && c.gate.state != nil && !moved:
			moved = true
			c.forget()
			continue
		}
		wait := pauseFor(e, attempt)
		if reasons[e.Kind] == "" || attempt == maxAttempts || time.Now().Add(wait).After(deadline) {
			return nil, e
		}
		if err := c.wait(ctx, what, e.Kind, attempt+1, wait); err != nil {
			return nil, err
		}
	}
}

// pauseFor is the server's own Retry-After, or a pause that doubles, with some chance in it so that many clients do not return together.
func pauseFor(e *failure.Error, attempt int) time.Duration {
	var p pause
	if errors.As(e.Cause, &p) {
		return time.Duration(p)
	}
	base := firstPause << (attempt - 1)
	return base + time.Duration(rand.Int64N(int64(base/4)))
}

// wait tells what is waited for, and waits; it returns early with why the context ended.
func (c *Client) wait(ctx context.Context, what call, kind failure.Kind, next int, d time.Duration) error {
	if what.progress != nil {
		what.progress(webhook.Progress{Attempt: next, Attempts: maxAttempts, Wait: d, Reason: reasons[kind]})
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return c.contextError(ctx)
	}
}
