package wire_test

import (
	"errors"
	"strings"
	"testing"

	"crmhooks/client/failure"
)

func TestOneHugeWebhookEndsTheList(t *testing.T) {
	for name, huge := range map[string]string{
		"text":    `{"WebhookId":2,"Name":"` + strings.Repeat("a", 20<<20) + `"}`,
		"nesting": `{"WebhookId":2,"Properties":{"a":[` + strings.Repeat("1,", 10<<20) + `1]}}`,
	} {
		result, err := read(`[{"WebhookId":1},` + huge + `,{"WebhookId":3}]`)
		if err != nil || len(result.Webhooks) != 1 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.TooLarge}) {
			t.Errorf("%s: %d webhooks, %v, %v", name, len(result.Webhooks), result.Incomplete, err)
		}
	}
}

// Nothing that matters is squeezed out: blanks in texts stay, and blanks between numbers do not join them.
func TestBlanksAreSqueezedOnlyWhereTheyMeanNothing(t *testing.T) {
	result := decoded(t, "[ \n\n {  \"WebhookId\" :\t 1 , \"Name\" : \"a  \\\" b \\\\\"  , \"Properties\":{\"x\": \"[  ]{\"} } ,  {\"WebhookId\":2}  ] \n")
	if len(result.Webhooks) != 2 || result.Webhooks[0].Name != `a  " b \` || result.Webhooks[0].Details().Properties[0].Value != `"[  ]{"` {
		t.Errorf("%+v", result.Webhooks)
	}
	if _, err := read(`[1  2]`); kind(t, err) != failure.NotJSON {
		t.Errorf("%v", err)
	}
}
