package cli_test

import "testing"

const outOfTime = " did not finish its answer in time."

// A usage that never comes to its end holds no command up: what came of it is used, and what is missing is said.
func TestNoCommandWaitsForAUsageWithoutAnEnd(t *testing.T) {
	for _, c := range []struct {
		args        []string
		status      int
		out, stderr string
	}{
		{[]string{"list", "-o", "names"}, 0, "ERP order sync\n", outOfTime},
		{[]string{"show", "57"}, 0, "Last error", outOfTime},
		{[]string{"check", "--name", "id:3"}, 3, outOfTime, ""},
	} {
		for _, fault := range []string{"usage-dripping", "usage-endless"} {
			t.Run(c.args[0]+" "+fault, func(t *testing.T) {
				t.Parallel()
				run(t, nil, "", append(c.args, "--demo", "--timeout", "2s", "--fault", fault)...).expect(t, c.status, c.out, c.stderr)
			})
		}
	}
}
