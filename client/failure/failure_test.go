package failure_test

import (
	"strings"
	"testing"

	"crmhooks/client/failure"
)

func TestEveryKindHasASentenceANextStepAndAStatus(t *testing.T) {
	all := failure.Kinds()
	if len(all) < 40 {
		t.Fatalf("found only %d kinds", len(all))
	}
	sentences := map[string]failure.Kind{}
	for _, k := range all {
		e := &failure.Error{Kind: k, Host: "crm.example.com"}
		sentence := e.Error()
		if !strings.HasSuffix(sentence, ".") || len(sentence) < 12 || strings.Contains(sentence, "{host}") || strings.Contains(e.NextStep(), "{host}") {
			t.Errorf("%s says %q", k, sentence)
		}
		if other, taken := sentences[sentence]; taken {
			t.Errorf("%s and %s say the same: %q", k, other, sentence)
		}
		sentences[sentence] = k
		if len(e.NextStep()) < 12 || !strings.HasSuffix(e.NextStep(), ".") {
			t.Errorf("%s has the next step %q", k, e.NextStep())
		}
		if s := e.ExitStatus(); s < 1 || s > 3 {
			t.Errorf("%s ends with %d", k, s)
		}
	}
}

func TestRefusedAccessHasItsOwnExitStatus(t *testing.T) {
	for k, want := range map[failure.Kind]int{failure.Unauthorized: 3, failure.Forbidden: 3, failure.BadAddress: 2, failure.BadFile: 2, failure.Refused: 1} {
		if got := (&failure.Error{Kind: k}).ExitStatus(); got != want {
			t.Errorf("%s ends with %d, want %d", k, got, want)
		}
	}
}

// The reasons for refusing webhooks to an application, in the order in which they occur.
func TestARefusalNamesWhatMayBeMissing(t *testing.T) {
	step := (&failure.Error{Kind: failure.Forbidden}).NextStep()
	for _, want := range []string{"Webhook agent must be granted", "locks its users out until an administrator approves", "Development Tools or CRM Suite Core", "On-site"} {
		if !strings.Contains(step, want) {
			t.Errorf("%q lacks %q", step, want)
		}
	}
}
