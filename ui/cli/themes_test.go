package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/themes"
	"crmhooks/ui/cli"
)

// owner is the environment of a user with these files in the folder of themes.
func owner(t *testing.T, files map[string]string) (environ []string, folder string) {
	t.Helper()
	home := t.TempDir()
	folder = filepath.Join(home, "crmhooks", "themes")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{"XDG_CONFIG_HOME=" + home}, folder
}

func TestThemesAreListedWithSamples(t *testing.T) {
	environ, folder := owner(t, map[string]string{"mine.toml": "description = 'my own'\nbackground = '#000000'"})
	got := run(t, environ, "", "themes")
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if want := 2 * (len(themes.Names()) + 1); got.status != 0 || got.stderr != "" || len(lines) != want {
		t.Fatalf("status %d, %d lines, want %d\n%s%s", got.status, len(lines), want, got.out, got.stderr)
	}
	for i, theme := range themes.Builtin() {
		if head := lines[2*i]; !strings.HasPrefix(head, theme.Name+": "+theme.Description+"; built in") {
			t.Errorf("%s is listed as %q", theme.Name, head)
		}
	}
	if head, want := lines[len(lines)-2], "mine: my own; "+filepath.Join(folder, "mine.toml")+"; made for the background #000000"; head != want {
		t.Errorf("got %q, want %q", head, want)
	}
	const sample = "  ? unknown  ✓ active  ■ stopped  ▲ too many errors  ◆ active, failing  ? help  ❯ selected  ! warning   danger "
	for i := 1; i < len(lines); i += 2 {
		if lines[i] != sample {
			t.Errorf("got  %q\nwant %q", lines[i], sample)
		}
	}
}

func TestSamplesShowWhatTheOutputCan(t *testing.T) {
	for name, c := range map[string]struct {
		environ         []string
		width           int
		marks, coloured bool
	}{
		"a pipe":     {[]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, 0, false, false},
		"a terminal": {[]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, 80, true, true},
		"NO_COLOR":   {[]string{"TERM=xterm-256color", "NO_COLOR=1"}, 80, true, false},
		"dumb":       {[]string{"TERM=dumb"}, 80, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			sys, out, _ := machine(t, "", c.environ...)
			sys.Width = func() int { return c.width }
			if status := cli.Main([]string{"themes"}, sys); status != 0 {
				t.Fatalf("status %d", status)
			}
			if got := strings.Contains(out.String(), "\x1b["); got != c.marks {
				t.Errorf("attributes = %v in %q", got, out)
			}
			if got := strings.Contains(out.String(), "48;2;0;95;135"); got != c.coloured {
				t.Errorf("coloured = %v in %q", got, out)
			}
			if !strings.Contains(ansi.Strip(out.String()), "▲ too many errors") && name != "dumb" {
				t.Errorf("no sample in %q", out)
			}
		})
	}
}

func TestAThemeIsPrintedAsAFileOfTheUsers(t *testing.T) {
	for _, name := range themes.Names() {
		printed := run(t, nil, "", "themes", name)
		environ, _ := owner(t, map[string]string{"mine.toml": printed.out})
		again := run(t, environ, "", "themes", "mine")
		if printed.status != 0 || again != printed {
			t.Errorf("%s became %+v\nof %+v", name, again, printed)
		}
		run(t, environ, "", "list", "--demo", "--theme", "mine", "-o", "names").expect(t, 0, "ERP order sync", "")
	}
}

func TestAUsersThemeChangesTheOutput(t *testing.T) {
	environ, _ := owner(t, map[string]string{"mine.toml": "[heading]\nforeground = '#123456'\n"})
	sys, out, stderr := machine(t, "", append(environ, "TERM=xterm", "COLORTERM=truecolor")...)
	sys.Environ = append(environ, "TERM=xterm", "COLORTERM=truecolor", "LANG=C.UTF-8")
	sys.Width = func() int { return 80 }
	if status := cli.Main([]string{"list", "--demo", "--theme", "mine"}, sys); status != 0 || !strings.Contains(out.String(), "38;2;18;52;86") {
		t.Errorf("status %d, %q %s", status, out, stderr)
	}
}

func TestABrokenThemeStopsOnlyWhoeverChoseIt(t *testing.T) {
	environ, _ := owner(t, map[string]string{"mine.toml": "\n[selected]\nblod = 1", "dark.toml": "", "a\x1bb.toml": ""})
	const sentence = "mine.toml, line 3, column 1: selected.blod is not a key of a role"
	run(t, environ, "", "list", "--demo", "-o", "names").expect(t, 0, "ERP order sync", "")
	run(t, environ, "", "list", "--demo", "--theme", "dark", "-o", "names").expect(t, 0, "ERP order sync", "")
	run(t, environ, "", "list", "--demo", "--theme", "mine").expect(t, 2, "", sentence)
	run(t, append(environ, "CRMHOOKS_THEME=mine"), "", "list", "--demo").expect(t, 2, "", sentence)
	run(t, environ, "", "themes", "mine").expect(t, 2, "", sentence)
	listed := run(t, environ, "", "themes")
	listed.expect(t, 0, "dark: soft", sentence)
	listed.expect(t, 0, "dark: soft", "dark.toml: The file has the name of a built-in theme")
	if strings.Contains(listed.stderr, "\x1b") || strings.Count(listed.stderr, "\n") != 3 {
		t.Errorf("got %q", listed.stderr)
	}
}

func TestAnUnknownThemeNamesTheNearest(t *testing.T) {
	environ, _ := owner(t, map[string]string{"nordic.toml": ""})
	run(t, environ, "", "themes", "colourblind").expect(t, 2, "", "Did you mean colorblind?")
	run(t, environ, "", "list", "--demo", "--theme", "nordci").expect(t, 2, "", "nearest is nordic")
	run(t, environ, "", "themes", "a", "b").expect(t, 2, "", "one name at most")
	run(t, environ, "", "__complete", "list", "--theme", "").expect(t, 0, "nordic\n", "Completion ended")
	run(t, environ, "", "__complete", "themes", "").expect(t, 0, "nordic\n", "Completion ended")
}
