package config_test

import (
	"context"
	"strings"
	"testing"
)

// bound are profiles that get nothing of a login from the file.
const bound = `
[profiles.a]
url = "https://a.example.com/api"
[profiles.b]
url = "https://b.example.com/api"
[profiles.t]
environment = "sod"
tenant = "Cust7"
`

func TestVariablesGiveTheirLoginToTheTargetThatTheyName(t *testing.T) {
	for name, c := range map[string]struct {
		vars   []string
		flags  map[string]string
		served bool
	}{
		"no target, a profile":              {nil, map[string]string{"profile": "b"}, true},
		"no target, an address":             {nil, map[string]string{"url": "https://c.example.com"}, true},
		"an address":                        {[]string{"URL=https://c.example.com"}, nil, true},
		"the same address":                  {[]string{"URL=https://c.example.com/"}, map[string]string{"url": "https://c.example.com"}, true},
		"another address":                   {[]string{"URL=https://c.example.com"}, map[string]string{"url": "https://d.example.com"}, false},
		"another path":                      {[]string{"URL=https://c.example.com/Cust1"}, map[string]string{"url": "https://c.example.com/Cust2"}, false},
		"an address, another profile":       {[]string{"URL=https://a.example.com/api"}, map[string]string{"profile": "b"}, false},
		"an address, its profile":           {[]string{"URL=https://a.example.com/api"}, map[string]string{"profile": "a"}, true},
		"an address, an environment":        {[]string{"URL=https://a.example.com/api"}, map[string]string{"environment": "sod", "tenant": "Cust7"}, false},
		"a profile":                         {[]string{"PROFILE=b"}, nil, true},
		"the same profile":                  {[]string{"PROFILE=b"}, map[string]string{"profile": "b"}, true},
		"another profile":                   {[]string{"PROFILE=a"}, map[string]string{"profile": "b"}, false},
		"a profile, its address":            {[]string{"PROFILE=a"}, map[string]string{"url": "https://a.example.com/api"}, false},
		"an environment and a tenant":       {[]string{"ENVIRONMENT=sod", "TENANT=Cust7"}, nil, true},
		"the same in a profile":             {[]string{"ENVIRONMENT=sod", "TENANT=Cust7"}, map[string]string{"profile": "t"}, true},
		"another tenant":                    {[]string{"ENVIRONMENT=sod", "TENANT=Cust7"}, map[string]string{"tenant": "Cust8"}, false},
		"another environment":               {[]string{"ENVIRONMENT=sod", "TENANT=Cust7"}, map[string]string{"environment": "online"}, false},
		"an environment, another profile":   {[]string{"ENVIRONMENT=sod", "TENANT=Cust7"}, map[string]string{"profile": "b"}, false},
		"half a target, completed":          {[]string{"ENVIRONMENT=sod"}, map[string]string{"tenant": "Cust8"}, true},
		"the other half":                    {[]string{"TENANT=Cust7"}, map[string]string{"environment": "sod"}, true},
		"a tenant, an address without it":   {[]string{"TENANT=Cust7"}, map[string]string{"url": "https://b.example.com"}, false},
		"an address that is a profile's":    {[]string{"URL=https://a.example.com/api", "TENANT=Cust7"}, map[string]string{"profile": "a"}, false},
		"an address and its tenant":         {[]string{"URL=https://a.example.com/api", "TENANT=Cust7"}, nil, true},
		"a profile that two variables name": {[]string{"ENVIRONMENT=sod", "TENANT=Cust7"}, map[string]string{"profile": "a"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			environ := []string{"CRMHOOKS_TOKEN=secretofa", "CRMHOOKS_APP_TOKEN=appofa", "CRMHOOKS_USERNAME=someone", "CRMHOOKS_CLIENT_CERT=/c", "CRMHOOKS_CLIENT_KEY=/k",
				"CRMHOOKS_ALLOW_HTTP=true", "CRMHOOKS_INSECURE_SKIP_VERIFY=true", "CRMHOOKS_LABEL=Of A", "CRMHOOKS_LANGUAGE=no", "CRMHOOKS_PROXY=http://proxy.example.com"}
			for _, v := range c.vars {
				environ = append(environ, "CRMHOOKS_"+v)
			}
			in := onlyFile(t, bound, environ...)
			in.Flags = c.flags
			p := mustLoad(t, in).Source.Profile
			for what, given := range map[string]bool{
				"token": p.Token.Origin() == "CRMHOOKS_TOKEN", "app token": p.AppToken.Set(), "username": p.Username != "", "certificate": p.ClientCert != "",
				"plain http": p.AllowHTTP, "no check": p.InsecureSkipVerify, "label": p.Label != "",
			} {
				if given != c.served {
					t.Errorf("%s: %v", what, given)
				}
			}
			if p.Language != "no" || p.Proxy == "" {
				t.Errorf("the settings in general are lost: %+v", p)
			}
		})
	}
}

func TestALoginThatStaysAtHomeIsExplained(t *testing.T) {
	in := onlyFile(t, bound, "CRMHOOKS_URL=https://a.example.com/api", "CRMHOOKS_TOKEN_FILE=/secretofa")
	in.Flags = map[string]string{"profile": "b"}
	p := mustLoad(t, in).Source.Profile
	_, err := p.Token.Resolve(context.Background(), nil)
	contains(t, mustBeFault(t, err).NextStep(), "CRMHOOKS_TOKEN_FILE goes only to the target that CRMHOOKS_URL names", "token_env")
	got, err := p.Token.Resolve(context.Background(), func(label string) (string, error) { return "typed for " + strings.TrimPrefix(label, "Token for "), nil })
	if err != nil || got != "typed for b" {
		t.Errorf("asked for: %q, %v", got, err)
	}
}

// A variable that allows plain http for its own target is read before that target is judged.
func TestVariablesJudgeTheirOwnTarget(t *testing.T) {
	in := onlyFile(t, bound, "CRMHOOKS_URL=http://a.example.com/api", "CRMHOOKS_ALLOW_HTTP=true")
	if p := mustLoad(t, in).Source.Profile; !p.AllowHTTP {
		t.Errorf("%+v", p)
	}
	in.Flags = map[string]string{"url": "http://b.example.com/api"}
	contains(t, mustFail(t, in).Error(), "--url is plain http")
	in.Flags = map[string]string{"profile": "b"}
	if p := mustLoad(t, in).Source.Profile; p.Title() != "b" || p.AllowHTTP {
		t.Errorf("%+v", p)
	}
}
