package cli_test

import (
	"strings"
	"testing"
)

// What is far too long is refused in a few words before anything is compared with it.
func TestArgumentsOfAMegabyte(t *testing.T) {
	for _, word := range []string{"a", "a ", "-a ", "host:=a ", "é ", "\x1b["} {
		long := strings.Repeat(word, (1<<20)/len(word))
		for _, args := range [][]string{
			{"list", "--demo", "--name", long}, {"list", "--demo", "--event", long}, {"list", "--demo", "--server-filter", "--name", long},
			{"triage", "--demo", "--name", long}, {"events", "--demo", "--name", long}, {"events", "--demo", "--event", long}, {"lint", "--demo", "--name", long},
			{"list", "--demo", "--status", long}, {"list", "--demo", "--sort", long}, {"list", "--demo", "--columns", long}, {"list", "--demo", "--limit", long},
			{"list", "--demo", "-o", long}, {"list", "--demo", "--" + long}, {"list", "--demo", long}, {"show", "--demo", long}, {"lint", "--demo", "--fail-on", long}, {long},
		} {
			o := run(t, nil, "", args...)
			if o.status != 2 || o.out != "" || len(o.stderr) > 3<<10 {
				t.Errorf("%.20q: status %d, %d bytes on standard output, %d on standard error: %.300s", args, o.status, len(o.out), len(o.stderr), o.stderr)
			}
		}
	}
	o := run(t, nil, "", "list", "--demo", "--name", strings.Repeat("a", 8001))
	o.expect(t, 2, "", "--name and --event take 8,000 characters.\nUse fewer words.")
	// A console's command line names the webhooks of an overview.
	run(t, nil, "", "list", "--demo", "-o", "names", "--name", "id:3"+strings.Repeat(",12345678", 888)).expect(t, 0, "ERP order sync\n", "")
}
