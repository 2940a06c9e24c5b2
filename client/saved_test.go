package client_test

import (
	"reflect"
	"strings"
	"testing"

	"crmhooks/client/diagnosis"
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

func TestTheUsageInASavedList(t *testing.T) {
	for _, c := range []struct {
		name, usage string
		want        *webhook.Usage // nil for none
	}{
		{"whole", `{"total_calls":1200,"total_errors":17,"consecutive_errors":2,"last_error":"it broke"}`,
			&webhook.Usage{Counted: true, Calls: 1200, Errors: 17, Consecutive: 2, LastError: "it broke", LastErrorRead: true, Diagnosis: diagnosis.Result{Cause: diagnosis.Unclear}}},
		{"no error", `{"total_calls":5,"total_errors":0,"consecutive_errors":0,"last_error":""}`,
			&webhook.Usage{Counted: true, Calls: 5, LastErrorRead: true, Diagnosis: diagnosis.Result{Cause: diagnosis.NoText}}},
		{"what was not read", `{"total_calls":null,"total_errors":null,"consecutive_errors":null,"last_error":null}`,
			&webhook.Usage{Diagnosis: diagnosis.Result{Cause: diagnosis.NoText}}},
		{"nothing", `{}`, &webhook.Usage{Diagnosis: diagnosis.Result{Cause: diagnosis.NoText}}},
		{"numbers as text", `{"total_calls":"5","total_errors":" 2 ","consecutive_errors":"1"}`,
			&webhook.Usage{Counted: true, Calls: 5, Errors: 2, Consecutive: 1, Diagnosis: diagnosis.Result{Cause: diagnosis.NoText}}},
		{"as the archive has it", `{"PrimaryKey":"9","webhook_usage.total_calls":5,"webhook_usage.total_errors":2,"webhook_usage.consecutive_errors":1}`,
			&webhook.Usage{Counted: true, Calls: 5, Errors: 2, Consecutive: 1, Diagnosis: diagnosis.Result{Cause: diagnosis.NoText}}},
		{"odd values", `{"total_calls":-5,"total_errors":{"a":1},"consecutive_errors":1e400,"last_error":["x"],"later":[{"total_calls":7}]}`,
			&webhook.Usage{Diagnosis: diagnosis.Result{Cause: diagnosis.NoText}}},
		{"a text that tells the cause", `{"last_error":"HTTP/1.1 410 Gone\r\n\r\n"}`,
			&webhook.Usage{LastError: "HTTP/1.1 410 Gone", LastErrorRead: true, Diagnosis: diagnosis.Result{Cause: diagnosis.Gone, Status: 410, Evidence: "HTTP/1.1 410 Gone"}}},
		{"null", `null`, nil},
		{"a number", `7`, nil},
		{"a text", `"much"`, nil},
		{"a list", `[{"total_calls":5}]`, nil},
		{"true", `true`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := decoded(t, `[{"WebhookId":1},{"webhook_usage":`+c.usage+`,"WebhookId":2,"State":"Active"},{"WebhookId":3}]`)
			if len(result.Webhooks) != 3 || result.Incomplete != nil || len(result.Warnings) > 0 {
				t.Fatalf("%+v", result)
			}
			for i, w := range result.Webhooks {
				want := c.want
				if i != 1 {
					want = nil
				}
				if !reflect.DeepEqual(w.Usage, want) || w.NoUsage != "" || len(w.Details().Anomalies) > 0 {
					t.Errorf("webhook %d: %+v, %q, want %+v", w.ID, w.Usage, w.NoUsage, want)
				}
			}
			// What is no usage is kept as a member that nobody knows.
			others := result.Webhooks[1].Details().Extra
			if c.want != nil && len(others) > 0 || c.want == nil && (len(others) != 1 || others[0] != webhook.Member{Name: "webhook_usage", Value: c.usage}) {
				t.Errorf("other members: %v", others)
			}
		})
	}
}

// Its texts are cleaned and masked like those from the network, wherever the member stands among the others.
func TestTheUsageInASavedListHoldsNoCredential(t *testing.T) {
	key := planted[4:]
	usage := `"webhook_usage":{"total_calls":9,"total_errors":9,"consecutive_errors":9,"last_error":` +
		quote("\x1b[31mSet-Cookie: s="+key+"\n"+key+" is no key\nhttps://u:"+key+"@h.example.com/in failed\u202e") + `}`
	own := `"Headers":{"X-Api-Key":` + quote(key) + `}`
	for _, object := range []string{`{"WebhookId":1,` + usage + `,` + own + `}`, `{` + own + `,` + usage + `,"WebhookId":1}`, `{"WebhookId":1,"Secret":` + quote(key) + `,` + usage + `}`} {
		if !leaks(object) {
			t.Fatal("the search does not find what is there")
		}
		result := decoded(t, `[`+object+`]`)
		got := result.Webhooks[0].Usage.LastError
		if leaks(textsOf(result)) || got != "\ufffdSet-Cookie: ********\n******** is no key\nhttps://********@h.example.com/in failed\ufffd" {
			t.Errorf("%s leaves %q", object, got)
		}
	}
}

// Only the exact name is ours: the vendor's own members are found in any case, and this is none of them.
func TestOnlyTheUsagesOwnNameCounts(t *testing.T) {
	w := decoded(t, `[{"WebhookId":1,"Webhook_Usage":{"total_calls":1},"usage":{"total_calls":2},"webhook_usage.total_calls":3}]`).Webhooks[0]
	if w.Usage != nil || len(w.Details().Extra) != 3 {
		t.Errorf("%+v, %v", w.Usage, w.Details().Extra)
	}
	w = decoded(t, `[{"WebhookId":1,"webhook_usage":{"last_error":"first"},"webhook_usage":{"last_error":"second"}}]`).Webhooks[0]
	if w.Usage == nil || w.Usage.LastError != "second" {
		t.Errorf("the last one counts, as of every member: %+v", w.Usage)
	}
}

// A list that was saved with its usage is the one that came: nothing is masked that was not, and nothing comes back.
func TestASavedListMayBeSavedAgain(t *testing.T) {
	const text = "HTTP/1.1 401 Unauthorized\nSet-Cookie: ********\n\nno ******** for https://********@h.example.com/in?code=******** here"
	w := decoded(t, `[{"WebhookId":1,"Secret":"********","Headers":{"X-Api-Key":"********"},"TargetUrl":"https://********@h.example.com/in?code=********",
		"webhook_usage":{"last_error":`+quote(text)+`}}]`).Webhooks[0]
	if w.Usage.LastError != text || !strings.Contains(w.TargetURL, redact.Mask) {
		t.Errorf("%q became %q", text, w.Usage.LastError)
	}
}

func TestACountThatComesTwiceStandsForNoOther(t *testing.T) {
	w := decoded(t, `[{"WebhookId":1,"State":"Active","webhook_usage":{"total_calls":1,"total_calls":2,"total_errors":0}}]`).Webhooks[0]
	if w.Usage == nil || w.Usage.Counted || w.Failing() {
		t.Errorf("%+v", w.Usage)
	}
}
