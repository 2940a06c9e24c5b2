package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// archive serves pages of usage, one a request and the last one from then on, and notes the queries that it got.
type archive struct {
	pages []string

	mu      sync.Mutex
	queries []string
}

func (a *archive) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.queries = append(a.queries, r.URL.RawQuery)
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, a.pages[min(len(a.queries), len(a.pages))-1])
}

// page is a page with rows of these ids and a link to the next, "" for none.
func page(link string, ids ...int) string {
	var rows []string
	for _, id := range ids {
		rows = append(rows, `{"PrimaryKey":"`+strconv.Itoa(id)+`",`+counts("10", "4", "1")+`}`)
	}
	next, _ := json.Marshal(link) // a text always can be
	return `{"odata.nextLink":` + string(next) + `,"value":[` + strings.Join(rows, ",") + `]}`
}

// paged asks for the usage in these pages.
func paged(t *testing.T, opts client.Options, pages ...string) (usages webhook.Usages, queries []string, err error) {
	t.Helper()
	a := &archive{pages: pages}
	opts.BaseURL = serving(t, a.ServeHTTP)
	usages, err = newClient(t, opts).Usage(context.Background(), nil)
	return usages, a.queries, err
}

func TestEveryPageIsRead(t *testing.T) {
	usages, queries, err := paged(t, client.Options{}, page("https://crm.example.com/api/v1/Archive/dynamic?$skip=2", 1, 2), page("?$skip=4&$top=2", 3, 4), page("", 5))
	want := []string{"$select=" + allColumns + firstPage, "$select=" + allColumns + firstPage + "&$skip=2", "$select=" + allColumns + ordered + "&$skip=4&$top=2"}
	if err != nil || len(usages.ByID) != 5 || usages.Incomplete != nil || !slices.Equal(queries, want) {
		t.Errorf("%d rows, %v, %v\nasked %q\nwant  %q", len(usages.ByID), usages.Incomplete, err, queries, want)
	}
}

// Only what a link says about paging is used, in the form in which it goes into a query.
func TestWhatALinkToTheNextPageMaySay(t *testing.T) {
	for link, want := range map[string]string{
		"https://evil.example.com/other?$skip=2":                "&$top=1000&$skip=2",
		"//evil.example.com/?$skip=2":                           "&$top=1000&$skip=2",
		"https://u:p@evil.example.com:99/?$skip=2#x":            "&$top=1000&$skip=2",
		"ftp://evil.example.com/?$skip=2":                       "&$top=1000&$skip=2",
		"?$skip=2&$select=webhook.secret":                       "&$top=1000&$skip=2",
		"?$select=webhook.secret&$skip=2&$filter=a&$mode=x":     "&$top=1000&$skip=2",
		"?$skip=2&$select=" + countColumns:                      "&$top=1000&$skip=2",
		"?%24skip=2":                                            "&$top=1000&$skip=2",
		"?$SKIP=2&$Top=3":                                       "&$skip=2&$top=3",
		"?$skiptoken=a b%26$select%3Dwebhook.secret&$skip=":     "&$top=1000&$skiptoken=a+b%26%24select%3Dwebhook.secret",
		"?$skip=2%0d%0aX-Injected:%201":                         "&$top=1000&$skip=2%0D%0AX-Injected%3A+1",
		"?$skip=2%26$select%3Dwebhook.secret%23":                "&$top=1000&$skip=2%26%24select%3Dwebhook.secret%23",
		"?$top=1&$skip=2&$skip=9":                               "&$skip=2&$top=1",
		"https://crm.example.com/x/../../DeleteWebhook?$skip=2": "&$top=1000&$skip=2",
	} {
		usages, queries, err := paged(t, client.Options{}, page(link, 1), page("", 2))
		if err != nil || len(usages.ByID) != 2 || usages.Incomplete != nil || len(queries) != 2 || queries[1] != "$select="+allColumns+ordered+want {
			t.Errorf("%s: %+v, %v\nasked %q", link, usages, err, queries)
		}
	}
}

func TestAPageElsewhereIsNeverFetchedThere(t *testing.T) {
	var reached atomic.Int32
	evil := serving(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	control, err := http.Get(evil)
	if err != nil || reached.Load() != 1 {
		t.Fatalf("nobody answers elsewhere: %v", err)
	}
	_ = control.Body.Close()
	for _, link := range []string{
		evil + "/api/v1/Archive/dynamic?$skip=1", strings.TrimPrefix(evil, "http:") + "/?$skip=1", strings.Replace(evil, "//", "//u:p@", 1) + "?$skip=1",
	} {
		usages, queries, err := paged(t, client.Options{}, page(link, 1), page("", 2))
		if err != nil || len(usages.ByID) != 2 || len(queries) != 2 || reached.Load() != 1 {
			t.Errorf("%s: %d rows in %d pages, %d requests elsewhere: %v", link, len(usages.ByID), len(queries), reached.Load()-1, err)
		}
	}
}

func TestPagesThatDoNotComeToAnEnd(t *testing.T) {
	const same, endless = "its link to the next page leads to the same page", "its pages never end"
	for _, c := range []struct {
		name           string
		pages          []string
		requests, rows int
		detail         string
	}{
		{"a link without a place", []string{page("https://crm.example.com/next", 1)}, 1, 1, same},
		{"a link to itself", []string{page("?$skip=1", 1), page("?$skip=1", 2)}, 2, 2, same},
		{"a page that comes again", []string{page("?$skip=1", 1), page("?$skip=2", 1)}, 2, 1, endless},
		{"two pages that lead to each other", []string{page("?$skip=1", 1), page("?$skip=2", 2), page("?$skip=1", 1)}, 3, 2, endless},
		{"back to the beginning", []string{page("?$skip=1", 1), page("?", 2), page("?$skip=1", 1)}, 3, 2, endless},
		{"pages without a row", []string{page("?$skip=1", 1), page("?$skip=2")}, 2, 1, endless},
		{"no address", []string{page("http://[::1", 1)}, 1, 1, "its link to the next page is not an address"},
		{"an address with a control character", []string{page("http://crm.example.com/\x7f?$skip=1", 1)}, 1, 1, "its link to the next page is not an address"},
	} {
		usages, queries, err := paged(t, client.Options{}, c.pages...)
		var e *failure.Error
		if err != nil || len(queries) != c.requests || len(usages.ByID) != c.rows || !errors.As(usages.Incomplete, &e) {
			t.Errorf("%s: %d rows after %d requests, %v, %v", c.name, len(usages.ByID), len(queries), usages.Incomplete, err)
			continue
		}
		if e.Kind != failure.WrongAnswer || e.Detail != c.detail {
			t.Errorf("%s: %v", c.name, e)
		}
	}
	// Without a row there is nothing to keep.
	if _, queries, err := paged(t, client.Options{}, page("?$skip=1")); kind(t, err) != failure.WrongAnswer || len(queries) != 1 {
		t.Errorf("after %d requests: %v", len(queries), err)
	}
}

func TestNewPagesWithoutEnd(t *testing.T) {
	var n atomic.Int32
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		id := int(n.Add(1))
		_, _ = io.WriteString(w, page(fmt.Sprintf("?$skip=%d", id), id))
	})
	usages, err := newClient(t, client.Options{BaseURL: server}).Usage(context.Background(), nil)
	if err != nil || n.Load() != 1000 || len(usages.ByID) != 1000 || !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.WrongAnswer}) {
		t.Errorf("%d rows after %d requests, %v, %v", len(usages.ByID), n.Load(), usages.Incomplete, err)
	}
}

// The limit is one for all pages, and exact: an answer of as many bytes is whole.
func TestTheLimitHoldsForAllPagesTogether(t *testing.T) {
	pages := []string{page("?$skip=1", 1), page("?$skip=2", 2), page("", 3)}
	all := int64(len(strings.Join(pages, "")))
	usages, _, err := paged(t, client.Options{MaxBytes: all}, pages...)
	if err != nil || len(usages.ByID) != 3 || usages.Incomplete != nil {
		t.Errorf("as large as the limit: %d rows, %v, %v", len(usages.ByID), usages.Incomplete, err)
	}
	for limit, rows := range map[int64]int{all - 2: 3, int64(len(pages[0]+pages[1])) + 10: 2, int64(len(pages[0]+pages[1])) - 2: 2, int64(len(pages[0])): 1} {
		usages, queries, err := paged(t, client.Options{MaxBytes: limit}, pages...)
		if err != nil || len(usages.ByID) != rows || !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.TooLarge}) {
			t.Errorf("%d of %d bytes: %d rows in %d pages, %v, %v", limit, all, len(usages.ByID), len(queries), usages.Incomplete, err)
		}
	}
	if _, _, err := paged(t, client.Options{MaxBytes: 20}, pages...); kind(t, err) != failure.TooLarge {
		t.Errorf("in the first row: %v", err)
	}
}

// Endless pages that are large end with the bytes, long before their number.
func TestLargePagesWithoutEndAreBounded(t *testing.T) {
	var n atomic.Int32
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		id := int(n.Add(1))
		_, _ = io.WriteString(w, strings.Replace(page(fmt.Sprintf("?$skip=%d", id), id), "{", "{"+strings.Repeat(" ", 64<<10), 1))
	})
	usages, err := newClient(t, client.Options{BaseURL: server, MaxBytes: 1 << 20}).Usage(context.Background(), nil)
	if err != nil || n.Load() > 17 || len(usages.ByID) < 15 || !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.TooLarge}) {
		t.Errorf("%d rows after %d requests, %v, %v", len(usages.ByID), n.Load(), usages.Incomplete, err)
	}
}

func TestALaterPageThatFailsKeepsWhatCame(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		kind   failure.Kind
		rows   int
	}{
		"refused":        {403, `{"Message":"No."}`, failure.Forbidden, 2},
		"gone":           {404, ``, failure.NotFound, 2},
		"a fault":        {500, ``, failure.ServerFault, 2},
		"null":           {200, `null`, failure.NullAnswer, 2},
		"a web page":     {200, `<html>`, failure.HTMLAnswer, 2},
		"an error":       {200, `{"ErrorMessage":"The session has ended."}`, failure.ErrorAnswer, 2},
		"another object": {200, `{"Rows":2}`, failure.WrongAnswer, 2},
		"cut":            {200, page("", 3, 4)[:len(page("", 3, 4))-9], failure.Truncated, 3},
		"no JSON":        {200, `{"value":[{"PrimaryKey":"3"},]}`, failure.NotJSON, 3},
	} {
		var n atomic.Int32
		server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if n.Add(1) == 1 {
				_, _ = io.WriteString(w, page("?$skip=2", 1, 2))
				return
			}
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.body)
		})
		usages, err := newClient(t, client.Options{BaseURL: server}).Usage(context.Background(), nil)
		if err != nil || n.Load() != 2 || len(usages.ByID) != c.rows || !errors.Is(usages.Incomplete, &failure.Error{Kind: c.kind}) {
			t.Errorf("%s: %d rows after %d requests, %v, %v", name, len(usages.ByID), n.Load(), usages.Incomplete, err)
		}
	}
}

// Every way of cutting the one page there is: what is kept is what came.
func TestATruncatedPageKeepsWhatCame(t *testing.T) {
	whole := page("", 1, 2, 3)
	kept := 0
	for n := range len(whole) {
		usages, err := newClient(t, client.Options{BaseURL: answering(t, 200, "application/json", whole[:n])}).Usage(context.Background(), nil)
		if err != nil {
			if k := kind(t, err); k != failure.Truncated && k != failure.EmptyAnswer {
				t.Fatalf("after %d bytes: %v", n, err)
			}
		} else if !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.Truncated}) {
			t.Fatalf("after %d bytes the answer counts as whole: %v", n, usages.Incomplete)
		}
		for id, u := range usages.ByID {
			if id < 1 || id > 3 || !u.Counted || u.Calls != 10 {
				t.Fatalf("after %d bytes row %d is invented: %+v", n, id, u)
			}
			kept++
		}
	}
	if kept == 0 {
		t.Error("no cut answer kept a row")
	}
}

// Whoever goes away while a later page is on its way is told that, and not that the usage is incomplete.
func TestCancellingInALaterPage(t *testing.T) {
	var n atomic.Int32
	arrived := make(chan struct{})
	server := serving(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if n.Add(1) == 1 {
			_, _ = io.WriteString(w, page("?$skip=2", 1, 2))
			return
		}
		_, _ = io.WriteString(w, `{"value":[{"PrimaryKey":"3"},`)
		_ = http.NewResponseController(w).Flush()
		close(arrived)
		hang(r)
	})
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-arrived
		cancel()
	}()
	usages, err := newClient(t, client.Options{BaseURL: server}).Usage(ctx, nil)
	if !errors.Is(err, context.Canceled) || len(usages.ByID) > 0 || usages.Incomplete != nil {
		t.Errorf("%+v, %v", usages, err)
	}
}
