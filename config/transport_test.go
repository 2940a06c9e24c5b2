package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crmhooks/config"
)

func TestTheKeysOfTheTransport(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config.toml")
	load := func(lines string) (config.Profile, error) {
		text := "[profiles.a]\nurl = \"https://crm.example.com/api\"\nauth = \"bearer\"\ntoken_env = \"T\"\n" + lines + "\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg, err := config.Load(config.Input{Path: path, Environ: []string{"HOME=/home/kari"}, Flags: map[string]string{"profile": "a"}})
		return cfg.Source.Profile, err
	}
	p, err := load("ca_file = \"authority.pem\"\nclient_cert = \"~/c.pem\"\nclient_key = \"/etc/c.key\"\nproxy = \"http://proxy.example.com:3128\"\ninsecure_skip_verify = true")
	if err != nil || p.CAFile != filepath.Join(dir, "authority.pem") || p.ClientCert != "/home/kari/c.pem" || p.ClientKey != "/etc/c.key" ||
		p.Proxy != "http://proxy.example.com:3128" || !p.InsecureSkipVerify {
		t.Errorf("%+v, %v", p, err)
	}
	for lines, want := range map[string]string{
		`client_cert = "c.pem"`:                           "needs client_key too",
		`client_key = "c.key"`:                            "needs client_cert too",
		`ca_file = ""`:                                    "must be the path of a file",
		`insecure_skip_verify = "yes"`:                    "true or false",
		`proxy = "proxy:3128"`:                            "http or https address",
		`proxy = "http://user:hunter2@proxy.example.com"`: "must not hold a user",
	} {
		if _, err := load(lines); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v, want %q", lines, err, want)
		}
	}
}

func TestColumnsWatchAndBell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	for text, want := range map[string]string{
		"watch = \"30s\"\nbell = true": "30s true", "": "0s false", `watch = "9s"`: "from 10s to 1h", `watch = 10`: "from 10s to 1h", `bell = "yes"`: "true or false",
		`columns = ["id", "name"]`: "[id name]", `columns = ["nam"]`: "the nearest is name", `columns = ["id", "id"]`: "id twice", `columns = "id"`: "must be a list", `columns = []`: "must be a list",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg, err := config.Load(config.Input{Path: path, Flags: map[string]string{"demo": "true"}, Columns: []string{"id", "name"}})
		got := fmt.Sprint(cfg.Watch, " ", cfg.Bell, cfg.Columns)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
