package client

import (
	"context"
	"errors"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"crmhooks/client/failure"
)

// errSilent is the cause of a request that the watchdog ended.
var errSilent = errors.New("the server was silent for too long")

// watchdog ends a request when the server is silent for longer than the timeout: before it accepts the connection, before the
// response header, and between bytes after it. A slow but steady answer may take as long as it needs.
type watchdog struct {
	ctx     context.Context
	cancel  context.CancelCauseFunc
	timer   *time.Timer
	timeout time.Duration
	phase   atomic.Pointer[failure.Kind] // what a silence means now
	proxied atomic.Bool                  // a proxy has to make the connection
}

// watchedBy is the key of the watchdog in its context.
type watchedBy struct{}

// noteProxied tells the watchdog of a request, where it has one, that the request passes a proxy.
func noteProxied(ctx context.Context) {
	if w, ok := ctx.Value(watchedBy{}).(*watchdog); ok {
		w.proxied.Store(true)
	}
}

func watch(ctx context.Context, timeout time.Duration) *watchdog {
	w := &watchdog{timeout: timeout}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { w.enter(failure.HeaderTimeout) },
	})
	w.ctx, w.cancel = context.WithCancelCause(context.WithValue(ctx, watchedBy{}, w))
	w.timer = time.AfterFunc(timeout, func() { w.cancel(errSilent) })
	w.enter(failure.ConnectTimeout)
	return w
}

// enter begins a phase, which has the whole timeout for itself; a silence in it means the kind.
func (w *watchdog) enter(phase failure.Kind) {
	w.phase.Store(&phase)
	w.feed()
}

// feed says that the server gave a sign of life.
func (w *watchdog) feed() { w.timer.Reset(w.timeout) }

// rest ends the watch until the next phase: somebody else watches the server.
func (w *watchdog) rest() { w.timer.Stop() }

// abandoned reports whether the request was ended by whoever wanted it, and not by the server's silence.
func (w *watchdog) abandoned() bool {
	return w.ctx.Err() != nil && !errors.Is(context.Cause(w.ctx), errSilent)
}

// stop ends the watch and the request.
func (w *watchdog) stop() {
	w.timer.Stop()
	w.cancel(nil)
}

// explain replaces the error of a request that the watchdog ended by what the silence means. A refusal whose text was
// not complete says more than that. A failure before there is a connection through a proxy is reported as the proxy's.
func (w *watchdog) explain(err error, host string) error {
	var own *failure.Error
	refused := errors.As(err, &own) && own.Status != 0
	phase := *w.phase.Load()
	atProxy := w.proxied.Load() && phase == failure.ConnectTimeout
	if atProxy {
		phase = failure.ProxyTimeout
	}
	switch {
	case !refused && errors.Is(context.Cause(w.ctx), errSilent):
		return &failure.Error{Kind: phase, Host: host, Detail: "nothing for " + w.timeout.String(), Cause: err}
	case own == nil && atProxy && failure.KindOf(err) == failure.NotHTTP:
		return &failure.Error{Kind: failure.ProxyFailed, Host: host, Detail: "its answer is not HTTP", Cause: err}
	}
	return err
}
