package client_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// The vendor's sample, field by field, over HTTP.
func TestTheVendorsSampleToItsLastField(t *testing.T) {
	result, err := list(t, client.Options{BaseURL: answering(t, 200, "application/json; charset=utf-8", string(sandboxtest.Sample())), Tenant: "Cust12345"})
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
		Registered: time.Date(2024, 6, 10, 6, 30, 0, 0, time.UTC), Updated: time.Date(2024, 11, 28, 8, 45, 0, 0, time.UTC),
		ErrorsEmail: "support-admin@example.com",
		Present:     webhook.PageFields &^ (webhook.FieldRegisteredAssociate | webhook.FieldUpdatedAssociate), Requested: webhook.AllFields,
	}
	if got.TargetFingerprint != secret.FingerprintOf(want.TargetURL) || reflect.ValueOf(got.Details().Hidden).IsZero() {
		t.Errorf("the fingerprint of the target is %d, and what the headers hide is %+v", got.TargetFingerprint, got.Details().Hidden)
	}
	details := *got.Details()
	details.Hidden = secret.Credentials{}
	got.Secret, got.TargetFingerprint, got.Rest = secret.Secret{}, 0, nil
	got.Registered, got.Updated = got.Registered.UTC(), got.Updated.UTC()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	wantDetails := webhook.Details{
		Headers:    []webhook.Header{{Name: "X-Service-Key", Value: redact.Mask, Masked: true}, {Name: "X-Webhook-Version", Value: "1.0"}},
		Properties: []webhook.Member{{Name: "fieldName", Value: "{}"}},
	}
	if !reflect.DeepEqual(details, wantDetails) {
		t.Errorf("got  %+v\nwant %+v", details, wantDetails)
	}
	if result.Bytes != int64(len(sandboxtest.Sample())) || result.Duration <= 0 || result.ReceivedAt.IsZero() {
		t.Errorf("%d bytes in %v at %v", result.Bytes, result.Duration, result.ReceivedAt)
	}
}

func TestAnswersThatAreNotLists(t *testing.T) {
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
		{"not JSON", "application/json", "[{]", 200, failure.NotJSON, "valid JSON"},
		{"not JSON, with words of the network in a name", "application/json", `[{"tls: ":{]`, 200, failure.NotJSON, "valid JSON"},
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
