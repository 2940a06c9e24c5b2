package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
)

func TestALastErrorIsAskedForToTheLastByte(t *testing.T) {
	read := func(c *client.Client) error {
		texts, err := c.LastErrors(context.Background(), []int64{34})
		if !maps.Equal(texts, map[int64]string{34: "it broke"}) {
			t.Errorf("%v", texts)
		}
		return err
	}
	got := asked(t, `"it broke"`, client.Options{BaseURL: "/SuperOffice/api", Version: "1.2.3", Auth: bearer()}, read)
	want := "POST /SuperOffice/api/v1/Agents/Webhook/GetLastError HTTP/1.1\r\n" +
		"Host: HOST\r\n" +
		"User-Agent: crmhooks/1.2.3\r\n" +
		"Content-Length: 16\r\n" +
		"Accept: application/json\r\n" +
		"Accept-Language: en\r\n" +
		"Authorization: Bearer " + token + "\r\n" +
		"Content-Type: application/json; charset=utf-8\r\n" +
		"Accept-Encoding: gzip\r\n" +
		"\r\n" + `{"WebhookId":34}`
	if got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

// All optional headers at once, as for the list. NoLastErrors is about the archive: whoever asks for a last error wants it.
func TestALastErrorIsAskedForWithEveryHeader(t *testing.T) {
	read := func(c *client.Client) error {
		_, err := c.LastErrors(context.Background(), []int64{9223372036854775807})
		return err
	}
	got := asked(t, `""`, client.Options{
		Language: "sv", SOLanguage: "nb", SOCulture: "nb-NO", SOTimeZone: "US-NY", Version: "9", NoLastErrors: true,
		Auth: client.Auth{Scheme: client.SoTicket, Secret: client.Fixed("7T:abc="), AppToken: client.Fixed("app-token")},
	}, read)
	want := "POST /api/v1/Agents/Webhook/GetLastError HTTP/1.1\r\nHost: HOST\r\nUser-Agent: crmhooks/9\r\nContent-Length: 33\r\nAccept: application/json\r\n" +
		"Accept-Language: sv\r\nAuthorization: SOTicket 7T:abc=\r\nContent-Type: application/json; charset=utf-8\r\nSO-AppToken: app-token\r\nSO-Culture: nb-NO\r\n" +
		"SO-Language: nb\r\nSO-TimeZone: US-NY, includeTZOffset\r\nAccept-Encoding: gzip\r\n\r\n" + `{"WebhookId":9223372036854775807}`
	if got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

func TestALastErrorIsBoundedByTheLimit(t *testing.T) {
	server := answering(t, 200, "application/json", `"`+strings.Repeat("a", 1000)+`"`)
	for limit, fails := range map[int64]bool{500: true, 1000: true, 1002: false} { // one byte beyond the limit is read, as of the list
		_, err := newClient(t, client.Options{BaseURL: server, MaxBytes: limit}).LastErrors(context.Background(), []int64{7})
		if fails != errors.Is(err, &failure.Error{Kind: failure.TooLarge}) || !fails && err != nil {
			t.Errorf("%d bytes: %v", limit, err)
		}
	}
}

// ids notes for which webhooks GetLastError is asked, and when. From the first failing one on it refuses.
type ids struct {
	asked []string
	at    []time.Time
	fails string
}

func (i *ids) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	id := strings.TrimSuffix(strings.TrimPrefix(string(body), `{"WebhookId":`), "}")
	i.asked, i.at = append(i.asked, id), append(i.at, time.Now())
	w.Header().Set("Content-Type", "application/json")
	if id == i.fails {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	_, _ = fmt.Fprintf(w, `"error of %s"`, id)
}

func TestLastErrorsAreAskedForOneAfterTheOther(t *testing.T) {
	server := &ids{}
	inSyntheticTime(t, 0, server.ServeHTTP, func(t *testing.T, opts client.Options) {
		started := time.Now()
		texts, err := newClient(t, opts).LastErrors(t.Context(), []int64{9, 3, 57, 4})
		want := map[int64]string{9: "error of 9", 3: "error of 3", 57: "error of 57", 4: "error of 4"}
		if err != nil || !maps.Equal(texts, want) || !slices.Equal(server.asked, []string{"9", "3", "57", "4"}) {
			t.Errorf("asked for %v: %v, %v", server.asked, texts, err)
		}
		const pause = 150 * time.Millisecond // no more than a handful of calls in a second
		if !slices.Equal(pauses(server.at), []time.Duration{pause, pause, pause}) || time.Since(started) != 3*pause {
			t.Errorf("pauses of %v, after %v", pauses(server.at), time.Since(started))
		}
	})
}

func TestTheFirstFailureEndsTheLastErrors(t *testing.T) {
	for fails, want := range map[string]struct{ asked, read []int64 }{
		"9": {[]int64{9}, nil}, "3": {[]int64{9, 3}, []int64{9}}, "57": {[]int64{9, 3, 57}, []int64{9, 3}},
	} {
		server := &ids{fails: fails}
		texts, err := newClient(t, client.Options{BaseURL: serving(t, server.ServeHTTP)}).LastErrors(context.Background(), []int64{9, 3, 57})
		if kind(t, err) != failure.Forbidden || err.Error() != "no access to last error" || len(server.asked) != len(want.asked) || len(texts) != len(want.read) {
			t.Errorf("webhook %s fails: asked for %v, read %v: %v", fails, server.asked, texts, err)
		}
		for _, id := range want.read {
			if texts[id] != fmt.Sprintf("error of %d", id) {
				t.Errorf("webhook %s fails: of %d there is %q", fails, id, texts[id])
			}
		}
	}
}

func TestNoWebhookHasNoLastErrors(t *testing.T) {
	address, requests := rawServer(t, emptyList)
	texts, err := newClient(t, client.Options{BaseURL: "http://" + address}).LastErrors(context.Background(), nil)
	if err != nil || texts == nil || len(texts) != 0 || len(requests) != 0 {
		t.Errorf("%v, %v, asked %d times", texts, err, len(requests))
	}
}

func TestLastErrorsAreCancelledInThePause(t *testing.T) {
	server := &ids{}
	inSyntheticTime(t, 0, server.ServeHTTP, func(t *testing.T, opts client.Options) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(200*time.Millisecond, cancel) // in the second pause
		started := time.Now()
		texts, err := newClient(t, opts).LastErrors(ctx, []int64{9, 3, 57})
		want := map[int64]string{9: "error of 9", 3: "error of 3"}
		if !errors.Is(err, context.Canceled) || !maps.Equal(texts, want) || len(server.asked) != 2 || time.Since(started) != 200*time.Millisecond {
			t.Errorf("asked for %v: %v, %v after %v", server.asked, texts, err, time.Since(started))
		}
	})
}

// A call that is answered late is not made up for: the pause stands between an answer and the next call.
func TestLastErrorsWaitForEveryAnswer(t *testing.T) {
	slow := &ids{}
	inSyntheticTime(t, 0, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(2 * time.Second):
			slow.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	}, func(t *testing.T, opts client.Options) {
		_, err := newClient(t, opts).LastErrors(t.Context(), []int64{9, 3})
		if err != nil || !slices.Equal(pauses(slow.at), []time.Duration{2150 * time.Millisecond}) {
			t.Errorf("pauses of %v, %v", pauses(slow.at), err)
		}
	})
}
