package client_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/sandbox"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// The vendor's sample, field by field, over HTTP.
func TestTheVendorsSampleToItsLastField(t *testing.T) {
	result, err := list(t, client.Options{BaseURL: answering(t, 200, "application/json; charset=utf-8", string(sandbox.Sample())), Tenant: "Cust12345"})
	if err != nil || len(result.Webhooks) != 1 || result.Incomplete != nil || len(result.Warnings) != 0 {
		t.Fatalf("%+v, %v", result, err)
	}
	got := result.Webhooks[0]
	if !got.Secret.Set() {
		t.Error("the secret is not set")
	}
	want := webhook.Webhook{
		Tenant: "Cust12345", ID: 3, Name: "Ticket System Integration", Events: []string{"ticket.created", "ticket.changed"},
		TargetURL: "https://support.example.com/api/webhooks/tickets", State: webhook.Active, Type: webhook.TypeWebhook,
		Headers:    []webhook.Header{{Name: "X-Service-Key", Value: redact.Mask, Masked: true}, {Name: "X-Webhook-Version", Value: "1.0"}},
		Properties: []webhook.Member{{Name: "fieldName", Value: "{}"}},
		Registered: time.Date(2024, 6, 10, 6, 30, 0, 0, time.UTC), Updated: time.Date(2024, 11, 28, 8, 45, 0, 0, time.UTC),
		ErrorsEmail: "support-admin@example.com",
		Given:       webhook.PageFields &^ (webhook.FieldRegisteredAssociate | webhook.FieldUpdatedAssociate), Asked: webhook.AllFields,
	}
	if got.TargetFingerprint != secret.FingerprintOf(want.TargetURL) || reflect.ValueOf(got.Hidden).IsZero() {
		t.Errorf("the fingerprint of the target is %d, and what the headers hide is %+v", got.TargetFingerprint, got.Hidden)
	}
	got.Secret, got.Hidden, got.TargetFingerprint = secret.Secret{}, secret.Credentials{}, 0
	got.Registered, got.Updated = got.Registered.UTC(), got.Updated.UTC()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if result.Bytes != int64(len(sandbox.Sample())) || result.Duration <= 0 || result.Loaded.IsZero() {
		t.Errorf("%d bytes in %v at %v", result.Bytes, result.Duration, result.Loaded)
	}
}

func TestAnAssociateKeepsAllItsMembers(t *testing.T) {
	w := decoded(t, `[{"WebhookId":1,"RegisteredAssociate":{"AssociateId":7,"Name":"KN","FullName":"Kari Nordmann","Deleted":true,
		"PersonId":4,"ExtraFields":{"x_a":"b"},"Future":null,"Password":"hunter2hunter2"}}]`).Webhooks[0]
	a := w.RegisteredAssociate
	if a == nil || a.ID != 7 || a.Name != "KN" || a.FullName != "Kari Nordmann" || !a.Deleted || a.Label() != "Kari Nordmann" {
		t.Fatalf("%+v", a)
	}
	var members []string
	for _, m := range a.Members {
		members = append(members, m.Name+"="+m.Value)
	}
	want := `AssociateId=7 Name="KN" FullName="Kari Nordmann" Deleted=true PersonId=4 ExtraFields={"x_a":"b"} Future=null Password="********"`
	if got := strings.Join(members, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOddMembersNeverLoseTheList(t *testing.T) {
	for _, c := range []struct {
		name, object string
		check        func(w webhook.Webhook) bool
	}{
		{"state as a number", `"State":3`, func(w webhook.Webhook) bool { return w.State == webhook.TooManyErrors && len(w.Odd) == 0 }},
		{"state as a number in text", `"State":"2"`, func(w webhook.Webhook) bool { return w.State == webhook.Stopped }},
		{"state in another case", `"State":"toomanyerrors"`, func(w webhook.Webhook) bool { return w.State == webhook.TooManyErrors }},
		{"a new state", `"State":"Paused"`, func(w webhook.Webhook) bool { return w.State == "Paused" && w.State.Problem() }},
		{"a new number", `"State":9`, func(w webhook.Webhook) bool { return w.State == "9" && w.State.Problem() }},
		{"no state", `"Name":"x"`, func(w webhook.Webhook) bool { return w.State == webhook.Unknown && !w.Given.Has(webhook.FieldState) }},
		{"state as an object", `"State":{}`, func(w webhook.Webhook) bool { return w.State == webhook.Unknown && len(w.Odd) == 1 }},
		{"name as a number", `"Name":5`, func(w webhook.Webhook) bool { return w.Name == "" && len(w.Odd) == 1 && w.Others[0].Value == "5" }},
		{"events as text", `"Events":"a.b,c.d"`, func(w webhook.Webhook) bool { return len(w.Events) == 2 && w.Events[1] == "c.d" }},
		{"an event that is none", `"Events":["a.b",7,null]`, func(w webhook.Webhook) bool { return len(w.Events) == 1 && len(w.Odd) == 2 }},
		{"events null", `"Events":null`, func(w webhook.Webhook) bool { return w.Events == nil && len(w.Odd) == 0 }},
		{"headers null", `"Headers":null`, func(w webhook.Webhook) bool { return w.Headers == nil && !w.Given.Has(webhook.FieldHeaders) }},
		{"headers as a list", `"Headers":[1]`, func(w webhook.Webhook) bool { return w.Headers == nil && len(w.Odd) == 1 }},
		{"a header that is no text", `"Headers":{"X":{"a":1}}`, func(w webhook.Webhook) bool { return w.Headers[0].Value == `{"a":1}` }},
		{"properties of any kind", `"Properties":{"a":1,"b":[true,{"c":null}],"d":"e"}`, func(w webhook.Webhook) bool {
			return len(w.Properties) == 3 && w.Properties[1].Value == `[true,{"c":null}]`
		}},
		{"a date of year 1", `"Registered":"0001-01-01T00:00:00"`, func(w webhook.Webhook) bool {
			return w.Registered.IsZero() && w.Given.Has(webhook.FieldRegistered) && len(w.Odd) == 0
		}},
		{"a date without a zone", `"Updated":"2024-06-10T08:30:00.1234567"`, func(w webhook.Webhook) bool {
			return w.Updated.Equal(time.Date(2024, 6, 10, 8, 30, 0, 123456700, time.UTC))
		}},
		{"a date that is none", `"Updated":"soon"`, func(w webhook.Webhook) bool { return w.Updated.IsZero() && len(w.Odd) == 1 }},
		{"a member of the future", `"Zebra":{"a":[1]}`, func(w webhook.Webhook) bool {
			return len(w.Others) == 1 && w.Others[0] == webhook.Member{Name: "Zebra", Value: `{"a":[1]}`}
		}},
		{"members in another case", `"name":"x","targeturl":"https://a.example.com"`, func(w webhook.Webhook) bool {
			return w.Name == "x" && w.TargetURL == "https://a.example.com"
		}},
		{"the id as text", `"WebhookId":"12"`, func(w webhook.Webhook) bool { return w.ID == 12 && len(w.Odd) == 1 }},
		{"an id that is too large", `"WebhookId":99999999999999999999`, func(w webhook.Webhook) bool { return w.ID == 0 && len(w.Odd) == 1 }},
		{"the id of an associate that is too large", `"UpdatedAssociate":{"AssociateId":99999999999999999999}`, func(w webhook.Webhook) bool {
			return w.UpdatedAssociate.ID == 0 && w.UpdatedAssociate.Members[0].Value == "99999999999999999999"
		}},
		{"the id as a fraction", `"WebhookId":1.5`, func(w webhook.Webhook) bool { return w.ID == 0 && len(w.Odd) == 1 }},
		{"a secret that is a number", `"Secret":12345678`, func(w webhook.Webhook) bool { return w.Secret.Set() && len(w.Others) == 0 && len(w.Odd) == 1 }},
		{"an empty secret", `"Secret":""`, func(w webhook.Webhook) bool { return !w.Secret.Set() }},
		{"an associate that is text", `"UpdatedAssociate":"kn"`, func(w webhook.Webhook) bool { return w.UpdatedAssociate == nil && len(w.Odd) == 1 }},
		{"a name twice", `"Name":"a","Name":"b"`, func(w webhook.Webhook) bool { return w.Name == "b" }},
		{"text that is no UTF-8", "\"Name\":\"a\xffb\"", func(w webhook.Webhook) bool { return w.Name == "a\ufffdb" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := decoded(t, `[{"WebhookId":1,"Name":"before"},{`+c.object+`},{"WebhookId":3,"Name":"after"}]`)
			if len(result.Webhooks) != 3 || result.Webhooks[2].Name != "after" || result.Incomplete != nil {
				t.Fatalf("the list is %+v", result)
			}
			if w := result.Webhooks[1]; !c.check(w) {
				t.Errorf("got %+v", w)
			}
		})
	}
}

func TestIdentitiesThatAreInDoubt(t *testing.T) {
	result := decoded(t, `[{"WebhookId":7},{"WebhookId":7},{"Name":"a"},{"Name":"b"},"text",null,{"WebhookId":8}]`)
	keys := map[webhook.Key]bool{}
	for i := range result.Webhooks {
		keys[result.Webhooks[i].Key()] = true
	}
	if len(result.Webhooks) != 5 || len(keys) != 5 {
		t.Errorf("%d webhooks have %d identities", len(result.Webhooks), len(keys))
	}
	all := strings.Join(result.Warnings, " ")
	for _, want := range []string{"Entry 5 of the answer is a text", "Entry 6 of the answer is null", "2 webhooks came without an id", "several webhooks: #7"} {
		if !strings.Contains(all, want) {
			t.Errorf("the warnings lack %q: %s", want, all)
		}
	}
}

func TestAnswersThatAreNoList(t *testing.T) {
	for _, c := range []struct {
		name, contentType, body string
		status                  int
		want                    failure.Kind
		says                    string
	}{
		{"null", "application/json", "null", 200, failure.NullAnswer, "null"},
		{"an error object", "application/json", `{"Error":true,"ErrorType":"SoX","ErrorMessage":"The agent is not granted."}`, 200, failure.ErrorAnswer, "The agent is not granted"},
		{"another object", "application/json", `{"a":1}`, 200, failure.WrongShape, "an object"},
		{"a text", "application/json", `"hello"`, 200, failure.WrongShape, "a text"},
		{"a login page", "text/html; charset=utf-8", "<!DOCTYPE html><title>Sign in</title>", 200, failure.HTMLAnswer, "web page"},
		{"a login page that says it is JSON", "application/json", " <html>", 200, failure.HTMLAnswer, "web page"},
		{"XML", "application/xml", "<a/>", 200, failure.XMLAnswer, "XML"},
		{"XML that says it is JSON", "application/json", `<?xml version="1.0"?>`, 200, failure.XMLAnswer, "XML"},
		{"XML without a declaration that says it is JSON", "application/json", `<ArrayOfWebhook/>`, 200, failure.XMLAnswer, "XML"},
		{"XML that does not say what it is", "", `<ArrayOfWebhook/>`, 200, failure.XMLAnswer, "XML"},
		{"plain text", "text/plain", "It works!", 200, failure.OtherAnswer, "text/plain"},
		{"nothing", "application/json", "", 200, failure.EmptyAnswer, "nothing"},
		{"blanks", "application/json", " \r\n\t", 200, failure.EmptyAnswer, "nothing"},
		{"no content", "application/json", "", 204, failure.EmptyAnswer, "nothing"},
		{"no JSON", "application/json", "[{]", 200, failure.NotJSON, "valid JSON"},
		{"no JSON, with words of the network in a name", "application/json", `[{"tls: ":{]`, 200, failure.NotJSON, "valid JSON"},
		{"cut, with words of the network in a name", "application/json", `[{"malformed HTTP":{"a":`, 200, failure.Truncated, "ends in the middle"},
		{"cut at once", "application/json", "[", 200, failure.Truncated, "ends in the middle"},
		{"bad request", "application/json", `{"Message":"The request is invalid.","MessageDetail":"StatusFilter"}`, 400, failure.BadRequest, "StatusFilter"},
		{"unauthorized", "application/json", `{"ErrorMessage":"Wrong login"}`, 401, failure.Unauthorized, "Wrong login"},
		{"forbidden", "text/html", "<html>", 403, failure.Forbidden, "403"},
		{"not found", "text/plain", "gone", 404, failure.NotFound, "404"},
		{"wrong method", "text/plain", "", 405, failure.MethodRefused, "405"},
		{"conflict", "text/plain", "", 409, failure.Conflict, "409"},
		{"precondition", "text/plain", "", 412, failure.Precondition, "412"},
		{"wrong subdomain", "text/plain", "", 421, failure.Misdirected, "wrong subdomain"},
		{"teapot", "text/plain", "", 418, failure.UnexpectedStatus, "418"},
		{"server fault", "application/json", `{"error_description":"boom"}`, 500, failure.ServerFault, "boom"},
		{"proxy", "text/html", "<html>", 407, failure.ProxyFailed, "407"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := list(t, client.Options{BaseURL: answering(t, c.status, c.contentType, c.body)})
			if got := kind(t, err); got != c.want || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v, want %s with %q", got, err, c.want, c.says)
			}
		})
	}
}

func TestTypesThatAreGoodEnough(t *testing.T) {
	for _, contentType := range []string{"application/json", "text/json", "application/problem+json", "APPLICATION/JSON; charset=utf-8", ";", ""} {
		server := serving(t, rawAnswer(contentType, "\ufeff [ ]\n"))
		if result, err := list(t, client.Options{BaseURL: server}); err != nil || len(result.Webhooks) != 0 || result.Webhooks == nil {
			t.Errorf("%q: %+v, %v", contentType, result, err)
		}
	}
}

func TestATruncatedAnswerKeepsWhatCame(t *testing.T) {
	whole := string(sandbox.Generate(4))
	all := decoded(t, whole).Webhooks
	complete := 0
	for n := range len(whole) {
		result, err := saved(whole[:n]).List(context.Background(), webhook.Query{})
		switch {
		case err != nil:
			if k := kind(t, err); k != failure.Truncated && k != failure.EmptyAnswer {
				t.Fatalf("after %d bytes: %v", n, err)
			}
		case !errors.Is(result.Incomplete, &failure.Error{Kind: failure.Truncated}):
			t.Fatalf("after %d bytes the answer counts as whole: %v", n, result.Incomplete)
		}
		for i, w := range result.Webhooks {
			if w.ID != all[i].ID || w.Name != all[i].Name || !w.Updated.Equal(all[i].Updated) {
				t.Fatalf("after %d bytes row %d is invented: %+v", n, i, w)
			}
			complete++
		}
	}
	if complete == 0 {
		t.Error("no truncated answer kept a webhook")
	}
}

func TestDeepNestingIsNoDanger(t *testing.T) {
	for _, depth := range []int{100, 9000, 1_000_000} {
		body := fmt.Sprintf(`[{"WebhookId":1},{"WebhookId":2,"Properties":{"a":%s%s}}]`, strings.Repeat("[", depth), strings.Repeat("]", depth))
		result, err := saved(body).List(context.Background(), webhook.Query{})
		if err != nil || len(result.Webhooks) < 1 {
			t.Errorf("depth %d: %d webhooks, %v", depth, len(result.Webhooks), err)
		}
		if depth < 9999 && len(result.Webhooks) != 2 {
			t.Errorf("depth %d: %v", depth, result.Incomplete)
		}
	}
}

func TestProgressCountsRowsAndBytes(t *testing.T) {
	var last webhook.Progress
	result, err := saved(string(sandbox.Generate(1200))).List(context.Background(), webhook.Query{Progress: func(p webhook.Progress) { last = p }})
	if err != nil || len(result.Webhooks) != 1200 || last.Rows < 500 || last.Bytes == 0 || last.Bytes > result.Bytes {
		t.Errorf("%d webhooks, %v, the last progress is %+v of %d bytes", len(result.Webhooks), err, last, result.Bytes)
	}
}

func TestAListWithoutAWebhookIsNoList(t *testing.T) {
	for body, want := range map[string]failure.Kind{
		`[1,"x",null]`: failure.WrongShape, "\xff\xfe[\x00]\x00": failure.NotJSON, "\xfe\xff\x00[\x00]": failure.NotJSON,
	} {
		_, err := saved(body).List(context.Background(), webhook.Query{})
		if kind(t, err) != want {
			t.Errorf("%q: %v, want %s", body, err, want)
		}
		var e *failure.Error
		if errors.As(err, &e) && !strings.Contains(e.NextStep(), "Give a file") {
			t.Errorf("%q: the next step of a file is %s", body, e.NextStep())
		}
	}
}
