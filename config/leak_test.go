package config_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"

	"crmhooks/config"
)

// neverShows looks for every part of a secret that is long enough to be no accident.
func neverShows(t *testing.T, secret, text string) {
	t.Helper()
	size := min(8, len(secret))
	for i := 0; i+size <= len(secret); i++ {
		if strings.Contains(text, secret[i:i+size]) {
			t.Errorf("%q shows in %.500q", secret[i:i+size], text)
			return
		}
	}
}

// everyPrint is all the ways in which a value could reach a screen, a log or a file.
func everyPrint(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T"} {
		fmt.Fprintf(&out, verb+"\n", v)
	}
	fmt.Fprintln(&out, v, &v)
	asJSON, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	out.Write(asJSON)
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("config", "value", v)
	}
	return out.String()
}

func TestASecretNeverShows(t *testing.T) {
	const planted = "Zq7vX9pLm2Rt5Wk8"
	in := onlyFile(t, `profile = "a"
[profiles.a]
url = "https://crm.example.com"
auth = "bearer"
token = "`+planted+`"
ticket_env = "PLANTED"
password_command = ["echo", "`+planted+`"]
cookie = "`+planted+`"
app_token = "`+planted+`"
`, "PLANTED="+planted, "CRMHOOKS_XSRF_TOKEN="+planted)
	cfg := mustLoad(t, in)
	p := cfg.Source.Profile
	secrets := []config.Secret{p.Token, p.Ticket, p.Password, p.Cookie, p.AppToken, p.XSRFToken}
	for _, s := range secrets {
		if got := resolve(t, s); got != planted {
			t.Fatalf("the control fails: %q", got)
		}
	}
	type hidden struct{ profile config.Profile } // fmt reaches into unexported fields without asking their methods
	for _, v := range []any{cfg, &cfg, cfg.Source, p, &p, p.Token, &p.Token, secrets, map[string]config.Secret{"k": p.Token}, hidden{p}, &hidden{p}} {
		neverShows(t, planted, everyPrint(t, v))
		neverShows(t, fmt.Sprintf("%x", planted), everyPrint(t, v))
	}
}

func TestTheSearchForASecretFindsOne(t *testing.T) {
	const planted = "Zq7vX9pLm2Rt5Wk8"
	if !strings.Contains(everyPrint(t, struct{ Token string }{planted}), planted) {
		t.Error("the search is blind")
	}
}

func TestASecretPrintsAsItsMask(t *testing.T) {
	s := source(t, "CRMHOOKS_TOKEN=x").Token
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		if got := fmt.Sprintf(verb, s); got != "********" {
			t.Errorf("%s: %q", verb, got)
		}
	}
	asJSON, _ := json.Marshal(map[string]config.Secret{"set": s, "unset": {}})
	asXML, _ := xml.Marshal(s)
	asText, _ := s.MarshalText()
	if string(asJSON) != `{"set":"********","unset":""}` || string(asText) != "********" || !strings.Contains(string(asXML), "********") ||
		s.LogValue().String() != "********" || s.String() != "********" || s.GoString() != "********" {
		t.Errorf("%s, %s, %s", asJSON, asXML, asText)
	}
}

func TestNoFaultRepeatsWhatIsWrittenInASecretsPlace(t *testing.T) {
	const planted = "Zq7vX9pLm2Rt5Wk8"
	const head = "[profiles.a]\nurl = \"https://crm.example.com\"\n"
	for _, content := range []string{
		head + "token = " + planted,
		head + "token = 1e99999999999" + planted,
		head + "token = \"" + planted,
		head + "token = '" + planted + "' '" + planted + "'",
		head + "token = \"\"\"" + planted,
		head + "token = \"" + planted + "\\q\"",
		head + "token = \"" + planted + "\\u0007\"",
		head + "token = [\"" + planted + "\"]",
		head + "token = { a = \"" + planted + "\" }",
		head + "token = \"" + planted + "\"\ntoken = \"" + planted + "\"",
		head + "token = \"" + planted + "\"\ntoken_env = \"" + planted + "\"",
		head + "token = \"" + planted + "\"\npassword = \"" + planted + "\"",
		head + "token " + planted,
		head + "token: " + planted,
		head + "token_env = \"" + planted + " x\"",
		head + "token_command = \"" + planted + "\"",
		head + "auth = \"Bearer " + planted + "\"",
		head + "timeout = \"" + planted + "\"",
		head + "tenant = \"" + planted + "\"",
		head + "username = \"x:" + planted + "\"",
		head + "label = \"\\u001b" + planted + "\"",
		"[profiles.a]\nurl = \"https://x:" + planted + "@crm.example.com\"",
		"theme = \"" + planted + " " + planted + "\"",
	} {
		fault := mustFail(t, onlyFile(t, content))
		neverShows(t, planted, everyPrint(t, fault)+fault.NextStep())
	}
	for _, line := range []string{
		"token_env = \"" + planted + "\"", "token_file = \"" + planted + "\"", "token_command = [\"" + planted + "\"]",
		"token_command = [\"false\", \"" + planted + "\"]",
	} {
		in := onlyFile(t, head+line)
		in.Flags = map[string]string{"profile": "a"}
		fault := fails(t, mustLoad(t, in).Source.Profile.Token)
		neverShows(t, planted, everyPrint(t, fault)+fault.NextStep())
	}
	for _, environ := range []string{"CRMHOOKS_TOKEN=" + planted + "\n", "CRMHOOKS_TOKEN_COMMAND=" + planted, "CRMHOOKS_AUTH=" + planted, "CRMHOOKS_TIMES=" + planted} {
		in := noFile(t, environ)
		in.Flags = map[string]string{"url": "https://crm.example.com"}
		fault := mustFail(t, in)
		neverShows(t, planted, everyPrint(t, fault)+fault.NextStep())
	}
}

func TestTheFileIsNeverWritten(t *testing.T) {
	in := onlyFile(t, acme)
	before, err := os.Stat(in.Path)
	if err != nil {
		t.Fatal(err)
	}
	mustLoad(t, in)
	after, err := os.Stat(in.Path)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(in.Path)
	if err != nil || string(content) != acme || !before.ModTime().Equal(after.ModTime()) || before.Mode() != after.Mode() {
		t.Errorf("changed: %v, %s", after, content)
	}
}
