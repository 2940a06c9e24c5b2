package wire_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// usagesIn is the usage in a page of this body, or why it could not be read.
func usagesIn(o wire.ArchiveOptions, body string) (webhook.Usages, error) {
	archive := wire.NewArchive(o)
	_, err := archive.Read(strings.NewReader(body), nil)
	return archive.Usages(), err
}

// usageRead is the usage in a page of this body. What came before a failure is kept, as its Incomplete says.
func usageRead(t *testing.T, body string) webhook.Usages {
	t.Helper()
	usages, err := usagesIn(wire.ArchiveOptions{Webhooks: true, MaxBytes: most}, body)
	usages.Incomplete = err
	return usages
}

// column is a member of a row of usage.
func column(name, value string) string { return `"webhook_usage.` + name + `":` + value }

// counts are the three counts of a row.
func counts(calls, failed, consecutive string) string {
	return column("total_calls", calls) + "," + column("total_errors", failed) + "," + column("consecutive_errors", consecutive)
}

func TestARowOfUsageToItsLastColumn(t *testing.T) {
	usages := usageRead(t, `{"odata.metadata":"https://crm.example.com/$metadata","odata.nextLink":null,"value":[
		{"PrimaryKey":"34","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":34,"webhook_usage.total_calls":1200,
		 "webhook_usage.total_errors":17,"webhook_usage.consecutive_errors":2,"webhook_usage.last_error":"HTTP/1.1 503 Service Unavailable\r\n\r\nlater"}]}`)
	want := map[int64]webhook.Usage{34: {
		Counted: true, Calls: 1200, Errors: 17, Consecutive: 2, LastError: "HTTP/1.1 503 Service Unavailable\n\nlater", LastErrorRead: true,
	}}
	if !reflect.DeepEqual(usages.ByID, want) || usages.Warnings != nil || usages.Incomplete != nil {
		t.Errorf("got  %+v\nwant %+v", usages, want)
	}
}

// The provider Webhook says more: when a webhook was last called, a number for its state, and the webhook itself.
func TestARowOfTheProviderToItsLastColumn(t *testing.T) {
	usages := usageRead(t, `{"odata.nextLink":null,"value":[{"PrimaryKey":"61","EntityName":"webhook","webhookId":61,"name":"Theirs\u001b[2J","events":"sale.sold, sale.lost",
		"targetUrl":"https://u:p@other.example.com/in?code=x","type":"webhook","eventCount":2,"updatedByFullName":"Kari Nordmann","registeredBy":"KN","registeredDate":"2026-01-02T03:04:05",
		"webhookUsage/totalCalls":12,"webhookUsage/totalErrors":3,"webhookUsage/consecutiveErrors":1,"webhookUsage/lastError":"HTTP/1.1 401 Unauthorized",
		"webhookUsage/lastEvent":"2026-11-23T10:11:12Z","webhookUsage/status":2}]}`)
	want := webhook.Usage{
		Counted: true, Calls: 12, Errors: 3, Consecutive: 1, LastError: "HTTP/1.1 401 Unauthorized", LastErrorRead: true,
		LastEvent: time.Date(2026, 11, 23, 10, 11, 12, 0, time.UTC), Status: 2, StatusKnown: true,
	}
	if got := usages.ByID[61]; !reflect.DeepEqual(got, want) || len(usages.Archived) != 1 {
		t.Fatalf("got  %+v\nwant %+v", usages, want)
	}
	w := usages.Archived[0]
	if w.ID != 61 || w.Name != "Theirs\ufffd" || !slices.Equal(w.Events, []string{"sale.sold", "sale.lost"}) || w.TargetURL != "https://********@other.example.com/in?code=********" ||
		w.Type != "webhook" || w.Details().RegisteredAssociate.Label() != "KN" || w.Details().UpdatedAssociate.Label() != "Kari Nordmann" || w.Registered.IsZero() ||
		w.Present.Has(webhook.FieldState) || w.Requested.Has(webhook.FieldSecret) || len(w.Details().TargetCredentials) != 2 {
		t.Errorf("%+v", w)
	}
	if usages, err := usagesIn(wire.ArchiveOptions{MaxBytes: most}, `{"value":[{"webhookId":61,"name":"x"}]}`); err != nil || usages.Archived != nil || len(usages.ByID) != 1 {
		t.Errorf("with the webhooks left out: %+v, %v", usages, err)
	}
}

func TestOddRowsOfUsageNeverLoseTheOthers(t *testing.T) {
	const id2 = `"webhook_usage.webhook_usage_id":2`
	counted := webhook.Usage{Counted: true, Calls: 10, Errors: 4, Consecutive: 1}
	none := webhook.Usage{}
	for _, c := range []struct {
		name, row string
		want      *webhook.Usage // of webhook 2, nil for none
		warns     string         // "" for no warning
	}{
		{"numbers as text", `{"webhook_usage.webhook_usage_id":"2",` + counts(`"10"`, `" 4 "`, `"1"`) + `}`, &counted, ""},
		{"no id but the key as text", `{"PrimaryKey":"2",` + counts("10", "4", "1") + `}`, &counted, ""},
		{"no id but the key as a number", `{"PrimaryKey":2,` + counts("10", "4", "1") + `}`, &counted, ""},
		{"an id of null", `{"webhook_usage.webhook_usage_id":null,"PrimaryKey":"2",` + counts("10", "4", "1") + `}`, &counted, ""},
		{"an id that says more than the key", `{"PrimaryKey":"9",` + id2 + `,` + counts("10", "4", "1") + `}`, &counted, ""},
		{"names without the table", `{"webhook_usage_id":2,"total_calls":10,"total_errors":4,"consecutive_errors":1}`, &counted, ""},
		{"names in another case", `{"primarykey":"2","webhook_usage.Total_Calls":10,"webhook_usage.TOTAL_ERRORS":4,"webhook_usage.consecutive_Errors":1}`, &counted, ""},
		{"unknown members", `{` + id2 + `,` + counts("10", "4", "1") + `,"EntityName":{"a":[1]},` + column("registered", `"soon"`) + `,"today_calls":7}`, &counted, ""},
		{"only a key", `{"PrimaryKey":"2","EntityName":"webhook_usage"}`, &none, ""},
		{"null for all", `{` + id2 + `,` + counts("null", "null", "null") + `,` + column("last_error", "null") + `}`, &none, ""},
		{"one count missing", `{` + id2 + `,` + column("total_calls", "10") + `,` + column("total_errors", "4") + `}`, &webhook.Usage{Calls: 10, Errors: 4}, ""},
		{"one count null", `{` + id2 + `,` + counts("10", "4", "null") + `}`, &webhook.Usage{Calls: 10, Errors: 4}, ""},
		{"one count that is text", `{` + id2 + `,` + counts("10", `"many"`, "1") + `}`, &webhook.Usage{Calls: 10, Consecutive: 1}, ""},
		{"negative counts", `{` + id2 + `,` + counts("-1", "-2147483648", "-3") + `}`, &none, ""},
		{"counts that are too large", `{` + id2 + `,` + counts("99999999999999999999", "1e400", "-1e400") + `}`, &none, ""},
		{"counts that are no numbers", `{` + id2 + `,` + counts("0.5", "true", `{"a":1}`) + `}`, &none, ""},
		{"counts of a long life", `{` + id2 + `,` + counts("9223372036854775807", "3000000000", "0") + `}`,
			&webhook.Usage{Counted: true, Calls: 9223372036854775807, Errors: 3000000000}, ""},
		{"more errors than calls", `{` + id2 + `,` + counts("1", "5", "9") + `}`, &webhook.Usage{Counted: true, Calls: 1, Errors: 5, Consecutive: 9}, ""},
		{"an empty last error", `{` + id2 + `,` + column("last_error", `""`) + `}`, &webhook.Usage{LastErrorRead: true}, ""},
		{"a last error of blanks", `{` + id2 + `,` + column("last_error", `" \r\n\t "`) + `}`, &webhook.Usage{LastErrorRead: true}, ""},
		{"a last error that is an object", `{` + id2 + `,` + column("last_error", `{"text":"x"}`) + `}`, &none, ""},
		{"a last error that is a number", `{` + id2 + `,` + column("last_error", `500`) + `}`, &none, ""},
		{"a repeated id", `{` + id2 + `,` + counts("10", "4", "1") + `},{` + id2 + `,` + counts("7", "7", "7") + `}`, &counted, "The usage of webhook 2 came twice; the first is kept."},
		{"no id at all", `{` + counts("10", "4", "1") + `}`, nil, "A row of the usage has no id and is left out."},
		{"an id of 0", `{"webhook_usage.webhook_usage_id":0,"PrimaryKey":"0"}`, nil, "A row of the usage has no id and is left out."},
		{"an id below 0", `{"webhook_usage.webhook_usage_id":-2}`, nil, "A row of the usage has no id and is left out."},
		{"an id that is a list", `{"webhook_usage.webhook_usage_id":[2],"PrimaryKey":"two"}`, nil, "A row of the usage has no id and is left out."},
		{"an id that is too large", `{"webhook_usage.webhook_usage_id":99999999999999999999}`, nil, "A row of the usage has no id and is left out."},
		{"a text", `"2"`, nil, "A row of the usage is a text and is left out."},
		{"null", `null`, nil, "A row of the usage is null and is left out."},
		{"a list", `[2]`, nil, "A row of the usage is a list and is left out."},
		{"a number", `2`, nil, "A row of the usage is a number and is left out."},
		{"true", `true`, nil, "A row of the usage is true or false and is left out."},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, last := `{"PrimaryKey":"1",`+counts("5", "0", "0")+`}`, `{"PrimaryKey":"3",`+counts("6", "1", "0")+`}`
			usages := usageRead(t, `{"value":[`+first+`,`+c.row+`,`+last+`]}`)
			want := map[int64]webhook.Usage{1: {Counted: true, Calls: 5}, 3: {Counted: true, Calls: 6, Errors: 1}}
			if c.want != nil {
				want[2] = *c.want
			}
			if !reflect.DeepEqual(usages.ByID, want) || usages.Incomplete != nil {
				t.Errorf("got  %+v, %v\nwant %+v", usages.ByID, usages.Incomplete, want)
			}
			if got := strings.Join(usages.Warnings, "|"); got != c.warns {
				t.Errorf("warned %q, want %q", got, c.warns)
			}
		})
	}
}

func TestABrokenTableDoesNotBuryTheListUnderSentences(t *testing.T) {
	usages := usageRead(t, `{"value":[`+strings.Repeat(`null,{"a":1},`, 500)+`{"PrimaryKey":"1"}]}`)
	want := []string{"A row of the usage is null and is left out (and 499 more like it).", "A row of the usage has no id and is left out (and 499 more like it)."}
	if len(usages.ByID) != 1 || !slices.Equal(usages.Warnings, want) {
		t.Errorf("%d rows and the warnings %q", len(usages.ByID), usages.Warnings)
	}
}

func TestPagesOfEveryShape(t *testing.T) {
	row := `{"PrimaryKey":"1"}`
	for name, body := range map[string]string{
		"members in another order": `{"value":[` + row + `],"odata.nextLink":null,"odata.metadata":"x"}`,
		"no link":                  `{"value":[` + row + `]}`,
		"an empty link":            `{"odata.nextLink":"","value":[` + row + `]}`,
		"a link that is no text":   `{"odata.nextLink":{"href":"https://evil.example.com"},"value":[` + row + `]}`,
		"members of the future":    `{"later":[{"value":[7]}],"value":[` + row + `],"Message":"not an error here","last":{"a":null}}`,
		"blanks":                   "\ufeff \r\n {  \"value\" : [ \t " + row + " ] } \n",
		"rows twice":               `{"value":[` + row + `],"value":[` + row + `]}`,
	} {
		usages := usageRead(t, body)
		if _, there := usages.ByID[1]; !there || len(usages.ByID) != 1 || usages.Incomplete != nil {
			t.Errorf("%s: %+v", name, usages)
		}
	}
	if usages := usageRead(t, `{"value":[]}`); usages.ByID == nil || len(usages.ByID) != 0 || usages.Incomplete != nil || usages.Warnings != nil {
		t.Errorf("no rows are not a failure: %+v", usages)
	}
	for _, body := range []string{`{}`, `{"value":null}`, `{"value":{}}`, `{"value":"x"}`, `{"Value":[` + row + `]}`, `{"odata.nextLink":"https://crm.example.com/?$skip=1"}`} {
		_, err := usagesIn(wire.ArchiveOptions{MaxBytes: most}, body)
		if kind(t, err) != failure.WrongAnswer {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestOneHugeRowEndsTheUsage(t *testing.T) {
	huge := `{"PrimaryKey":"2",` + column("last_error", `"`+strings.Repeat("a", 17<<20)+`"`) + `}`
	usages := usageRead(t, `{"value":[{"PrimaryKey":"1"},`+huge+`,{"PrimaryKey":"3"}]}`)
	if len(usages.ByID) != 1 || !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.TooLarge}) {
		t.Errorf("%d rows, %v", len(usages.ByID), usages.Incomplete)
	}
	// Many rows of moderate size do not end it, however many there are.
	rows := make([]string, 18)
	for i := range rows {
		rows[i] = `{"PrimaryKey":"` + strconv.Itoa(i+1) + `",` + column("last_error", `"`+strings.Repeat("a", 1<<20)+`"`) + `}`
	}
	if usages := usageRead(t, `{"value":[`+strings.Join(rows, ",")+`]}`); len(usages.ByID) != 18 || usages.Incomplete != nil {
		t.Errorf("%d rows, %v", len(usages.ByID), usages.Incomplete)
	}
}

func TestTheRowsOfTheArchiveAreBounded(t *testing.T) {
	var rows strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&rows, `{"PrimaryKey":%d},`, i+1)
	}
	usages := usageRead(t, `{"value":[`+rows.String()+`{"PrimaryKey":0}]}`)
	if n := len(usages.ByID); n < 50_000 || n > 199_999 || len(usages.Archived) != n || !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.TooMany}) {
		t.Errorf("%d rows, %d webhooks, %v", n, len(usages.Archived), usages.Incomplete)
	}
}

func TestALinkWithoutEndIsNotFollowed(t *testing.T) {
	usages := usageRead(t, `{"value":[{"PrimaryKey":1}],"odata.nextLink":"https://crm.example.com/?$skiptoken=`+strings.Repeat("x", 1<<20)+`"}`)
	if len(usages.ByID) != 1 || !errors.Is(usages.Incomplete, &failure.Error{Kind: failure.WrongAnswer}) {
		t.Errorf("%d rows, %v", len(usages.ByID), usages.Incomplete)
	}
}

// An entry of two bytes costs work, and a gigabyte of them compresses to almost nothing.
func TestEntriesThatAreNothingEndTheReading(t *testing.T) {
	nothing := strings.Repeat("1,", 100_001)
	if result, err := read("[" + nothing + "{}]"); !errors.Is(err, &failure.Error{Kind: failure.WrongShape}) || !strings.Contains(err.Error(), "more than 100,000") {
		t.Errorf("%d webhooks, %v", len(result.Webhooks), err)
	}
	if result, err := read(`[{"WebhookId":1},` + nothing + "{}]"); err != nil || len(result.Webhooks) != 1 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.WrongShape}) {
		t.Errorf("%d webhooks, %v, %v", len(result.Webhooks), err, result.Incomplete)
	}
	a := wire.NewArchive(wire.ArchiveOptions{MaxBytes: 1 << 20})
	if _, err := a.Read(strings.NewReader(`{"value":[{"PrimaryKey":"1"},`+nothing+`{}]}`), nil); !errors.Is(err, &failure.Error{Kind: failure.WrongAnswer}) || len(a.Usages().ByID) != 1 {
		t.Errorf("%d rows, %v", len(a.Usages().ByID), err)
	}
}
