package sandbox_test

import (
	"bytes"
	"testing"

	"crmhooks/client/sandbox"
)

func TestGenerateIsDeterministicAndVaried(t *testing.T) {
	data := sandbox.Generate(500)
	if !bytes.Equal(data, sandbox.Generate(500)) {
		t.Error("two calls differ")
	}
	webhooks := rows(t, data)
	if len(webhooks) != 500 {
		t.Fatalf("%d webhooks", len(webhooks))
	}
	for _, member := range membersBefore12() {
		if _, ok := webhooks[0][member]; !ok {
			t.Errorf("%s is missing", member)
		}
	}
	names, seen := map[any]bool{}, map[any]bool{}
	for _, w := range webhooks {
		names[w["Name"]] = true
		seen[w["State"]], seen[w["Type"]], seen[w["Headers"] == nil], seen[w["Secret"] == nil] = true, true, true, true
	}
	if len(names) != 500 || len(seen) != 3+2+2 {
		t.Errorf("%d names, seen %v", len(names), seen)
	}
}

func TestGenerateOfNothingIsAnEmptyArray(t *testing.T) {
	for _, n := range []int{0, -1} {
		if got := string(sandbox.Generate(n)); got != "[]" {
			t.Errorf("Generate(%d) is %q", n, got)
		}
	}
}

func TestAnsweringTakesNothingAwayFromManyWebhooks(t *testing.T) {
	base := start(t, sandbox.Options{Webhooks: sandbox.Generate(5000)})
	for selected, headers := range map[string][]string{"": nil, "WebhookId": nil, "WebhookId,Updated": {"SO-TimeZone", "NO"}} {
		webhooks := list(t, base, selected, `{}`, headers...)
		if len(webhooks) != 5000 || webhooks[4999]["WebhookId"] != 5000.0 {
			t.Errorf("$select=%s: %d webhooks came", selected, len(webhooks))
		}
	}
}

func BenchmarkAHundredThousandWebhooks(b *testing.B) {
	tenant := tenant(b, sandbox.Options{Webhooks: sandbox.Generate(100_000)})
	for name, query := range map[string]string{"whole": "", "selected": "$select=WebhookId,Name,RegisteredAssociate/FullName"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.SetBytes(int64(answer(b, tenant, query, "application/json", `{}`).Body.Len()))
			}
		})
	}
}
