// Package styletest has styles for tests.
package styletest

import (
	"testing"

	"github.com/charmbracelet/colorprofile"

	"crmhooks/themes"
	"crmhooks/ui/style"
)

// Terminal is the styles of the theme "terminal" in sixteen colours, with Unicode or ASCII symbols.
func Terminal(t testing.TB, unicode bool) *style.Styles {
	t.Helper()
	theme, err := themes.ByName("terminal")
	if err != nil {
		t.Fatal(err)
	}
	return style.New(theme, themes.Terminal{Profile: colorprofile.ANSI, Unicode: unicode})
}
