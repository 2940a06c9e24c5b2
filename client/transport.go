package client

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"crmhooks/client/failure"
)

// NewTransport returns what carries requests: TLS 1.2 at least, the proxy of HTTPS_PROXY and NO_PROXY beyond this machine,
// and answers decompressed on the way. A connection has to be made within the timeout; DefaultTimeout when zero.
func NewTransport(timeout time.Duration) *http.Transport {
	if timeout == 0 {
		timeout = DefaultTimeout
	}
	return &http.Transport{
		Proxy:                  beyondLoopback(http.ProxyFromEnvironment),
		OnProxyConnectResponse: refusedByProxy,
		DialContext:            (&net.Dialer{Timeout: timeout}).DialContext,
		TLSHandshakeTimeout:    timeout,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           2,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// limitedReader ends with an *Error of kind TooLarge when more than the allowed bytes come. It counts what passes, and the count may be
// read from another goroutine.
type limitedReader struct {
	r     io.Reader
	left  int64
	count atomic.Int64
}

// Read reads, up to the limit.
func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, &failure.Error{Kind: failure.TooLarge}
	}
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1] // one byte more than allowed tells a full answer from one that goes on
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	l.count.Add(int64(n))
	if l.left < 0 {
		return n, &failure.Error{Kind: failure.TooLarge}
	}
	return n, err
}

// read is how many bytes came so far.
func (l *limitedReader) read() int64 { return l.count.Load() }
