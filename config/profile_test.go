package config_test

import (
	"testing"
	"time"

	"crmhooks/config"
)

func TestEveryKeyOfAProfileArrives(t *testing.T) {
	in := onlyFile(t, `
profile = "a"
theme = "mono"
times = "local"
[profiles.a]
url = "https://crm.example.com/SuperOffice/api"
tenant = "Cust1"
label = "Blåbær 株式会社"
danger = true
auth = "basic"
username = "support"
password_env = "P"
language = "no"
so_language = "nb-NO"
so_culture = "nb-NO"
so_timezone = "US-NY"
timeout = "1m30s"
usage = false
last_error = false
allow_http = true
`)
	cfg := mustLoad(t, in)
	p := cfg.Source.Profile
	if cfg.Theme != "mono" || cfg.Times != config.Local || cfg.Color != config.ColorAuto || cfg.ASCII != nil {
		t.Errorf("got %+v", cfg)
	}
	if p.Name != "a" || p.URL != "https://crm.example.com/SuperOffice/api" || p.Tenant != "Cust1" || p.Label != "Blåbær 株式会社" || !p.Danger ||
		p.Auth != config.Basic || p.Username != "support" || p.Language != "no" || p.SOLanguage != "nb-NO" || p.SOCulture != "nb-NO" ||
		p.SOTimezone != "US-NY" || p.Timeout != 90*time.Second || p.Usage || p.LastError || !p.AllowHTTP || p.Login().Origin() != "password_env" {
		t.Errorf("got %+v", p)
	}
}

func TestWhatIsNotSaidHasADefault(t *testing.T) {
	cfg := mustLoad(t, onlyFile(t, acme))
	p := cfg.Source.Profile
	if p.Language != "en" || p.Timeout != 0 || p.Danger || !p.Usage || !p.LastError || p.AllowHTTP || p.Auth != config.Bearer || cfg.Times != config.UTC || cfg.Theme != "" {
		t.Errorf("got %+v", cfg)
	}
}

func TestEveryKeyHasAVariableThatWinsOverTheFile(t *testing.T) {
	in := onlyFile(t, "profile = \"onsite\"\ntheme = \"terminal\"\n"+onsite,
		"CRMHOOKS_THEME=mono", "CRMHOOKS_TIMES=local", "CRMHOOKS_LABEL=Here", "CRMHOOKS_DANGER=true", "CRMHOOKS_AUTH=soticket",
		"CRMHOOKS_USERNAME=other", "CRMHOOKS_TICKET_FILE=t", "CRMHOOKS_LANGUAGE=de", "CRMHOOKS_SO_LANGUAGE=de", "CRMHOOKS_SO_CULTURE=de-DE",
		"CRMHOOKS_SO_TIMEZONE=UTC", "CRMHOOKS_TIMEOUT=7s", "CRMHOOKS_USAGE=false", "CRMHOOKS_LAST_ERROR=0", "CRMHOOKS_IGNORE_FINDINGS=[\"no-secret\"]", "CRMHOOKS_ALLOW_HTTP=1")
	cfg := mustLoad(t, in)
	p := cfg.Source.Profile
	if cfg.Theme != "mono" || cfg.Times != config.Local || p.Label != "Here" || !p.Danger || p.Auth != config.SoTicket || p.Username != "other" ||
		p.Login().Origin() != "CRMHOOKS_TICKET_FILE" || p.Language != "de" || p.SOLanguage != "de" || p.SOCulture != "de-DE" ||
		p.SOTimezone != "UTC" || p.Timeout != 7*time.Second || p.Usage || p.LastError || len(cfg.Ignore) != 1 || !p.AllowHTTP {
		t.Errorf("got %+v", cfg)
	}
}

func TestFlagsWinOverVariables(t *testing.T) {
	in := onlyFile(t, acme, "CRMHOOKS_THEME=mono", "CRMHOOKS_TIMEOUT=7s")
	in.Flags = map[string]string{"theme": "terminal", "timeout": "9s", "color": "never", "ascii": "true", "name": "not ours"}
	cfg := mustLoad(t, in)
	if cfg.Theme != "terminal" || cfg.Source.Profile.Timeout != 9*time.Second || cfg.Color != config.ColorNever || cfg.ASCII == nil || !*cfg.ASCII {
		t.Errorf("got %+v", cfg)
	}
	in.Flags = map[string]string{"ascii": "false"}
	if cfg := mustLoad(t, in); cfg.ASCII == nil || *cfg.ASCII {
		t.Error("--ascii=false is lost")
	}
}

func TestAFaultOutsideOfTheFileIsNamedByVariableOrFlag(t *testing.T) {
	tests := map[string]struct {
		environ []string
		flags   map[string]string
		says    string
	}{
		"times":       {[]string{"CRMHOOKS_TIMES=utx"}, nil, "CRMHOOKS_TIMES must be utc or local; the nearest is utc."},
		"timeout":     {[]string{"CRMHOOKS_TIMEOUT=soon"}, nil, "CRMHOOKS_TIMEOUT must be a duration"},
		"danger":      {[]string{"CRMHOOKS_DANGER=maybe"}, nil, "CRMHOOKS_DANGER must be true or false"},
		"command":     {[]string{"CRMHOOKS_TOKEN_COMMAND=pass show x"}, nil, "CRMHOOKS_TOKEN_COMMAND must be a list of texts"},
		"two ways":    {[]string{"CRMHOOKS_TOKEN=a", "CRMHOOKS_TOKEN_FILE=b"}, nil, "CRMHOOKS_TOKEN_FILE cannot go together with CRMHOOKS_TOKEN."},
		"broken text": {[]string{"CRMHOOKS_LABEL=\xff"}, nil, "CRMHOOKS_LABEL must not hold"},
		"color":       {nil, map[string]string{"color": "alway"}, "--color must be auto, always or never; the nearest is always."},
		"url":         {nil, map[string]string{"url": "crm.example.com"}, "--url must be an http or https address"},
		"empty url":   {nil, map[string]string{"url": ""}, "--url must be an http or https address"},
		"environment": {nil, map[string]string{"environment": "prod", "tenant": "Cust1"}, "--environment must be sod, qaonline or online"},
		"tenant":      {nil, map[string]string{"environment": "sod", "tenant": "cust1"}, "--tenant must be Cust and digits"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := onlyFile(t, acme, test.environ...)
			in.Flags = test.flags
			fault := mustFail(t, in)
			contains(t, fault.Error(), test.says)
			if fault.File != "" || fault.Line != 0 {
				t.Errorf("blames the file: %v", fault)
			}
		})
	}
}

func TestAThemeIsOneOfThoseThereAre(t *testing.T) {
	in := onlyFile(t, "\ntheme = \"termnal\"\n"+acme)
	in.Themes = []string{"terminal", "mono"}
	fault := mustFail(t, in)
	contains(t, fault.Error(), "line 2", "theme must be terminal or mono; the nearest is terminal")
	in.Themes = nil
	if got := mustLoad(t, in).Theme; got != "termnal" {
		t.Errorf("got %q", got)
	}
}

func TestAWrongValueStopsTheStartAlsoWhenAnotherWins(t *testing.T) {
	in := onlyFile(t, "times = \"noon\"\n"+acme, "CRMHOOKS_TIMES=utc")
	if fault := mustFail(t, in); fault.Line != 1 {
		t.Errorf("got %v", fault)
	}
}

func TestAnAddressIsCheckedAndNeverRepeated(t *testing.T) {
	for _, url := range []string{
		"", "x", "ftp://crm.example.com", "https://", "https:///api", "https://:443/api", "//crm.example.com", "https:crm.example.com", "http://[::1", " https://crm.example.com",
		"https://me:hunter2hunter2@crm.example.com", "https://crm.example.com?key=hunter2hunter2", "https://crm.example.com?",
		"https://crm.example.com#hunter2hunter2", "https://crm.example.com/#", "https://%zzhunter2hunter2@x", "https://crm.example.com/\nhunter2hunter2",
	} {
		in := noFile(t)
		in.Flags = map[string]string{"url": url}
		neverShows(t, "hunter2hunter2", mustFail(t, in).Error())
	}
	for _, url := range []string{
		"https://crm.example.com", "HTTPS://crm.example.com:8443/", "https://crm.example.com/SuperOffice/api/v1", "https://[2001:db8::1]/api", "https://bücher.example/api",
	} {
		in := noFile(t)
		in.Flags = map[string]string{"url": url}
		if got := mustLoad(t, in).Source.Profile.URL; got != url {
			t.Errorf("%q became %q", url, got)
		}
	}
}

func TestPlainHTTPIsForThisMachineOnly(t *testing.T) {
	for url, accepted := range map[string]bool{
		"http://127.0.0.1:8080/api":         true,
		"http://127.8.9.10":                 true,
		"http://[::1]:8080":                 true,
		"http://localhost:8080":             true,
		"http://LOCALHOST":                  true,
		"http://crm.example.com":            false,
		"http://127.0.0.1.example.com":      false,
		"http://localhost.example.com":      false,
		"http://10.0.0.1":                   false,
		"http://0.0.0.0":                    false,
		"http://[2001:db8::1]":              false,
		"http://127.1":                      false,
		"http://2130706433":                 false,
		"HTTP://crm.example.com":            false,
		"https://crm.example.com":           true,
		"http://superoffice.example.com/so": false,
	} {
		in := noFile(t)
		in.Flags = map[string]string{"url": url}
		_, err := config.Load(in)
		if accepted != (err == nil) {
			t.Errorf("%s: %v", url, err)
		}
		if !accepted {
			contains(t, mustBeFault(t, err).NextStep(), "allow_http")
			in.Environ = append(in.Environ, "CRMHOOKS_ALLOW_HTTP=true")
			mustLoad(t, in)
		}
	}
	in := onlyFile(t, "profile='a'\n[profiles.a]\nurl='http://crm.example.com'")
	if fault := mustFail(t, in); fault.Line != 3 || fault.Key != "url" {
		t.Errorf("got %v", fault)
	}
	mustLoad(t, onlyFile(t, "profile='a'\n[profiles.a]\nurl='http://crm.example.com'\nallow_http=true"))
}

// Plain http is checked when a target is opened, by the settings that apply to it. The advice names no setting that would not apply.
func TestPlainHTTPOfAProfile(t *testing.T) {
	const profiles = "[profiles.plain]\nurl='http://crm.example.com/api'\n[profiles.other]\nurl='https://other.example.com/api'\n"
	for _, c := range []struct {
		flags   map[string]string
		environ []string
		next    string // "" where it is opened
	}{
		{map[string]string{"profile": "plain"}, nil, "Use https, or accept it with allow_http = true in the profile."},
		{map[string]string{"profile": "plain"}, []string{"CRMHOOKS_ALLOW_HTTP=true"}, ""},
		{map[string]string{"profile": "plain"}, []string{"CRMHOOKS_ALLOW_HTTP=true", "CRMHOOKS_PROFILE=plain"}, ""},
		{map[string]string{"profile": "plain"}, []string{"CRMHOOKS_ALLOW_HTTP=true", "CRMHOOKS_PROFILE=other"}, "Use https, or accept it with allow_http = true in the profile."},
		{map[string]string{"profile": "other"}, nil, ""},
		{map[string]string{"url": "http://a.example.com/api"}, nil, "Use https, or accept it with CRMHOOKS_ALLOW_HTTP=true, or with allow_http = true in a profile with this address."},
		{map[string]string{"url": "http://a.example.com/api"}, []string{"CRMHOOKS_ALLOW_HTTP=true", "CRMHOOKS_PROFILE=other"},
			"Use https, or accept it with allow_http = true in a profile with this address."},
	} {
		in := onlyFile(t, profiles, c.environ...)
		in.Flags = c.flags
		_, err := config.Load(in)
		next := ""
		if err != nil {
			next = mustBeFault(t, err).NextStep()
		}
		if next != c.next {
			t.Errorf("%v with %q: %q, want %q", c.flags, c.environ, next, c.next)
		}
	}
}

func TestTheSchemeFollowsTheSecretThatIsGiven(t *testing.T) {
	for name, test := range map[string]struct {
		environ []string
		want    config.Scheme
	}{
		"nothing":                      {nil, config.Bearer},
		"a token":                      {[]string{"CRMHOOKS_TOKEN=x"}, config.Bearer},
		"a ticket":                     {[]string{"CRMHOOKS_TICKET_ENV=X"}, config.SoTicket},
		"an XSRF token":                {[]string{"CRMHOOKS_XSRF_TOKEN=x", "CRMHOOKS_COOKIE=x"}, config.XSRF},
		"a password":                   {[]string{"CRMHOOKS_PASSWORD=x", "CRMHOOKS_USERNAME=x"}, config.Basic},
		"a username":                   {[]string{"CRMHOOKS_USERNAME=x"}, config.Basic},
		"a token and a username":       {[]string{"CRMHOOKS_TOKEN=x", "CRMHOOKS_USERNAME=x"}, config.Bearer},
		"a token and its application":  {[]string{"CRMHOOKS_TOKEN=x", "CRMHOOKS_APP_TOKEN=x"}, config.Bearer},
		"two, of which one is chosen":  {[]string{"CRMHOOKS_TOKEN=x", "CRMHOOKS_TICKET=x", "CRMHOOKS_AUTH=soticket"}, config.SoTicket},
		"one, and another is asked of": {[]string{"CRMHOOKS_TOKEN=x", "CRMHOOKS_AUTH=xsrf"}, config.XSRF},
	} {
		in := noFile(t, test.environ...)
		in.Flags = map[string]string{"url": "https://crm.example.com"}
		if p := mustLoad(t, in).Source.Profile; p.Auth != test.want || !p.Login().Set() {
			t.Errorf("%s: %s", name, p.Auth)
		}
	}
	in := noFile(t, "CRMHOOKS_TOKEN=x", "CRMHOOKS_TICKET=x")
	in.Flags = map[string]string{"url": "https://crm.example.com"}
	fault := mustFail(t, in)
	contains(t, fault.Error(), "CRMHOOKS_TOKEN", "CRMHOOKS_TICKET")
	contains(t, fault.NextStep(), "CRMHOOKS_AUTH")
}

func TestAUsernameAloneIsNoReasonForBasicOnline(t *testing.T) {
	in := noFile(t, "CRMHOOKS_USERNAME=x")
	in.Flags = map[string]string{"environment": "online", "tenant": "Cust1"}
	if p := mustLoad(t, in).Source.Profile; p.Auth != config.Bearer {
		t.Errorf("got %s", p.Auth)
	}
}

func TestBasicNeedsAUsernameOnlyWhenItIsOpened(t *testing.T) {
	const nameless = "[profiles.a]\nurl = \"https://crm.example.com\"\nauth = \"basic\"\n"
	in := onlyFile(t, nameless)
	in.Flags = map[string]string{"demo": "true"}
	mustLoad(t, in)
	in.Flags = map[string]string{"profile": "a"}
	fault := mustFail(t, in)
	contains(t, fault.Error(), "needs a username", "line 1")
	contains(t, fault.NextStep(), "CRMHOOKS_USERNAME")
	in.Environ = []string{"CRMHOOKS_USERNAME=me"}
	if got := mustLoad(t, in).Source.Profile.Username; got != "me" {
		t.Errorf("got %q", got)
	}
}

func TestATitleIsWhatPeopleCallTheTarget(t *testing.T) {
	for want, p := range map[string]config.Profile{
		"Acme":            {Label: "Acme", Name: "a", Tenant: "Cust1", URL: "https://crm.example.com"},
		"a":               {Name: "a", Tenant: "Cust1"},
		"Cust1":           {Tenant: "Cust1", URL: "https://crm.example.com"},
		"crm.example.com": {URL: "https://crm.example.com:8443/api"},
		"":                {},
	} {
		if got := p.Title(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
