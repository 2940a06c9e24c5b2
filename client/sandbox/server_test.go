package sandbox_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crmhooks/client/sandbox"
)

func TestStartRefusesWhatAnotherMachineCouldReach(t *testing.T) {
	tenant, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
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
	tenant, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if server, err := tenant.Start(strings.TrimPrefix(origin(base), "http://")); err == nil {
		_ = server.Close()
		t.Error("a second server on the same port")
	}
}

func TestTheURLIsTheBaseOfTheAPI(t *testing.T) {
	if base := start(t, sandbox.Options{}); !regexp.MustCompile(`^http://127\.0\.0\.1:\d+/Cust00001/api$`).MatchString(base) {
		t.Errorf("the URL is %s", base)
	}
}

func TestCloseEndsRunningRequestsAndMayBeCalledTwice(t *testing.T) {
	tenant, err := sandbox.New(sandbox.Options{Delay: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	server, err := tenant.Start("localhost:0")
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

func TestADelayEndsWhenTheClientGoesAway(t *testing.T) {
	tenant, err := sandbox.New(sandbox.Options{Delay: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	handling, ended := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(handling)
		tenant.ServeHTTP(w, r)
		close(ended)
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	r := request(t, http.MethodPost, server.URL+"/Cust00001/api"+agent, `{}`).WithContext(ctx)
	go func() {
		<-handling
		cancel()
	}()
	if resp, err := http.DefaultTransport.RoundTrip(r); err == nil {
		_ = resp.Body.Close()
		t.Error("the request was answered after all")
	}
	<-ended
}

func TestADelayPassesBeforeTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		w := answer(t, tenant(t, sandbox.Options{Delay: time.Hour}), "", "application/json", `{}`)
		if w.Code != http.StatusOK || time.Since(begin) != time.Hour {
			t.Errorf("status %d after %v", w.Code, time.Since(begin))
		}
	})
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

func TestTheCurlLineWorksInAShell(t *testing.T) {
	tenant, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if line := tenant.CurlLine("http://x/it's/"); !strings.Contains(line, `'http://x/it'\''s/v1/Agents/Webhook/GetAllWebhooks'`) {
		t.Errorf("the address is not quoted: %s", line)
	}
	for _, program := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	out, err := exec.Command("sh", "-c", tenant.CurlLine(start(t, sandbox.Options{}))).Output()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(rows(t, out)); n != 60 {
		t.Errorf("curl got %d webhooks", n)
	}
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
