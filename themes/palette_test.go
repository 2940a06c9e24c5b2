package themes_test

import (
	"math"
	"strconv"
	"testing"

	"crmhooks/themes"
)

// luminance is the relative luminance of a colour by WCAG 2: 0 is black, 1 is white.
func luminance(t *testing.T, c themes.Color) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(string(c)[1:], 16, 24)
	if c[0] != '#' || len(c) != 7 || err != nil {
		t.Fatalf("%q is no #rrggbb", c)
	}
	linear := func(shift int) float64 {
		v := float64(rgb>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

// contrast is 1 for equal colours, 21 for black and white.
func contrast(t *testing.T, a, b themes.Color) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastIsMeasuredAsDefined(t *testing.T) {
	for _, c := range []struct {
		a, b themes.Color
		want float64
	}{{"#000000", "#ffffff", 21}, {"#777777", "#ffffff", 4.48}, {"#0000ff", "#ffffff", 8.59}, {"#123456", "#123456", 1}} {
		if got := contrast(t, c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s is %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// trueColor maps the themes that do not depend on the terminal's palette to the least contrast that they promise.
var trueColor = map[string]float64{"dark": 4.5, "light": 4.5, "colorblind": 4.5, "high-contrast": 7}

func TestEveryRoleHasTheContrastThatItsThemePromises(t *testing.T) {
	for name, least := range trueColor {
		theme, err := themes.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		styles(t, theme, func(role string, s themes.Style) {
			if s.Foreground == "" || s.Faint || s.Reverse {
				t.Fatalf("%s: the contrast of %s cannot be known: %+v", name, role, s)
			}
			on := theme.Background
			if s.Background != "" {
				on = s.Background
			}
			if got := contrast(t, s.Foreground, on); got < least {
				t.Errorf("%s: %s, %s on %s, has a contrast of %.2f, want %.1f", name, role, s.Foreground, on, got, least)
			}
		})
	}
}

func TestEveryThemeIsTrueColourOrTheTerminalsOwn(t *testing.T) {
	for _, name := range themes.Names() {
		if _, ok := trueColor[name]; !ok && name != "terminal" && name != "mono" {
			t.Errorf("nobody measures the contrast of %s", name)
		}
	}
}

func TestABackgroundComesWithAForegroundAndOnlyWhereItMeansSomething(t *testing.T) {
	allowed := map[string]bool{"Selected": true, "SelectedBlurred": true, "Danger": true}
	for _, theme := range themes.Builtin() {
		backgrounds := map[themes.Color]string{}
		styles(t, theme, func(role string, s themes.Style) {
			if s.Background == "" {
				return
			}
			if s.Foreground == "" || !allowed[role] {
				t.Errorf("%s: %s has the background %s and the foreground %q", theme.Name, role, s.Background, s.Foreground)
			}
			if other := backgrounds[s.Background]; other != "" {
				t.Errorf("%s: %s and %s have the same background", theme.Name, role, other)
			}
			backgrounds[s.Background] = role
			if got := contrast(t, s.Background, theme.Background); got < 1.5 {
				t.Errorf("%s: the background of %s is hardly seen: %.2f", theme.Name, role, got)
			}
		})
	}
}

func TestStatesHaveColoursOfTheirOwn(t *testing.T) {
	for name := range trueColor {
		theme, _ := themes.ByName(name)
		seen := map[themes.Color]bool{}
		for _, s := range []themes.Style{theme.Active, theme.Failing, theme.Stopped, theme.TooManyErrors, theme.UnknownState} {
			if seen[s.Foreground] {
				t.Errorf("%s: two states are %s", name, s.Foreground)
			}
			seen[s.Foreground] = true
		}
	}
}

func TestColorblindTellsStatesApartByOkabeAndIto(t *testing.T) {
	safe := map[themes.Color]bool{
		"#000000": true, "#e69f00": true, "#56b4e9": true, "#009e73": true, "#f0e442": true, "#0072b2": true, "#d55e00": true, "#cc79a7": true,
	}
	theme, _ := themes.ByName("colorblind")
	for role, c := range map[string]themes.Color{
		"active": theme.Active.Foreground, "failing": theme.Failing.Foreground, "stopped": theme.Stopped.Foreground, "too many errors": theme.TooManyErrors.Foreground,
		"unknown": theme.UnknownState.Foreground, "warning": theme.Warning.Foreground, "error": theme.Error.Foreground,
		"selected": theme.Selected.Background, "danger": theme.Danger.Background, "key": theme.Key.Foreground,
	} {
		if !safe[c] {
			t.Errorf("%s is %s, which is not in the palette", role, c)
		}
	}
}
