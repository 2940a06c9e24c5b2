package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crmhooks/client/sandbox"
)

// usageFaults are the faults of the archives and of GetLastError: what comes there, 200 for what comes without a fault.
func usageFaults() map[string]struct{ dynamic, webhooks, lastError int } {
	return map[string]struct{ dynamic, webhooks, lastError int }{
		"usage-slow": {200, 200, 200}, "usage-forbidden": {403, 403, 200}, "usage-not-found": {404, 404, 200}, "usage-html": {200, 200, 200},
		"usage-wrong": {200, 200, 200}, "usage-odd": {200, 200, 200}, "usage-truncated": {200, 200, 200}, "usage-paged": {200, 200, 200},
		"usage-elsewhere": {200, 200, 200}, "usage-forever": {200, 200, 200}, "usage-dripping": {200, 200, 200}, "usage-endless": {200, 200, 200},
		"usage-archive-not-found": {200, 404, 200}, "usage-archive-bad-request": {200, 400, 200}, "usage-archive-server-fault": {200, 500, 200},
		"usage-archive-odd": {200, 200, 200},
		"last-error-slow":   {200, 200, 200}, "last-error-forbidden": {200, 200, 403}, "last-error-wrong": {200, 200, 200}, "no-usage": {403, 403, 403},
	}
}

// archives are the two addresses of the usage, with a query for all of it and its rows without a fault.
func archives() map[string]struct {
	selected string
	rows     int
} {
	return map[string]struct {
		selected string
		rows     int
	}{archive: {allColumns, 60}, webhookArchive: {webhookColumns, 63}}
}

func TestEveryFaultHasANameAndALineOfItsOwn(t *testing.T) {
	names, want := map[string]bool{}, usageFaults()
	for _, f := range sandbox.Faults() {
		if names[f.Name] || f.Description == "" || strings.Contains(f.Description, "\n") {
			t.Errorf("the fault %+v", f)
		}
		names[f.Name] = true
		delete(want, f.Name)
	}
	if len(want) > 0 {
		t.Errorf("missing are %v", want)
	}
	if _, err := sandbox.New(sandbox.Options{Fault: "no-such"}); err == nil || !strings.Contains(err.Error(), "usage-forever") {
		t.Errorf("an unknown fault: %v", err)
	}
}

// serveFault sends a request to a tenant with a fault, without a network.
func serveFault(t *testing.T, fault string, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	tenant(t, sandbox.Options{Fault: fault, Now: noon}).ServeHTTP(w, r)
	return w
}

func archiveRequest(t *testing.T, address string) *http.Request {
	t.Helper()
	return request(t, http.MethodGet, "/Cust00001/api"+address+"?"+queryOf("$select", archives()[address].selected), "")
}

// askAt sends a query to one of the archives.
func askAt(t testing.TB, base, address string, options ...string) response {
	t.Helper()
	return send(t, request(t, http.MethodGet, base+address+"?"+queryOf(options...), ""))
}

func lastErrorRequest(t *testing.T) *http.Request {
	t.Helper()
	return request(t, http.MethodPost, "/Cust00001/api"+lastError, `{"WebhookId":57}`)
}

func TestFaultsOfTheUsageLeaveTheListAlone(t *testing.T) {
	for fault, want := range usageFaults() {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			if w := serveFault(t, fault, request(t, http.MethodPost, "/Cust00001/api"+agent, `{}`)); len(rows(t, w.Body.Bytes())) != 60 || time.Since(begin) > 0 {
				t.Errorf("%s breaks the list: status %d", fault, w.Code)
			}
			for address, status := range map[string]int{archive: want.dynamic, webhookArchive: want.webhooks} {
				begin = time.Now()
				if w := serveFault(t, fault, archiveRequest(t, address)); w.Code != status || (time.Since(begin) == 3*time.Second) != (fault == "usage-slow") {
					t.Errorf("%s: %s answers %d after %v", fault, address, w.Code, time.Since(begin))
				}
			}
			begin = time.Now()
			if w := serveFault(t, fault, lastErrorRequest(t)); w.Code != want.lastError || (time.Since(begin) == 3*time.Second) != (fault == "last-error-slow") {
				t.Errorf("%s: GetLastError answers %d after %v", fault, w.Code, time.Since(begin))
			}
		})
	}
}

func TestFaultsOfTheListLeaveTheUsageAlone(t *testing.T) {
	for _, fault := range []string{"busy", "null-answer", "truncated", "slow", "header-timeout", "unauthorized", "odd-members", "version-html"} {
		base := start(t, sandbox.Options{Fault: fault})
		for address, all := range archives() {
			if n := len(readPage(t, askAt(t, base, address, "$select", all.selected)).Value); n != all.rows {
				t.Errorf("%s: %d rows of %s", fault, n, address)
			}
		}
		if text := lastErrorOf(t, base, "57"); text == "" {
			t.Errorf("%s: no last error", fault)
		}
	}
}

func TestOnlyRequestsForTheListCountAsSuch(t *testing.T) {
	base := start(t, sandbox.Options{Fault: "busy-once"})
	readPage(t, askArchive(t, base, "$select", allColumns))
	lastErrorOf(t, base, "57")
	for i, want := range []int{http.StatusTooManyRequests, http.StatusOK, http.StatusOK} {
		if got := call(t, base, `{}`); got.status != want {
			t.Errorf("request %d for the list gives %d", i+1, got.status)
		}
	}
}

// A slow answer is the good one.
func TestSlowUsageIsWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for address := range archives() {
			late, soon := serveFault(t, "usage-slow", archiveRequest(t, address)).Body, serveFault(t, "", archiveRequest(t, address)).Body
			if late.String() != soon.String() {
				t.Errorf("usage-slow gives %.100s", late)
			}
		}
		if late, soon := serveFault(t, "last-error-slow", lastErrorRequest(t)).Body, serveFault(t, "", lastErrorRequest(t)).Body; late.String() != soon.String() {
			t.Errorf("last-error-slow gives %.100s", late)
		}
	})
}

func TestWhatTheBrokenArchiveSays(t *testing.T) {
	ask := func(fault string) response {
		return askArchive(t, start(t, sandbox.Options{Fault: fault}), "$select", allColumns)
	}
	if got := ask("usage-html"); !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") || !strings.Contains(string(got.body), "Sign in") {
		t.Errorf("usage-html: %v, %s", got.header, got.body)
	}
	var wrong map[string]any
	if err := json.Unmarshal(ask("usage-wrong").body, &wrong); err != nil || wrong["value"] != nil {
		t.Errorf("usage-wrong: %v, %v", wrong, err)
	}
	whole, part := ask("").body, ask("usage-truncated").body
	if len(part) > len(whole)*2/3 || json.Valid(part) || !strings.Contains(string(part), `"PrimaryKey":"3"`) {
		t.Errorf("usage-truncated: %d of %d bytes", len(part), len(whole))
	}
	got := askLastError(t, start(t, sandbox.Options{Fault: "last-error-wrong"}), `{"WebhookId":57}`)
	if err := json.Unmarshal(got.body, &wrong); err != nil || got.status != http.StatusOK {
		t.Errorf("last-error-wrong: %d, %v", got.status, err)
	}
}

func TestOddUsageIsOddInEveryWay(t *testing.T) {
	for _, c := range []struct{ fault, address, calls string }{
		{"usage-odd", archive, "total_calls"}, {"usage-odd", webhookArchive, "totalCalls"}, {"usage-archive-odd", webhookArchive, "totalCalls"},
	} {
		var page struct{ Value []json.RawMessage }
		body := askAt(t, start(t, sandbox.Options{Fault: c.fault}), c.address, "$select", archives()[c.address].selected).body
		if err := json.Unmarshal(body, &page); err != nil {
			t.Fatal(err)
		}
		has := func(what string, ok func(row string) bool) {
			t.Helper()
			if !slices.ContainsFunc(page.Value, func(raw json.RawMessage) bool { return ok(string(raw)) }) {
				t.Errorf("%+v: no row %s", c, what)
			}
		}
		has("has numbers as text", func(row string) bool { return strings.Contains(row, c.calls+`":"1200"`) })
		has("has null for a number", func(row string) bool { return strings.Contains(row, c.calls+`":null`) })
		has("has no number", func(row string) bool { return row[0] == '{' && !strings.Contains(row, c.calls) })
		has("has a negative number", func(row string) bool { return strings.Contains(row, c.calls+`":-`) })
		has("is of no webhook", func(row string) bool { return strings.Contains(row, `"PrimaryKey":"4711"`) })
		has("is a text", func(row string) bool { return row[0] == '"' })
		has("is null", func(row string) bool { return row == "null" })
		has("attacks the terminal", func(row string) bool { return strings.Contains(row, `\u001b[2J`) && strings.Contains(row, `\u202e`) })
		if has("is the last", func(row string) bool { return strings.Contains(row, "the last row") }); c.address == webhookArchive {
			has("was called at no time", func(row string) bool { return strings.Contains(row, `lastEvent":"soon"`) })
		}
		keys := map[string]int{}
		for _, raw := range page.Value {
			var row struct{ PrimaryKey any }
			_ = json.Unmarshal(raw, &row) // some are no object
			if key, ok := row.PrimaryKey.(string); ok {
				keys[key]++
			}
		}
		if keys["3"] != 2 {
			t.Errorf("%+v: no id is repeated: %v", c, keys)
		}
	}
}

// follow sends the request of an odata.nextLink.
func follow(t *testing.T, link *string) response {
	t.Helper()
	if link == nil {
		t.Fatal("there is no next page")
	}
	return send(t, request(t, http.MethodGet, *link, ""))
}

func TestUsageInPagesIsComplete(t *testing.T) {
	base := start(t, sandbox.Options{Fault: "usage-paged"})
	for _, c := range []struct {
		options []string
		pages   []int
	}{
		{nil, []int{20, 20, 20}},
		{[]string{"$top", "45"}, []int{20, 20, 5}},
		{[]string{"$top", "20"}, []int{20}},
		{[]string{"$skip", "30"}, []int{20, 10}},
	} {
		query := append(c.options, "$select", allColumns)
		want := ids(readPage(t, askArchive(t, start(t, sandbox.Options{}), query...)).Value)
		page := readPage(t, askArchive(t, base, query...))
		found, sizes := ids(page.Value), []int{len(page.Value)}
		for page.NextLink != nil {
			if !strings.HasPrefix(*page.NextLink, base+archive+"?") || !strings.Contains(*page.NextLink, "$skip=") {
				t.Fatalf("the next page is at %s", *page.NextLink)
			}
			page = readPage(t, follow(t, page.NextLink))
			found, sizes = append(found, ids(page.Value)...), append(sizes, len(page.Value))
		}
		if !slices.Equal(found, want) || !slices.Equal(sizes, c.pages) {
			t.Errorf("%v gives pages of %v: %v", c.options, sizes, found)
		}
	}
	if got := send(t, request(t, http.MethodGet, base+archive, "")); got.status != http.StatusBadRequest {
		t.Errorf("without $select: %d", got.status)
	}
	if got := send(t, request(t, http.MethodGet, base+archive+"?"+queryOf("$select", allColumns), "", "Authorization", "")); got.status != http.StatusUnauthorized {
		t.Errorf("without a login: %d", got.status)
	}
}

func TestTheArchiveOfWebhooksComesInPagesToo(t *testing.T) {
	base := start(t, sandbox.Options{Fault: "usage-paged"})
	query := []string{"$select", webhookColumns, "$orderBy", "webhookId desc", "$top", "50"}
	want := ids(readPage(t, askWebhookArchive(t, start(t, sandbox.Options{}), query...)).Value)
	page := readPage(t, askWebhookArchive(t, base, query...))
	found, pages := ids(page.Value), 1
	for ; page.NextLink != nil; pages++ {
		if !strings.HasPrefix(*page.NextLink, base+webhookArchive+"?") {
			t.Fatalf("the next page is at %s", *page.NextLink)
		}
		page = readPage(t, follow(t, page.NextLink))
		found = append(found, ids(page.Value)...)
	}
	if !slices.Equal(found, want) || len(want) != 50 || pages != 3 {
		t.Errorf("%d pages: %v, want %v", pages, found, want)
	}
}

func TestASecondPageElsewhereIsNeverServedHere(t *testing.T) {
	base := start(t, sandbox.Options{Fault: "usage-elsewhere"})
	page := readPage(t, askArchive(t, base, "$select", allColumns))
	if len(page.Value) != 20 || page.NextLink == nil {
		t.Fatalf("%d rows, then %v", len(page.Value), page.NextLink)
	}
	next, err := url.Parse(*page.NextLink)
	if err != nil || next.Scheme != "https" || next.Host != "evil.example.com" || next.Query().Get("$skip") != "20" {
		t.Errorf("the next page is at %s, %v", next, err)
	}
	got := askArchive(t, base, "$select", allColumns, "$skip", "20")
	if got.status != http.StatusNotFound {
		t.Errorf("its query gives %d here", got.status)
	}
	wantErrorObject(t, got)
}

func TestAPageThatLeadsToItselfDoesSoForever(t *testing.T) {
	base := start(t, sandbox.Options{Fault: "usage-forever"})
	first := readPage(t, askArchive(t, base, "$select", allColumns))
	page := first
	for range 4 {
		page = readPage(t, follow(t, page.NextLink))
	}
	if len(page.Value) != 20 || page.NextLink == nil || *page.NextLink != *first.NextLink || !slices.Equal(ids(page.Value), ids(first.Value)) {
		t.Errorf("after some pages: %v, then %v", ids(page.Value), page.NextLink)
	}
}
