package cli

import (
	"testing"

	"crmhooks/ui/source"
)

func TestAnEmptyListIsExplained(t *testing.T) {
	const online = "only this application's own webhooks"
	for _, c := range []struct {
		hint string
		n    int
		want string
	}{
		{"", 0, "No webhooks."},
		{online, 0, "No webhooks. Online, an application sees only the webhooks that it created itself. A sandbox copy of a tenant has none, since copying deletes them."},
		{"", 1, "The only webhook does not match."},
		{online, 1200, "None of 1,200 webhooks match."},
	} {
		s := &session{Source: source.Source{Hint: c.hint}}
		if got := s.nothing(c.n); got != c.want {
			t.Errorf("%q, %d webhooks: %q, want %q", c.hint, c.n, got, c.want)
		}
	}
}
