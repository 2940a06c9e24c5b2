package client_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// memory is a listener whose connections are pipes, so that HTTP can run in synthetic time.
type memory struct {
	conns  chan net.Conn
	accept time.Duration // how long a connection takes
}

func (m memory) Accept() (net.Conn, error) {
	conn, open := <-m.conns
	if !open {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (m memory) Close() error { return nil }

func (m memory) Addr() net.Addr { return &net.TCPAddr{} }

func (m memory) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	select {
	case <-time.After(m.accept):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	here, there := net.Pipe()
	m.conns <- there
	return here, nil
}

// inSyntheticTime serves h and runs the test where every pause is exact and takes no time. A goroutine that is left over fails the test.
func inSyntheticTime(t *testing.T, accept time.Duration, h http.HandlerFunc, test func(t *testing.T, opts client.Options)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		listener := memory{make(chan net.Conn), accept}
		server := &http.Server{Handler: h, ErrorLog: quiet()}
		go func() { _ = server.Serve(listener) }()
		transport := client.NewTransport(time.Hour) // longer than the timeouts under test
		transport.Proxy, transport.DialContext = nil, listener.dial
		test(t, client.Options{BaseURL: "http://crm.example.com", Transport: transport})
		transport.CloseIdleConnections()
		close(listener.conns)
		_ = server.Close()
	})
}

// busy refuses with these values of Retry-After, one a request, then answers an empty list. It notes when it was asked.
func busy(at *[]time.Time, retryAfter ...func() string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		*at = append(*at, time.Now())
		w.Header().Set("Content-Type", "application/json")
		if n := len(*at); n <= len(retryAfter) {
			if value := retryAfter[n-1](); value != "" {
				w.Header().Set("Retry-After", value)
			}
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "[]")
	}
}

func pauses(at []time.Time) []time.Duration {
	var all []time.Duration
	for i := 1; i < len(at); i++ {
		all = append(all, at[i].Sub(at[i-1]))
	}
	return all
}

func none() string { return "" }

func TestTheServersPauseIsKept(t *testing.T) {
	var at []time.Time
	seconds := func() string { return "7" }
	date := func() string { return time.Now().Add(9 * time.Second).UTC().Format(http.TimeFormat) }
	inSyntheticTime(t, 0, busy(&at, seconds, date), func(t *testing.T, opts client.Options) {
		var told []time.Duration
		q := webhook.Query{Progress: func(p webhook.Progress) { told = append(told, p.Wait) }}
		result, err := newClient(t, opts).List(t.Context(), q)
		want := []time.Duration{7 * time.Second, 9 * time.Second}
		if err != nil || !slices.Equal(pauses(at), want) || !slices.Equal(told, want) {
			t.Errorf("pauses of %v, told %v, want %v: %v", pauses(at), told, want, err)
		}
		if result.Duration != 16*time.Second || result.Wait != 0 { // the wait is that of the last attempt alone
			t.Errorf("took %v, waited %v", result.Duration, result.Wait)
		}
	})
}

func TestPausesDoubleWhenTheServerNamesNone(t *testing.T) {
	var at []time.Time
	nonsense := func() string { return "soon" }
	inSyntheticTime(t, 0, busy(&at, none, nonsense, func() string { return "-1" }), func(t *testing.T, opts client.Options) {
		if _, err := list(t, opts); err != nil {
			t.Fatal(err)
		}
		for i, got := range pauses(at) {
			if low := time.Second << i; got < low || got >= low+low/4 {
				t.Errorf("pause %d is %v, want %v and up to a quarter more", i+1, got, low)
			}
		}
	})
}

func TestNoPauseBeginsThatEndsAfterTheTimeout(t *testing.T) {
	var at []time.Time
	inSyntheticTime(t, 0, busy(&at, none, none, none, none), func(t *testing.T, opts client.Options) {
		opts.Timeout = 3 * time.Second
		started := time.Now()
		_, err := list(t, opts)
		// A pause of one second fits; the next would end after the third second.
		if kind(t, err) != failure.Unavailable || len(at) != 2 || time.Since(started) >= opts.Timeout {
			t.Errorf("%d requests in %v: %v", len(at), time.Since(started), err)
		}
	})
}

func TestEveryPhaseHasTheWholeTimeout(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only after its end does net/http notice that the client goes away
		pause := func() {
			select {
			case <-time.After(15 * time.Second):
			case <-r.Context().Done():
			}
		}
		pause()
		w.Header().Set("Content-Type", "application/json")
		for _, piece := range []string{"[", `{"WebhookId":1}`, "]"} {
			_, _ = io.WriteString(w, piece)
			_ = http.NewResponseController(w).Flush()
			pause()
		}
	}
	inSyntheticTime(t, 15*time.Second, slow, func(t *testing.T, opts client.Options) {
		opts.Timeout = 20 * time.Second
		if result, err := list(t, opts); err != nil || len(result.Webhooks) != 1 || result.Incomplete != nil {
			t.Errorf("%+v, %v", result, err)
		}
	})
}

// silences are the phases in which a server can fall silent.
var silences = map[string]struct {
	accept time.Duration
	serve  http.HandlerFunc
	kind   failure.Kind
}{
	"before it accepts":         {time.Hour, nil, failure.ConnectTimeout},
	"before its header":         {0, func(_ http.ResponseWriter, r *http.Request) { hang(r) }, failure.HeaderTimeout},
	"in its body":               {0, speakThenHang(200, "["), failure.BodyTimeout},
	"in the words of a refusal": {0, speakThenHang(401, `{"ErrorMessage":`), failure.Unauthorized},
}

func speakThenHang(status int, start string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, start)
		_ = http.NewResponseController(w).Flush()
		hang(r)
	}
}

func TestASilenceEndsWithTheTimeoutInEveryPhase(t *testing.T) {
	for name, c := range silences {
		t.Run(name, func(t *testing.T) {
			inSyntheticTime(t, c.accept, c.serve, func(t *testing.T, opts client.Options) {
				opts.Timeout = 20 * time.Second
				started := time.Now()
				_, err := list(t, opts)
				if kind(t, err) != c.kind || time.Since(started) != opts.Timeout {
					t.Errorf("%v after %v, want %s after %v", err, time.Since(started), c.kind, opts.Timeout)
				}
			})
		})
	}
}

func TestCancellingInEveryPhaseLeavesNothingRunning(t *testing.T) {
	for name, c := range silences {
		t.Run(name, func(t *testing.T) {
			inSyntheticTime(t, c.accept, c.serve, func(t *testing.T, opts client.Options) {
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(5*time.Second, cancel)
				started := time.Now()
				_, err := newClient(t, opts).List(ctx, webhook.Query{})
				if !errors.Is(err, context.Canceled) || time.Since(started) != 5*time.Second {
					t.Errorf("%v after %v", err, time.Since(started))
				}
			})
		})
	}
}

func TestAConnectionThatIsAlwaysLostIsTriedFourTimes(t *testing.T) {
	requests := 0
	hangUp := func(w http.ResponseWriter, _ *http.Request) {
		requests++
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_ = conn.Close()
	}
	inSyntheticTime(t, 0, hangUp, func(t *testing.T, opts client.Options) {
		var reasons []string
		q := webhook.Query{Progress: func(p webhook.Progress) { reasons = append(reasons, p.Reason) }}
		_, err := newClient(t, opts).List(t.Context(), q)
		if kind(t, err) != failure.Reset || requests != 4 || !slices.Equal(reasons, []string{"connection lost", "connection lost", "connection lost"}) {
			t.Errorf("%d requests, %v: %v", requests, reasons, err)
		}
	})
}

// The vendor's own threshold: a list that takes longer to begin is slow, and the log says so.
func TestASlowListIsAWarningInTheLog(t *testing.T) {
	for wait, warned := range map[time.Duration]bool{2 * time.Second: false, 2001 * time.Millisecond: true} {
		h := func(w http.ResponseWriter, _ *http.Request) {
			<-time.After(wait)
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, "[]")
		}
		inSyntheticTime(t, 0, h, func(t *testing.T, opts client.Options) {
			var log strings.Builder
			opts.Log = slog.New(slog.NewTextHandler(&log, nil))
			result, err := list(t, opts)
			const said = "SuperOffice counts more than 2 s as slow."
			if err != nil || result.Wait != wait || strings.Contains(result.SlowNote(), said) != warned || strings.Contains(log.String(), "level=WARN msg=slow") != warned || strings.Contains(log.String(), said) != warned {
				t.Errorf("%v: %v, %v, %q:\n%s", wait, err, result.Wait, result.SlowNote(), log.String())
			}
		})
	}
}
