package client_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// After 101 a connection belongs to another protocol: net/http cancels nothing any more, and closes nothing.
func TestAnAnswerThatSwitchesProtocolsEndsAtOnce(t *testing.T) {
	for name, read := range map[string]func(*client.Client) error{
		"list": func(c *client.Client) error {
			_, err := c.List(context.Background(), webhook.Query{})
			return err
		},
		"usage": usageOf,
		"last error": func(c *client.Client) error {
			_, err := c.LastErrors(context.Background(), []int64{57})
			return err
		},
	} {
		closed := make(chan error, 1)
		address := accepting(t, func(conn net.Conn) {
			readRequest(conn)
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
			_, err := conn.Read(make([]byte, 1)) // until the client closes it
			closed <- err
		})
		err := read(newClient(t, client.Options{BaseURL: "http://" + address}))
		if kind(t, err) != failure.UnexpectedStatus || !strings.Contains(err.Error(), "HTTP 101 Switching Protocols") {
			t.Errorf("%s: %v", name, err)
		}
		if err := <-closed; !errors.Is(err, io.EOF) {
			t.Errorf("%s: the connection ended with %v", name, err)
		}
	}
}

// accepting hands every connection over and closes it afterwards.
func accepting(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go serveEach(listener, serve)
	return listener.Addr().String()
}

func serveEach(listener net.Listener, serve func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			serve(conn)
			_ = conn.Close()
		}()
	}
}

func TestAHeaderThatDoesNotCome(t *testing.T) {
	hang := func(conn net.Conn) {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // closing is a reset
		}
	}
	for name, c := range map[string]struct {
		header string
		end    func(net.Conn)
		want   failure.Kind
	}{
		"closed in the first line": {"HTTP/1.1 200 O", nil, failure.BrokenHeader},
		"closed in a name":         {"HTTP/1.1 200 OK\r\nContent-T", nil, failure.BadHeader}, // looks like a line without a colon,
		"reset in a value":         {"HTTP/1.1 200 OK\r\nContent-Type: appl", hang, failure.BrokenHeader},
		"closed before the end":    {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", nil, failure.BrokenHeader},
		"one that is too large":    {"HTTP/1.1 200 OK\r\nSet-Cookie: " + strings.Repeat("a", 65<<10), nil, failure.BadHeader},
		"many":                     {"HTTP/1.1 200 OK\r\n" + strings.Repeat("Set-Cookie: a=b\r\n", 5000), nil, failure.BadHeader},
		"endless early hints":      {strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", 5000), nil, failure.BadHeader},
	} {
		address := accepting(t, func(conn net.Conn) {
			readRequest(conn)
			_, _ = io.WriteString(conn, c.header)
			if c.end != nil {
				c.end(conn)
			}
		})
		_, err := list(t, client.Options{BaseURL: "http://" + address, Timeout: 900 * time.Millisecond}) // shorter than a pause
		if kind(t, err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// secureServer serves over TLS, HTTP/2 where that is wanted, with a certificate that the transport trusts.
func secureServer(t *testing.T, http2 bool, config *tls.Config, h http.HandlerFunc) (address string, transport *http.Transport) {
	t.Helper()
	pair, pool := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
	config.Certificates = []tls.Certificate{pair}
	server := httptest.NewUnstartedServer(h)
	server.EnableHTTP2, server.TLS, server.Config.ErrorLog = http2, config, quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL, direct(pool)
}

func TestAServerThatWantsACertificate(t *testing.T) {
	for _, c := range []struct {
		version uint16
		auth    tls.ClientAuthType
		shown   bool
		want    failure.Kind
	}{
		{tls.VersionTLS12, tls.RequireAnyClientCert, false, failure.TLSHandshake}, // an alert that does not say why
		{tls.VersionTLS13, tls.RequireAnyClientCert, false, failure.TLSClient},
		{tls.VersionTLS12, tls.RequireAndVerifyClientCert, true, failure.TLSClient},
		{tls.VersionTLS13, tls.RequireAndVerifyClientCert, true, failure.TLSClient},
	} {
		for _, http2 := range []bool{false, true} {
			address, transport := secureServer(t, http2, &tls.Config{MaxVersion: c.version, ClientAuth: c.auth, ClientCAs: x509.NewCertPool()}, http.NotFound)
			if c.shown {
				mine, _ := certificate(t, "192.0.2.1", time.Now().Add(time.Hour))
				transport.TLSClientConfig.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &mine, nil }
			}
			_, err := list(t, client.Options{BaseURL: address, Transport: transport})
			// Of a connection of HTTP/2 that ends before its first request, net/http may keep the reason to itself.
			unsaid := http2 && c.version == tls.VersionTLS13 && kind(t, err) == failure.TLSHandshake
			if kind(t, err) != c.want && !unsaid {
				t.Errorf("%s, HTTP/2 %v, shown %v: %v, want %s", tls.VersionName(c.version), http2, c.shown, err, c.want)
			}
		}
	}
}

// These depend on who is faster, so they are made.
func TestConnectionsOfHTTP2ThatEndByThemselves(t *testing.T) {
	for said, want := range map[string]failure.Kind{
		"http2: client conn could not be established": failure.TLSHandshake, "http2: client connection lost": failure.Reset,
		"http2: client conn not usable": failure.Reset, "http2: client conn is closed": failure.Reset,
	} {
		_, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: failing{errors.New(said)}, Timeout: time.Millisecond})
		if kind(t, err) != want {
			t.Errorf("%s: %v, want %s", said, err, want)
		}
	}
}

// net/http's own server resets a stream whose handler gives up.
func TestAStreamThatIsResetIsTriedAgain(t *testing.T) {
	t.Parallel() // a pause of a second is between the two
	requests := 0
	address, transport := secureServer(t, true, &tls.Config{}, func(w http.ResponseWriter, r *http.Request) {
		if requests++; r.ProtoMajor != 2 || requests == 1 {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"WebhookId":1},`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
	result, err := list(t, client.Options{BaseURL: address, Transport: transport})
	if err != nil || requests != 2 || len(result.Webhooks) != 1 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.Reset}) {
		t.Errorf("%d requests, %d webhooks, %v, %v", requests, len(result.Webhooks), result.Incomplete, err)
	}
}

func TestHeadersOfHTTP2ThatAreTooLarge(t *testing.T) {
	for name, values := range map[string][]string{"one": {strings.Repeat("a", 65<<10)}, "many": strings.Split(strings.Repeat("a=b,", 2000), ",")} {
		address, transport := secureServer(t, true, &tls.Config{}, func(w http.ResponseWriter, _ *http.Request) { w.Header()["Set-Cookie"] = values })
		if _, err := list(t, client.Options{BaseURL: address, Transport: transport}); kind(t, err) != failure.BadHeader {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// frame is one of HTTP/2 (RFC 9113, section 4.1).
func frame(kind, flags, stream byte, payload string) string {
	head := []byte{0, 0, byte(len(payload)), kind, flags, 0, 0, 0, stream}
	return string(head) + payload
}

func TestEndsOfHTTP2(t *testing.T) {
	const settings, rst, goaway, headers = 4, 3, 7, 1
	hello := frame(settings, 0, 0, "")
	for name, c := range map[string]struct {
		frames string
		closes bool
		want   failure.Kind
	}{
		"farewell":                      {hello + frame(goaway, 0, 0, "\x00\x00\x00\x01\x00\x00\x00\x02tls: remote error"), true, failure.Reset},
		"GOAWAY to an unread request":   {hello + frame(goaway, 0, 0, "\x00\x00\x00\x01\x00\x00\x00\x0bconnection error: "), true, failure.Reset},
		"reset":                         {hello + frame(rst, 0, 1, "\x00\x00\x00\x02"), false, failure.Reset},
		"reset for another protocol":    {hello + frame(rst, 0, 1, "\x00\x00\x00\x0d"), false, failure.Reset},
		"closed":                        {hello, true, failure.Reset},
		"a frame that breaks the rules": {hello + frame(rst, 0, 0, "\x00\x00\x00\x02"), false, failure.NotHTTP},
		"a header that cannot be read":  {hello + frame(headers, 4, 1, "\xff\xff\xff\xff\xff\xff\xff\xff"), false, failure.BadHeader},
		"a header without a status":     {hello + frame(headers, 5, 1, ""), false, failure.NotHTTP},
	} {
		pair, pool := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
		address := accepting(t, func(conn net.Conn) {
			secure := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"h2"}})
			in := bufio.NewReader(secure)
			for n := 0; n < 2; { // until the request's header and its body have come
				if n += requestFrames(in); n < 0 {
					return
				}
			}
			_, _ = io.WriteString(secure, c.frames)
			if !c.closes {
				_, _ = io.Copy(io.Discard, in)
			}
			_ = secure.Close()
		})
		_, err := list(t, client.Options{BaseURL: "https://" + address, Transport: direct(pool), Timeout: 900 * time.Millisecond})
		if kind(t, err) != c.want {
			t.Errorf("%s: %v (%v), want %s", name, err, errors.Unwrap(err), c.want)
		}
	}
}

// requestFrames reads a frame, the preface before the first one included, and counts those of a request: a header or a piece of its body. It is far below
// zero when nothing more comes.
func requestFrames(in *bufio.Reader) int {
	if start, err := in.Peek(3); err != nil {
		return -1000
	} else if string(start) == "PRI" {
		_, _ = in.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
	}
	head := make([]byte, 9)
	if _, err := io.ReadFull(in, head); err != nil {
		return -1000
	}
	_, _ = in.Discard(int(head[0])<<16 | int(head[1])<<8 | int(head[2]))
	if head[3] <= 1 {
		return 1
	}
	return 0
}

func TestAnEncodingThatWasNotAskedFor(t *testing.T) {
	for _, encoding := range []string{"deflate", "br", "gzip, gzip"} {
		_, err := list(t, client.Options{BaseURL: answering(t, 200, "application/json", "\x78\x9c", "Content-Encoding", encoding)})
		if kind(t, err) != failure.OtherAnswer || !strings.Contains(err.Error(), "it is encoded as "+encoding+", which was not asked for") {
			t.Errorf("%s: %v", encoding, err)
		}
	}
	if _, err := list(t, client.Options{BaseURL: answering(t, 200, "application/json", "[]", "Content-Encoding", "identity")}); err != nil {
		t.Errorf("identity: %v", err)
	}
}
