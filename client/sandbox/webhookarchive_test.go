package sandbox_test

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"crmhooks/client/sandbox"
)

const webhookColumns = "webhookId,name,events,targetUrl,type,eventCount,updatedByFullName,registeredBy,registeredDate,webhookUsage/totalCalls," +
	"webhookUsage/totalErrors,webhookUsage/consecutiveErrors,webhookUsage/lastError,webhookUsage/lastEvent,webhookUsage/status"

// two are webhooks with and without a value in every column, and the usage of the first.
func two() sandbox.Data {
	return sandbox.Data{
		Webhooks: []byte(`[{"WebhookId":9,"Name":null},{"WebhookId":7,"Name":"n","Events":["a.b","c.d"],"TargetUrl":"https://t.example.com","Type":"webhook","State":"Active",
			"Secret":"fake_secret","Headers":{"X-Api-Key":"fake-key"},"Registered":"2024-06-10T08:30:00+02:00","RegisteredAssociate":{"Name":"IJ","FullName":"Ingrid"},
			"UpdatedAssociate":{"Name":"BØ","FullName":"Bjørn"}}]`),
		Usage: []byte(`[{"webhook_usage_id":7,"total_calls":1200,"total_errors":3,"consecutive_errors":1,"last_error":"it broke","last_event":"2024-07-01T10:00:00"}]`),
	}
}

func askWebhookArchive(t testing.TB, base string, options ...string) response {
	t.Helper()
	return send(t, request(t, http.MethodGet, base+webhookArchive+"?"+queryOf(options...), ""))
}

func TestTheArchiveOfWebhooksAnswersInTheVendorsForm(t *testing.T) {
	base := startWith(t, two())
	got := askWebhookArchive(t, base, "$select", "WebhookId, "+webhookColumns)
	want := `{"odata.metadata":"` + base + `/v1/Archive/$metadata","odata.nextLink":null,"value":[` +
		`{"PrimaryKey":"7","EntityName":"webhook","WebhookId":7,"webhookId":7,"name":"n","events":"a.b,c.d","targetUrl":"https://t.example.com","type":"webhook",` +
		`"eventCount":2,"updatedByFullName":"Bjørn","registeredBy":"IJ","registeredDate":"2024-06-10T06:30:00","webhookUsage/totalCalls":1200,` +
		`"webhookUsage/totalErrors":3,"webhookUsage/consecutiveErrors":1,"webhookUsage/lastError":"it broke","webhookUsage/lastEvent":"2024-07-01T10:00:00",` +
		`"webhookUsage/status":4},` +
		`{"PrimaryKey":"9","EntityName":"webhook","WebhookId":9,"webhookId":9,"name":null,"events":"","targetUrl":null,"type":null,` +
		`"eventCount":0,"updatedByFullName":null,"registeredBy":null,"registeredDate":null,"webhookUsage/totalCalls":null,` +
		`"webhookUsage/totalErrors":null,"webhookUsage/consecutiveErrors":null,"webhookUsage/lastError":null,"webhookUsage/lastEvent":null,` +
		`"webhookUsage/status":0}]}`
	if string(got.body) != want || got.header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("got %s\nwant %s", got.body, want)
	}
}

func TestTheArchiveOfWebhooksIsOrderedAndCut(t *testing.T) {
	base := startWith(t, two())
	for _, c := range []struct {
		options []string
		want    []string
	}{
		{nil, []string{"7", "9"}},
		{[]string{"$orderby", "webhookId"}, []string{"7", "9"}},
		{[]string{"$orderBy", "webhookid DESC"}, []string{"9", "7"}},
		{[]string{"$orderby", "webhookId desc", "$top", "1"}, []string{"9"}},
		{[]string{"$orderby", "webhookId", "$skip", "1", "$top", "1000"}, []string{"9"}},
	} {
		page := readPage(t, askWebhookArchive(t, base, append(c.options, "$select", "name")...))
		if got := ids(page.Value); !slices.Equal(got, c.want) || page.NextLink != nil {
			t.Errorf("%v gives %v, %v", c.options, got, page.NextLink)
		}
	}
}

func TestAQueryThatTheArchiveOfWebhooksCannotAnswerIsRefused(t *testing.T) {
	base := startWith(t, two())
	for _, options := range [][]string{
		nil, {"$select", "secret"}, {"$select", "headers"}, {"$select", "webhook_usage.total_calls"}, {"$select", "webhookUsage/"}, {"$select", "name", "$orderby", "secret"},
		{"$select", "name", "$orderby", "name down"}, {"$select", "name", "$orderby", ","}, {"$select", "name", "$top", "-1"}, {"$select", "name", "$filter", "name eq 7"},
	} {
		got := askWebhookArchive(t, base, options...)
		if got.status != http.StatusBadRequest {
			t.Errorf("%v gives %d", options, got.status)
		}
		wantMessage(t, got)
	}
	if got := send(t, request(t, http.MethodGet, base+webhookArchive+"?$select=name", "", "Authorization", "")); got.status != http.StatusUnauthorized {
		t.Errorf("without a login: %d", got.status)
	}
	if got := send(t, request(t, http.MethodGet, base+webhookArchive+"?$select=name", "", "Accept", "application/xml")); got.status != http.StatusNotAcceptable {
		t.Errorf("XML: %d", got.status)
	}
}

func TestTheArchiveOfWebhooksCameWith1113(t *testing.T) {
	for version, want := range map[string]int{"11.12": http.StatusNotFound, "11.13": http.StatusOK, "12.1": http.StatusOK} {
		for _, fault := range []string{"", "usage-forbidden", "usage-paged"} {
			if version != "11.12" && fault == "usage-forbidden" {
				continue
			}
			got := askWebhookArchive(t, start(t, sandbox.Options{ServerVersion: version, Fault: fault}), "$select", "name")
			if got.status != want {
				t.Errorf("%s, fault %q: %d", version, fault, got.status)
			}
			if want == http.StatusNotFound {
				wantErrorObject(t, got)
			}
		}
	}
}

// archived is a row of the built-in tenant's archive of webhooks.
type archived struct {
	ID          int     `json:"webhookId"`
	Type        string  `json:"type"`
	Events      string  `json:"events"`
	EventCount  int     `json:"eventCount"`
	Target      *string `json:"targetUrl"`
	Calls       int     `json:"webhookUsage/totalCalls"`
	Errors      int     `json:"webhookUsage/totalErrors"`
	Consecutive int     `json:"webhookUsage/consecutiveErrors"`
	LastError   *string `json:"webhookUsage/lastError"`
	LastEvent   *string `json:"webhookUsage/lastEvent"`
	Status      int     `json:"webhookUsage/status"`
	Registered  string  `json:"registeredDate"`
}

func builtInArchive(t *testing.T, now time.Time) []archived {
	t.Helper()
	var page struct{ Value []archived }
	base := start(t, sandbox.Options{Now: func() time.Time { return now }})
	if err := json.Unmarshal(askWebhookArchive(t, base, "$select", webhookColumns, "$orderby", "webhookId", "$top", "1000").body, &page); err != nil {
		t.Fatal(err)
	}
	return page.Value
}

func TestTheArchiveListsTheWebhooksOfOtherApplicationsToo(t *testing.T) {
	listed, usage := map[int]webhook{}, builtInUsage(t)
	for _, w := range builtIn(t) {
		listed[w.WebhookID] = w
	}
	var others []archived
	for _, row := range builtInArchive(t, noon()) {
		w, ok := listed[row.ID]
		if !ok {
			others = append(others, row)
			continue
		}
		delete(listed, row.ID)
		u := usage[row.ID]
		if row.Events != strings.Join(w.Events, ",") || row.EventCount != len(w.Events) || row.Type != w.Type ||
			row.Calls != u.Calls || row.Errors != u.Errors || row.Consecutive != u.Consecutive || !reflect.DeepEqual(row.LastError, u.LastError) {
			t.Errorf("webhook %d: %+v", row.ID, row)
		}
	}
	if len(listed) > 0 || len(others) != 3 {
		t.Fatalf("missing are %v; of other applications are %v", listed, others)
	}
	failing, healthy, script := others[0], others[1], others[2]
	if failing.ID != 112 || failing.Consecutive != 4 || failing.LastError == nil || !strings.HasPrefix(*failing.LastError, "HTTP/1.1 503") {
		t.Errorf("the one that fails: %+v", failing)
	}
	if healthy.ID != 115 || healthy.Consecutive != 0 || healthy.Calls < 1000 || healthy.Type != "webhook" {
		t.Errorf("the healthy one: %+v", healthy)
	}
	if script.ID != 118 || script.Type != "crmscript" || script.Calls != 0 {
		t.Errorf("the script: %+v", script)
	}
}

func TestTheLastEventIsRecentWhereThereAreCalls(t *testing.T) {
	for _, now := range []time.Time{noon(), time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC), time.Date(2032, 2, 29, 0, 30, 0, 0, time.FixedZone("", 9*3600))} {
		recent := 0
		for _, row := range builtInArchive(t, now) {
			if (row.LastEvent == nil) != (row.Calls == 0) {
				t.Errorf("webhook %d: %d calls, last event %v", row.ID, row.Calls, row.LastEvent)
			}
			if row.LastEvent == nil {
				continue
			}
			at, err := time.Parse("2006-01-02T15:04:05", *row.LastEvent)
			if registered := parse(t, row.Registered); err != nil || at.After(now) || at.Before(registered) {
				t.Errorf("at %v webhook %d was registered %v and called %v, %v", now, row.ID, registered, at, err)
			}
			if now.Sub(at) < 48*time.Hour {
				recent++
			}
		}
		if recent < 40 {
			t.Errorf("at %v only %d were called of late", now, recent)
		}
	}
}
