package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"testing"

	"crmhooks/client/sandbox"
)

const (
	archive        = "/v1/Archive/dynamic"
	webhookArchive = "/v1/archive/Webhook"
	allColumns     = "webhook_usage.webhook_usage_id,webhook_usage.total_calls,webhook_usage.total_errors," +
		"webhook_usage.consecutive_errors,webhook_usage.last_error"
)

// twoRows is usage with a value of every kind.
const twoRows = `[{"webhook_usage_id":7,"total_calls":1200,"total_errors":3,"consecutive_errors":1,"last_error":"it broke"},
	{"webhook_usage_id":9,"total_calls":0,"total_errors":0,"consecutive_errors":0,"last_error":null}]`

// usagePage is an answer of the archive.
type usagePage struct {
	Metadata string           `json:"odata.metadata"`
	NextLink *string          `json:"odata.nextLink"`
	Value    []map[string]any `json:"value"`
}

// askArchive sends a query to the archive; options are pairs of names and values.
func askArchive(t testing.TB, base string, options ...string) response {
	t.Helper()
	return send(t, request(t, http.MethodGet, base+archive+"?"+queryOf(options...), ""))
}

func queryOf(options ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(options); i += 2 {
		query.Add(options[i], options[i+1])
	}
	return query.Encode()
}

// readPage reads the answer to a query that is all right.
func readPage(t testing.TB, got response) usagePage {
	t.Helper()
	var page usagePage
	if err := json.Unmarshal(got.body, &page); err != nil || got.status != http.StatusOK || page.Value == nil {
		t.Fatalf("status %d, %v in %.200s", got.status, err, got.body)
	}
	return page
}

// ids are those of the rows, by their keys.
func ids(rows []map[string]any) []string {
	var found []string
	for _, row := range rows {
		found = append(found, fmt.Sprint(row["PrimaryKey"]))
	}
	return found
}

func TestTheArchiveAnswersInTheVendorsForm(t *testing.T) {
	base := startWith(t, sandbox.Data{Usage: []byte(twoRows)})
	got := askArchive(t, base, "$select", "webhook_usage.last_error, webhook_usage.total_calls")
	want := `{"odata.metadata":"` + base + `/v1/Archive/$metadata","odata.nextLink":null,"value":[` +
		`{"PrimaryKey":"7","EntityName":"webhook_usage","webhook_usage.last_error":"it broke","webhook_usage.total_calls":1200},` +
		`{"PrimaryKey":"9","EntityName":"webhook_usage","webhook_usage.last_error":null,"webhook_usage.total_calls":0}]}`
	if string(got.body) != want || got.header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("got %s, want %s", got.body, want)
	}
}

func TestColumnsComeAsTheyAreAskedFor(t *testing.T) {
	base := startWith(t, sandbox.Data{Usage: []byte(twoRows)})
	for selected, want := range map[string]map[string]any{
		"webhook_usage.webhook_usage_id":                            {"webhook_usage.webhook_usage_id": 7.0},
		"Webhook_Usage.Total_Errors":                                {"Webhook_Usage.Total_Errors": 3.0},
		",webhook_usage.last_error,,":                               {"webhook_usage.last_error": "it broke"},
		"webhook_usage.total_calls,webhook_usage.total_calls":       {"webhook_usage.total_calls": 1200.0},
		"webhook_usage.total_calls,webhook_usage.TOTAL_CALLS":       {"webhook_usage.total_calls": 1200.0, "webhook_usage.TOTAL_CALLS": 1200.0},
		"webhook_usage.consecutive_errors,webhook_usage.last_error": {"webhook_usage.consecutive_errors": 1.0, "webhook_usage.last_error": "it broke"},
	} {
		want["PrimaryKey"], want["EntityName"] = "7", "webhook_usage"
		if got := readPage(t, askArchive(t, base, "$select", selected)).Value[0]; !reflect.DeepEqual(got, want) {
			t.Errorf("$select=%s gives %v", selected, got)
		}
	}
	two := readPage(t, askArchive(t, base, "$select", "webhook_usage.total_calls", "$select", "webhook_usage.last_error"))
	if len(two.Value[0]) != 4 {
		t.Errorf("a second $select is lost: %v", two.Value[0])
	}
}

func TestTheArchiveIsOrderedByIDAndCut(t *testing.T) {
	base := startWith(t, sandbox.Data{Usage: []byte(`[{"webhook_usage_id":9},{"webhook_usage_id":7}]`)})
	for _, c := range []struct {
		options []string
		want    []string
	}{
		{nil, []string{"7", "9"}},
		{[]string{"$top", "1"}, []string{"7"}},
		{[]string{"$top", "0"}, nil},
		{[]string{"$top", "5"}, []string{"7", "9"}},
		{[]string{"$skip", "1"}, []string{"9"}},
		{[]string{"$skip", "2"}, nil},
		{[]string{"$skip", "9223372036854775807", "$top", "9223372036854775807"}, nil},
		{[]string{"$skip", "1", "$top", "1"}, []string{"9"}},
		{[]string{"$mode", "Slim"}, []string{"7", "9"}},
		{[]string{"$orderby", "webhook_usage.webhook_usage_id"}, []string{"7", "9"}},
		{[]string{"$orderBy", "Webhook_usage.webhook_usage_id ASC"}, []string{"7", "9"}},
		{[]string{"$orderby", " webhook_usage.webhook_usage_id desc ", "$top", "1"}, []string{"9"}},
		{[]string{"$orderby", " "}, []string{"7", "9"}},
	} {
		page := readPage(t, askArchive(t, base, append(c.options, "$select", allColumns)...))
		if got := ids(page.Value); !slices.Equal(got, c.want) || page.NextLink != nil {
			t.Errorf("%v gives %v, %v", c.options, got, page.NextLink)
		}
	}
}

func TestAQueryThatTheArchiveCannotAnswerIsRefused(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, options := range [][]string{
		nil, {"$select", ""}, {"$select", " , "}, {"select", allColumns}, {"$select", "total_calls"}, {"$select", "webhook_usage."},
		{"$select", "webhook.secret"}, {"$select", "webhook_usage.total_calls,webhook.name"}, {"$select", "webhook_usage.webhook_usage_id[webhook].name"},
		{"$select", allColumns, "$filter", "webhook_usage.webhook_usage_id eq 7"}, {"$select", allColumns, "$orderby", "webhook_usage_id"},
		{"$select", allColumns, "$orderby", "webhook_usage.total_calls"}, {"$select", allColumns, "$orderby", "webhook_usage.webhook_usage_id down"},
		{"$select", allColumns, "$orderby", "webhook_usage.webhook_usage_id,"}, {"$select", allColumns, "$orderby", "webhook_usage.webhook_usage_id desc desc"},
		{"$select", allColumns, "$top", "-1"}, {"$select", allColumns, "$top", "x"}, {"$select", allColumns, "$skip", "-1"}, {"$select", allColumns, "$skip", "1.5"},
	} {
		got := askArchive(t, base, options...)
		if got.status != http.StatusBadRequest {
			t.Errorf("%v gives %d", options, got.status)
		}
		wantMessage(t, got)
	}
}

func TestTheArchiveWantsALoginAndAdmitsOnlyJSON(t *testing.T) {
	base := start(t, sandbox.Options{})
	address := base + archive + "?" + queryOf("$select", allColumns)
	for _, login := range []string{"", "Bearer x", basic(sandbox.Username, "x")} {
		got := send(t, request(t, http.MethodGet, address, "", "Authorization", login))
		if got.status != http.StatusUnauthorized || len(got.header.Values("WWW-Authenticate")) == 0 {
			t.Errorf("%q: status %d", login, got.status)
		}
		wantErrorObject(t, got)
	}
	for _, login := range []string{"Bearer " + sandbox.BearerToken, basic(sandbox.Username, sandbox.Password)} {
		if got := send(t, request(t, http.MethodGet, address, "", "Authorization", login, "Content-Type", "")); got.status != http.StatusOK {
			t.Errorf("%q: status %d", login, got.status)
		}
	}
	got := send(t, request(t, http.MethodGet, address, "", "Accept", "application/xml"))
	if got.status != http.StatusNotAcceptable {
		t.Errorf("XML: status %d", got.status)
	}
	wantMessage(t, got)
}

func FuzzAnyQueryGetsRowsOrARefusal(f *testing.F) {
	for _, seed := range []string{
		"", queryOf("$select", allColumns), queryOf("$select", "webhook_usage.last_error", "$orderby", "webhook_usage.webhook_usage_id desc"),
		queryOf("$select", allColumns, "$skip", "59", "$top", "2"), "$select=%", "$select=webhook_usage.\x00", "$skip=99999999999999999999;$select",
		queryOf("$select", webhookColumns), "$ORDERBY=webhookid&$select=name&$SELECT=type",
	} {
		f.Add(seed)
	}
	var tenants []*sandbox.Tenant
	for _, fault := range []string{"", "usage-paged", "usage-elsewhere", "usage-forever"} {
		tenants = append(tenants, tenant(f, sandbox.Options{Fault: fault, Now: noon}))
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, tenant := range tenants {
			for _, address := range []string{archive, webhookArchive} {
				r := request(t, http.MethodGet, "/Cust00001/api"+address, "")
				r.URL.RawQuery = query
				w := httptest.NewRecorder()
				tenant.ServeHTTP(w, r)
				if w.Code != http.StatusOK && w.Code != http.StatusBadRequest && w.Code != http.StatusNotFound || !json.Valid(w.Body.Bytes()) {
					t.Fatalf("status %d, %.300s", w.Code, w.Body)
				}
			}
		}
	})
}
