package sandbox_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

// counted is a row of the built-in tenant's usage.
type counted struct {
	ID          int     `json:"webhook_usage.webhook_usage_id"`
	Calls       int     `json:"webhook_usage.total_calls"`
	Errors      int     `json:"webhook_usage.total_errors"`
	Consecutive int     `json:"webhook_usage.consecutive_errors"`
	LastError   *string `json:"webhook_usage.last_error"`
}

func (c counted) text() string {
	if c.LastError == nil {
		return ""
	}
	return *c.LastError
}

// builtInUsage returns the usage of the built-in tenant by the webhooks' ids.
func builtInUsage(t *testing.T) map[int]counted {
	t.Helper()
	var page struct{ Value []counted }
	body := askArchive(t, start(t, sandbox.Options{}), "$select", allColumns).body
	if err := json.Unmarshal(body, &page); err != nil {
		t.Fatal(err)
	}
	byID := map[int]counted{}
	for _, row := range page.Value {
		byID[row.ID] = row
	}
	if len(byID) != len(page.Value) {
		t.Errorf("%d rows have %d ids", len(page.Value), len(byID))
	}
	return byID
}

func TestEveryWebhookOfTheBuiltInTenantHasBelievableUsage(t *testing.T) {
	usage, busy, quiet := builtInUsage(t), 0, 0
	for _, w := range builtIn(t) {
		row, ok := usage[w.WebhookID]
		if !ok {
			t.Errorf("webhook %d has no usage", w.WebhookID)
		}
		delete(usage, w.WebhookID)
		if row.Consecutive < 0 || row.Errors < row.Consecutive || row.Calls < row.Errors {
			t.Errorf("webhook %d: %+v", w.WebhookID, row)
		}
		if row.Calls > 1000 && row.Errors*20 > row.Calls {
			t.Errorf("webhook %d fails more often than one time in twenty: %+v", w.WebhookID, row)
		}
		if (row.Consecutive == 9) != (w.State == "TooManyErrors") || row.Errors == 0 && row.text() != "" {
			t.Errorf("webhook %d is %s: %+v", w.WebhookID, w.State, row)
		}
		if row.Calls >= 1000 {
			busy++
		}
		if row.Consecutive == 0 {
			quiet++
		}
	}
	if len(usage) > 0 {
		t.Errorf("usage of webhooks that are not there: %v", usage)
	}
	if busy < 40 || quiet != 60-4-4 {
		t.Errorf("%d webhooks have thousands of calls, %d do not fail at present", busy, quiet)
	}
}

func TestWhatFailsInTheBuiltInTenant(t *testing.T) {
	usage, active := builtInUsage(t), map[int]bool{}
	for _, w := range builtIn(t) {
		active[w.WebhookID] = w.State == "Active"
	}
	for id, want := range map[int]struct {
		consecutive int
		text        []string
	}{
		57:  {9, []string{"System.Net.Http.HttpRequestException", "NotTimeValid", "\n   at System.Net"}},
		58:  {9, []string{"NotTimeValid"}},
		60:  {9, []string{"NotTimeValid"}},
		64:  {2, []string{"CRMScript", "ScriptHook1, line 27"}},
		73:  {3, []string{"actively refused it", "legacy.example.com:8080", "\n   at System.Net"}},
		85:  {2, []string{"TaskCanceledException", "HttpClient.Timeout of 30 seconds elapsing."}},
		107: {1, []string{"HTTP/1.1 429 Too Many Requests\r\n", "\r\nRetry-After: 30", "\r\nSet-Cookie: session=fake-session-", "\r\n\r\n{"}},
		22:  {0, []string{"HTTP/1.1 502 Bad Gateway\n", "<html>"}},
		34:  {0, []string{"HTTP/1.1 500"}},
		40:  {0, []string{"HTTP/1.1 401", "\r\nWWW-Authenticate: ", "\r\n\r\n{"}},
	} {
		row := usage[id]
		if row.Consecutive != want.consecutive || active[id] != (want.consecutive < 9) {
			t.Errorf("webhook %d: active %v, %d consecutive errors", id, active[id], row.Consecutive)
		}
		for _, part := range want.text {
			if !strings.Contains(row.text(), part) {
				t.Errorf("the last error of webhook %d has no %q: %s", id, part, row.text())
			}
		}
	}
}

func TestBothWaysToAskForALastErrorAgreeButForOneWebhook(t *testing.T) {
	base := start(t, sandbox.Options{})
	for id, row := range builtInUsage(t) {
		text := lastErrorOf(t, base, strconv.Itoa(id))
		if id == 61 {
			if row.LastError != nil || !strings.Contains(text, "NotTimeValid") {
				t.Errorf("the archive has %v, GetLastError %q", row.LastError, text)
			}
		} else if text != row.text() {
			t.Errorf("webhook %d: the archive has %q, GetLastError %q", id, row.text(), text)
		}
	}
}

func TestOneLastErrorAttacksTheTerminal(t *testing.T) {
	text := builtInUsage(t)[101].text()
	for _, part := range []string{"\x1b[2J", "\x1b]52;", "\x1b]0;", "\u009b", "\u202e", "\u2066", "\u200b", "\x00", "\r\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("it has no %q", part)
		}
	}
	if n := len([]rune(text)); n != 4000 {
		t.Errorf("it has %d characters", n)
	}
}

func TestCredentialsInErrorsAreFakeAndThoseOfTheWebhook(t *testing.T) {
	usage := builtInUsage(t)
	credential := regexp.MustCompile(`(?i)(?:key=|the key |session=|token=|bearer |secret=)([^\s;"&\x1b]+)`)
	found := 0
	for id, row := range usage {
		for _, match := range credential.FindAllStringSubmatch(row.text(), -1) {
			found++
			if !strings.HasPrefix(match[1], "fake-") {
				t.Errorf("webhook %d: %q does not look fake", id, match[0])
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d credentials in errors", found)
	}
	for _, w := range builtIn(t) {
		if key := w.Headers["X-Api-Key"]; w.WebhookID == 40 && (key == "" || !strings.Contains(usage[40].text(), key)) {
			t.Errorf("the error does not repeat %q: %s", key, usage[40].text())
		}
	}
}

func TestOddUsageIsServedAsItIs(t *testing.T) {
	base := startWith(t, sandbox.Data{Usage: []byte(`[{"webhook_usage_id":7},{"webhook_usage_id":7,"total_calls":"many","last_error":{"a":[1e400]},"later":1}]`)})
	got := askArchive(t, base, "$select", "webhook_usage.total_calls,webhook_usage.last_error")
	want := `"value":[{"PrimaryKey":"7","EntityName":"webhook_usage","webhook_usage.total_calls":null,"webhook_usage.last_error":null},` +
		`{"PrimaryKey":"7","EntityName":"webhook_usage","webhook_usage.total_calls":"many","webhook_usage.last_error":{"a":[1e400]}}]}`
	if !strings.HasSuffix(string(got.body), want) {
		t.Errorf("got %s", got.body)
	}
}
