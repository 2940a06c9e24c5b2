package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crmhooks/config"
)

func TestTheSourceIsTheFlagThenTheVariableThenTheFile(t *testing.T) {
	tests := map[string]struct {
		environ []string
		flags   map[string]string
		kind    config.Kind
		title   string
	}{
		"the file's profile":        {nil, nil, config.FromProfile, "acme"},
		"a variable's profile":      {[]string{"CRMHOOKS_PROFILE=onsite"}, nil, config.FromProfile, "onsite"},
		"a variable's address":      {[]string{"CRMHOOKS_URL=https://a.example.com"}, nil, config.FromURL, "a.example.com"},
		"a variable's environment":  {[]string{"CRMHOOKS_ENVIRONMENT=sod", "CRMHOOKS_TENANT=Cust7"}, nil, config.FromEnvironment, "Cust7"},
		"a flag's profile":          {[]string{"CRMHOOKS_URL=https://a.example.com"}, map[string]string{"profile": "onsite"}, config.FromProfile, "onsite"},
		"a flag's address":          {[]string{"CRMHOOKS_PROFILE=onsite"}, map[string]string{"url": "https://b.example.com"}, config.FromURL, "b.example.com"},
		"a flag's environment":      {[]string{"CRMHOOKS_PROFILE=onsite"}, map[string]string{"environment": "sod", "tenant": "Cust8"}, config.FromEnvironment, "Cust8"},
		"a flag with a variable":    {[]string{"CRMHOOKS_TENANT=Cust7"}, map[string]string{"environment": "sod"}, config.FromEnvironment, "Cust7"},
		"a variable with a flag":    {[]string{"CRMHOOKS_ENVIRONMENT=sod"}, map[string]string{"tenant": "Cust8"}, config.FromEnvironment, "Cust8"},
		"an address and its tenant": {nil, map[string]string{"url": "https://b.example.com", "tenant": "Cust8"}, config.FromURL, "Cust8"},
		"a tenant left over":        {[]string{"CRMHOOKS_TENANT=Cust7"}, map[string]string{"url": "https://b.example.com"}, config.FromURL, "b.example.com"},
		"the built-in tenant":       {[]string{"CRMHOOKS_PROFILE=onsite"}, map[string]string{"demo": "true"}, config.FromDemo, ""},
		"not the built-in tenant":   {nil, map[string]string{"demo": "false"}, config.FromProfile, "acme"},
		"a saved list":              {[]string{"CRMHOOKS_URL=https://a.example.com"}, map[string]string{"file": "-"}, config.FromFile, ""},
		"a variable set to nothing": {[]string{"CRMHOOKS_URL=", "CRMHOOKS_PROFILE="}, nil, config.FromProfile, "acme"},
		"a variable nobody knows":   {[]string{"CRMHOOKS_COLOUR_OF_THE_SKY=blue"}, nil, config.FromProfile, "acme"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := onlyFile(t, acme+onsite, test.environ...)
			in.Flags = test.flags
			src := mustLoad(t, in).Source
			if src.Kind != test.kind || src.Profile.Title() != test.title || src.File != test.flags["file"] {
				t.Errorf("got %s %q, file %q", src.Kind, src.Profile.Title(), src.File)
			}
		})
	}
}

func TestTwoSourcesAreRefusedAndBothAreNamed(t *testing.T) {
	values := map[string]string{"profile": "acme", "url": "https://a.example.com", "environment": "sod", "demo": "true", "file": "x.json"}
	for first := range values {
		for second := range values {
			if first == second {
				continue
			}
			in := onlyFile(t, acme)
			in.Flags = map[string]string{first: values[first], second: values[second]}
			contains(t, mustFail(t, in).Error(), "--"+first, "--"+second)
		}
	}
	in := onlyFile(t, acme, "CRMHOOKS_PROFILE=acme", "CRMHOOKS_URL=https://a.example.com")
	contains(t, mustFail(t, in).Error(), "CRMHOOKS_PROFILE", "CRMHOOKS_URL")
}

func TestATenantNeedsToKnowWhere(t *testing.T) {
	for name, flags := range map[string]map[string]string{
		"alone":          {"tenant": "Cust1"},
		"with a profile": {"tenant": "Cust1", "profile": "acme"},
		"with the demo":  {"tenant": "Cust1", "demo": "true"},
		"with a file":    {"tenant": "Cust1", "file": "-"},
	} {
		t.Run(name, func(t *testing.T) {
			in := onlyFile(t, acme)
			in.Flags = flags
			contains(t, mustFail(t, in).Error(), "--tenant", "--environment")
		})
	}
	in := noFile(t)
	in.Flags = map[string]string{"environment": "online"}
	contains(t, mustFail(t, in).Error(), "--environment needs a tenant")
}

func TestWithoutAnySourceTheErrorSaysHowToStart(t *testing.T) {
	in := noFile(t, "CRMHOOKS_THEME=mono")
	cfg, err := config.Load(in)
	if !errors.Is(err, config.ErrNoSource) {
		t.Fatalf("got %v", err)
	}
	contains(t, mustBeFault(t, err).NextStep(), "--demo", "--url", "--environment", config.Path(in.Environ))
	if cfg.Theme != "mono" || cfg.Path != "" {
		t.Errorf("the rest is missing: %+v", cfg)
	}

	_, err = config.Load(onlyFile(t, acme[len("profile = 'acme'\n"):]+onsite))
	if !errors.Is(err, config.ErrNoSource) {
		t.Fatalf("one profile is no choice: %v", err)
	}
	contains(t, mustBeFault(t, err).NextStep(), "--profile", "acme, onsite", "--demo")
	if _, err := config.Load(onlyFile(t, "\nnope = 1")); errors.Is(err, config.ErrNoSource) {
		t.Error("another fault counts as no source")
	}
}

func TestAProfileThatIsNotThereIsNamedWithThoseThatAre(t *testing.T) {
	in := onlyFile(t, acme+onsite)
	in.Flags = map[string]string{"profile": "onsit"}
	contains(t, mustFail(t, in).Error(), "--profile", "acme, onsite", "the nearest is onsite")

	in = noFile(t, "CRMHOOKS_PROFILE=acme")
	fault := mustFail(t, in)
	contains(t, fault.Error(), "CRMHOOKS_PROFILE", "no configuration file")
	contains(t, fault.NextStep(), config.Path(in.Environ))

	in = onlyFile(t, "\nprofile = 'ghost'\n"+onsite)
	in.Flags = map[string]string{"demo": "true"}
	if fault := mustFail(t, in); fault.Line != 2 || fault.Column != 1 || fault.Key != "profile" {
		t.Errorf("a dangling profile passes unseen, or elsewhere: %v", fault)
	}
}

func TestAnAddressUsesNoProfilesLogin(t *testing.T) {
	for name, flags := range map[string]map[string]string{
		"--url":         {"url": "https://crm.example.com/SuperOffice/api"},
		"--environment": {"environment": "online", "tenant": "Cust12345"},
	} {
		t.Run(name, func(t *testing.T) {
			in := onlyFile(t, acme+onsite, "ACME_TOKEN=abc", "CRM_PASSWORD=def")
			in.Flags = flags
			p := mustLoad(t, in).Source.Profile
			if p.Auth != config.Bearer || p.Token.Origin() != "prompt" || p.Password.Set() || p.Username != "" {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestCredentialVariablesServeOnlyWhatTheProgramWasStartedWith(t *testing.T) {
	in := onlyFile(t, acme+onsite, "CRMHOOKS_TOKEN=abc", "CRMHOOKS_USERNAME=someone", "CRMHOOKS_TIMEOUT=5s")
	cfg := mustLoad(t, in)
	if got := cfg.Source.Profile.Token.Origin(); got != "CRMHOOKS_TOKEN" {
		t.Errorf("the profile that is opened has its token from %q", got)
	}
	if len(cfg.Profiles) != 2 || cfg.Profiles[0].Name != "acme" || cfg.Profiles[1].Name != "onsite" {
		t.Fatalf("profiles: %+v", cfg.Profiles)
	}
	for _, p := range cfg.Profiles {
		if p.Token.Origin() == "CRMHOOKS_TOKEN" || p.Username == "someone" || p.Timeout != 0 {
			t.Errorf("variables leak into profile %+v", p)
		}
	}
	if got := cfg.Profiles[0].Token.Origin(); got != "token_env" {
		t.Errorf("the file's own token comes from %q", got)
	}
}

func TestAVariablesAddressNeverRedirectsAProfile(t *testing.T) {
	in := onlyFile(t, acme+onsite, "CRMHOOKS_URL=https://elsewhere.example.com", "CRMHOOKS_TENANT=Cust9")
	in.Flags = map[string]string{"profile": "onsite"}
	p := mustLoad(t, in).Source.Profile
	if p.URL != "https://crm.example.com/SuperOffice/api" || p.Tenant != "" {
		t.Errorf("got %+v", p)
	}
}

func TestTheDemoAndASavedListHaveNoLogin(t *testing.T) {
	for _, flags := range []map[string]string{{"demo": "true", "timeout": "3s"}, {"file": "saved.json", "timeout": "3s"}} {
		in := onlyFile(t, acme, "ACME_TOKEN=abc", "CRMHOOKS_TOKEN=def", "CRMHOOKS_USERNAME=me", "CRMHOOKS_AUTH=basic", "CRMHOOKS_LANGUAGE=no")
		in.Flags = flags
		p := mustLoad(t, in).Source.Profile
		for _, s := range []config.Secret{p.Token, p.Password, p.Ticket, p.AppToken, p.XSRFToken, p.Cookie, p.Login()} {
			if s.Set() {
				t.Errorf("%v: a secret from %s", flags, s.Origin())
			}
		}
		if p.Auth != "" || p.Username != "" || p.URL != "" || p.Environment != "" || p.Timeout != 3*time.Second || p.Language != "no" {
			t.Errorf("%v: got %+v", flags, p)
		}
	}
	in := noFile(t)
	in.Flags = map[string]string{"file": ""}
	contains(t, mustFail(t, in).Error(), "--file")
}

func TestOnlyTheDefaultFileMayBeAbsent(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing.toml")
	in := noFile(t)
	in.Path, in.Flags = missing, map[string]string{"demo": "true"}
	contains(t, mustFail(t, in).Error(), "--config", missing)

	in = noFile(t, "CRMHOOKS_CONFIG="+missing)
	in.Flags = map[string]string{"demo": "true"}
	contains(t, mustFail(t, in).Error(), "CRMHOOKS_CONFIG", missing)

	in = noFile(t)
	in.Flags = map[string]string{"demo": "true"}
	if got := mustLoad(t, in).Path; got != "" {
		t.Errorf("read %q", got)
	}
}

func TestTheFileIsTheFlagsThenTheVariablesThenTheDefault(t *testing.T) {
	dir := t.TempDir()
	environ := []string{"XDG_CONFIG_HOME=" + dir}
	usual := config.Path(environ)
	if usual != filepath.Join(dir, "crmhooks", "config.toml") {
		t.Fatalf("default %q", usual)
	}
	if err := os.Mkdir(filepath.Dir(usual), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, usual, acme, 0o600)
	other := filepath.Join(dir, "other.toml")
	write(t, other, acme, 0o600)
	third := filepath.Join(dir, "third.toml")
	write(t, third, acme, 0o600)

	if got := mustLoad(t, config.Input{Environ: environ}).Path; got != usual {
		t.Errorf("by default %q", got)
	}
	environ = append(environ, "CRMHOOKS_CONFIG="+other)
	if got := mustLoad(t, config.Input{Environ: environ}).Path; got != other {
		t.Errorf("by variable %q", got)
	}
	if got := mustLoad(t, config.Input{Environ: environ, Path: third}).Path; got != third {
		t.Errorf("by flag %q", got)
	}
}

// What a relative folder means depends on where the program is started, and others may have put a file there.
func TestARelativeFolderIsNoHome(t *testing.T) {
	usual := filepath.Join("/home/kari", ".config", "crmhooks", "config.toml")
	for want, environ := range map[string][]string{
		usual: {"XDG_CONFIG_HOME=relative", "HOME=/home/kari"}, "": {"XDG_CONFIG_HOME=relative", "HOME=relative"},
	} {
		if got := config.Path(environ); got != want {
			t.Errorf("%v: %q, want %q", environ, got, want)
		}
	}
	if got := config.Path(nil); got != "" {
		t.Errorf("without a home: %q", got)
	}
	t.Chdir(t.TempDir())
	folder := filepath.Join("home", ".config", "crmhooks")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "config.toml"), acme, 0o600)
	write(t, filepath.Join("home", "token"), "of somebody else", 0o600)
	for _, environ := range [][]string{{"HOME=home"}, {"HOME=home", "XDG_CONFIG_HOME=home/.config"}, {"HOME="}} {
		_, err := config.Load(config.Input{Environ: environ})
		if !errors.Is(err, config.ErrNoSource) {
			t.Errorf("%v: %v", environ, err)
		}
		contains(t, mustBeFault(t, err).NextStep(), "--config")
	}
	in := noFile(t, "HOME=home", "CRMHOOKS_URL=https://crm.example.com", "CRMHOOKS_TOKEN_FILE=~/token")
	contains(t, fails(t, mustLoad(t, in).Source.Profile.Token).Error(), "does not exist")
}

func TestAProfileWithoutItsSIsExplained(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte("[profile.acme]\nurl = \"https://crm.example.com/api\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := config.Load(config.Input{Path: path, Flags: map[string]string{"demo": "true"}})
	var e *config.Error
	if !errors.As(err, &e) || !strings.Contains(e.NextStep(), "[profiles.NAME]") {
		t.Errorf("%v", err)
	}
}
