package sandbox_test

import (
	"encoding/xml"
	"net/http"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

func TestTheListInXML(t *testing.T) {
	base := startWith(t, sandbox.Data{Webhooks: []byte(`[{"WebhookId":7,"Name":"a <b> & \u001bc","Events":["a.b","c.d"],"Secret":null,"Headers":{"X-\u001b Y":"v"},
		"Properties":{"p":{"q":[1,true,null]}},"RegisteredAssociate":{"FullName":"Ingrid","ExtraFields":{}},"ErrorEmails":["e"],"ErrorAssociates":[{"Id":5}],"odd name":{"x":1.50}}]`)})
	want := `<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<ArrayOfWebhook xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Webhook><WebhookId>7</WebhookId><Name>a &lt;b&gt; &amp; ` + "\ufffd" + `c</Name>` +
		`<Events><string>a.b</string><string>c.d</string></Events><Secret i:nil="true"></Secret>` +
		`<Headers><KeyValue><Key>X-` + "\ufffd" + ` Y</Key><Value>v</Value></KeyValue></Headers>` +
		`<Properties><KeyValue><Key>p</Key><Value><KeyValue><Key>q</Key><Value><Item>1</Item><Item>true</Item><Item i:nil="true"></Item></Value></KeyValue></Value></KeyValue></Properties>` +
		`<RegisteredAssociate><FullName>Ingrid</FullName><ExtraFields></ExtraFields></RegisteredAssociate>` +
		`<ErrorEmails><string>e</string></ErrorEmails><ErrorAssociates><MDOListItem><Id>5</Id></MDOListItem></ErrorAssociates>` +
		`<KeyValue><Key>odd name</Key><Value><KeyValue><Key>x</Key><Value>1.50</Value></KeyValue></Value></KeyValue></Webhook></ArrayOfWebhook>`
	for _, accept := range []string{"application/xml", "text/xml", "text/html, application/xml"} {
		got := call(t, base, `{}`, "Accept", accept)
		if string(got.body) != want || !strings.HasSuffix(got.header.Get("Content-Type"), "/xml; charset=utf-8") {
			t.Errorf("Accept %s: %s, %s", accept, got.header.Get("Content-Type"), got.body)
		}
	}
	if got := call(t, base, `{"NameFilter":"x"}`, "Accept", "text/xml"); !strings.HasSuffix(string(got.body), "></ArrayOfWebhook>") {
		t.Errorf("an empty list is %s", got.body)
	}
}

func TestTheBuiltInTenantInXMLSaysTheSame(t *testing.T) {
	base := start(t, sandbox.Options{})
	var all struct {
		XMLName xml.Name `xml:"ArrayOfWebhook"`
		Webhook []struct {
			ID     int      `xml:"WebhookId"`
			Events []string `xml:"Events>string"`
			Calls  int      `xml:"TotalCalls"`
		}
	}
	if err := xml.Unmarshal(call(t, base, `{}`, "Accept", "application/xml").body, &all); err != nil {
		t.Fatal(err)
	}
	for i, w := range builtInNotified(t) {
		events := strings.Map(func(r rune) rune { return map[bool]rune{true: '\ufffd', false: r}[r < ' '] }, strings.Join(w.Events, ","))
		if got := all.Webhook[i]; got.ID != w.WebhookID || strings.Join(got.Events, ",") != events || got.Calls != w.TotalCalls {
			t.Errorf("%+v, in JSON %+v", got, w)
		}
	}
}

func TestALastErrorInXML(t *testing.T) {
	got := askLastError(t, startWith(t, sandbox.Data{Usage: []byte(twoRows)}), `{"WebhookId":7}`, "Accept", "text/xml")
	var text struct {
		XMLName xml.Name `xml:"string"`
		Text    string   `xml:",chardata"`
	}
	if err := xml.Unmarshal(got.body, &text); err != nil || text.Text != "it broke" || got.header.Get("Content-Type") != "text/xml; charset=utf-8" {
		t.Errorf("%v, %s, %v", got.header, got.body, err)
	}
}

func TestErrorsInXML(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, c := range []struct {
		status  int
		method  string
		members []string
		headers []string
	}{
		{http.StatusUnauthorized, http.MethodPost, []string{"Error", "ErrorType", "ErrorMessage", "ErrorSource"}, []string{"Authorization", ""}},
		{http.StatusMethodNotAllowed, http.MethodPut, []string{"Error", "ErrorType", "ErrorMessage", "ErrorSource"}, nil},
		{http.StatusUnsupportedMediaType, http.MethodPost, []string{"Message", "MessageDetail"}, []string{"Content-Type", "text/plain"}},
		{http.StatusBadRequest, http.MethodPost, []string{"Message", "MessageDetail"}, nil},
	} {
		got := send(t, request(t, c.method, base+agent, `[`, append(c.headers, "Accept", "application/xml")...))
		if got.status != c.status || got.header.Get("Content-Type") != "application/xml; charset=utf-8" {
			t.Errorf("status %d, want %d, %v", got.status, c.status, got.header)
		}
		var problem struct {
			XMLName xml.Name `xml:"Error"`
			Members []struct {
				XMLName xml.Name
				Text    string `xml:",chardata"`
			} `xml:",any"`
		}
		if err := xml.Unmarshal(got.body, &problem); err != nil {
			t.Fatalf("%v in %s", err, got.body)
		}
		var names []string
		for _, m := range problem.Members {
			if names = append(names, m.XMLName.Local); m.Text == "" {
				t.Errorf("%d: %s is empty", c.status, m.XMLName.Local)
			}
		}
		if !slices.Equal(names, c.members) {
			t.Errorf("%d: members %v", c.status, names)
		}
	}
}
