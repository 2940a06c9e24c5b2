package client_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/webhook"
)

// asked is the request that a client puts on the wire for a read that gets this answer.
func asked(t *testing.T, answer string, opts client.Options, read func(*client.Client) error) string {
	t.Helper()
	address, requests := rawServer(t, head()+answer)
	opts.BaseURL = "http://" + address + opts.BaseURL
	if err := read(newClient(t, opts)); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(<-requests, address, "HOST")
}

func usageOf(c *client.Client) error {
	_, err := c.Usage(context.Background(), nil)
	return err
}

const (
	countColumns = "webhookId,webhookUsage/totalCalls,webhookUsage/totalErrors,webhookUsage/consecutiveErrors,webhookUsage/lastEvent,webhookUsage/status"
	itself       = ",name,events,targetUrl,type,registeredBy,registeredDate,updatedByFullName"
	allColumns   = countColumns + ",webhookUsage/lastError" + itself
	ordered      = "&$orderby=webhookId"
	firstPage    = ordered + "&$top=1000"
)

func TestTheUsageIsAskedForToTheLastByte(t *testing.T) {
	got := asked(t, `{"value":[]}`, client.Options{BaseURL: "/SuperOffice/api", Version: "1.2.3", Auth: bearer()}, usageOf)
	want := "GET /SuperOffice/api/v1/archive/Webhook?$select=" + allColumns + firstPage + " HTTP/1.1\r\n" +
		"Host: HOST\r\n" +
		"User-Agent: crmhooks/1.2.3\r\n" +
		"Accept: application/json\r\n" +
		"Accept-Language: en\r\n" +
		"Authorization: Bearer " + token + "\r\n" +
		"Accept-Encoding: gzip\r\n" +
		"\r\n"
	if got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

// All optional headers at once, as for the list.
func TestTheUsageIsAskedForWithEveryHeader(t *testing.T) {
	got := asked(t, `{"value":[]}`, client.Options{
		Language: "sv", SOLanguage: "nb", SOCulture: "nb-NO", SOTimeZone: "W. Europe Standard Time", Version: "9", NoLastErrors: true,
		Auth: client.Auth{Scheme: client.SoTicket, Secret: client.Fixed("7T:abc="), AppToken: client.Fixed("app-token")},
	}, usageOf)
	want := "GET /api/v1/archive/Webhook?$select=" + countColumns + itself + firstPage + " HTTP/1.1\r\nHost: HOST\r\nUser-Agent: crmhooks/9\r\nAccept: application/json\r\n" +
		"Accept-Language: sv\r\nAuthorization: SOTicket 7T:abc=\r\nSO-AppToken: app-token\r\nSO-Culture: nb-NO\r\nSO-Language: nb\r\n" +
		"SO-TimeZone: W. Europe Standard Time, includeTZOffset\r\nAccept-Encoding: gzip\r\n\r\n"
	if got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

// column is a member of a row of usage.
func column(name, value string) string { return `"webhook_usage.` + name + `":` + value }

// counts are the three counts of a row.
func counts(calls, failed, consecutive string) string {
	return column("total_calls", calls) + "," + column("total_errors", failed) + "," + column("consecutive_errors", consecutive)
}

// Where it is not wanted, a row comes without the archive's data about the webhook itself.
func TestOtherApplicationsCanBeLeftOut(t *testing.T) {
	if usages, err := newClient(t, client.Options{BaseURL: answering(t, 200, "application/json", `{"value":[{"webhookId":61,"name":"x"}]}`), NoOtherApps: true}).
		Usage(context.Background(), nil); err != nil || usages.Archived != nil || len(usages.ByID) != 1 {
		t.Errorf("with other applications left out: %+v, %v", usages, err)
	}
}

// The usage is asked for while the list is on its way, by one client.
func TestTheUsageAndTheListAtTheSameTime(t *testing.T) {
	c := broken(t, "usage-paged", client.Options{})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if usages, err := c.Usage(context.Background(), nil); err != nil || len(usages.ByID) != 63 {
				t.Errorf("%d rows, %v", len(usages.ByID), err)
			}
		})
		all.Go(func() {
			result, err := c.List(context.Background(), webhook.Query{})
			if err != nil || len(result.Webhooks) != 60 {
				t.Errorf("%d webhooks, %v", len(result.Webhooks), err)
			}
		})
		all.Go(func() {
			if texts, err := c.LastErrors(context.Background(), []int64{57}); err != nil || texts[57] == "" {
				t.Errorf("%v, %v", texts, err)
			}
		})
	}
	all.Wait()
}

// Both are refused with the old token while both are on their way, and one fresh token serves both.
func TestTheUsageAndTheListShareOneRenewal(t *testing.T) {
	var refused sync.WaitGroup
	refused.Add(2)
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") == "Bearer token-1" {
			refused.Done()
			refused.Wait()
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		body := "[]"
		if r.Method == http.MethodGet {
			body = `{"value":[]}`
		}
		_, _ = io.WriteString(w, body)
	})
	auth, fetched := issuer()
	c := newClient(t, client.Options{BaseURL: server, Auth: auth})
	failed := make(chan error)
	go func() { failed <- usageOf(c) }()
	go func() {
		_, err := c.List(context.Background(), webhook.Query{})
		failed <- err
	}()
	for range 2 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	if fetched.Load() != 2 {
		t.Errorf("the token was fetched %d times, want twice", fetched.Load())
	}
}

// What the tenant counts and what the client reads of it, row by row, joined to the list.
func TestTheClientReadsTheBuiltInUsage(t *testing.T) {
	c := broken(t, "", client.Options{})
	result, err := c.List(context.Background(), webhook.Query{})
	if err != nil {
		t.Fatal(err)
	}
	usages, err := c.Usage(context.Background(), nil)
	if err != nil || len(usages.ByID) != 63 || usages.Incomplete != nil || len(usages.Warnings) != 0 {
		t.Fatalf("%d rows, %v, %v, %v", len(usages.ByID), usages.Incomplete, usages.Warnings, err)
	}
	list := webhook.NewList(result.Webhooks)
	list.Join(usages)
	for _, w := range list.Webhooks {
		if w.Usage == nil || !w.Usage.Counted || w.Usage.Consecutive > w.Usage.Errors || w.Usage.Errors > w.Usage.Calls {
			t.Errorf("%s: %+v", w.Name, w.Usage)
		}
	}
	bare := broken(t, "", client.Options{NoLastErrors: true})
	usages, err = bare.Usage(context.Background(), nil)
	if err != nil || len(usages.ByID) != 63 {
		t.Fatalf("%d rows, %v", len(usages.ByID), err)
	}
	for id, u := range usages.ByID {
		if !u.Counted || u.LastError != "" || u.LastErrorRead {
			t.Errorf("webhook %d has the text of an error that was not asked for: %+v", id, u)
		}
	}
}

func TestTheOddUsageOfTheBuiltInTenant(t *testing.T) {
	t.Run("the dynamic archive", func(t *testing.T) { readOddUsage(t, "11.12", 9, "of a webhook that is not there") })
	t.Run("the provider", func(t *testing.T) { readOddUsage(t, "11.13", 10, "of a webhook that is not in the list") })
}

// readOddUsage reads it in the dynamic archive, which is all that 11.12 has, and in the provider Webhook.
func readOddUsage(t *testing.T, version string, rows int, foreign string) {
	usages, err := brokenAs(t, "usage-odd", version, client.Options{}).Usage(context.Background(), nil)
	if err != nil || usages.Incomplete != nil {
		t.Fatalf("%v, %v", usages.Incomplete, err)
	}
	for id, want := range map[int64]webhook.Usage{
		3:    {Counted: true, Calls: 100, Errors: 2, LastErrorRead: true},
		4:    {Calls: 1200, Consecutive: 2, LastError: "numbers as text", LastErrorRead: true},
		5:    {},
		7:    {},
		8:    {LastError: "negative", LastErrorRead: true},
		9:    {},
		57:   {Counted: true, Calls: 18240, Errors: 31, Consecutive: 9, LastError: "the last row", LastErrorRead: true},
		4711: {Counted: true, Calls: 1, Errors: 1, Consecutive: 1, LastError: foreign, LastErrorRead: true},
	} {
		got, there := usages.ByID[id]
		if got.LastEvent, got.Status, got.StatusKnown = (time.Time{}), 0, false; !there || got != want {
			t.Errorf("webhook %d: %+v, want %+v", id, got, want)
		}
	}
	if hostile := usages.ByID[14].LastError; strings.ContainsAny(hostile, "\x1b\x07\u009b\u202e\u2066") || !strings.Contains(hostile, "red") {
		t.Errorf("%q", hostile)
	}
	if len(usages.ByID) != rows || len(usages.Warnings) != 3 {
		t.Errorf("%d rows and the warnings %q", len(usages.ByID), usages.Warnings)
	}
}
