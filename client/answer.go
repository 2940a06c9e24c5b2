package client

import (
	"context"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/text"
	"crmhooks/client/wire"
)

// answer is the body of a good response, watched while it is read.
type answer struct {
	body io.ReadCloser
	dog  *watchdog
	host string
	wait time.Duration // from the request to the header
}

// Read reads decompressed bytes of the answer.
func (a *answer) Read(p []byte) (int, error) {
	n, err := a.body.Read(p)
	if n > 0 {
		a.dog.feed()
	}
	if err != nil && err != io.EOF {
		err = a.dog.explain(err, a.host)
	}
	return n, err
}

// Close ends the request.
func (a *answer) Close() error {
	a.dog.stop()
	return a.body.Close()
}

// attempt sends a call once and returns an answer whose status and type are good.
func (c *Client) attempt(ctx context.Context, what call) (*answer, error) {
	dog := watch(ctx, c.opts.Timeout)
	a, err := c.send(dog, what)
	if err != nil {
		err = dog.explain(err, c.Host())
		dog.stop()
		return nil, err
	}
	return a, nil
}

func (c *Client) send(dog *watchdog, what call) (*answer, error) {
	root, err := c.resolve(dog)
	if err != nil {
		return nil, err
	}
	dog.enter(failure.ConnectTimeout) // the environment answered over a separate connection
	started := time.Now()
	resp, err := c.do(dog.ctx, root, what)
	if err != nil {
		return nil, err
	}
	dog.enter(failure.BodyTimeout)
	c.opts.Log.Debug("answer", "host", root.Host, "path", what.path, "status", resp.StatusCode, "wait", time.Since(started))
	if err := c.accept(resp); err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	return &answer{body: resp.Body, dog: dog, host: root.Host, wait: time.Since(started)}, nil
}

// accept refuses a response that cannot hold an answer, by its status and its type.
func (c *Client) accept(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return c.refusal(resp)
	}
	host := resp.Request.URL.Host
	if encoding := resp.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") { // gzip was requested, and is already decompressed
		return &failure.Error{Kind: failure.OtherAnswer, Host: host, Status: resp.StatusCode, Detail: "it is encoded as " + c.login.safe(encoding) + ", which was not asked for"}
	}
	media, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil {
		return nil // none, or none that can be read: the first byte decides
	}
	switch {
	case strings.HasSuffix(media, "json"):
		return nil
	case strings.Contains(media, "html"):
		return &failure.Error{Kind: failure.HTMLAnswer, Host: host, Status: resp.StatusCode}
	case strings.HasSuffix(media, "xml"):
		return &failure.Error{Kind: failure.XMLAnswer, Host: host, Status: resp.StatusCode}
	}
	return &failure.Error{Kind: failure.OtherAnswer, Host: host, Status: resp.StatusCode, Detail: c.login.safe(media)}
}

// statusKinds says what a status means. The vendor's OpenAPI description lists 200 alone; the others are met in its prose.
var statusKinds = map[int]failure.Kind{
	http.StatusBadRequest: failure.BadRequest, http.StatusUnauthorized: failure.Unauthorized, http.StatusForbidden: failure.Forbidden,
	http.StatusNotFound: failure.NotFound, http.StatusMethodNotAllowed: failure.MethodRefused, http.StatusConflict: failure.Conflict,
	http.StatusPreconditionFailed: failure.Precondition, http.StatusMisdirectedRequest: failure.Misdirected, http.StatusTooManyRequests: failure.Busy,
	http.StatusServiceUnavailable: failure.Unavailable, http.StatusBadGateway: failure.Unavailable, http.StatusGatewayTimeout: failure.Unavailable,
	http.StatusProxyAuthRequired: failure.ProxyFailed, http.StatusNoContent: failure.EmptyAnswer,
	http.StatusUnsupportedMediaType: failure.BadRequest, http.StatusNotAcceptable: failure.BadRequest, http.StatusUnprocessableEntity: failure.BadRequest,
}

// refusal makes an error of a response that is not 200.
func (c *Client) refusal(resp *http.Response) *failure.Error {
	e := &failure.Error{Host: resp.Request.URL.Host, Status: resp.StatusCode}
	e.Kind = statusKinds[resp.StatusCode]
	switch {
	case e.Kind != "":
	case resp.StatusCode >= 500:
		e.Kind = failure.ServerFault
	case redirects(resp):
		e.Kind = failure.Redirected
		e.Detail = c.login.safe(locationHost(resp))
		return e
	default:
		e.Kind = failure.UnexpectedStatus
	}
	if resp.StatusCode >= 200 { // after 101 the body is the connection itself, which no cancelling reaches
		e.Detail = wire.Message(resp.Body, c.login.repeats())
	}
	if e.Detail == "" {
		e.Detail = "HTTP " + c.login.safe(strings.TrimSpace(resp.Status))
	}
	e.Cause = retryAfter(resp.Header.Get("Retry-After"), time.Now())
	return e
}

// redirects reports whether a response is a redirect: the status of one, and a location.
func redirects(resp *http.Response) bool {
	return resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.StatusCode != http.StatusNotModified && resp.Header.Get("Location") != ""
}

// locationHost is the host that a redirect names; the rest of it may hold credentials.
func locationHost(resp *http.Response) string {
	u, err := url.Parse(resp.Header.Get("Location"))
	if err != nil || u.Host == "" {
		return "to another path of the same host"
	}
	return "to " + text.Host(u)
}
