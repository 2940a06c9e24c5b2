package themes_test

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"crmhooks/themes"
)

func TestThemesAreFoundByName(t *testing.T) {
	for _, name := range themes.Names() {
		theme, err := themes.ByName(name)
		if err != nil || theme.Name != name || theme.Description == "" {
			t.Errorf("ByName(%q) = %q, %q, %v", name, theme.Name, theme.Description, err)
		}
	}
	if theme, err := themes.ByName(""); err != nil || theme.Name != themes.Default {
		t.Errorf("ByName of nothing = %q, %v, want the default", theme.Name, err)
	}
	if _, err := themes.ByName("solar"); err == nil || !strings.Contains(err.Error(), "solar") {
		t.Errorf("ByName(solar) = %v, want an error with the name", err)
	}
}

// styles walks every role of a theme.
func styles(t *testing.T, theme themes.Theme, look func(role string, s themes.Style)) {
	t.Helper()
	v := reflect.ValueOf(theme)
	n := 0
	for i := range v.NumField() {
		if s, ok := v.Field(i).Interface().(themes.Style); ok {
			n++
			look(v.Type().Field(i).Name, s)
		}
	}
	if n < 10 {
		t.Fatalf("found only %d roles in the theme", n)
	}
}

func TestTerminalThemeUsesOnlyColoursThatSuitEveryBackground(t *testing.T) {
	theme, _ := themes.ByName("terminal")
	coloured := 0
	styles(t, theme, func(role string, s themes.Style) {
		for _, c := range []themes.Color{s.Foreground, s.Background} {
			if c == "" {
				continue
			}
			coloured++
			// Black, white and grey vanish on some backgrounds, blue on black ones, and the bright ones on white ones.
			if n, err := strconv.Atoi(string(c)); err != nil || n < 1 || n > 6 || n == 4 {
				t.Errorf("%s uses colour %q", role, c)
			}
		}
	})
	if coloured == 0 {
		t.Error("the theme has no colour at all")
	}
}

func TestMonoHasNoColour(t *testing.T) {
	theme, _ := themes.ByName("mono")
	styles(t, theme, func(role string, s themes.Style) {
		if s.Foreground != "" || s.Background != "" {
			t.Errorf("%s has a colour", role)
		}
	})
}

func TestDetect(t *testing.T) {
	yes, no := true, false
	const utf8 = "LANG=nb_NO.UTF-8"
	for _, c := range []struct {
		name     string
		env      []string
		terminal bool
		color    string
		ascii    *bool
		want     themes.Terminal
	}{
		{"xterm", []string{"TERM=xterm", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, true}},
		{"256 colours", []string{"TERM=xterm-256color", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ANSI256, true}},
		{"true colour", []string{"TERM=xterm-256color", "COLORTERM=truecolor", utf8}, true, "auto", nil, themes.Terminal{colorprofile.TrueColor, true}},
		{"screen", []string{"TERM=screen", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ANSI256, true}},
		{"NO_COLOR keeps attributes", []string{"TERM=xterm", "NO_COLOR=yes", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ASCII, true}},
		{"an empty NO_COLOR says nothing", []string{"TERM=xterm", "NO_COLOR=", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, true}},
		{"never", []string{"TERM=xterm", utf8}, true, "never", nil, themes.Terminal{colorprofile.ASCII, true}},
		{"always beats NO_COLOR and a pipe", []string{"TERM=xterm", "NO_COLOR=1", utf8}, false, "always", nil, themes.Terminal{colorprofile.ANSI, true}},
		{"a pipe", []string{"TERM=xterm", utf8}, false, "auto", nil, themes.Terminal{colorprofile.NoTTY, true}},
		{"dumb", []string{"TERM=dumb", utf8}, true, "auto", nil, themes.Terminal{colorprofile.NoTTY, false}},
		{"vt100 has bold and no colour", []string{"TERM=vt100", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ASCII, false}},
		{"the console of Linux", []string{"TERM=linux", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, false}},
		{"LANG=C", []string{"TERM=xterm", "LANG=C"}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, false}},
		{"no locale", []string{"TERM=xterm"}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, false}},
		{"LC_ALL beats LANG", []string{"TERM=xterm", "LC_ALL=C", utf8}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, false}},
		{"LC_CTYPE beats LANG", []string{"TERM=xterm", "LC_CTYPE=C.utf8", "LANG=C"}, true, "auto", nil, themes.Terminal{colorprofile.ANSI, true}},
		{"ascii by wish", []string{"TERM=xterm", utf8}, true, "auto", &yes, themes.Terminal{colorprofile.ANSI, false}},
		{"Unicode by wish", []string{"TERM=xterm", "LANG=C"}, true, "auto", &no, themes.Terminal{colorprofile.ANSI, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := themes.Detect(c.env, c.terminal, c.color, c.ascii); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
