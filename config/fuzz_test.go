package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"crmhooks/config"
)

// FuzzAnyFileLoadsOrSaysWhatIsWrong holds that no content of the file makes the program panic, that every fault is one printable
// sentence at a line that exists, and that what loads is whole.
func FuzzAnyFileLoadsOrSaysWhatIsWrong(f *testing.F) {
	example, err := os.ReadFile("example.toml")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"", acme, acme + onsite, string(example), strings.ReplaceAll(string(example), "\n#", "\n"),
		"profiles.a.url = 'https://x'", "profiles = { a = { url = 'https://x', token = 'y' } }", "[[profiles]]", "[profiles.a.token]\nx=1",
		"theme = \"\"\"\na\"\"\"", "a.b.c.d = [1, {x = 2}]", "times = 1e400", "times = 2024-02-30", "\"\\u001b\" = 1", "[", "\xef\xbb\xbf\xff", "[profiles.a]\ntoken_command = ['a', 1]",
	} {
		f.Add([]byte(seed))
	}
	path := filepath.Join(f.TempDir(), "config.toml")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		cfg, err := config.Load(config.Input{Path: path, Flags: map[string]string{"demo": "true"}})
		if err != nil {
			var fault *config.Error
			if !errors.As(err, &fault) {
				t.Fatalf("not a *config.Error: %v", err)
			}
			lines := strings.Count(string(content), "\n") + 1
			if fault.File != path || fault.Line < 0 || fault.Line > lines || fault.Line == 0 && !strings.Contains(fault.Message, "TOML") {
				t.Fatalf("line %d of %d: %v", fault.Line, lines, fault)
			}
			sentence := fault.Error()
			if !strings.HasSuffix(sentence, ".") || strings.ContainsFunc(sentence, unicode.IsControl) || len(sentence) > 4000 || fault.NextStep() == "" {
				t.Fatalf("%q", sentence)
			}
			return
		}
		for _, p := range cfg.Profiles {
			whole := p.Name != "" && (p.URL != "") != (p.Environment != "") && (p.Environment == "" || p.Tenant != "") &&
				p.Auth != "" && p.Login().Set() && p.Timeout >= 0
			if !whole || strings.ContainsFunc(p.Name+p.Label+p.URL+p.Username+p.Language+p.SOLanguage+p.SOCulture+p.SOTimezone, unicode.IsControl) {
				t.Fatalf("%+v", p)
			}
		}
	})
}
