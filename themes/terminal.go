package themes

import (
	"cmp"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// Terminal is what an output can show.
type Terminal struct {
	// Profile is how many colours there are: NoTTY for no escape sequence at all, ASCII for attributes such as bold without colour.
	Profile colorprofile.Profile
	Unicode bool // otherwise only ASCII for our own symbols
}

// Detect finds out from the environment what an output can show. color is auto, always or never; ascii, when not nil, overrides the locale.
func Detect(environ []string, isTerminal bool, color string, ascii *bool) Terminal {
	env := lookup(environ)
	t := Terminal{Profile: profile(environ, env, isTerminal, color), Unicode: hasUnicode(env)}
	if ascii != nil {
		t.Unicode = !*ascii
	}
	return t
}

func profile(environ []string, env map[string]string, isTerminal bool, color string) colorprofile.Profile {
	detected := colorprofile.Env(environ)
	switch {
	case color == "always":
		return max(detected, colorprofile.ANSI)
	case !isTerminal || env["TERM"] == "dumb":
		return colorprofile.NoTTY
	case color == "never" || env["NO_COLOR"] != "" || env["CLICOLOR"] == "0" || strings.HasPrefix(env["TERM"], "vt"):
		return min(detected, colorprofile.ASCII)
	}
	return detected
}

// hasUnicode reports whether the locale is UTF-8 and the terminal has more than its ROM's characters.
func hasUnicode(env map[string]string) bool {
	locale := strings.ToLower(cmp.Or(env["LC_ALL"], env["LC_CTYPE"], env["LANG"]))
	if !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8") {
		return false
	}
	term := env["TERM"]
	return term != "linux" && term != "dumb" && !strings.HasPrefix(term, "vt")
}

func lookup(environ []string) map[string]string {
	env := make(map[string]string, len(environ))
	for _, pair := range environ {
		if name, value, ok := strings.Cut(pair, "="); ok {
			env[name] = value
		}
	}
	return env
}
