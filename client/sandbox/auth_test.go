package sandbox_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"testing"

	"crmhooks/client/sandbox"
	"crmhooks/client/sandbox/sandboxtest"
)

func basic(name, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
}

func TestEverySchemeOfThePageLogsIn(t *testing.T) {
	base := startWith(t, sandbox.Data{Webhooks: sandboxtest.Sample()})
	cookies := sandbox.SessionCookie + "; XSRF-TOKEN=" + sandbox.XSRFToken
	for name, headers := range map[string][]string{
		"basic":               {"Authorization", basic(sandbox.Username, sandbox.Password)},
		"ticket":              {"Authorization", "SoTicket " + sandbox.Ticket, "SO-AppToken", sandbox.AppToken},
		"ticket, other case":  {"Authorization", "SOTICKET " + sandbox.Ticket, "SO-AppToken", sandbox.AppToken},
		"bearer":              {"Authorization", "Bearer " + sandbox.BearerToken},
		"bearer, other case":  {"Authorization", "bearer " + sandbox.BearerToken},
		"browser session":     {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", cookies},
		"hidden field":        {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", sandbox.SessionCookie},
		"bearer and app":      {"Authorization", "Bearer " + sandbox.BearerToken, "SO-AppToken", sandbox.AppToken},
		"bearer beats cookie": {"Authorization", "Bearer " + sandbox.BearerToken, "Cookie", "XSRF-TOKEN=other"},
	} {
		if got := call(t, base, `{}`, headers...); got.status != http.StatusOK {
			t.Errorf("%s: status %d", name, got.status)
		}
	}
}

func TestAnyOtherLoginIsRefusedWithTheVendorsErrorObject(t *testing.T) {
	base := startWith(t, sandbox.Data{Webhooks: sandboxtest.Sample()})
	xsrf := "XSRF-TOKEN=" + sandbox.XSRFToken
	for name, headers := range map[string][]string{
		"nothing":                  {"Authorization", ""},
		"wrong password":           {"Authorization", basic(sandbox.Username, "x")},
		"wrong user":               {"Authorization", basic("x", sandbox.Password)},
		"broken basic":             {"Authorization", "Basic %%%"},
		"ticket without app token": {"Authorization", "SoTicket " + sandbox.Ticket},
		"ticket, wrong app token":  {"Authorization", "SoTicket " + sandbox.Ticket, "SO-AppToken", "x"},
		"wrong ticket":             {"Authorization", "SoTicket 7T:x", "SO-AppToken", sandbox.AppToken},
		"wrong token":              {"Authorization", "Bearer x"},
		"token without scheme":     {"Authorization", sandbox.BearerToken},
		"unknown scheme":           {"Authorization", "Negotiate " + sandbox.BearerToken},
		"xsrf without session":     {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", xsrf},
		"xsrf without cookies":     {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken},
		"xsrf unequal":             {"Authorization", "", "X-XSRF-TOKEN", "x", "Cookie", sandbox.SessionCookie + "; " + xsrf},
		"cookies without header":   {"Authorization", "", "Cookie", sandbox.SessionCookie + "; " + xsrf},
		"session without header":   {"Authorization", "", "Cookie", sandbox.SessionCookie},
		"xsrf, other cookie":       {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", sandbox.SessionCookie + "; XSRF-TOKEN=x"},
		"xsrf, second cookie":      {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", sandbox.SessionCookie + "; " + xsrf + "; XSRF-TOKEN="},
		"xsrf, other session":      {"Authorization", "", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", sandbox.SessionCookie + "x"},
		"xsrf beside wrong bearer": {
			"Authorization", "Bearer x", "X-XSRF-TOKEN", sandbox.XSRFToken, "Cookie", sandbox.SessionCookie + "; " + xsrf,
		},
	} {
		got := call(t, base, `{}`, headers...)
		if got.status != http.StatusUnauthorized || len(got.header.Values("WWW-Authenticate")) == 0 {
			t.Errorf("%s: status %d, %v", name, got.status, got.header)
		}
		wantErrorObject(t, got)
	}
}

// wantErrorObject checks the error shape of the vendor's REST pages.
func wantErrorObject(t *testing.T, got response) {
	t.Helper()
	var body struct {
		Error                                bool
		ErrorType, ErrorMessage, ErrorSource string
	}
	if err := json.Unmarshal(got.body, &body); err != nil || !body.Error ||
		body.ErrorType == "" || body.ErrorMessage == "" || body.ErrorSource == "" {
		t.Errorf("error body %s (%v)", got.body, err)
	}
	if ct := got.header.Get("Content-Type"); ct != "application/json; charset=utf-8" {
		t.Errorf("Content-Type of an error is %q", ct)
	}
}

// wantMessage checks the error shape of a malformed agent request.
func wantMessage(t *testing.T, got response) {
	t.Helper()
	var body struct{ Message, MessageDetail string }
	if err := json.Unmarshal(got.body, &body); err != nil || body.Message == "" || body.MessageDetail == "" {
		t.Errorf("error body %s (%v)", got.body, err)
	}
}
