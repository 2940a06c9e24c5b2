package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crmhooks/config"
)

// onlyFile is an Input that reads one file, and nothing of the machine that the test runs on.
func onlyFile(t *testing.T, content string, environ ...string) config.Input {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	write(t, path, content, 0o600)
	return config.Input{Path: path, Environ: environ}
}

// noFile is an Input whose default file does not exist.
func noFile(t *testing.T, environ ...string) config.Input {
	t.Helper()
	return config.Input{Environ: append([]string{"XDG_CONFIG_HOME=" + t.TempDir()}, environ...)}
}

func write(t *testing.T, path, content string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func mustLoad(t *testing.T, in config.Input) config.Config {
	t.Helper()
	cfg, err := config.Load(in)
	if err != nil {
		t.Fatalf("Load: %v (%s)", err, nextStep(err))
	}
	return cfg
}

// mustFail returns the *config.Error that loading gives, having checked what holds for all of them.
func mustFail(t *testing.T, in config.Input) *config.Error {
	t.Helper()
	_, err := config.Load(in)
	return mustBeFault(t, err)
}

func mustBeFault(t *testing.T, err error) *config.Error {
	t.Helper()
	var fault *config.Error
	if !errors.As(err, &fault) {
		t.Fatalf("got %v, want a *config.Error", err)
	}
	if !strings.HasSuffix(fault.Error(), ".") || strings.Contains(fault.Error(), "\n") {
		t.Errorf("not one sentence: %q", fault.Error())
	}
	if fault.NextStep() == "" || fault.ExitStatus() != 2 {
		t.Errorf("next step %q, exit status %d", fault.NextStep(), fault.ExitStatus())
	}
	return fault
}

func nextStep(err error) string {
	var fault *config.Error
	if errors.As(err, &fault) {
		return fault.NextStep()
	}
	return ""
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}

const acme = `profile = "acme"
[profiles.acme]
environment = "online"
tenant = "Cust12345"
token_env = "ACME_TOKEN"
`

const onsite = `
[profiles.onsite]
url = "https://crm.example.com/SuperOffice/api"
auth = "basic"
username = "support"
password_env = "CRM_PASSWORD"
`
