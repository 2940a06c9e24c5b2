package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// issuer hands out token-1, token-2 and so on, as a token command does.
func issuer() (client.Auth, *atomic.Int32) {
	var n atomic.Int32
	return client.Auth{Scheme: client.Bearer, Secret: func(context.Context) (string, error) {
		return "token-" + string('0'+n.Add(1)), nil
	}}, &n
}

// Two lists at once are refused with the same old token. The fresh one that the first fetches serves the second as well.
func TestTwoListsShareOneRenewal(t *testing.T) {
	var refused sync.WaitGroup
	refused.Add(2)
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") == "Bearer token-1" {
			refused.Done()
			refused.Wait() // neither is refused before both were sent
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.WriteString(w, "[]")
	})
	auth, fetched := issuer()
	c := newClient(t, client.Options{BaseURL: server, Auth: auth})
	failed := make(chan error)
	for range 2 {
		go func() {
			_, err := c.List(context.Background(), webhook.Query{})
			failed <- err
		}()
	}
	for range 2 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	if fetched.Load() != 2 {
		t.Errorf("the token was fetched %d times, want twice", fetched.Load())
	}
}

func TestTheTokenBeforeTheRenewalStaysUnsaid(t *testing.T) {
	tokens := []string{planted, "Nw5-pBtLm8RdXs2Vc"}
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) { // it remembers the first login, and says so
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"ErrorMessage":"no session for `+planted+`"}`)
	})
	next := 0
	auth := client.Auth{Scheme: client.Bearer, Secret: func(context.Context) (string, error) { next++; return tokens[next-1], nil }}
	_, err := list(t, client.Options{BaseURL: server, Auth: auth})
	if next != 2 || kind(t, err) != failure.Unauthorized || leaks(err.Error()) || !strings.Contains(err.Error(), "no session for") {
		t.Errorf("after %d tokens: %v", next, err)
	}
}

func TestARenewalThatFails(t *testing.T) {
	server := answering(t, 401, "application/json", "{}")
	locked := errors.New("the key ring is locked")
	next := 0
	auth := client.Auth{Scheme: client.Bearer, Secret: func(context.Context) (string, error) {
		next++
		if next > 1 {
			return "", locked
		}
		return "token-1", nil
	}}
	_, err := list(t, client.Options{BaseURL: server, Auth: auth})
	if kind(t, err) != failure.Failed || !errors.Is(err, locked) || !strings.Contains(err.Error(), "key ring") {
		t.Errorf("%v", err)
	}
}

func TestCancellingWhileACredentialIsFetched(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	auth := client.Auth{Scheme: client.Bearer, Secret: func(ctx context.Context) (string, error) {
		cancel()
		<-ctx.Done()
		return "", errors.New("killed")
	}}
	_, err := newClient(t, client.Options{BaseURL: "http://crm.example.com", Auth: auth}).List(ctx, webhook.Query{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// bodies counts the bodies that a transport handed out and that were not closed.
type bodies struct {
	next http.RoundTripper
	open atomic.Int32
}

type body struct {
	io.ReadCloser
	closed func()
}

func (b *body) Close() error {
	b.closed()
	return b.ReadCloser.Close()
}

func (b *bodies) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.next.RoundTrip(r)
	if err == nil {
		b.open.Add(1)
		resp.Body = &body{resp.Body, sync.OnceFunc(func() { b.open.Add(-1) })}
	}
	return resp, err
}

func TestEveryAnswerIsClosed(t *testing.T) {
	for name, steps := range map[string][]step{
		"good": {{200, ""}}, "repeated": {{503, "0"}, {429, "0"}, {200, ""}}, "given up": {{503, "0"}}, "refused": {{403, ""}}, "moved": {{302, ""}}, "nothing": {{204, ""}},
	} {
		var n atomic.Int32
		server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
			s := steps[min(int(n.Add(1)), len(steps))-1]
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Retry-After", s.retryAfter)
			w.WriteHeader(s.status)
		})
		transport := &bodies{next: client.NewTransport(0)}
		_, err := list(t, client.Options{BaseURL: server, Transport: transport})
		if n.Load() == 0 || transport.open.Load() != 0 {
			t.Errorf("%s: %d answers of %d are still open: %v", name, transport.open.Load(), n.Load(), err)
		}
	}
}
