package config

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	settingLine = regexp.MustCompile(`(?m)^#([a-z_]+) = `)
	otherWay    = regexp.MustCompile(`(?m)^#or (([a-z_]+?)(_env|_file|_command)?) = `)
	switchedOff = regexp.MustCompile(`(?m)^#([a-z\[])`)
	remark      = regexp.MustCompile(`^(#( .*)?)?$`)
)

// example is the documented configuration file: it has every key, commented out, with its meaning.
func example(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("example.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// loadText loads a configuration that opens the profile acme.
func loadText(t *testing.T, content string) Config {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := Load(Input{Path: path, Flags: map[string]string{"demo": "true"}})
	if err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	return cfg
}

// switchedOn removes the mark of every setting. Lines for other ways stay off.
func switchedOn(content string) string {
	content = strings.ReplaceAll(content, "#or ", "# or ")
	return switchedOff.ReplaceAllString(content, "$1")
}

func TestTheExampleChangesNothing(t *testing.T) {
	cfg := loadText(t, example(t))
	if len(cfg.Profiles) != 0 || cfg.Theme != "" || cfg.Times != UTC {
		t.Errorf("got %+v", cfg)
	}
}

func TestTheExampleLoadsWhenItIsSwitchedOn(t *testing.T) {
	content := switchedOn(example(t))
	cfg := loadText(t, content)
	if len(cfg.Profiles) != 4 || cfg.Theme != "terminal" {
		t.Errorf("got %+v", cfg)
	}
	for _, line := range strings.Split(content, "\n") {
		if strings.HasPrefix(line, "#") && !remark.MatchString(line) {
			t.Errorf("still off: %s", line)
		}
	}
}

func TestEveryOtherWayOfTheExampleLoadsToo(t *testing.T) {
	for _, found := range otherWay.FindAllStringSubmatch(example(t), -1) {
		key, secret := found[1], found[2]
		usual := regexp.MustCompile(`(?m)^#` + secret + `(_env|_file|_command)? = .*\n`)
		content := usual.ReplaceAllString(example(t), "")
		content = strings.Replace(content, "#or "+key+" = ", "#"+key+" = ", 1)
		cfg := loadText(t, switchedOn(content))
		used := false
		for _, p := range cfg.Profiles {
			for _, s := range secretKinds {
				used = used || s.of(&p).Origin() == key
			}
		}
		if !used {
			t.Errorf("%s has no effect", key)
		}
	}
}

func TestTheExampleHasEveryKey(t *testing.T) {
	count := map[string]int{}
	for _, found := range settingLine.FindAllStringSubmatch(example(t), -1) {
		count[found[1]]++
	}
	for _, found := range otherWay.FindAllStringSubmatch(example(t), -1) {
		count[found[1]]++
	}
	for _, key := range append(profileKeys(), topKeys...) {
		if count[key] == 0 {
			t.Errorf("%s is missing", key)
		}
		delete(count, key)
	}
	for key := range count {
		t.Errorf("%s is not a key", key)
	}
}
