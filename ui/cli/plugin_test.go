package cli_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pluginLimit is how much of a plugin's output every monitoring system reads.
const pluginLimit = 4096

func TestTheOutputForMonitoringIsBounded(t *testing.T) {
	hook := func(id int, state, target string) string {
		return fmt.Sprintf(`{"WebhookId":%d,"Name":"x","State":%q,"TargetUrl":"https://%s/a","Type":"webhook"}`, id, state, target)
	}
	long := strings.Repeat("ä|'=", 500)
	many := func(make func(i int) string) []string {
		var all []string
		for i := range 3000 {
			all = append(all, make(i))
		}
		return all
	}
	states := many(func(i int) string { return hook(i+1, "S"+strconv.Itoa(1000+i)+long[:i%100*5], "a.example.com") })
	receivers := many(func(i int) string {
		return hook(i+1, "TooManyErrors", strings.Repeat("x", i%50)+strconv.Itoa(i)+".example.com")
	})
	same := many(func(i int) string { return hook(9000000000000000000-i, "TooManyErrors", "a.example.com") })
	odd := many(func(int) string { return "null" })
	for name, c := range map[string]struct {
		list   []string
		status int
		says   []string
	}{
		"states":    {states, 1, []string{"WEBHOOKS WARNING: ", "2,993 in 2,993 more states"}},
		"receivers": {receivers, 2, []string{"WEBHOOKS CRITICAL: ", " 3,000 too many errors", "'too_many_errors'=3000;;0;0", "and 2,9"}},
		"hooks":     {same, 2, []string{" and 2,992 more)"}},
		"all":       {slices.Concat(states, receivers, odd), 2, []string{" more\nEntry 6001 ", " is left out (and 2999 more like it).\n", "#1 and 2999 more.\n"}},
	} {
		o := run(t, nil, "["+strings.Join(c.list, ",")+"]", "check", "--file", "-")
		if o.status != c.status || len(o.out) > pluginLimit {
			t.Errorf("%s: status %d and %d bytes:\n%s", name, o.status, len(o.out), o.out)
		}
		for _, want := range c.says {
			if !strings.Contains(o.out, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, o.out)
			}
		}
		if first, _, _ := strings.Cut(o.out, "\n"); strings.Count(o.out, "|") != 1 || !strings.Contains(first, "|") {
			t.Errorf("%s: its performance data begins elsewhere:\n%s", name, o.out)
		}
	}
	if o := run(t, nil, "[]", "check", "--file", "-", "--status", long); o.status != 3 || len(o.out) > pluginLimit || !strings.HasPrefix(o.out, "WEBHOOKS UNKNOWN: There is no status") {
		t.Errorf("status %d and %d bytes:\n%s", o.status, len(o.out), o.out)
	}
}
