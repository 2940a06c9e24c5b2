package failure

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
)

// KindOf returns the kind of a network error or of an answer that ends early, and Failed for any other error.
func KindOf(err error) Kind {
	for _, ask := range []func(error) Kind{proxyKind, http2Kind, tlsKind, networkKind} {
		if kind := ask(err); kind != "" {
			return kind
		}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return Truncated
	}
	return Failed
}

// proxyKind classifies failures on the way to the proxy, so that its certificate and connection are not mistaken for the server's.
func proxyKind(err error) Kind {
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks ")) {
		return ProxyFailed
	}
	return ""
}

// http2Kind matches the text, because net/http does not export the types of these errors. The server sends a reset or a GOAWAY; the rest is what this side
// cannot parse.
func http2Kind(err error) Kind {
	said := err.Error()
	for _, known := range []struct {
		words string
		kind  Kind
	}{
		{"http2: server sent GOAWAY", Reset},                          // first, as the server's own words follow
		{"http2: client conn could not be established", TLSHandshake}, // closed right behind the handshake, its alert unread
		{"http2: client conn", Reset},                                 // lost, closed or no longer usable
		{"http2: response header list larger than", BadHeader},
		{"connection error: COMPRESSION_ERROR", BadHeader}, // also for one header that is too large
		{"connection error: ", NotHTTP},
	} {
		if strings.Contains(said, known.words) {
			return known.kind
		}
	}
	switch {
	case !strings.Contains(said, "stream error: stream ID"):
		return ""
	case strings.Contains(said, "received from peer"):
		return Reset
	}
	return NotHTTP
}

// alertKind is what a TLS alert from the server means. An alert about a certificate is about the client's.
func alertKind(err error) Kind {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" {
		return ""
	}
	switch said := op.Err.Error(); {
	case said == "tls: handshake failure":
		return TLSHandshake
	case strings.Contains(said, "certificate"), said == "tls: access denied":
		return TLSClient
	}
	return TLSProtocol
}

func tlsKind(err error) Kind {
	var (
		authority x509.UnknownAuthorityError
		invalid   x509.CertificateInvalidError
		name      x509.HostnameError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		other     *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &name):
		return TLSName
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return TLSExpired
	case errors.As(err, &authority), errors.As(err, &other):
		return TLSAuthority
	case alertKind(err) != "":
		return alertKind(err)
	case errors.As(err, &record), errors.As(err, &alert), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"),
		strings.Contains(err.Error(), "tls: "):
		return TLSProtocol
	}
	return ""
}

func networkKind(err error) Kind {
	var (
		dns *net.DNSError
		net net.Error
	)
	switch {
	case errors.As(err, &dns):
		return UnknownHost
	case strings.Contains(err.Error(), "failed to parse Location header"): // which may hold a credential
		return Redirected
	case errors.Is(err, syscall.ECONNREFUSED):
		return Refused
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return Unreachable
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF):
		return Reset
	case strings.Contains(err.Error(), "server response headers exceeded"), strings.Contains(err.Error(), "transport connection broken: malformed MIME header"):
		return BadHeader
	case errors.Is(err, io.ErrUnexpectedEOF) && strings.Contains(err.Error(), "transport connection broken"):
		return BrokenHeader
	case errors.Is(err, io.ErrUnexpectedEOF) && errors.As(err, new(*url.Error)): // the request failed, not the reading of the answer: HTTP/2
		return Reset
	case strings.Contains(err.Error(), "malformed HTTP"), strings.Contains(err.Error(), "transport connection broken"),
		strings.Contains(err.Error(), "readLoopPeekFail"): // net/http's word for a server that speaks first
		return NotHTTP
	case errors.As(err, &net) && net.Timeout():
		return ConnectTimeout
	}
	return ""
}
