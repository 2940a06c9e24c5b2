package config_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crmhooks/config"
)

// source loads what a --url with these variables opens.
func source(t *testing.T, environ ...string) config.Profile {
	t.Helper()
	in := noFile(t, environ...)
	in.Flags = map[string]string{"url": "https://crm.example.com"}
	return mustLoad(t, in).Source.Profile
}

func resolve(t *testing.T, s config.Secret) string {
	t.Helper()
	got, err := s.Resolve(t.Context(), nil)
	if err != nil {
		t.Fatalf("Resolve: %v", err)
	}
	return got
}

func fails(t *testing.T, s config.Secret) *config.Error {
	t.Helper()
	got, err := s.Resolve(t.Context(), nil)
	if got != "" {
		t.Errorf("a failure gives %q too", got)
	}
	return mustBeFault(t, err)
}

// shell is the variable that makes a token of a shell's output.
func shell(t *testing.T, script string, args ...string) string {
	t.Helper()
	list, err := json.Marshal(append([]string{"/bin/sh", "-c", script, "sh"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	return "CRMHOOKS_TOKEN_COMMAND=" + string(list)
}

func TestEverySecretCanComeFromEveryPlace(t *testing.T) {
	kinds := map[string]func(config.Profile) config.Secret{
		"token":      func(p config.Profile) config.Secret { return p.Token },
		"password":   func(p config.Profile) config.Secret { return p.Password },
		"ticket":     func(p config.Profile) config.Secret { return p.Ticket },
		"app_token":  func(p config.Profile) config.Secret { return p.AppToken },
		"xsrf_token": func(p config.Profile) config.Secret { return p.XSRFToken },
		"cookie":     func(p config.Profile) config.Secret { return p.Cookie },
	}
	file := filepath.Join(t.TempDir(), "secret")
	write(t, file, "of the "+"file\n", 0o600)
	ways := map[string]struct{ toml, variable, want string }{
		"":         {`"as it is"`, "as it is", "as it is"},
		"_env":     {`"MINE"`, "MINE", "of a variable"},
		"_file":    {`"` + file + `"`, file, "of the file"},
		"_command": {`["echo", "of a", "program"]`, `["echo", "of a", "program"]`, "of a program"},
	}
	for key, of := range kinds {
		for end, way := range ways {
			t.Run(key+end, func(t *testing.T) {
				in := onlyFile(t, onsiteWith("auth = \"bearer\"\n"+key+end+" = "+way.toml), "MINE=of a variable")
				in.Flags = map[string]string{"profile": "a"}
				s := of(mustLoad(t, in).Source.Profile)
				if got := resolve(t, s); got != way.want || s.Origin() != key+end {
					t.Errorf("file: %q from %s", got, s.Origin())
				}
				name := "CRMHOOKS_" + strings.ToUpper(key+end)
				s = of(source(t, name+"="+way.variable, "MINE=of a variable", "CRMHOOKS_AUTH=bearer"))
				if got := resolve(t, s); got != way.want || s.Origin() != name {
					t.Errorf("variable: %q from %s", got, s.Origin())
				}
			})
		}
	}
}

func TestAVariableReplacesTheWholeSecretOfTheFile(t *testing.T) {
	in := onlyFile(t, acme, "CRMHOOKS_TOKEN=new", "ACME_TOKEN=old")
	s := mustLoad(t, in).Source.Profile.Token
	if got := resolve(t, s); got != "new" || s.Origin() != "CRMHOOKS_TOKEN" {
		t.Errorf("%q from %s", got, s.Origin())
	}
}

func TestASecretThatTheSchemeNeedsIsAskedFor(t *testing.T) {
	p := mustLoad(t, onlyFile(t, strings.Replace(acme, "token_env = \"ACME_TOKEN\"", "label = \"Acme production\"", 1))).Source.Profile
	if !p.Token.Set() || p.Token.Origin() != "prompt" {
		t.Fatalf("from %q", p.Token.Origin())
	}
	var asked string
	got, err := p.Token.Resolve(t.Context(), func(label string) (string, error) {
		asked = label
		return "typed", nil
	})
	if err != nil || got != "typed" || asked != "Token for Acme production" {
		t.Errorf("%q, %v, asked for %q", got, err, asked)
	}

	fault := fails(t, p.Token)
	contains(t, fault.Error(), "Token for Acme production", "no terminal")
	contains(t, fault.NextStep(), "CRMHOOKS_TOKEN", "CRMHOOKS_TOKEN_FILE", "token_env", "token_file", "token_command")

	cancelled := errors.New("cancelled")
	if _, err := p.Token.Resolve(t.Context(), func(string) (string, error) { return "", cancelled }); !errors.Is(err, cancelled) {
		t.Errorf("the prompt's own error is lost: %v", err)
	}
	for _, typed := range []string{"", "hunter2\nhunter2", "hunter2\x1b"} {
		_, err := p.Token.Resolve(t.Context(), func(string) (string, error) { return typed, nil })
		neverShows(t, "hunter2", mustBeFault(t, err).Error())
	}
}

func TestOnlyWhatTheSchemeNeedsIsAskedFor(t *testing.T) {
	tests := map[string]struct {
		flags   map[string]string
		auth    string
		origins map[string]string
	}{
		"bearer":           {map[string]string{"url": "https://crm.example.com"}, "bearer", map[string]string{"Token": "prompt"}},
		"basic":            {map[string]string{"url": "https://crm.example.com"}, "basic", map[string]string{"Password": "prompt"}},
		"ticket on-site":   {map[string]string{"url": "https://crm.example.com"}, "soticket", map[string]string{"Ticket": "prompt"}},
		"ticket Online":    {map[string]string{"environment": "sod", "tenant": "Cust1"}, "soticket", map[string]string{"Ticket": "prompt", "AppToken": "prompt"}},
		"ticket by adress": {map[string]string{"url": "https://sod.superoffice.com/Cust1/api"}, "soticket", map[string]string{"Ticket": "prompt", "AppToken": "prompt"}},
		"xsrf":             {map[string]string{"url": "https://crm.example.com"}, "xsrf", map[string]string{"XSRFToken": "prompt", "Cookie": "prompt"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := noFile(t, "CRMHOOKS_AUTH="+test.auth, "CRMHOOKS_USERNAME=me")
			in.Flags = test.flags
			p := mustLoad(t, in).Source.Profile
			for key, s := range map[string]config.Secret{
				"Token": p.Token, "Password": p.Password, "Ticket": p.Ticket, "AppToken": p.AppToken, "XSRFToken": p.XSRFToken, "Cookie": p.Cookie,
			} {
				if s.Origin() != test.origins[key] || s.Set() != (test.origins[key] != "") {
					t.Errorf("%s comes from %q", key, s.Origin())
				}
			}
		})
	}
}

func TestNoSecretIsEmptyText(t *testing.T) {
	var s config.Secret
	if got, err := s.Resolve(t.Context(), nil); got != "" || err != nil || s.Set() || s.Origin() != "" || s.String() != "" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestASecretsVariableThatIsNotSetIsAFault(t *testing.T) {
	fault := fails(t, mustLoad(t, onlyFile(t, acme)).Source.Profile.Token)
	contains(t, fault.Error(), "line 5", "token_env names a variable that is not set")
	contains(t, fails(t, source(t, "CRMHOOKS_TOKEN_ENV=MINE", "MINE=").Token).Error(), "CRMHOOKS_TOKEN_ENV")
}

func TestASecretsFileIsReadAsTheUserMeansIt(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tok en"), "abc\r\n", 0o400)
	path := filepath.Join(dir, "config.toml")
	write(t, path, "profile = \"a\"\n"+onsiteWith("auth = \"bearer\"\ntoken_file = \"tok en\""), 0o644)
	if got := resolve(t, mustLoad(t, config.Input{Path: path}).Source.Profile.Token); got != "abc" {
		t.Errorf("beside the configuration: %q", got)
	}
	if got := resolve(t, source(t, "HOME="+dir, "CRMHOOKS_TOKEN_FILE=~/tok en").Token); got != "abc" {
		t.Errorf("in the home folder: %q", got)
	}
}

func TestASecretsFileMustBePrivateAndHoldOneLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "it's a secret")
	at := func(content string, mode os.FileMode) config.Secret {
		_ = os.Remove(path)
		write(t, path, content, mode)
		return source(t, "CRMHOOKS_TOKEN_FILE="+path).Token
	}
	for _, mode := range []os.FileMode{0o600, 0o400, 0o440, 0o640} {
		if got := resolve(t, at("abc", mode)); got != "abc" {
			t.Errorf("%o: %q", mode, got)
		}
	}
	for _, mode := range []os.FileMode{0o644, 0o604, 0o666, 0o602, 0o444} {
		fault := fails(t, at("hunter2hunter2", mode))
		contains(t, fault.NextStep(), "chmod 600 '", `it'\''s a secret'`)
		neverShows(t, "hunter2hunter2", fault.Error()+fault.NextStep())
	}
	for _, content := range []string{"", "\n", "hunter2hunter2\nnext\n", "hunter2hunter2\n\n", "hunter2\x00hunter2", "hunter2hunter2\xff", strings.Repeat("hunter2", 10_000)} {
		fault := fails(t, at(content, 0o600))
		neverShows(t, "hunter2", fault.Error()+fault.NextStep())
	}
	contains(t, fails(t, source(t, "CRMHOOKS_TOKEN_FILE="+path+".gone").Token).Error(), "does not exist")
	contains(t, fails(t, source(t, "CRMHOOKS_TOKEN_FILE="+filepath.Dir(path)).Token).Error(), "not a regular file")
	contains(t, fails(t, source(t, "CRMHOOKS_TOKEN_FILE=/dev/zero").Token).Error(), "not a regular file")
}

func TestACommandRunsWithoutAShell(t *testing.T) {
	p := source(t, `CRMHOOKS_TOKEN_COMMAND=["echo", "$HOME; *", "a  b"]`)
	if got := resolve(t, p.Token); got != "$HOME; *  a  b" && got != "$HOME; * a  b" {
		t.Errorf("got %q", got)
	}
}

func TestACommandGetsTheEnvironmentWithoutOurVariables(t *testing.T) {
	p := source(t, shell(t, "env | sort | tr '\\n' ' '"), "CRMHOOKS_COOKIE=hunter2hunter2", "crmhooks_lower=hunter2hunter2", "OTHER=kept", "CRMHOOKS_AUTH=bearer")
	got := resolve(t, p.Token)
	neverShows(t, "hunter2hunter2", got)
	if strings.Contains(strings.ToUpper(got), "CRMHOOKS_") || !strings.Contains(got, "OTHER=kept") {
		t.Errorf("got %q", got)
	}
}

func TestOnlyTheLastNewlineOfACommandIsCut(t *testing.T) {
	for script, want := range map[string]string{
		"printf 'abc'":        "abc",
		"printf 'abc\\n'":     "abc",
		"printf 'abc\\r\\n'":  "abc",
		"printf '  abc  \\n'": "  abc  ",
	} {
		if got := resolve(t, source(t, shell(t, script)).Token); got != want {
			t.Errorf("%s: %q", script, got)
		}
	}
}

func TestACommandThatFailsIsNamedWithoutItsOutput(t *testing.T) {
	for script, says := range map[string]string{
		"echo hunter2hunter2; echo hunter2hunter2 >&2; exit 3": "sh ended with exit status 3",
		"echo hunter2hunter2; kill -9 $$":                      "sh was ended by a signal",
		"echo hunter2hunter2; echo second":                     "more than one line",
		"printf 'hunter2hunter2\\033[31m'":                     "control characters",
		"echo hunter2hunter2 >&2":                              "printed nothing",
		"while :; do echo hunter2hunter2; done":                "sh printed more than 64 KiB",
	} {
		fault := fails(t, source(t, shell(t, script, "hunter2hunter2")).Token)
		contains(t, fault.Error(), "CRMHOOKS_TOKEN_COMMAND", says)
		neverShows(t, "hunter2hunter2", fault.Error()+fault.NextStep())
	}
}

func TestACommandThatCannotBeStartedIsAFault(t *testing.T) {
	contains(t, fails(t, source(t, `CRMHOOKS_TOKEN_COMMAND=["no-such-program-here"]`).Token).Error(), "a program that does not exist")
	contains(t, fails(t, source(t, `CRMHOOKS_TOKEN_COMMAND=["/no/such/program"]`).Token).Error(), "a program that does not exist")
	plain := filepath.Join(t.TempDir(), "plain")
	write(t, plain, "not a program", 0o600)
	contains(t, fails(t, source(t, `CRMHOOKS_TOKEN_COMMAND=["`+plain+`"]`).Token).Error(), "cannot be started")
}

func TestACommandEndsWithItsContext(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "started")
	ctx, cancel := context.WithCancel(t.Context())
	p := source(t, shell(t, `: > "$1"; while :; do :; done`, pipe))
	done := make(chan error, 1)
	go func() {
		_, err := p.Token.Resolve(ctx, nil)
		done <- err
	}()
	for {
		if _, err := os.Stat(pipe); err == nil {
			break
		}
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := p.Token.Resolve(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context still runs it: %v", err)
	}
}

func TestASecretIsFetchedAnewEachTime(t *testing.T) {
	counter := filepath.Join(t.TempDir(), "n")
	s := source(t, shell(t, `echo x >> "$1"; wc -l < "$1" | tr -d ' '`, counter)).Token
	if first, second := resolve(t, s), resolve(t, s); first != "1" || second != "2" {
		t.Errorf("%q, then %q", first, second)
	}
}
