package client_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// quiet keeps a test's server from writing to standard error.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// token is the credential of most tests. No 6 characters of it occur in ordinary words.
const token = "8A:Cust9.QzXv7KjW-3fGhYq0ZrT"

func bearer() client.Auth {
	return client.Auth{Scheme: client.Bearer, Secret: client.Fixed(token)}
}

func newClient(t testing.TB, opts client.Options) *client.Client {
	t.Helper()
	if opts.Auth.Scheme == client.NoAuth {
		opts.Auth = bearer()
	}
	c, err := client.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answering serves one answer to every request.
func answering(t testing.TB, status int, contentType, body string, headers ...string) string {
	t.Helper()
	return serving(t, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func serving(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// list asks for everything.
func list(t testing.TB, opts client.Options) (webhook.Result, error) {
	t.Helper()
	return newClient(t, opts).List(context.Background(), webhook.Query{})
}

// decoded is what an answer of this body becomes.
func decoded(t testing.TB, body string) webhook.Result {
	t.Helper()
	result, err := saved(body).List(context.Background(), webhook.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func saved(body string) *client.Saved {
	return &client.Saved{Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(body)), nil }}
}

// kind is the kind of a client's error.
func kind(t testing.TB, err error) failure.Kind {
	t.Helper()
	var e *failure.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is %T and not a *client.Error", err, err)
	}
	return e.Kind
}

// rawServer answers every connection with fixed bytes and hands out the bytes that it got.
func rawServer(t testing.TB, answer string) (address string, requests <-chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	got := make(chan string, 16)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				got <- readRequest(conn)
				_, _ = io.WriteString(conn, answer)
			}()
		}
	}()
	return listener.Addr().String(), got
}

// readRequest reads one request as it came over the wire.
func readRequest(conn net.Conn) string {
	var raw strings.Builder
	r := bufio.NewReader(io.TeeReader(conn, &raw))
	request, err := http.ReadRequest(r)
	if err != nil {
		return raw.String()
	}
	_, _ = io.Copy(io.Discard, request.Body)
	return raw.String()
}

// emptyList is a good answer without a webhook.
const emptyList = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"

// rawAnswer answers with a Content-Type that net/http would not choose by itself, "" for none.
func rawAnswer(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		if contentType != "" {
			w.Header()["Content-Type"] = []string{contentType}
		}
		_, _ = io.WriteString(w, body)
	}
}

// noLookups answers for names that there are not as a resolver does, so that no test asks a name server.
func noLookups(transport *http.Transport) *http.Transport {
	dial := transport.DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, _, _ := net.SplitHostPort(address); strings.HasSuffix(host, ".invalid") {
			return nil, &net.OpError{Op: "dial", Net: network, Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
		}
		return dial(ctx, network, address)
	}
	return transport
}

// planted is a credential. None of its pieces occurs in ordinary words.
const planted = "Qz7#vKxWj-9fGhYq0ZrT"

// leaks reports whether a text holds a piece of the planted credential, 8 characters or more of it.
func leaks(s string) bool {
	for i := 0; i+8 <= len(planted); i++ {
		if strings.Contains(s, planted[i:i+8]) {
			return true
		}
	}
	return false
}

// quote is a text as JSON.
func quote(s string) string {
	b, _ := json.Marshal(s) // never fails for a string
	return string(b)
}
