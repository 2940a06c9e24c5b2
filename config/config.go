// Package config turns the configuration file, the environment and the flags into one checked Config, and knows where each secret
// comes from without holding it. Flags win over CRMHOOKS_ variables, these over the file. It never writes.
package config

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"time"
)

// Input is everything that comes from outside.
type Input struct {
	// Path is the configuration file. When empty, it is CRMHOOKS_CONFIG, or else the default file, which alone may be absent.
	Path string
	// Environ is the environment as "NAME=value", in the form of os.Environ. A variable that is set to nothing counts as not set.
	Environ []string
	// Flags holds the flags that were given, by their long name without dashes, as text. Used are profile, url, environment,
	// tenant, demo, file, theme, color, ascii and timeout; the others are the caller's.
	Flags map[string]string
	// Columns are the names that a column of the console's list may have; nil accepts every word.
	Columns []string
	// Themes are the names that a theme may have; nil accepts every word.
	Themes []string
	// Rules are the names of the rules whose findings can be ignored; nil accepts every word.
	Rules []string
}

// Config is what the program starts with.
type Config struct {
	Path     string        // the file that was read, empty when there is none
	Theme    string        // empty when none was chosen
	Times    Times         // UTC unless chosen
	Color    Color         // ColorAuto unless chosen
	ASCII    *bool         // nil when the terminal decides
	Columns  []string      // of the console's list; nil when nothing was chosen
	Watch    time.Duration // between two lists while watching; 0 when nothing was chosen
	Bell     bool          // ring when the system has switched a webhook off
	Ignore   []string      // rules whose findings are left out
	Source   Source        // where the webhooks come from
	Profiles []Profile     // all profiles of the file, by name; variables and flags are not mixed in, as they belong to Source alone
}

// Times is the zone in which times are shown.
type Times string

// The zones of Times.
const (
	UTC   Times = "utc"
	Local Times = "local"
)

// Color says when colour is used.
type Color string

// The values of Color.
const (
	ColorAuto   Color = "auto"
	ColorAlways Color = "always"
	ColorNever  Color = "never"
)

// Path is the default configuration file, in the XDG configuration folder or its equivalent on macOS and Windows. It need not exist. As the XDG specification
// says, a folder that is not absolute is ignored, since its meaning would depend on where the program is started; Path is "" if there is no other.
func Path(environ []string) string {
	env := newEnvironment(environ)
	dir := env.folder("XDG_CONFIG_HOME")
	switch home := env.folder("HOME"); {
	case dir != "":
	case runtime.GOOS == "darwin" || runtime.GOOS == "windows":
		dir, _ = os.UserConfigDir()
	case home != "":
		dir = filepath.Join(home, ".config")
	}
	if !filepath.IsAbs(dir) {
		return ""
	}
	return filepath.Join(dir, "crmhooks", "config.toml")
}

// Load reads and checks everything. Its errors are of type *Error; errors.Is(err, ErrNoSource) when nothing says what to open,
// in which case the Config is complete but for its Source.
func Load(in Input) (Config, error) {
	env := newEnvironment(in.Environ)
	f, err := load(in, env)
	if err != nil {
		return Config{}, err
	}
	flags, vars := flagLayer(in.Flags), env.layer()
	cfg := Config{Path: f.path, Times: UTC, Color: ColorAuto}
	if err := cfg.look(in, f.top, vars, flags.only("theme", "color", "ascii")); err != nil {
		return Config{}, err
	}
	if cfg.Profiles, err = f.checked(env); err != nil {
		return Config{}, err
	}
	cfg.Source, err = chooser{flags: flags, vars: vars, file: f, env: env, defaultPath: Path(in.Environ)}.source()
	return cfg, err
}

// look applies the settings for the screen. Later layers win; every value is checked, even one that loses.
func (c *Config) look(in Input, layers ...layer) error {
	for _, l := range layers {
		err := cmp.Or(
			l.set("theme", func(v value) error { return v.word(&c.Theme, in.Themes) }),
			l.set("times", func(v value) error { return choice(v, &c.Times, UTC, Local) }),
			l.set("color", func(v value) error { return choice(v, &c.Color, ColorAuto, ColorAlways, ColorNever) }),
			l.set("columns", func(v value) error { return v.words(&c.Columns, in.Columns) }),
			l.set("watch", func(v value) error { return v.duration(&c.Watch, 10*time.Second, time.Hour) }),
			l.set("bell", func(v value) error { return v.truth(&c.Bell) }),
			l.set("ignore_findings", func(v value) error { return v.words(&c.Ignore, in.Rules) }),
			l.set("ascii", func(v value) error {
				c.ASCII = new(bool)
				return v.truth(c.ASCII)
			}),
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// flagLayer keeps the flags as settings that errors name by their flag.
func flagLayer(flags map[string]string) layer {
	l := layer{}
	for name, text := range flags {
		l[name] = rawValue("--"+name, text)
	}
	// --demo=false asks for nothing.
	if on, err := strconv.ParseBool(flags["demo"]); err == nil && !on {
		delete(l, "demo")
	}
	return l
}

// sorted returns the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
