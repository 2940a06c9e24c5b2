// Package client talks to SuperOffice's Webhook agent over HTTP. It only reads: every request passes one allow-list before
// it leaves the process. What it returns is safe to show: package wire cleans text and masks credentials while it reads an answer.
package client

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-resty/resty/v2"

	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

const (
	// DefaultTimeout is how long the server may be silent: until the response header, and between bytes after it.
	DefaultTimeout = 20 * time.Second
	// DefaultMaxBytes is the largest decompressed answer that is read.
	DefaultMaxBytes = 256 << 20
)

// Options says which tenant to read, as whom, and how.
type Options struct {
	// BaseURL is the web API's address, with or without a trailing slash, /api or /api/v1. Either it is set, or Environment is.
	BaseURL string
	// Environment is the SuperOffice Online environment (sod, qaonline, online) that is asked for Tenant's address.
	Environment string
	Tenant      string // names the tenant, Cust12345; required with Environment

	Auth Auth

	Language   string // Accept-Language; "en" when empty, since without one some names arrive as raw multi-language text
	SOLanguage string // SO-Language, overrides Language
	SOCulture  string // SO-Culture
	SOTimeZone string // SO-TimeZone; the client adds includeTZOffset, so that times stay unambiguous

	NoLastErrors bool // leave the texts of last errors out, wherever they come: they hold what receivers answered
	NoOtherApps  bool // do not ask the archive for the webhooks of other applications

	Version   string            // of this program, for User-Agent
	Timeout   time.Duration     // DefaultTimeout when zero
	MaxBytes  int64             // DefaultMaxBytes when zero
	Transport http.RoundTripper // what carries the requests; NewTransport(0) when nil
	Log       *slog.Logger      // what was asked and answered, never a credential; nil for none
}

// Client reads the webhooks of one tenant, and what the tenant counts about them. It is safe for concurrent use.
type Client struct {
	opts  Options
	http  *resty.Client
	gate  *gate
	login *login

	mu         sync.Mutex
	root       *url.URL  // the API root, /api without a slash; nil until the environment named it
	validUntil time.Time // when the environment has to be asked again; zero for a root that was given
	asked      *question // what the environment is asked at present; nil for nothing

	versionMu    sync.Mutex
	versionAsked bool
	version      string
}

// New checks the options and returns a client. It sends nothing. The error is an *Error of kind BadAddress.
func New(opts Options) (*Client, error) {
	opts.Language = cmp.Or(opts.Language, "en")
	opts.Timeout = cmp.Or(opts.Timeout, DefaultTimeout)
	opts.MaxBytes = cmp.Or(opts.MaxBytes, int64(DefaultMaxBytes))
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Transport == nil {
		opts.Transport = NewTransport(opts.Timeout)
	}
	who := &login{auth: opts.Auth}
	c := &Client{opts: opts, gate: &gate{next: opts.Transport, login: who}, login: who}
	if err := c.locate(); err != nil {
		return nil, err
	}
	c.http = resty.NewWithClient(&http.Client{Transport: c.gate}).
		SetLogger(silent{}).
		SetDisableWarn(true).
		SetRedirectPolicy(resty.RedirectPolicyFunc(func(*http.Request, []*http.Request) error {
			// A redirect is an answer of its own kind: followed, it would carry SO-AppToken and X-XSRF-TOKEN to another host.
			return http.ErrUseLastResponse
		}))
	return c, nil
}

// Host is the host that is asked, for titles and messages: the environment's until it named the tenant's own.
func (c *Client) Host() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.root == nil {
		return environmentHost(c.opts.Environment)
	}
	return c.root.Host
}

// List asks for the tenant's webhooks. An answer that ends early is no error: its webhooks are in the result, and
// Incomplete says what happened. An error is an *Error, or the context's.
func (c *Client) List(ctx context.Context, q webhook.Query) (webhook.Result, error) {
	started := time.Now()
	q.Select = c.selected(q.Select)
	body, err := c.open(ctx, listCall(q))
	if err != nil {
		return webhook.Result{}, err
	}
	defer func() { _ = body.Close() }()
	result, err := c.read(ctx, body, q)
	if err != nil {
		return webhook.Result{}, c.explain(ctx, err)
	}
	if result.Incomplete != nil {
		result.Incomplete = c.explain(ctx, result.Incomplete)
		if ctx.Err() != nil {
			return webhook.Result{}, ctx.Err()
		}
	}
	result.ReceivedAt = time.Now()
	result.Duration = result.ReceivedAt.Sub(started)
	result.Wait = body.wait
	c.opts.Log.Info("list", "host", c.Host(), "webhooks", len(result.Webhooks), "bytes", result.Bytes, "duration", result.Duration)
	if note := result.SlowNote(); note != "" {
		c.opts.Log.Warn("slow", "host", c.Host(), "wait", result.Wait, "note", note)
	}
	return result, nil
}

// selected are the members to ask for: where the texts of last errors are not wanted, all the others.
func (c *Client) selected(members []string) []string {
	if !c.opts.NoLastErrors {
		return members
	}
	if members == nil {
		members = webhook.AllFields.Names()
	}
	return slices.DeleteFunc(slices.Clone(members), func(m string) bool { return webhook.FieldByName(strings.TrimSpace(m)) == webhook.FieldLastError })
}

// read decodes an answer's body.
func (c *Client) read(ctx context.Context, body io.Reader, q webhook.Query) (webhook.Result, error) {
	return wire.Decode(ctx, body, wire.Options{
		Tenant: c.opts.Tenant, Requested: webhook.FieldsOf(q.Select), NoLastErrors: c.opts.NoLastErrors, Own: c.login.credentials(), MaxBytes: c.opts.MaxBytes,
		Progress: q.Progress, Arrived: q.Arrived, Known: q.Known,
	})
}

// silent keeps resty from writing to standard error, through the screen.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
