package style_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/style"
)

func build(t *testing.T, theme string, p colorprofile.Profile, unicode bool) *style.Styles {
	t.Helper()
	th, err := themes.ByName(theme)
	if err != nil {
		t.Fatal(err)
	}
	return style.New(th, themes.Terminal{Profile: p, Unicode: unicode})
}

func TestStylesFollowWhatTheTerminalCanShow(t *testing.T) {
	// 30 to 37 and 38 are foreground colours; 1 is bold, 7 is reverse.
	colour := regexp.MustCompile(`\x1b\[[\d;]*\b3\d`)
	for _, c := range []struct {
		name             string
		theme            string
		profile          colorprofile.Profile
		coloured, marked bool
	}{
		{"colour", "terminal", colorprofile.ANSI, true, true},
		{"no colour keeps bold and reverse", "terminal", colorprofile.ASCII, false, true},
		{"mono on a coloured terminal", "mono", colorprofile.TrueColor, false, true},
		{"no terminal", "terminal", colorprofile.NoTTY, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, c.theme, c.profile, true)
			_, failed := s.State(webhook.TooManyErrors)
			all := failed.Render("x") + s.Selected.Render("x") + s.Key.Render("x")
			if got := colour.MatchString(all); got != c.coloured {
				t.Errorf("coloured = %v in %q", got, all)
			}
			if got := strings.Contains(all, "\x1b["); got != c.marked {
				t.Errorf("attributes = %v in %q", got, all)
			}
			if ansi.Strip(all) != "xxx" {
				t.Errorf("the text became %q", ansi.Strip(all))
			}
		})
	}
}

func TestStatesDifferWithoutColour(t *testing.T) {
	for _, unicode := range []bool{true, false} {
		s := build(t, "mono", colorprofile.ASCII, unicode)
		seen := map[string]webhook.State{}
		for _, state := range webhook.States() {
			symbol, _ := s.State(state)
			if other, taken := seen[symbol]; taken {
				t.Errorf("%s and %s share %q", state, other, symbol)
			}
			seen[symbol] = state
			if ansi.StringWidth(symbol) != 1 {
				t.Errorf("%q is %d cells wide", symbol, ansi.StringWidth(symbol))
			}
		}
		if symbol, _ := s.State("Paused"); symbol != s.Glyphs.State(webhook.Unknown) {
			t.Errorf("an invented state has the symbol %q", symbol)
		}
	}
}

func TestASCIIGlyphsAreASCII(t *testing.T) {
	g := style.ASCII()
	all := []string{g.Cursor, g.Prompt, g.Ellipsis, g.Rule, g.Vertical, g.Bullet, g.SortUp, g.SortDown, g.Warning, g.Keys("↑ ↓ PgUp –")}
	all = append(all, g.Spinner...)
	for _, state := range webhook.States() {
		all = append(all, g.State(state))
	}
	for _, s := range all {
		if s == "" || strings.ContainsFunc(s, func(r rune) bool { return r > 126 }) {
			t.Errorf("%q is not ASCII", s)
		}
	}
}

// Lip Gloss underlines code point by code point, and takes apart what is one character.
func TestWhatIsUnderlinedStaysInOnePiece(t *testing.T) {
	theme := themes.Theme{Text: themes.Style{Underline: true}, Key: themes.Style{Bold: true}}
	for _, c := range []struct {
		profile    colorprofile.Profile
		underlined bool
	}{{colorprofile.NoTTY, false}, {colorprofile.ASCII, true}, {colorprofile.TrueColor, true}} {
		s := style.New(theme, themes.Terminal{Profile: c.profile})
		for _, text := range []string{"two words", "👩‍🍳 cooks", "cafe\u0301", "☕\ufe0f"} {
			for name, drawn := range map[string]string{"a theme's": s.Text.Render(text), "a bold one": s.Underlined(s.Key).Render(text)} {
				if !strings.Contains(drawn, text) || ansi.StringWidth(drawn) != ansi.StringWidth(text) {
					t.Errorf("%s, %s: %q became %q", c.profile, name, text, drawn)
				}
				if strings.Contains(drawn, "\x1b[4m"+text) != c.underlined {
					t.Errorf("%s, %s: %q", c.profile, name, drawn)
				}
			}
		}
		if drawn := s.Underlined(s.Text).Render(""); drawn != "" {
			t.Errorf("nothing became %q", drawn)
		}
	}
}
