package client

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// NewTransport returns a transport with TLS 1.2 or later, the proxy of HTTPS_PROXY (HTTP_PROXY for plain http) and NO_PROXY except for this machine,
// and decompression of answers. A connection must be made within the timeout, which is DefaultTimeout if zero.
func NewTransport(timeout time.Duration) *http.Transport {
	if timeout == 0 {
		timeout = DefaultTimeout
	}
	return &http.Transport{
		Proxy:                  beyondLoopback(fromEnvironment),
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
