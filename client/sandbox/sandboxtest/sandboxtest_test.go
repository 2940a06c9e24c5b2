package sandboxtest_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"crmhooks/client/sandbox/sandboxtest"
)

func TestGenerateIsDeterministicAndVaried(t *testing.T) {
	data := sandboxtest.Generate(500)
	if !bytes.Equal(data, sandboxtest.Generate(500)) {
		t.Error("two calls differ")
	}
	var webhooks []map[string]any
	if err := json.Unmarshal(data, &webhooks); err != nil || len(webhooks) != 500 || len(webhooks[0]) != 14 {
		t.Fatalf("%d webhooks, %v", len(webhooks), err)
	}
	names, seen := map[any]bool{}, map[any]bool{}
	for _, w := range webhooks {
		names[w["Name"]] = true
		seen[w["State"]], seen[w["Type"]], seen[w["Headers"] == nil], seen[w["Secret"] == nil] = true, true, true, true
	}
	if len(names) != 500 || len(seen) != 3+2+2 {
		t.Errorf("%d names, seen %v", len(names), seen)
	}
	if got := string(sandboxtest.Generate(0)); got != "[]" {
		t.Errorf("no webhooks are %q", got)
	}
}

func TestSampleIsACopyEachTime(t *testing.T) {
	sandboxtest.Sample()[0] = 'x'
	if sandboxtest.Sample()[0] != '[' {
		t.Error("a caller changed the sample")
	}
}
