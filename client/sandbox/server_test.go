package sandbox_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"crmhooks/client/sandbox"
)

func TestStartRefusesWhatAnotherMachineCouldReach(t *testing.T) {
	tenant := tenant(t, sandbox.Options{})
	for _, addr := range []string{":0", "0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:0", "127.0.0.1", "", "[::ffff:0.0.0.0]:0"} {
		server, err := tenant.Start(addr)
		if err == nil {
			_ = server.Close()
			t.Errorf("%q was accepted", addr)
		} else if !strings.HasPrefix(err.Error(), "sandbox: ") || addr != "" && !strings.Contains(err.Error(), addr) {
			t.Errorf("%q: the error is %q", addr, err)
		}
	}
}

func TestStartRefusesAPortThatIsTaken(t *testing.T) {
	base := start(t, sandbox.Options{})
	tenant := tenant(t, sandbox.Options{})
	if server, err := tenant.Start(strings.TrimPrefix(origin(base), "http://")); err == nil {
		_ = server.Close()
		t.Error("a second server on the same port")
	}
}

// A web page whose name leads to loopback must get nothing.
func TestOnlyNamesOfThisMachineAreServed(t *testing.T) {
	base := start(t, sandbox.Options{})
	port := base[strings.LastIndex(strings.TrimSuffix(base, "/Cust00001/api"), ":"):strings.LastIndex(base, "/Cust")]
	for host, want := range map[string]bool{
		"127.0.0.1" + port: true, "127.0.0.1": true, "localhost" + port: true, "LOCALHOST.:1": true, "crm.localhost" + port: true,
		"evil.example.com" + port: false, "evil.example.com": false, "127.0.0.1.evil.example.com" + port: false, "localhost.evil.example.com": false, "notlocalhost": false,
		"192.0.2.1" + port: false, "[::1]" + port: false, "0.0.0.0" + port: false,
	} {
		r, err := http.NewRequest(http.MethodGet, base, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if got := resp.StatusCode != http.StatusMisdirectedRequest; got != want {
			t.Errorf("%s: HTTP %d", host, resp.StatusCode)
		}
	}
}

func TestTheURLIsTheBaseOfTheAPI(t *testing.T) {
	if base := start(t, sandbox.Options{}); !regexp.MustCompile(`^http://127\.0\.0\.1:\d+/Cust00001/api$`).MatchString(base) {
		t.Errorf("the URL is %s", base)
	}
}

func TestCloseEndsRunningRequestsAndMayBeCalledTwice(t *testing.T) {
	server, err := tenant(t, sandbox.Options{Fault: "header-timeout"}).Start("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	failed := make(chan error)
	sent := make(chan struct{})
	r := request(t, http.MethodPost, server.URL()+agent, `{}`)
	r.Body = onEOF(r.Body, sent)
	go func() {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err == nil {
			_ = resp.Body.Close()
		}
		failed <- err
	}()
	<-sent
	for range 2 {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := <-failed; err == nil {
		t.Error("the request was answered after all")
	}
}

func TestManyClientsAtOnceGetTheSameAnswer(t *testing.T) {
	base := start(t, sandbox.Options{})
	want := call(t, base, `{}`, "SO-TimeZone", "NO").body
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := call(t, base, `{}`, "SO-TimeZone", "NO").body; string(got) != string(want) {
				t.Error("two answers differ")
			}
		})
	}
	wg.Wait()
}

// The request is made from curl's arguments here, as not every machine has curl.
func TestTheCurlCommandFetchesTheList(t *testing.T) {
	resp, err := http.DefaultClient.Do(curlRequest(t, sandbox.Curl(start(t, sandbox.Options{}))[1:]))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v", resp.StatusCode, err)
	}
	if n := len(rows(t, body)); n != 60 {
		t.Errorf("curl would get %d webhooks", n)
	}
}

// curlRequest reads curl's arguments as curl does.
func curlRequest(t *testing.T, args []string) *http.Request {
	t.Helper()
	r := &http.Request{Header: http.Header{}}
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; arg {
		case "-sS":
		case "-X", "-H", "-d":
			i++
			name, value, _ := strings.Cut(args[i], ": ")
			switch arg {
			case "-X":
				r.Method = args[i]
			case "-H":
				r.Header.Set(name, value)
			default:
				r.Body = io.NopCloser(strings.NewReader(args[i]))
			}
		default:
			address, err := url.Parse(arg)
			if err != nil || r.URL != nil {
				t.Fatalf("curl would not know what to do with %q, %v", arg, err)
			}
			r.URL = address
		}
	}
	return r
}

// notifying tells when a request's body was read to its end.
type notifying struct {
	io.ReadCloser
	once *sync.Once
	end  chan struct{}
}

func onEOF(body io.ReadCloser, end chan struct{}) io.ReadCloser {
	return notifying{body, &sync.Once{}, end}
}

func (n notifying) Read(p []byte) (int, error) {
	k, err := n.ReadCloser.Read(p)
	if err != nil {
		n.once.Do(func() { close(n.end) })
	}
	return k, err
}
