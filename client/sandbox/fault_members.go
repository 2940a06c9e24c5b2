package sandbox

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// memberFaults are lists whose members are what no page promises, those that came with 12.0 above all.
func memberFaults() []Fault {
	return []Fault{
		{Name: "odd-members", Description: "members of 12.x of odd types: counters, recipients, notification, texts", answer: body("application/json", oddMembers)},
		{Name: "odd-dates", Description: "dates with -0500, +0000 and +02, and unreadable ones", answer: body("application/json", oddDates)},
		{Name: "hostile-members", Description: "texts of 12.x that try to control the terminal, the last error among them", answer: body("application/json", hostileMembers)},
		{Name: "repeated-secrets", Description: "texts of 12.x that repeat the webhook's secret and headers, also in base64, hex and percent-encoding",
			answer: func(t *Tenant, w http.ResponseWriter, r *http.Request) {
				body("application/json", repeatedSecrets())(t, w, r)
			}},
		{Name: "xml-as-json", Description: "XML without a declaration that says it is JSON", answer: body("application/json",
			`<ArrayOfWebhook xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Webhook><WebhookId>1</WebhookId></Webhook></ArrayOfWebhook>`)},
	}
}

const oddMembers = `[
 {"WebhookId":1,"Name":"in order","State":"Active","Description":"d","ErrorEmails":["a@example.com"],"ErrorAssociates":[{"Id":5,"Name":"Ingrid"}],"NotifyVia":"Email",
  "NotifyWhen":"FirstFailure, Disabling","TotalCalls":1200,"TotalErrors":3,"ConsecutiveErrors":1,"LastError":"HTTP/1.1 500 Internal Server Error"},
 {"WebhookId":2,"Name":"text","State":"Active","ErrorEmails":"a@example.com; b@example.com","ErrorAssociates":"Ingrid","NotifyVia":1,"NotifyWhen":3,
  "TotalCalls":"1200","TotalErrors":"many","ConsecutiveErrors":"","LastError":7,"Description":7},
 {"WebhookId":3,"Name":"null","State":"Active","Description":null,"ErrorEmails":null,"ErrorAssociates":null,"NotifyVia":null,"NotifyWhen":null,
  "TotalCalls":null,"TotalErrors":null,"ConsecutiveErrors":null,"LastError":null},
 {"WebhookId":4,"Name":"negative","State":"Active","ErrorEmails":[null,"a@example.com",7,{}],"ErrorAssociates":[5,12],"NotifyVia":"Pigeon","NotifyWhen":"FirstFailure,Never",
  "TotalCalls":-1,"TotalErrors":-2147483648,"ConsecutiveErrors":-3,"LastError":""},
 {"WebhookId":5,"Name":"huge","State":"Active","ErrorEmails":[],"ErrorAssociates":[null,{"Name":"no id"},{"Id":"5","Name":["x"]},[]],"NotifyVia":"","NotifyWhen":"",
  "TotalCalls":1e400,"TotalErrors":99999999999999999999,"ConsecutiveErrors":0.5,"LastError":{"text":"no text"}},
 {"WebhookId":6,"Name":"objects","State":"Active","Description":{},"ErrorEmails":{"mail":"a@example.com"},"ErrorAssociates":{"Id":5},"NotifyVia":["Email"],"NotifyWhen":{},
  "TotalCalls":{},"TotalErrors":[],"ConsecutiveErrors":true,"LastError":["a","b"]},
 {"WebhookId":7,"Name":"more errors than calls","State":"Active","NotifyVia":99,"NotifyWhen":-1,"TotalCalls":1,"TotalErrors":5,"ConsecutiveErrors":9,"LastError":"one"},
 {"WebhookId":8,"Name":"no member of 12.x","State":"Active"}
]`

// oddDates has the forms of a date in the order of their readability.
const oddDates = `[
 {"WebhookId":1,"Name":"offsets without a colon","State":"Active","Registered":"2018-12-24T07:34:45-0500","Updated":"2018-12-24T07:34:45+0000"},
 {"WebhookId":2,"Name":"offset of hours, offset with a colon","State":"Active","Registered":"2018-12-24T07:34:45+02","Updated":"2018-12-24T07:34:45+02:00"},
 {"WebhookId":3,"Name":"fractions","State":"Active","Registered":"2018-12-24T07:34:45.1234567-0500","Updated":"2018-12-24T07:34:45.5Z"},
 {"WebhookId":4,"Name":"no zone, no seconds","State":"Active","Registered":"2018-12-24T07:34:45","Updated":"2018-12-24T07:34"},
 {"WebhookId":5,"Name":"never","State":"Active","Registered":"0001-01-01T00:00:00+0000","Updated":"0001-01-01T00:00:00"},
 {"WebhookId":6,"Name":"no such day","State":"Active","Registered":"2018-13-45T99:99:99","Updated":"2018-02-30T00:00:00+0000"},
 {"WebhookId":7,"Name":"other forms","State":"Active","Registered":"/Date(1545636885000)/","Updated":"24.12.2018 07:34"},
 {"WebhookId":8,"Name":"no text","State":"Active","Registered":1545636885,"Updated":{"date":"2018-12-24"}},
 {"WebhookId":9,"Name":"nothing","State":"Active","Registered":"","Updated":null},
 {"WebhookId":10,"Name":"hostile","State":"Active","Registered":"\u001b[2J2018-12-24T07:34:45+0000","Updated":"yesterday\u202e"}
]`

const hostileMembers = `[
 {"WebhookId":1,"Name":"last error","State":"Active","ConsecutiveErrors":2,"TotalCalls":9,"TotalErrors":2,
  "LastError":"HTTP/1.1 500 \u001b[2J\u001b[31mOK\r\nX-Title: \u001b]0;owned\u0007\r\n\r\n\u001b]52;c;aGVsbG8=\u0007\u009b5m \u202egnp.exe\u2066 \u001b]8;;https://evil.example.com"},
 {"WebhookId":2,"Name":"description","State":"Active","Description":"one\r\n\u001b[1Atwo\u001b]52;c;aGVsbG8=\u0007 \u202ethree\u2066\u200b\u0000\u001bPq#0\u001b\\"},
 {"WebhookId":3,"Name":"recipients","State":"Active","ErrorEmails":["\u001b[7ma@example.com","b@example.com\r\nBcc: c@example.com","=HYPERLINK(\"https://evil.example.com\")"],
  "ErrorAssociates":[{"Id":5,"Name":"\u001b]0;title\u0007Ingrid\u202e","ToolTip":"\u009b31m","Deleted":false,"Rank":1,"Type":"\u001b[5massociate"}]},
 {"WebhookId":4,"Name":"enumerations","State":"Active","NotifyVia":"\u001b[31mEmail","NotifyWhen":"FirstFailure, \u001b]8;;https://evil.example.com\u0007Disabling"},
 {"WebhookId":5,"Name":"counters","State":"Active","TotalCalls":"\u001b[2J12","TotalErrors":"\u202e1","ConsecutiveErrors":"\u0007"}
]`

// repeating is a webhook that says again what it keeps secret: in its texts, in members that no page has, inside of these, and in names inside of these.
type repeating struct {
	WebhookID   int `json:"WebhookId"`
	Name        string
	Events      []string
	TargetURL   string `json:"TargetUrl"`
	Secret      string
	State, Type string
	Headers     map[string]string
	Description string
	LastError   string
	Echo        string
	Echoes      map[string]any
	Seen        map[string]any
}

// repeatedSecrets are webhooks each of which repeats its secret and two header values in another spelling.
func repeatedSecrets() string {
	var webhooks []repeating
	for i, spelled := range []struct {
		name string
		as   func(string) string
	}{
		{"as they are", func(s string) string { return s }},
		{"in base64", func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }},
		{"in base64, after other text", func(s string) string { return base64.URLEncoding.EncodeToString([]byte("user:" + s)) }},
		{"in hex", func(s string) string { return hex.EncodeToString([]byte(s)) }},
		{"in capital hex", func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) }},
		{"percent-encoded", percentEncoded},
	} {
		id := i + 1
		secret, key, token := fmt.Sprintf("fake_whsec_%d7f3b9c1e5a2d48", id), fmt.Sprintf("fake-key-%d-5e884898da28", id), fmt.Sprintf("fake-token-%d-6b86b273ff34", id)
		first, second, third := spelled.as(secret), spelled.as(key), spelled.as(token)
		webhooks = append(webhooks, repeating{
			WebhookID: id, Name: "Secrets " + spelled.name, Events: []string{"sale.sold"}, TargetURL: "https://erp.example.com/orders", Secret: secret,
			State: "Active", Type: "webhook", Headers: map[string]string{"X-Api-Key": key, "Authorization": "Bearer " + token},
			Description: "Signed with " + first + ", sent with " + second + ".",
			LastError:   "HTTP/1.1 401 Unauthorized\r\nX-Received: " + third + "\r\n\r\n{\"expected\":\"" + first + "\",\"got\":\"" + second + "\"}",
			Echo:        first + " " + second,
			Echoes:      map[string]any{"request": []any{map[string]any{"line": third, "more": []string{first}}}},
			Seen:        map[string]any{first: 1, "deep": map[string]any{second: []any{map[string]any{third: true}}}},
		})
	}
	list, _ := json.Marshal(webhooks) // texts and maps of texts always encode
	return string(list)
}

// percentEncoded spells every byte, as careful escapers do.
func percentEncoded(s string) string {
	var out strings.Builder
	for _, b := range []byte(s) {
		fmt.Fprintf(&out, "%%%02X", b)
	}
	return out.String()
}
