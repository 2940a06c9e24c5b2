package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// wholeTime is how long the whole of a read beside the list may take: a second more than a silence.
func wholeTime(timeout time.Duration) time.Duration { return timeout + time.Second }

// A server that never falls silent is no reason to wait for ever.
func TestWhatIsBesideTheListEndsAsAWhole(t *testing.T) {
	for fault, want := range besides {
		if want.kind != failure.WholeTimeout {
			continue
		}
		slowTenant(t, fault, func(t *testing.T, c *client.Client) {
			started := time.Now()
			usages, err := c.Usage(t.Context(), nil)
			if err != nil || len(usages.ByID) < want.rows || time.Since(started) != wholeTime(client.DefaultTimeout) {
				t.Errorf("%s: %d rows, want %d, after %v: %v", fault, len(usages.ByID), want.rows, time.Since(started), err)
			}
			soft(t, c, "the usage", usages.Incomplete, want.usage, want.kind)
		})
	}
}

// drip answers with a text of which a byte comes every second.
func drip(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		for i := range len(text) {
			_, _ = io.WriteString(w, text[i:i+1])
			_ = http.NewResponseController(w).Flush()
			if !pause(r, time.Second) {
				return
			}
		}
	}
}

// pause lets some time pass, and reports whether the client is still there.
func pause(r *http.Request, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-r.Context().Done():
		return false
	}
}

func TestADrippingAnswerBesideTheListIsUnread(t *testing.T) {
	for name, r := range reads {
		for _, text := range []string{`{"value":[{"PrimaryKey":"1"`, `"` + strings.Repeat("a", 600), strings.Repeat(" ", 600)} {
			inSyntheticTime(t, 0, drip(text), func(t *testing.T, opts client.Options) {
				opts.Timeout = 3 * time.Second
				started := time.Now()
				_, err := r.read(t.Context(), newClient(t, opts))
				if kind(t, err) != failure.WholeTimeout || time.Since(started) != wholeTime(opts.Timeout) {
					t.Errorf("%s: %v after %v", name, err, time.Since(started))
				}
				if want := name + " could not be read: crm.example.com did not finish its answer in time"; err.Error() != want {
					t.Errorf("%q, want %q", err, want)
				}
			})
		}
	}
}

// The list's own time is not taken from what is beside it, and a list that never comes is waited for.
func TestTheTimeBesideTheListCountsFromTheList(t *testing.T) {
	inSyntheticTime(t, 0, drip(strings.Repeat(" ", 600)), func(t *testing.T, opts client.Options) {
		opts.Timeout = 3 * time.Second
		listed := make(chan struct{})
		time.AfterFunc(time.Minute, func() { close(listed) })
		started := time.Now()
		_, err := newClient(t, opts).Usage(t.Context(), listed)
		if kind(t, err) != failure.WholeTimeout || time.Since(started) != time.Minute+wholeTime(opts.Timeout) {
			t.Errorf("%v after %v", err, time.Since(started))
		}
	})
	inSyntheticTime(t, 0, drip(strings.Repeat(" ", 600)), func(t *testing.T, opts client.Options) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		started := time.Now()
		if _, err := newClient(t, opts).Usage(ctx, make(chan struct{})); !errors.Is(err, context.DeadlineExceeded) || time.Since(started) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(started))
		}
	})
}

// Every part of the question counts: the provider that there is not, the version, and pauses that the server asks for.
func TestRetriesAndTheVersionCountAsPartsOfTheWhole(t *testing.T) {
	asked := 0
	h := func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch {
		case strings.HasSuffix(r.URL.Path, "/Webhook"):
			pause(r, 2*time.Second)
			http.NotFound(w, r)
		case strings.HasSuffix(r.URL.Path, "/api"):
			drip(strings.Repeat(" ", 600))(w, r)
		default:
			w.Header().Set("Retry-After", "2")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
	inSyntheticTime(t, 0, h, func(t *testing.T, opts client.Options) {
		opts.Timeout = 7 * time.Second // 2 s for the provider, 5 s for the version, and 1 s of a pause of 2 s
		started := time.Now()
		_, err := newClient(t, opts).Usage(t.Context(), nil)
		if kind(t, err) != failure.WholeTimeout || asked != 3 || time.Since(started) != wholeTime(opts.Timeout) {
			t.Errorf("%d requests, %v after %v", asked, err, time.Since(started))
		}
	})
}

// Many last errors, each of them in time, are no longer in time together. What came until then is kept.
func TestLastErrorsEndAsAWhole(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		pause(r, 1350*time.Millisecond) // with the pause between two, one in 1.5 s
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, `"HTTP/1.1 410 Gone"`)
	}
	inSyntheticTime(t, 0, h, func(t *testing.T, opts client.Options) {
		opts.Timeout = 9 * time.Second
		ids := make([]int64, 25)
		for i := range ids {
			ids[i] = int64(i + 1)
		}
		started := time.Now()
		texts, err := newClient(t, opts).LastErrors(t.Context(), ids)
		if kind(t, err) != failure.WholeTimeout || len(texts) != 6 || texts[6] != "HTTP/1.1 410 Gone" || time.Since(started) != wholeTime(opts.Timeout) {
			t.Errorf("%d texts, %v after %v", len(texts), err, time.Since(started))
		}
	})
}

// The list itself may take as long as it needs, as long as it goes on.
func TestTheListHasNoTimeAsAWhole(t *testing.T) {
	inSyntheticTime(t, 0, drip("["+strings.Repeat(" ", 600)+"]"), func(t *testing.T, opts client.Options) {
		started := time.Now()
		if result, err := newClient(t, opts).List(t.Context(), webhook.Query{}); err != nil || result.Incomplete != nil || time.Since(started) < 10*time.Minute {
			t.Errorf("%v, %v after %v", result.Incomplete, err, time.Since(started))
		}
	})
}
