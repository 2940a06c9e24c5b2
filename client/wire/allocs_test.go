package wire_test

import (
	"context"
	"strings"
	"testing"

	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// perWebhook is how many allocations it takes to read each of n webhooks.
func perWebhook(t *testing.T, n int, known []*webhook.Webhook) float64 {
	t.Helper()
	body := string(sandboxtest.Generate(n))
	options := wire.Options{Requested: webhook.AllFields, MaxBytes: most, Known: known}
	return testing.AllocsPerRun(3, func() {
		if result, err := wire.Decode(context.Background(), strings.NewReader(body), options); err != nil || len(result.Webhooks) != n {
			t.Fatal(len(result.Webhooks), err)
		}
	}) / float64(n)
}

// What it takes to read a webhook does not depend on how many there are, and one that came before as it comes now takes next to nothing.
func TestReadingAllocatesLittle(t *testing.T) {
	few, many := perWebhook(t, 500, nil), perWebhook(t, 5000, nil)
	if many > 40 || many > 1.2*few {
		t.Errorf("%.1f allocations for each of 500 webhooks, %.1f for each of 5,000", few, many)
	}
	var known []*webhook.Webhook
	result := decoded(t, string(sandboxtest.Generate(5000)))
	for i := range result.Webhooks {
		known = append(known, &result.Webhooks[i])
	}
	if again := perWebhook(t, 5000, known); again > many/5 {
		t.Errorf("%.1f allocations for each webhook that is known, and %.1f for each that is not", again, many)
	}
}
