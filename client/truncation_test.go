package client_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
)

// head begins an answer of the built-in tenant's kind, with these header lines besides.
func head(lines ...string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n" + strings.Join(lines, "") + "\r\n"
}

func chunk(data string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(data), data) }

func gzipped(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	if _, err := zip.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each way in which HTTP says how long an answer is, cut in the middle of the last webhook: the ones before it are kept.
func TestACutAnswerKeepsWhatCame(t *testing.T) {
	whole := string(sandboxtest.Generate(300))
	cut := strings.LastIndex(whole, `"Events"`)
	zipped := gzipped(t, whole)
	for name, answer := range map[string]string{
		"counted":          head(fmt.Sprintf("Content-Length: %d\r\n", len(whole))) + whole[:cut],
		"until it closes":  head() + whole[:cut],
		"in chunks":        head("Transfer-Encoding: chunked\r\n") + chunk(whole[:cut]),
		"inside a chunk":   head("Transfer-Encoding: chunked\r\n") + strings.TrimSuffix(chunk(whole), "\r\n")[:cut],
		"gzip":             head("Content-Encoding: gzip\r\n") + zipped[:len(zipped)*9/10],
		"gzip and counted": head("Content-Encoding: gzip\r\n", fmt.Sprintf("Content-Length: %d\r\n", len(zipped))) + zipped[:len(zipped)*9/10],
	} {
		t.Run(name, func(t *testing.T) {
			address, _ := rawServer(t, answer)
			result, err := list(t, client.Options{BaseURL: "http://" + address})
			if err != nil || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.Truncated, Host: address}) {
				t.Fatalf("%v, %v", result.Incomplete, err)
			}
			if n := len(result.Webhooks); n == 0 || n >= 300 || result.Webhooks[n-1].ID != int64(n) {
				t.Errorf("%d webhooks", n)
			}
		})
	}
}

// What is cut after the closing bracket lost nothing.
func TestAListThatIsWholeCountsAsWhole(t *testing.T) {
	whole := string(sandboxtest.Generate(3))
	zipped := gzipped(t, whole)
	for name, answer := range map[string]string{
		"chunks without an end": head("Transfer-Encoding: chunked\r\n") + chunk(whole),
		"counted too high":      head(fmt.Sprintf("Content-Length: %d\r\n", len(whole)+9)) + whole,
		"gzip without its sum":  head("Content-Encoding: gzip\r\n") + zipped[:len(zipped)-8],
	} {
		t.Run(name, func(t *testing.T) {
			address, _ := rawServer(t, answer)
			result, err := list(t, client.Options{BaseURL: "http://" + address})
			if err != nil || len(result.Webhooks) != 3 || result.Incomplete != nil || len(result.Warnings) != 0 {
				t.Errorf("%d webhooks, %v, %v, %v", len(result.Webhooks), result.Incomplete, result.Warnings, err)
			}
		})
	}
}

func TestAnAnswerThatIsDamaged(t *testing.T) {
	for name, answer := range map[string]string{
		"not gzip after all":   head("Content-Encoding: gzip\r\n") + string(sandboxtest.Sample()),
		"a chunk without size": head("Transfer-Encoding: chunked\r\n") + "zz\r\n[]\r\n",
	} {
		address, _ := rawServer(t, answer)
		result, err := list(t, client.Options{BaseURL: "http://" + address})
		if kind(t, err) != failure.Failed || result.Webhooks != nil {
			t.Errorf("%s: %+v, %v", name, result, err)
		}
	}
}

func TestAConnectionThatIsResetInTheMiddle(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	read := make(chan struct{})
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		readRequest(conn)
		_, _ = fmt.Fprint(conn, head(), strings.TrimSuffix(string(sandboxtest.Generate(600)), "]"), ",")
		<-read
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}()
	c := newClient(t, client.Options{BaseURL: "http://" + listener.Addr().String()})
	q := webhook.Query{Progress: func(webhook.Progress) { close(read) }}
	result, err := c.List(context.Background(), q)
	if err != nil || len(result.Webhooks) < 500 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.Reset}) {
		t.Errorf("%d webhooks, %v, %v", len(result.Webhooks), result.Incomplete, err)
	}
}

// A server of another protocol greets before it is asked, and the greeting may come before the request or after it.
func TestAServerThatSpeaksFirst(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = fmt.Fprint(conn, "220 mail.example.com ESMTP\r\n")
			go func() { readRequest(conn); _ = conn.Close() }()
		}
	}()
	for range 50 {
		if _, err := list(t, client.Options{BaseURL: "http://" + listener.Addr().String()}); kind(t, err) != failure.NotHTTP {
			t.Fatal(err)
		}
	}
}

func TestAHeaderWithoutEnd(t *testing.T) {
	address, _ := rawServer(t, "HTTP/1.1 200 OK\r\nX-Long: "+strings.Repeat("x", 1<<20)+"\r\nContent-Type: application/json\r\n\r\n[]")
	if _, err := list(t, client.Options{BaseURL: "http://" + address}); kind(t, err) != failure.BadHeader {
		t.Error(err)
	}
}

// endless is a list without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, strings.Repeat(`{"WebhookId":1},`, len(p)/16))
	if e.read == 0 {
		n = copy(p, "[")
	}
	e.read += n
	return n, nil
}

func (e *endless) Close() error { return nil }

func TestReadingASavedListCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	source := &endless{}
	file := &client.Saved{Open: func() (io.ReadCloser, error) { return source, nil }}
	_, err := file.List(ctx, webhook.Query{Progress: func(webhook.Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) || source.read > 1<<20 {
		t.Errorf("%v after %d bytes", err, source.read)
	}
}
