package client_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"crmhooks/client"
	"crmhooks/client/webhook"
)

// Webhooks are handed on while the server has yet to send the rest, each once and in order.
func TestWebhooksAreHandedOnAsTheyCome(t *testing.T) {
	more := make(chan bool)
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for _, part := range []string{`[{"WebhookId":1,"Name":"first"},{"WebhookId":2},`, `{"WebhookId":3},{"WebhookId":4}`, `]`} {
			_, _ = w.Write([]byte(part))
			w.(http.Flusher).Flush()
			<-more
		}
	})
	c := newClient(t, client.Options{BaseURL: server})
	var came []int64
	result, err := c.List(context.Background(), webhook.Query{Arrived: func(hooks []webhook.Webhook) {
		for _, w := range hooks {
			came = append(came, w.ID)
		}
		if len(came) == 1 { // the server sends the rest only now; the second one may go on as far as anybody knows
			close(more)
		}
	}})
	if err != nil || result.Incomplete != nil || len(result.Webhooks) != 4 {
		t.Fatalf("%+v, %v", result, err)
	}
	if !slices.Equal(came, []int64{1, 2, 3, 4}) {
		t.Errorf("%v came", came)
	}
}

// A refresh reads only what changed: what came again as it was has the same details, and gives no secret away.
func TestARefreshReusesWhatDidNotChange(t *testing.T) {
	state := "Active"
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`[{"WebhookId":1,"Secret":"` + planted + `","Headers":{"X-Plain":"1","X-Api-Key":"` + planted + `"}},{"WebhookId":2,"State":"` + state + `","Secret":"` + planted + `"},{"WebhookId":3}]`))
	})
	c := newClient(t, client.Options{BaseURL: server})
	first, err := c.List(context.Background(), webhook.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var known []*webhook.Webhook
	for i := range first.Webhooks {
		known = append(known, &first.Webhooks[i])
	}
	state = "Stopped"
	second, err := c.List(context.Background(), webhook.Query{Known: known})
	if err != nil || len(second.Webhooks) != 3 {
		t.Fatalf("%+v, %v", second, err)
	}
	for i, same := range []bool{true, false} {
		if (first.Webhooks[i].Rest == second.Webhooks[i].Rest) != same {
			t.Errorf("the details of webhook %d are shared: %t", i+1, !same)
		}
	}
	if second.Webhooks[1].State != webhook.Stopped || len(second.Webhooks[0].Details().Headers) != 2 {
		t.Errorf("%+v", second.Webhooks)
	}
	if leaks(textsOf(second)) {
		t.Error("a secret can be reached")
	}
}
