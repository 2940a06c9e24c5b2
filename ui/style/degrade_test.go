package style_test

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"crmhooks/client/webhook"
	"crmhooks/themes"
)

// sgr finds the attributes of a styled text.
var sgr = regexp.MustCompile(`\x1b\[([\d;]+)m`)

// shown returns the numbers of the colours that a terminal of 16 or 256 colours is told to use; -1 is its own.
func shown(t *testing.T, s lipgloss.Style) (foreground, background int) {
	t.Helper()
	foreground, background = -1, -1
	match := sgr.FindStringSubmatch(s.Render("x"))
	if match == nil {
		return
	}
	codes := strings.Split(match[1], ";")
	for i := 0; i < len(codes); i++ {
		n, err := strconv.Atoi(codes[i])
		if err != nil {
			t.Fatal(err)
		}
		to := &foreground
		if n/10 == 4 || n/10 == 10 {
			to, n = &background, n-10
		}
		switch {
		case n == 38 && i+2 < len(codes) && codes[i+1] == "5":
			*to, _ = strconv.Atoi(codes[i+2])
			i += 2
		case n >= 30 && n <= 37:
			*to = n - 30
		case n >= 90 && n <= 97:
			*to = n - 90 + 8
		}
	}
	return
}

// luminance is that of WCAG 2 in xterm's palette.
func luminance(color termenv.Color) float64 {
	r, g, b := termenv.ConvertToRGB(color).LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func TestThemesStayLegibleWithFewerColours(t *testing.T) {
	// Every terminal has sixteen colours of its own, so that there only a rough measure makes sense.
	for profile, least := range map[colorprofile.Profile]float64{colorprofile.ANSI: 3, colorprofile.ANSI256: 4.5} {
		for _, theme := range themes.Builtin() {
			if theme.Background == "" {
				continue
			}
			s := build(t, theme.Name, profile, true)
			check := func(role string, style lipgloss.Style) {
				fg, bg := shown(t, style)
				if fg < 0 {
					t.Fatalf("%s, %s: %s has no colour", profile, theme.Name, role)
				}
				x, y := luminance(termenv.ANSI256Color(fg)), luminance(termenv.RGBColor(theme.Background))
				if bg >= 0 {
					y = luminance(termenv.ANSI256Color(bg))
				}
				if got := (max(x, y) + 0.05) / (min(x, y) + 0.05); got < least {
					t.Errorf("%s, %s: %s, colour %d on %d, has a contrast of %.2f, want %.1f", profile, theme.Name, role, fg, bg, got, least)
				}
			}
			v := reflect.ValueOf(s).Elem()
			for i := range v.NumField() {
				if field := v.Type().Field(i); field.IsExported() && field.Type == reflect.TypeFor[lipgloss.Style]() {
					check(field.Name, v.Field(i).Interface().(lipgloss.Style))
				}
			}
			colours := map[int]webhook.State{}
			for _, state := range webhook.States() {
				_, style := s.State(state)
				check(string(state), style)
				fg, _ := shown(t, style)
				if other, taken := colours[fg]; taken {
					t.Errorf("%s, %s: %s and %s have colour %d", profile, theme.Name, state, other, fg)
				}
				colours[fg] = state
			}
			_, here := shown(t, s.Selected)
			_, elsewhere := shown(t, s.SelectedBlurred)
			_, danger := shown(t, s.Danger)
			if here == elsewhere || here == danger || elsewhere == danger {
				t.Errorf("%s, %s: the backgrounds %d, %d and %d are not distinct", profile, theme.Name, here, elsewhere, danger)
			}
		}
	}
}
