package sandbox_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"testing"

	"crmhooks/client/sandbox"
)

// example has a value of every kind.
const example = `[{"WebhookId":7,"Name":"n","Events":["a.b"],"TargetUrl":"t","Secret":"s","State":"Active","Type":"webhook",
	"Headers":{"H":"v"},"Properties":{"p":{"q":1,"r":true,"s":"x"}},
	"Registered":"2024-06-10T06:30:00","RegisteredAssociate":{"AssociateId":5,"Name":"IJ","FullName":"Ingrid","Type":"InternalAssociate","Deleted":true,
		"TableRight":{"Mask":"FULL","Reason":"why"},"ExtraFields":{"x":"y"}},
	"Updated":"2024-11-28T08:45:00","UpdatedAssociate":null,"ErrorsEmail":"m@example.com",
	"Description":"d","ErrorEmails":["e@example.com"],"ErrorAssociates":[{"Id":5,"Name":"Ingrid","Deleted":true,"Type":"associate"}],
	"NotifyVia":"Email","NotifyWhen":"FirstFailure, Disabling","TotalCalls":9,"TotalErrors":3,"ConsecutiveErrors":1,"LastError":"l"}]`

// nulled is example with nothing selected.
func nulled() map[string]any {
	return map[string]any{
		"WebhookId": 0.0, "Name": nil, "Events": nil, "TargetUrl": nil, "Secret": nil, "State": "Unknown", "Type": nil,
		"Headers": nil, "Properties": nil, "Registered": "0001-01-01T00:00:00", "RegisteredAssociate": nil,
		"Updated": "0001-01-01T00:00:00", "UpdatedAssociate": nil, "ErrorsEmail": nil,
		"Description": nil, "ErrorEmails": nil, "ErrorAssociates": nil, "NotifyVia": "None", "NotifyWhen": "None",
		"TotalCalls": 0.0, "TotalErrors": 0.0, "ConsecutiveErrors": 0.0, "LastError": nil,
	}
}

func TestSelectNullsOutTheOtherMembers(t *testing.T) {
	base := startWith(t, sandbox.Data{Webhooks: []byte(example)})
	ingrid := func(set map[string]any) map[string]any {
		a := map[string]any{"AssociateId": 0.0, "Name": nil, "FullName": nil, "Type": "Unknown", "Deleted": false, "TableRight": nil, "ExtraFields": nil}
		maps.Copy(a, set)
		return a
	}
	whole := rows(t, []byte(example))[0]
	for selected, want := range map[string]map[string]any{
		"WebhookId":                   {"WebhookId": 7.0},
		"name, state":                 {"Name": "n", "State": "Active"},
		"WEBHOOKID,,events,":          {"WebhookId": 7.0, "Events": []any{"a.b"}},
		"Registered":                  {"Registered": "2024-06-10T06:30:00"},
		"NoSuchMember":                {},
		"Name/Nested":                 {},
		"Events/0":                    {},
		"UpdatedAssociate/FullName":   {},
		"registeredassociate":         {"RegisteredAssociate": whole["RegisteredAssociate"]},
		"RegisteredAssociate/NoSuch":  {"RegisteredAssociate": ingrid(nil)},
		"registeredassociate/deleted": {"RegisteredAssociate": ingrid(map[string]any{"Deleted": true})},
		"RegisteredAssociate/FullName,RegisteredAssociate/AssociateId": {
			"RegisteredAssociate": ingrid(map[string]any{"FullName": "Ingrid", "AssociateId": 5.0}),
		},
		"RegisteredAssociate/TableRight/Mask": {
			"RegisteredAssociate": ingrid(map[string]any{"TableRight": map[string]any{"Mask": "FULL", "Reason": nil}}),
		},
		"RegisteredAssociate,RegisteredAssociate/FullName": {"RegisteredAssociate": whole["RegisteredAssociate"]},
		"RegisteredAssociate/FullName,RegisteredAssociate": {"RegisteredAssociate": whole["RegisteredAssociate"]},
		"Properties/p/q,headers/x":                         {"Properties": whole["Properties"], "Headers": whole["Headers"]},
		"RegisteredAssociate/ExtraFields/y":                {"RegisteredAssociate": ingrid(map[string]any{"ExtraFields": map[string]any{"x": "y"}})},
		" registeredASSOCIATE / fullname ,\tname ":         {"RegisteredAssociate": ingrid(map[string]any{"FullName": "Ingrid"}), "Name": "n"},
		"RegisteredAssociate/Type":                         {"RegisteredAssociate": ingrid(map[string]any{"Type": "InternalAssociate"})},
		"RegisteredAssociate/Type/x":                       {"RegisteredAssociate": ingrid(nil)},
		"State/x,NotifyVia/x,Registered/x":                 {},
		"notifyvia , NOTIFYWHEN":                           {"NotifyVia": "Email", "NotifyWhen": "FirstFailure, Disabling"},
		"TotalCalls,LastError,Description":                 {"TotalCalls": 9.0, "LastError": "l", "Description": "d"},
		"ErrorEmails,ErrorAssociates":                      {"ErrorEmails": whole["ErrorEmails"], "ErrorAssociates": whole["ErrorAssociates"]},
		"ErrorEmails/x":                                    {},
		"ErrorAssociates/Name,Unknown/x": {"ErrorAssociates": []any{
			map[string]any{"Id": 0.0, "Name": "Ingrid", "Deleted": false, "Type": nil},
		}},
		"":    whole,
		" , ": whole,
	} {
		expected := nulled()
		maps.Copy(expected, want)
		if got := list(t, base, selected, `{}`); !reflect.DeepEqual(got, []map[string]any{expected}) {
			t.Errorf("$select=%s gives\n%v, want\n%v", selected, got[0], expected)
		}
	}
}

func TestSelectKeepsTheOrderOfMembersAndFiltersFirst(t *testing.T) {
	base := start(t, sandbox.Options{})
	got := list(t, base, "WebhookId", `{"StatusFilter":"TooManyErrors"}`)
	if len(got) != 4 || got[0]["WebhookId"] != 57.0 || got[0]["State"] != "Unknown" || got[0]["Secret"] != nil {
		t.Errorf("got %v", got)
	}
	var raw []json.RawMessage
	body := send(t, request(t, "POST", base+agent+"?$select=errorsEmail,WebhookId&$select=name", `{}`)).body
	if err := json.Unmarshal(body, &raw); err != nil {
		t.Fatal(err)
	}
	if got := memberOrder(t, raw[0]); !slices.Equal(got, members()) {
		t.Errorf("members %v", got)
	}
	if first := rows(t, body)[0]; first["Name"] == nil || first["TargetUrl"] != nil {
		t.Errorf("a second $select is lost: %v", first)
	}
}
