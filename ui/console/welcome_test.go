package console_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console"
)

func TestWelcome(t *testing.T) {
	steps := []console.Step{{Command: "crmhooks --url URL", Does: "an installation of your own"}}
	for key, accepted := range map[string]bool{"enter": true, "q": false, "esc": false, "ctrl+c": false} {
		w := console.NewWelcome(options(t, nil).Styles, steps)
		d := driveModel(t, w, 80, 24)
		d.shows("READ-ONLY", "built-in tenant", "crmhooks --url URL", "an installation of your own")
		d.press("x")
		d.press(key)
		d.await("the end", func() bool { return d.quit })
		if w.Accepted() != accepted {
			t.Errorf("%s: accepted is %v", key, w.Accepted())
		}
	}
	w := console.NewWelcome(options(t, nil).Styles, steps)
	d := driveModel(t, w, 80, 24)
	for _, size := range sizes() {
		d.send(size)
		lines := strings.Split(d.m.View(), "\n")
		if len(lines) != size.Height {
			t.Fatalf("%v: %d lines", size, len(lines))
		}
		for _, line := range lines {
			if ansi.StringWidth(line) > size.Width {
				t.Fatalf("%v: %q", size, line)
			}
		}
	}
}
