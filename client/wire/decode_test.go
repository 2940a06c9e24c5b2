package wire_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

func TestAnAssociateKeepsAllItsMembers(t *testing.T) {
	w := decoded(t, `[{"WebhookId":1,"RegisteredAssociate":{"AssociateId":7,"Name":"KN","FullName":"Kari Nordmann","Deleted":true,
		"PersonId":4,"ExtraFields":{"x_a":"b"},"Future":null,"Password":"hunter2hunter2"}}]`).Webhooks[0]
	a := w.Details().RegisteredAssociate
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
		{"state as a number", `"State":3`, func(w webhook.Webhook) bool {
			return w.State == webhook.TooManyErrors && len(w.Details().Anomalies) == 0
		}},
		{"state as a number in text", `"State":"2"`, func(w webhook.Webhook) bool { return w.State == webhook.Stopped }},
		{"state in another case", `"State":"toomanyerrors"`, func(w webhook.Webhook) bool { return w.State == webhook.TooManyErrors }},
		{"a new state", `"State":"Paused"`, func(w webhook.Webhook) bool { return w.State == "Paused" && w.State.Problem() }},
		{"a new number", `"State":9`, func(w webhook.Webhook) bool { return w.State == "9" && w.State.Problem() }},
		{"no state", `"Name":"x"`, func(w webhook.Webhook) bool { return w.State == webhook.Unknown && !w.Present.Has(webhook.FieldState) }},
		{"state as an object", `"State":{}`, func(w webhook.Webhook) bool { return w.State == webhook.Unknown && len(w.Details().Anomalies) == 1 }},
		{"name as a number", `"Name":5`, func(w webhook.Webhook) bool {
			return w.Name == "" && len(w.Details().Anomalies) == 1 && w.Details().Extra[0].Value == "5"
		}},
		{"events as text", `"Events":"a.b,c.d"`, func(w webhook.Webhook) bool { return len(w.Events) == 2 && w.Events[1] == "c.d" }},
		{"an event that is none", `"Events":["a.b",7,null]`, func(w webhook.Webhook) bool { return len(w.Events) == 1 && len(w.Details().Anomalies) == 2 }},
		{"events null", `"Events":null`, func(w webhook.Webhook) bool { return w.Events == nil && len(w.Details().Anomalies) == 0 }},
		{"headers null", `"Headers":null`, func(w webhook.Webhook) bool {
			return w.Details().Headers == nil && !w.Present.Has(webhook.FieldHeaders)
		}},
		{"headers as a list", `"Headers":[1]`, func(w webhook.Webhook) bool { return w.Details().Headers == nil && len(w.Details().Anomalies) == 1 }},
		{"a header that is no text", `"Headers":{"X":{"a":1}}`, func(w webhook.Webhook) bool { return w.Details().Headers[0].Value == `{"a":1}` }},
		{"properties of any kind", `"Properties":{"a":1,"b":[true,{"c":null}],"d":"e"}`, func(w webhook.Webhook) bool {
			return len(w.Details().Properties) == 3 && w.Details().Properties[1].Value == `[true,{"c":null}]`
		}},
		{"a date of year 1", `"Registered":"0001-01-01T00:00:00"`, func(w webhook.Webhook) bool {
			return w.Registered.IsZero() && w.Present.Has(webhook.FieldRegistered) && len(w.Details().Anomalies) == 0
		}},
		{"a date without a zone", `"Updated":"2024-06-10T08:30:00.1234567"`, func(w webhook.Webhook) bool {
			return w.Updated.Equal(time.Date(2024, 6, 10, 8, 30, 0, 123456700, time.UTC))
		}},
		{"a date that is none", `"Updated":"soon"`, func(w webhook.Webhook) bool { return w.Updated.IsZero() && len(w.Details().Anomalies) == 1 }},
		{"a member of the future", `"Zebra":{"a":[1]}`, func(w webhook.Webhook) bool {
			return len(w.Details().Extra) == 1 && w.Details().Extra[0] == webhook.Member{Name: "Zebra", Value: `{"a":[1]}`}
		}},
		{"members in another case", `"name":"x","targeturl":"https://a.example.com"`, func(w webhook.Webhook) bool {
			return w.Name == "x" && w.TargetURL == "https://a.example.com"
		}},
		{"the id as text", `"WebhookId":"12"`, func(w webhook.Webhook) bool { return w.ID == 12 && len(w.Details().Anomalies) == 1 }},
		{"an id that is too large", `"WebhookId":99999999999999999999`, func(w webhook.Webhook) bool { return w.ID == 0 && len(w.Details().Anomalies) == 1 }},
		{"the id of an associate that is too large", `"UpdatedAssociate":{"AssociateId":99999999999999999999}`, func(w webhook.Webhook) bool {
			return w.Details().UpdatedAssociate.ID == 0 && w.Details().UpdatedAssociate.Members[0].Value == "99999999999999999999"
		}},
		{"the id as a fraction", `"WebhookId":1.5`, func(w webhook.Webhook) bool { return w.ID == 0 && len(w.Details().Anomalies) == 1 }},
		{"a secret that is a number", `"Secret":12345678`, func(w webhook.Webhook) bool {
			return w.Secret.Set() && len(w.Details().Extra) == 0 && len(w.Details().Anomalies) == 1
		}},
		{"an empty secret", `"Secret":""`, func(w webhook.Webhook) bool { return !w.Secret.Set() }},
		{"an associate that is text", `"UpdatedAssociate":"kn"`, func(w webhook.Webhook) bool {
			return w.Details().UpdatedAssociate == nil && len(w.Details().Anomalies) == 1
		}},
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
	for _, want := range []string{"Entry 5 of the answer is a text, not a webhook, and is left out (and 1 more like it).", "2 webhooks came without an id", "The same id is on several webhooks: #7"} {
		if !strings.Contains(all, want) {
			t.Errorf("the warnings lack %q: %s", want, all)
		}
	}
}

func TestATruncatedAnswerKeepsWhatCame(t *testing.T) {
	whole := string(sandboxtest.Generate(4))
	all := decoded(t, whole).Webhooks
	complete := 0
	for n := range len(whole) {
		result, err := read(whole[:n])
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
		result, err := read(body)
		if err != nil || len(result.Webhooks) < 1 {
			t.Errorf("depth %d: %d webhooks, %v", depth, len(result.Webhooks), err)
		}
		if depth < 9999 && len(result.Webhooks) != 2 {
			t.Errorf("depth %d: %v", depth, result.Incomplete)
		}
	}
}

func TestProgressCountsRows(t *testing.T) {
	var last webhook.Progress
	result, err := wire.Decode(context.Background(), bytes.NewReader(sandboxtest.Generate(1200)), wire.Options{MaxBytes: most, Progress: func(p webhook.Progress) { last = p }})
	if err != nil || len(result.Webhooks) != 1200 || last.Rows < 500 || last.Rows > 1200 {
		t.Errorf("%d webhooks, %v, the last progress is %+v", len(result.Webhooks), err, last)
	}
}

func TestAListWithoutAWebhookIsNoList(t *testing.T) {
	for body, want := range map[string]failure.Kind{
		`[1,"x",null]`: failure.WrongShape, "\xff\xfe[\x00]\x00": failure.NotJSON, "\xfe\xff\x00[\x00]": failure.NotJSON,
	} {
		_, err := read(body)
		if kind(t, err) != want {
			t.Errorf("%q: %v, want %s", body, err, want)
		}
	}
}

// An object that is not a list is called that, however long it is.
func TestALongObjectIsNotCalledTruncated(t *testing.T) {
	wrapped := `{"value":` + string(sandboxtest.Generate(500)) + `}`
	_, err := read(wrapped)
	if kind(t, err) != failure.WrongShape || !strings.Contains(err.Error(), "an object") {
		t.Errorf("%v", err)
	}
	if _, err = read(wrapped[:200]); kind(t, err) != failure.Truncated {
		t.Errorf("cut, it is %v", err)
	}
}

func TestTheLimitIsExact(t *testing.T) {
	body := sandboxtest.Generate(3)
	limited := wire.Options{MaxBytes: int64(len(body))}
	if result, err := wire.Decode(context.Background(), bytes.NewReader(body), limited); err != nil || result.Incomplete != nil || result.Bytes != limited.MaxBytes {
		t.Errorf("as large as the limit: %d bytes, %v, %v", result.Bytes, result.Incomplete, err)
	}
	limited.MaxBytes -= 2 // one byte beyond the limit is read, to know that there are more, and here it is not the last
	if result, err := wire.Decode(context.Background(), bytes.NewReader(body), limited); err != nil || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.TooLarge}) {
		t.Errorf("larger than the limit: %v, %v", result.Incomplete, err)
	}
}

func TestSomethingAfterTheListIsSaid(t *testing.T) {
	result := decoded(t, `[{"WebhookId":1}] trailing`)
	if len(result.Webhooks) != 1 || len(result.Warnings) != 1 || !strings.Contains(result.Warnings[0], "follows the list") {
		t.Errorf("%+v", result)
	}
}

func TestAnErrorInTheListsPlaceShowsNoCredential(t *testing.T) {
	_, err := read(`{"Message":"login password=` + planted + ` failed","Error":true}`)
	if err == nil || leaks(err.Error()) || !strings.Contains(err.Error(), "login password=********") {
		t.Errorf("%v", err)
	}
}

// A fault of ours while webhooks are read is a panic of whoever asked, who knows what to do about it.
func TestAPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if recover() != "a fault" {
			t.Error("nothing panicked")
		}
	}()
	_, _ = wire.Decode(context.Background(), bytes.NewReader(sandboxtest.Generate(2000)), wire.Options{MaxBytes: most, Arrived: func([]webhook.Webhook) { panic("a fault") }})
}
