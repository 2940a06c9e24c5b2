package client_test

import (
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

func TestASilentServer(t *testing.T) {
	for _, c := range []struct {
		name string
		want failure.Kind
		h    http.HandlerFunc
	}{
		{"before the header", failure.HeaderTimeout, func(_ http.ResponseWriter, r *http.Request) { hang(r) }},
		{"in the body", failure.BodyTimeout, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, "[")
			_ = http.NewResponseController(w).Flush()
			hang(r)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := list(t, client.Options{BaseURL: serving(t, c.h), Timeout: 100 * time.Millisecond})
			if kind(t, err) != c.want {
				t.Errorf("%v", err)
			}
		})
	}
}

// hang says nothing more until the client goes away.
func hang(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // only after its end does net/http notice
	<-r.Context().Done()
}

func TestASilenceAfterSomeWebhooksKeepsThem(t *testing.T) {
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"WebhookId":1},`)
		_ = http.NewResponseController(w).Flush()
		hang(r)
	})
	result, err := list(t, client.Options{BaseURL: server, Timeout: 100 * time.Millisecond})
	if err != nil || len(result.Webhooks) != 1 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.BodyTimeout}) {
		t.Errorf("%+v, %v", result, err)
	}
}

// A steady answer may take longer than the timeout, which is about silence.
func TestASlowButSteadyAnswerIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := roundTrip(func(r *http.Request) (*http.Response, error) {
			body := &steady{ctx: r.Context(), pieces: []string{"[", " ", " ", " ", " ", "]"}}
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: body, Request: r}, nil
		})
		started := time.Now()
		result, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: transport, Timeout: 20 * time.Second})
		if err != nil || result.Incomplete != nil || time.Since(started) < 60*time.Second {
			t.Errorf("%v, %v after %v", err, result.Incomplete, time.Since(started))
		}
	})
}

// steady is a body that gives a piece every 15 seconds, until its request is ended.
type steady struct {
	ctx    context.Context
	pieces []string
}

func (s *steady) Read(p []byte) (int, error) {
	if len(s.pieces) == 0 {
		return 0, io.EOF
	}
	select {
	case <-time.After(15 * time.Second):
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
	n := copy(p, s.pieces[0])
	s.pieces = s.pieces[1:]
	return n, nil
}

func (s *steady) Close() error { return nil }

func TestCancelling(t *testing.T) {
	arrived, gone := make(chan struct{}), make(chan struct{})
	server := serving(t, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		hang(r)
		close(gone)
	})
	ctx, cancel := context.WithCancel(context.Background())
	failed := make(chan error, 1)
	go func() {
		_, err := newClient(t, client.Options{BaseURL: server}).List(ctx, webhook.Query{})
		failed <- err
	}()
	<-arrived
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	<-gone // the server notices: nothing runs on
}

func TestAnAnswerThatIsTooLarge(t *testing.T) {
	bomb := func(zipped bool) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			out := io.Writer(w)
			if zipped {
				w.Header().Set("Content-Encoding", "gzip")
				zip := gzip.NewWriter(w)
				defer func() { _ = zip.Close() }()
				out = zip
			}
			_, _ = io.WriteString(out, `[{"WebhookId":1,"Name":"first"}`)
			_, _ = io.CopyN(out, blanks{}, 8<<20)
			_, _ = io.WriteString(out, "]")
		}
	}
	for name, zipped := range map[string]bool{"plain": false, "gzip": true} {
		result, err := list(t, client.Options{BaseURL: serving(t, bomb(zipped)), MaxBytes: 1 << 20})
		if err != nil || len(result.Webhooks) != 1 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.TooLarge}) || result.Bytes > 1<<20+1 {
			t.Errorf("%s: %d webhooks in %d bytes, %v, %v", name, len(result.Webhooks), result.Bytes, result.Incomplete, err)
		}
		result, err = list(t, client.Options{BaseURL: serving(t, bomb(zipped)), MaxBytes: 16 << 20})
		if err != nil || result.Incomplete != nil {
			t.Errorf("%s within the limit: %v, %v", name, result.Incomplete, err)
		}
	}
}

// blanks is an endless source of blanks.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestHostsThatCannotBeAsked(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := listener.Addr().String()
	_ = listener.Close()
	noHTTP, _ := rawServer(t, "SSH-2.0-OpenSSH_9.9\r\n")
	for _, c := range []struct {
		address string
		want    failure.Kind
	}{
		{"http://" + closed, failure.Refused},
		{"http://no-such-host.invalid", failure.UnknownHost},
		{"http://" + noHTTP, failure.NotHTTP},
		{"https://" + noHTTP, failure.TLSProtocol},
		{strings.Replace(answering(t, 200, "application/json", "[]"), "http:", "https:", 1), failure.TLSProtocol},
	} {
		_, err := list(t, client.Options{BaseURL: c.address, Timeout: 5 * time.Second, Transport: noLookups(direct(nil))})
		if kind(t, err) != c.want {
			t.Errorf("%s: %v, want %s", c.address, err, c.want)
		}
	}
}

// direct is the client's own transport, without a proxy, that trusts these authorities.
func direct(authorities *x509.CertPool) *http.Transport {
	transport := client.NewTransport(5 * time.Second)
	transport.Proxy = nil
	transport.TLSClientConfig.RootCAs = authorities
	return transport
}

// failing is a network that fails in one way.
type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

func TestANetworkThatIsUnreachable(t *testing.T) {
	for _, errno := range []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH} {
		_, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: failing{&net.OpError{Op: "dial", Err: errno}}})
		if kind(t, err) != failure.Unreachable {
			t.Errorf("%v: %v", errno, err)
		}
	}
}

func TestANetworkThatFailsInAnotherWay(t *testing.T) {
	_, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: failing{errors.New("something \x1b[31mnew")}})
	if kind(t, err) != failure.Failed || !strings.Contains(err.Error(), "something") || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("%q", err)
	}
}
