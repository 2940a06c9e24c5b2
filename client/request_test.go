package client_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// sent is the request that a client puts on the wire for a query.
func sent(t *testing.T, opts client.Options, q webhook.Query) string {
	t.Helper()
	address, requests := rawServer(t, emptyList)
	opts.BaseURL = "http://" + address + opts.BaseURL
	if _, err := newClient(t, opts).List(context.Background(), q); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(<-requests, address, "HOST")
}

func TestTheRequestToItsLastByte(t *testing.T) {
	got := sent(t, client.Options{BaseURL: "/SuperOffice/api", Version: "1.2.3", Auth: bearer()}, webhook.Query{})
	want := "POST /SuperOffice/api/v1/Agents/Webhook/GetAllWebhooks HTTP/1.1\r\n" +
		"Host: HOST\r\n" +
		"User-Agent: crmhooks/1.2.3\r\n" +
		"Content-Length: 2\r\n" +
		"Accept: application/json\r\n" +
		"Accept-Language: en\r\n" +
		"Authorization: Bearer " + token + "\r\n" +
		"Content-Type: application/json; charset=utf-8\r\n" +
		"Accept-Encoding: gzip\r\n" +
		"\r\n{}"
	if got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

// All optional headers at once, so that neither a spelling nor an order can change unseen.
func TestEverySchemeToItsLastByte(t *testing.T) {
	appToken := client.Fixed("app-token")
	for _, c := range []struct {
		auth                         client.Auth
		authorization, cookie, token string
	}{
		{client.Auth{Scheme: client.Basic, Username: "tje0", Secret: client.Fixed("Tje0"), AppToken: appToken}, "Authorization: Basic dGplMDpUamUw\r\n", "", ""},
		{client.Auth{Scheme: client.SoTicket, Secret: client.Fixed("7T:abc="), AppToken: appToken}, "Authorization: SOTicket 7T:abc=\r\n", "", ""},
		{client.Auth{Scheme: client.Bearer, Secret: client.Fixed("8A:Cust.abc"), AppToken: appToken}, "Authorization: Bearer 8A:Cust.abc\r\n", "", ""},
		{client.Auth{Scheme: client.XSRF, Secret: client.Fixed("x1"), Cookie: client.Fixed("a=b; c=d"), AppToken: appToken}, "", "Cookie: a=b; c=d; XSRF-TOKEN=x1\r\n", "X-XSRF-TOKEN: x1\r\n"},
		{client.Auth{Scheme: client.XSRF, Secret: client.Fixed("x1"), AppToken: appToken}, "", "Cookie: XSRF-TOKEN=x1\r\n", "X-XSRF-TOKEN: x1\r\n"},
	} {
		opts := client.Options{Language: "sv", SOLanguage: "nb", SOCulture: "nb-NO", SOTimeZone: "US-NY", Version: "9", Auth: c.auth}
		q := webhook.Query{Name: "Johns Inc and Sons", Event: "qui", Status: webhook.Active, Select: []string{"Name", "RegisteredAssociate/FullName"}}
		const body = `{"NameFilter":"Johns Inc and Sons","EventFilter":"qui","StatusFilter":"Active"}`
		want := "POST /api/v1/Agents/Webhook/GetAllWebhooks?$select=WebhookId,State,Name,RegisteredAssociate/FullName HTTP/1.1\r\n" +
			"Host: HOST\r\nUser-Agent: crmhooks/9\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\nAccept: application/json\r\nAccept-Language: sv\r\n" +
			c.authorization + "Content-Type: application/json; charset=utf-8\r\n" + c.cookie +
			"SO-AppToken: app-token\r\nSO-Culture: nb-NO\r\nSO-Language: nb\r\nSO-TimeZone: US-NY, includeTZOffset\r\n" + c.token +
			"Accept-Encoding: gzip\r\n\r\n" + body
		if got := sent(t, opts, q); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", c.auth.Scheme, got, want)
		}
	}
}

func TestEveryHeaderOfTheVendorsPage(t *testing.T) {
	opts := client.Options{
		Language: "sv", SOLanguage: "nb", SOCulture: "nb-NO", SOTimeZone: "US-NY",
		Auth: client.Auth{Scheme: client.SoTicket, Secret: client.Fixed("7T:ticket"), AppToken: client.Fixed("app-token")},
	}
	got := sent(t, opts, webhook.Query{})
	for _, line := range []string{
		"Accept: application/json", "Accept-Language: sv", "SO-Language: nb", "SO-Culture: nb-NO",
		"SO-TimeZone: US-NY, includeTZOffset", "SO-AppToken: app-token", "Authorization: SOTicket 7T:ticket",
		"Content-Type: application/json; charset=utf-8", "User-Agent: crmhooks",
	} {
		if !strings.Contains(got, "\r\n"+line+"\r\n") {
			t.Errorf("the request lacks %q:\n%s", line, got)
		}
	}
}

func TestEveryAuthenticationScheme(t *testing.T) {
	for _, c := range []struct {
		name  string
		auth  client.Auth
		lines []string
		lacks string
	}{
		{"basic", client.Auth{Scheme: client.Basic, Username: "tje0", Secret: client.Fixed("TjU0")}, []string{"Authorization: Basic dGplMDpUalUw"}, "X-XSRF-TOKEN"},
		{"soticket", client.Auth{Scheme: client.SoTicket, Secret: client.Fixed("7T:abc")}, []string{"Authorization: SOTicket 7T:abc"}, "X-XSRF-TOKEN"},
		{"bearer", client.Auth{Scheme: client.Bearer, Secret: client.Fixed("8A:abc")}, []string{"Authorization: Bearer 8A:abc"}, "X-XSRF-TOKEN"},
		{"xsrf", client.Auth{Scheme: client.XSRF, Secret: client.Fixed("xsrf-value"), Cookie: client.Fixed("session=1; other=2")},
			[]string{"X-XSRF-TOKEN: xsrf-value", "Cookie: session=1; other=2; XSRF-TOKEN=xsrf-value"}, "Authorization"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := sent(t, client.Options{Auth: c.auth}, webhook.Query{})
			for _, line := range c.lines {
				if !strings.Contains(got, "\r\n"+line+"\r\n") {
					t.Errorf("the request lacks %q:\n%s", line, got)
				}
			}
			if strings.Contains(got, c.lacks+":") {
				t.Errorf("the request has %s:\n%s", c.lacks, got)
			}
		})
	}
}

func TestTheBodyHoldsOnlyTheFiltersThatAreSet(t *testing.T) {
	for _, c := range []struct {
		query webhook.Query
		want  string
	}{
		{webhook.Query{}, `{}`},
		{webhook.Query{Name: "Johns Inc and Sons", Event: "qui", Status: webhook.Active}, `{"NameFilter":"Johns Inc and Sons","EventFilter":"qui","StatusFilter":"Active"}`},
		{webhook.Query{Status: webhook.TooManyErrors}, `{"StatusFilter":"TooManyErrors"}`},
		{webhook.Query{Status: webhook.Unknown}, `{}`}, // it would mean "no filter"
		{webhook.Query{Name: `a "b" \ ø 東`, Event: " spaces "}, `{"NameFilter":"a \"b\" \\ ø 東","EventFilter":" spaces "}`},
	} {
		_, body, _ := strings.Cut(sent(t, client.Options{}, c.query), "\r\n\r\n")
		if body != c.want {
			t.Errorf("got %s, want %s", body, c.want)
		}
	}
}

func TestSelectAlwaysAsksForIdAndState(t *testing.T) {
	for _, c := range []struct {
		members []string
		want    string
	}{
		{nil, "POST /api/v1/Agents/Webhook/GetAllWebhooks HTTP/1.1\r\n"},
		{[]string{}, "?$select=WebhookId,State HTTP/1.1\r\n"},
		{[]string{"Name", "RegisteredAssociate/FullName"}, "?$select=WebhookId,State,Name,RegisteredAssociate/FullName HTTP/1.1\r\n"},
		{[]string{"State", "webhookid", " Name "}, "?$select=WebhookId,State,Name HTTP/1.1\r\n"},
		{[]string{"a b&c"}, "?$select=WebhookId,State,a+b%26c HTTP/1.1\r\n"},
	} {
		if got := sent(t, client.Options{}, webhook.Query{Select: c.members}); !strings.Contains(got, c.want) {
			t.Errorf("%v: the request begins with %.120q, want %q", c.members, got, c.want)
		}
	}
}

func TestEveryFormOfAnAddress(t *testing.T) {
	for _, base := range []string{"", "/", "/api", "/api/", "/api/v1", "/api/v1/", "//", "/API", "/Api/V1/"} {
		if got := sent(t, client.Options{BaseURL: base}, webhook.Query{}); !strings.HasPrefix(got, "POST /api/v1/Agents/Webhook/GetAllWebhooks HTTP") {
			t.Errorf("%q: %.80q", base, got)
		}
	}
	for _, escaped := range []string{"/a%2Fb", "/a%2Fb/api/v1", "//a//b", "/%61/b%20c;d"} { // asked as it stands
		want := "POST " + strings.TrimSuffix(escaped, "/api/v1") + "/api/v1/Agents/Webhook/GetAllWebhooks HTTP"
		if got := sent(t, client.Options{BaseURL: escaped}, webhook.Query{}); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q", escaped, got)
		}
	}
	if got := sent(t, client.Options{BaseURL: "/Cust12345/api/v1/"}, webhook.Query{}); !strings.HasPrefix(got, "POST /Cust12345/api/v1/Agents/") {
		t.Errorf("%.80q", got)
	}
}

func TestBadAddressesAreRefusedWithoutRepeatingThem(t *testing.T) {
	for _, address := range []string{
		"", "crm.example.com", "ftp://crm.example.com/api", "https://", "https://user:hunter2hunter2@crm.example.com/api",
		"https://crm.example.com/api?token=hunter2hunter2", "https://crm.example.com/api#hunter2hunter2", "://hunter2hunter2", "https://crm.example.com:hunter2hunter2/api",
		"https://:8443/api", "https://hunter2 hunter2@crm.example.com", "https://crm.example.com/\x1b[2J", "javascript:hunter2",
		"https://a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J.example/hunter2", "https://a%e2%80%aeb.example/api",
	} {
		_, err := client.New(client.Options{BaseURL: address})
		if !errors.Is(err, &failure.Error{Kind: failure.BadAddress}) {
			t.Errorf("%q: %v", address, err)
			continue
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the error repeats it: %v", address, err)
		}
	}
}

func TestAFailingCredentialIsTheUsersOwnStory(t *testing.T) {
	broken := errors.New("pass: not in the password store")
	address, requests := rawServer(t, emptyList)
	c := newClient(t, client.Options{BaseURL: "http://" + address, Auth: client.Auth{Scheme: client.Bearer, Secret: func(context.Context) (string, error) { return "", broken }}})
	if _, err := c.List(context.Background(), webhook.Query{}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	select {
	case got := <-requests:
		t.Errorf("a request was sent without its login: %q", got)
	default:
	}
}
