package client_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// step is one answer of a server that answers differently each time.
type step struct {
	status     int
	retryAfter string
}

// steps answers one step a request, and the last one from then on. It counts the requests.
func steps(t *testing.T, all ...step) (string, *atomic.Int32) {
	t.Helper()
	var n atomic.Int32
	return serving(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || string(body) != `{"NameFilter":"n"}` {
			t.Errorf("request %d has the body %q, %v", n.Load()+1, body, err)
		}
		s := all[min(int(n.Add(1)), len(all))-1]
		w.Header().Set("Content-Type", "application/json")
		if s.retryAfter != "" {
			w.Header().Set("Retry-After", s.retryAfter)
		}
		w.WriteHeader(s.status)
		if s.status == http.StatusOK {
			_, _ = io.WriteString(w, `[{"WebhookId":1}]`)
		}
	}), &n
}

func TestReadsAreTriedAgain(t *testing.T) {
	for _, c := range []struct {
		name     string
		steps    []step
		requests int32
		kind     failure.Kind // "" when the list arrives in the end
	}{
		{"busy once", []step{{429, "0"}, {200, ""}}, 2, ""},
		{"away three times", []step{{503, "0"}, {502, "0"}, {504, "0"}, {200, ""}}, 4, ""},
		{"away for good", []step{{503, "0"}}, 4, failure.Unavailable},
		{"away until a date that is past", []step{{503, "Mon, 02 Jan 2006 15:04:05 GMT"}, {200, ""}}, 2, ""},
		{"busy for longer than the timeout", []step{{429, "3600"}}, 1, failure.Busy},
		{"busy until a distant date", []step{{429, "Fri, 31 Dec 2100 23:59:59 GMT"}}, 1, failure.Busy},
		{"a bad request", []step{{400, "0"}}, 1, failure.BadRequest},
		{"nothing there", []step{{404, "0"}}, 1, failure.NotFound},
		{"a fault", []step{{500, "0"}}, 1, failure.ServerFault},
		{"a login that stays wrong", []step{{401, "0"}}, 1, failure.Unauthorized},
	} {
		t.Run(c.name, func(t *testing.T) {
			server, n := steps(t, c.steps...)
			var told []webhook.Progress
			q := webhook.Query{Name: "n", Progress: func(p webhook.Progress) { told = append(told, p) }}
			result, err := newClient(t, client.Options{BaseURL: server}).List(context.Background(), q)
			if n.Load() != c.requests {
				t.Errorf("%d requests, want %d", n.Load(), c.requests)
			}
			if c.kind == "" && (err != nil || len(result.Webhooks) != 1) || c.kind != "" && kind(t, err) != c.kind {
				t.Errorf("%+v, %v", result, err)
			}
			if len(told) != int(c.requests)-1 {
				t.Errorf("the user was told %d times of %d repeats: %v", len(told), c.requests-1, told)
			}
			for i, p := range told {
				if p.Attempt != i+2 || p.Attempts != 4 || p.Reason == "" {
					t.Errorf("told %+v", p)
				}
			}
		})
	}
}

func TestALostConnectionIsTriedAgain(t *testing.T) {
	var n atomic.Int32
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		if n.Add(1) == 1 {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_ = conn.(*net.TCPConn).SetLinger(0) // a reset, not an end
			_ = conn.Close()
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "[]")
	})
	if _, err := list(t, client.Options{BaseURL: server}); err != nil || n.Load() != 2 {
		t.Errorf("%d requests, %v", n.Load(), err)
	}
}

func TestWaitingForARepeatCanBeCancelled(t *testing.T) {
	server, _ := steps(t, step{503, "10"})
	ctx, cancel := context.WithCancel(context.Background())
	q := webhook.Query{Name: "n", Progress: func(webhook.Progress) { cancel() }}
	if _, err := newClient(t, client.Options{BaseURL: server}).List(ctx, q); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestALoginIsFetchedAnewOnce(t *testing.T) {
	var n atomic.Int32
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") != "Bearer token-2" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.WriteString(w, "[]")
	})
	for _, c := range []struct {
		name     string
		tokens   []string
		requests int32
		fails    bool
	}{
		{"a fresh token", []string{"token-1", "token-2"}, 2, false},
		{"the same token", []string{"token-1", "token-1"}, 1, true},
		{"a fresh token that is wrong too", []string{"token-1", "token-3", "token-2"}, 2, true},
	} {
		n.Store(0)
		next := 0
		auth := client.Auth{Scheme: client.Bearer, Secret: func(context.Context) (string, error) { next++; return c.tokens[next-1], nil }}
		_, err := list(t, client.Options{BaseURL: server, Auth: auth})
		if (err != nil) != c.fails || n.Load() != c.requests {
			t.Errorf("%s: %d requests, %v", c.name, n.Load(), err)
		}
		if c.fails && kind(t, err) != failure.Unauthorized {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A status that redirects, but has no location, is not a redirect. Nor is a location without such a status.
func TestWhatIsNotARedirect(t *testing.T) {
	for _, c := range []struct {
		status   int
		location []string
		want     failure.Kind
		says     string
	}{
		{302, []string{"Location", "https://other.example.com/x"}, failure.Redirected, "to other.example.com"},
		{302, []string{"Location", "/elsewhere"}, failure.Redirected, "to another path of the same host"},
		{302, []string{"Location", "http://[broken"}, failure.Redirected, "no login leaves the host."},
		{302, nil, failure.UnexpectedStatus, "HTTP 302 Found"},
		{304, nil, failure.UnexpectedStatus, "HTTP 304 Not Modified"},
		{304, []string{"Location", "/elsewhere"}, failure.UnexpectedStatus, "HTTP 304 Not Modified"},
	} {
		_, err := list(t, client.Options{BaseURL: answering(t, c.status, "text/plain", "", c.location...)})
		if kind(t, err) != c.want || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%d, %q: %v", c.status, c.location, err)
		}
	}
}

func TestRedirectsAreNeverFollowed(t *testing.T) {
	var reached atomic.Int32
	elsewhere := serving(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, location := range []string{elsewhere + "/login?token=abc", "/other"} {
			var asked atomic.Int32
			server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
				asked.Add(1)
				w.Header().Set("Location", location)
				w.WriteHeader(status)
			})
			_, err := list(t, client.Options{BaseURL: server})
			if kind(t, err) != failure.Redirected || asked.Load() != 1 || reached.Load() != 0 {
				t.Errorf("%d to %s: %v after %d requests, %d elsewhere", status, location, err, asked.Load(), reached.Load())
			}
			if strings.Contains(err.Error(), "token") {
				t.Errorf("the error holds the address's query: %v", err)
			}
			if host, ok := strings.CutPrefix(location, "http://"); ok && !strings.Contains(err.Error(), host[:strings.Index(host, "/")]) {
				t.Errorf("the error does not name the host: %v", err)
			}
		}
	}
}

func TestASlowAnswerIsCalledSlow(t *testing.T) {
	for wait, slow := range map[time.Duration]bool{webhook.SlowThreshold: false, webhook.SlowThreshold + time.Millisecond: true} {
		result := webhook.Result{Wait: wait}
		if result.Slow() != slow || (result.SlowNote() != "") != slow {
			t.Errorf("%v counts as slow: %v, %q", wait, result.Slow(), result.SlowNote())
		}
	}
}
