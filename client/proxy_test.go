package client_test

import (
	"bytes"
	"encoding/base64"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
)

// through is a transport that uses a proxy as the program does. A login in the proxy's address comes from HTTPS_PROXY, which is read once in a process, so
// there the test stands in for the environment.
func through(t *testing.T, proxy string) *http.Transport {
	t.Helper()
	transport := client.NewTransport(5 * time.Second)
	u, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	if u.User != nil {
		transport.Proxy = http.ProxyURL(u)
		return transport
	}
	if err := (client.Security{Proxy: proxy}).Apply(transport); err != nil {
		t.Fatal(err)
	}
	return transport
}

func TestLoopbackNeverPassesAProxy(t *testing.T) {
	asked := make(chan string, 16)
	proxy := serving(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Method + " " + r.URL.String()
		w.WriteHeader(http.StatusTeapot)
	})
	server := answering(t, 200, "application/json", "[]")
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(server, "http://"))
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST", "127.8.9.1", "[::1]", "[::ffff:127.0.0.1]"} {
		// Not each of them is listened to; what counts is that the proxy is never asked.
		_, err := list(t, client.Options{BaseURL: "http://" + host + ":" + port, Transport: through(t, proxy)})
		if len(asked) > 0 {
			t.Errorf("%s: the proxy was asked for %s", host, <-asked)
		}
		if host == "127.0.0.1" && err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	if _, err := list(t, client.Options{BaseURL: "http://crm.example.com", Transport: through(t, proxy)}); len(asked) != 1 {
		t.Errorf("another machine goes past the proxy: %v", err)
	}
}

func TestAProxyThatRefuses(t *testing.T) {
	for _, c := range []struct{ answer, want string }{
		{"HTTP/1.1 403 Forbidden\r\n\r\n", "403 Forbidden"},
		{"HTTP/1.1 502 Bad Gateway\r\n\r\n", "502 Bad Gateway"},
		{"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "407 Proxy"},
		{"HTTP/1.1 401 Unauthorized\r\n\r\n", "401"},
		{"HTTP/1.1 503 \x1b[31mred\u202e\r\n\r\n", "503"},
		{"HTTP/1.1 302 Found\r\nLocation: https://evil.example.com\r\n\r\n", "302"},
	} {
		proxy, _ := rawServer(t, c.answer)
		_, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: through(t, "http://"+proxy)})
		if kind(t, err) != failure.ProxyFailed || !strings.Contains(err.Error(), c.want) || strings.ContainsAny(err.Error(), "\x1b\u202e") {
			t.Errorf("%q: %v", c.answer, err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		if conn, err := listener.Accept(); err == nil {
			_, _ = conn.Write([]byte{5, 0xff}) // no way to log in is good enough
			_ = conn.Close()
		}
	}()
	if _, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: through(t, "socks5://u:p@"+listener.Addr().String())}); kind(t, err) != failure.ProxyFailed {
		t.Errorf("of SOCKS: %v", err)
	}
}

func TestAProxyThatDoesNotSpeakHTTP(t *testing.T) {
	proxy, _ := rawServer(t, "220 mail.example.com ESMTP\r\n")
	_, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: through(t, "http://"+proxy)})
	if kind(t, err) != failure.ProxyFailed || err.Error() != "The proxy did not let the request through: its answer is not HTTP." {
		t.Errorf("%v", err)
	}
}

func TestAProxyThatIsSilent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // the system accepts, and nobody reads
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	_, err = list(t, client.Options{BaseURL: "https://crm.example.com", Transport: through(t, "http://"+listener.Addr().String()), Timeout: 300 * time.Millisecond})
	if kind(t, err) != failure.ProxyTimeout || err.Error() != "The proxy made no connection with crm.example.com in time: nothing for 300ms." {
		t.Errorf("%v", err)
	}
}

// A certificate of the proxy's is not the server's.
func TestAProxyThatNobodyKnows(t *testing.T) {
	proxy, _, _, _ := secure(t)
	if _, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: through(t, proxy)}); kind(t, err) != failure.ProxyFailed {
		t.Errorf("%v", err)
	}
}

func TestAProxyThatRepeatsItsLogin(t *testing.T) {
	const name, password = "kari", "Zx7-proxy%20Qw9" // as it is written in the address
	pair := base64.StdEncoding.EncodeToString([]byte(name + ":Zx7-proxy Qw9"))
	echo := password + " " + "Zx7-proxy Qw9" + " Basic " + pair + " " + pair[:16]
	for scheme, answer := range map[string]string{
		"https": "HTTP/1.1 407 " + echo + "\r\n\r\n",
		"http":  "HTTP/1.1 407 No\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"Message\":\"" + echo + "\"}",
	} {
		proxy, requests := rawServer(t, answer)
		var log bytes.Buffer
		_, err := list(t, client.Options{
			BaseURL: scheme + "://crm.example.com", Transport: through(t, "http://"+name+":"+password+"@"+proxy),
			Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		})
		if sent := <-requests; !strings.Contains(sent, "Proxy-Authorization: Basic "+pair) {
			t.Fatalf("%s: the login was not sent: %q", scheme, sent)
		}
		if kind(t, err) != failure.ProxyFailed {
			t.Errorf("%s: %v", scheme, err)
		}
		for _, part := range []string{"Zx7-proxy", "proxy%20Qw9", "proxy Qw9", pair[:16], pair[len(pair)-14:]} {
			if strings.Contains(err.Error(), part) || strings.Contains(log.String(), part) {
				t.Errorf("%s: %q shows in %v, or in the log:\n%s", scheme, part, err, &log)
			}
		}
	}
	// A key in the place of the user.
	proxy, _ := rawServer(t, "HTTP/1.1 407 for Zx7QwErTy\r\n\r\n")
	_, err := list(t, client.Options{BaseURL: "https://crm.example.com", Transport: through(t, "http://Zx7QwErTy@"+proxy)})
	if kind(t, err) != failure.ProxyFailed || strings.Contains(err.Error(), "Zx7QwErTy") {
		t.Errorf("%v", err)
	}
}
