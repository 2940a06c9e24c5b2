package client_test

import (
	"context"
	"testing"

	"crmhooks/client"
	"crmhooks/client/sandbox"
	"crmhooks/client/webhook"
)

// The client and the built-in tenant are two readings of the vendor's page; here they are held against each other.
func TestTheClientReadsTheBuiltInTenant(t *testing.T) {
	tenant, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server, err := tenant.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	for name, auth := range map[string]client.Auth{
		"basic":    {Scheme: client.Basic, Username: sandbox.Username, Secret: client.Fixed(sandbox.Password)},
		"soticket": {Scheme: client.SoTicket, Secret: client.Fixed(sandbox.Ticket), AppToken: client.Fixed(sandbox.AppToken)},
		"bearer":   {Scheme: client.Bearer, Secret: client.Fixed(sandbox.BearerToken)},
		"xsrf":     {Scheme: client.XSRF, Secret: client.Fixed(sandbox.XSRFToken), Cookie: client.Fixed(sandbox.SessionCookie)},
	} {
		c := newClient(t, client.Options{BaseURL: server.URL(), Auth: auth, SOTimeZone: "NO"})
		result, err := c.List(context.Background(), webhook.Query{})
		if err != nil || len(result.Webhooks) != 60 || result.Incomplete != nil || len(result.Warnings) > 0 {
			t.Fatalf("%s: %d webhooks, %v, %v", name, len(result.Webhooks), err, result.Warnings)
		}
		for _, w := range result.Webhooks {
			if len(w.Details().Anomalies) > 0 || len(w.Details().Extra) > 0 || w.ID == 0 {
				t.Errorf("%s: %s has %v, %v", name, w.Name, w.Details().Anomalies, w.Details().Extra)
			}
		}
		selected, err := c.List(context.Background(), webhook.Query{Status: webhook.TooManyErrors, Select: []string{"Name"}})
		if err != nil || len(selected.Webhooks) == 0 || len(selected.Webhooks) == 60 {
			t.Fatalf("%s: %d webhooks, %v", name, len(selected.Webhooks), err)
		}
		for _, w := range selected.Webhooks {
			if w.State != webhook.TooManyErrors || w.Name == "" || w.ID == 0 || w.Present.Has(webhook.FieldEvents) || w.Requested.Has(webhook.FieldSecret) {
				t.Errorf("%s: $select gave %+v", name, w)
			}
		}
	}
}
