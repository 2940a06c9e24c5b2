package wire_test

import (
	"reflect"
	"slices"
	"testing"

	"crmhooks/client/diagnosis"
	"crmhooks/client/webhook"
)

// What an answer has since 12.0, to its last member.
func TestTheMembersOf12(t *testing.T) {
	w := decoded(t, `[{"WebhookId":7,"Name":"n","State":"Active","Type":"webhook","ErrorsEmail":"old@example.com","Description":"Sends sales\r\nto the ERP.",
		"ErrorEmails":["old@example.com","ops@example.com"],"ErrorAssociates":[{"Id":5,"Name":"Kari Nordmann","ToolTip":"IT","Deleted":true}],
		"NotifyVia":"Email","NotifyWhen":"FirstFailure, Disabling","TotalCalls":120,"TotalErrors":12,"ConsecutiveErrors":4,
		"LastError":"HTTP/1.1 503 Service Unavailable\r\n\r\nlater"}]`).Webhooks[0]
	if len(w.Details().Extra) != 0 || len(w.Details().Anomalies) != 0 || w.Description != "Sends sales\nto the ERP." || w.Details().NotifyVia != "Email" || w.Details().NotifyWhen != "FirstFailure, Disabling" {
		t.Errorf("%+v", w)
	}
	if got := w.Recipients(); !slices.Equal(got, []string{"old@example.com", "ops@example.com", "Kari Nordmann"}) || !w.HasRecipient() || w.Muted() != "" {
		t.Errorf("told are %q, %q", got, w.Muted())
	}
	want := webhook.Usage{
		Counted: true, Calls: 120, Errors: 12, Consecutive: 4, LastError: "HTTP/1.1 503 Service Unavailable\n\nlater", LastErrorRead: true,
		Diagnosis: diagnosis.Result{Cause: diagnosis.ServerError, Status: 503, Evidence: "HTTP/1.1 503 Service Unavailable"},
	}
	if !reflect.DeepEqual(*w.Usage, want) || !w.Failing() || w.Cause() != diagnosis.ServerError || w.LacksLastError() {
		t.Errorf("the usage is %+v, want %+v", *w.Usage, want)
	}
	if list := webhook.NewList([]webhook.Webhook{w}); !list.CountsUsage() {
		t.Error("the list does not say that it counts")
	}
}

func TestOddMembersOf12NeverLoseTheList(t *testing.T) {
	for members, check := range map[string]func(w webhook.Webhook) bool{
		`"TotalCalls":"120","TotalErrors":1,"ConsecutiveErrors":0`: func(w webhook.Webhook) bool { return w.Usage.Counted && w.Usage.Calls == 120 },
		`"TotalCalls":-1,"TotalErrors":1,"ConsecutiveErrors":3`: func(w webhook.Webhook) bool {
			return !w.Usage.Counted && !w.Failing() && len(w.Details().Anomalies) == 1 && len(w.Details().Extra) == 1
		},
		`"TotalCalls":null,"TotalErrors":1,"ConsecutiveErrors":3`:    func(w webhook.Webhook) bool { return !w.Usage.Counted && len(w.Details().Anomalies) == 0 },
		`"TotalCalls":1e400,"TotalErrors":[],"ConsecutiveErrors":{}`: func(w webhook.Webhook) bool { return w.Usage == nil && len(w.Details().Anomalies) == 3 },
		`"LastError":null`: func(w webhook.Webhook) bool { return w.Usage == nil },
		`"LastError":""`: func(w webhook.Webhook) bool {
			return w.Usage.LastErrorRead && w.Usage.LastError == "" && !w.Usage.Counted
		},
		`"LastError":["x"]`: func(w webhook.Webhook) bool { return w.Usage == nil && len(w.Details().Anomalies) == 1 },
		`"ErrorEmails":"a@b.c; d@e.f,g@h.i"`: func(w webhook.Webhook) bool {
			return len(w.Details().ErrorEmails) == 3 && w.Details().ErrorEmails[1] == "d@e.f"
		},
		`"ErrorEmails":[null,7,"a@b.c",""]`: func(w webhook.Webhook) bool {
			return slices.Equal(w.Recipients(), []string{"a@b.c"}) && len(w.Details().Anomalies) == 2
		},
		`"ErrorAssociates":null`: func(w webhook.Webhook) bool { return !w.HasRecipient() && len(w.Details().Anomalies) == 0 },
		`"ErrorAssociates":[7,"KN",null,{}]`: func(w webhook.Webhook) bool {
			return slices.Equal(w.Recipients(), []string{"#7", "KN"}) && len(w.Details().Anomalies) == 1
		},
		`"ErrorAssociates":{"Id":1}`: func(w webhook.Webhook) bool { return !w.HasRecipient() && len(w.Details().Anomalies) == 1 },
		`"NotifyVia":2,"NotifyWhen":3`: func(w webhook.Webhook) bool {
			return w.Details().NotifyVia == "InApp" && w.Details().NotifyWhen == "FirstFailure, Disabling"
		},
		`"NotifyVia":"0","NotifyWhen":"1"`: func(w webhook.Webhook) bool {
			return w.Muted() == "NotifyVia is None" && w.Details().NotifyWhen == "FirstFailure"
		},
		`"NotifyVia":"Pigeon","NotifyWhen":"FirstFailure"`: func(w webhook.Webhook) bool {
			return w.Details().NotifyVia == "Pigeon" && w.Muted() == "NotifyWhen is FirstFailure"
		},
		`"NotifyVia":9,"NotifyWhen":{}`: func(w webhook.Webhook) bool {
			return w.Details().NotifyVia == "9" && w.Muted() == "" && len(w.Details().Anomalies) == 1
		},
		`"Description":7`: func(w webhook.Webhook) bool { return w.Description == "" && len(w.Details().Anomalies) == 1 },
		`"State":""`:      func(w webhook.Webhook) bool { return w.State == webhook.Unknown && !w.Present.Has(webhook.FieldState) },
		`"Registered":"soon","Updated":7`: func(w webhook.Webhook) bool {
			return w.Details().Unreadable[webhook.FieldRegistered] == "soon" && w.Details().Unreadable[webhook.FieldUpdated] == "7"
		},
	} {
		if w := decoded(t, `[{"WebhookId":1,"State":"Active",`+members+`}]`).Webhooks[0]; !check(w) {
			t.Errorf("%s: %+v, usage %+v", members, w, w.Usage)
		}
	}
}
