package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// ownColours are the sequences that styles are made of.
var ownColours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// unsafe names the first thing in an output that is neither text, a line end nor, where there is colour, a sequence of a style; "" for none.
func unsafe(output string, coloured bool) string {
	if coloured {
		output = ownColours.ReplaceAllString(output, "")
	}
	for i, r := range output {
		switch {
		case r == '\n':
		case r == utf8.RuneError && !strings.HasPrefix(output[i:], "\uFFFD"):
			return "a byte that is no UTF-8"
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.In(r, unicode.Cs, unicode.Zl, unicode.Zp), r == '\u200b', r == '\ufeff':
			return fmt.Sprintf("%U", r)
		}
	}
	return ""
}

// outputs is every way to write a list.
var outputs = [][]string{
	{"list"}, {"list", "-o", "json"}, {"list", "-o", "ndjson"}, {"list", "-o", "ndjson", "--stream"}, {"list", "-o", "csv", "--columns", columns()}, {"list", "-o", "markdown", "--columns", columns()},
	{"list", "-o", "names"}, {"show", "1"}, {"show", "1", "-o", "json"}, {"show", "1", "-o", "markdown"}, {"triage"}, {"triage", "-o", "json"}, {"triage", "-o", "markdown"},
	{"events"}, {"events", "-o", "json"}, {"events", "-o", "markdown"}, {"lint"}, {"lint", "-o", "json"}, {"lint", "-o", "markdown"}, {"check"}, {"check", "-o", "prometheus"},
}

// TestNoHostControlsTheTerminal gives a failing webhook a target whose host is escaped in some way, and looks at the bytes of every output. FuzzHost of package
// webhook generates more hosts.
func TestNoHostControlsTheTerminal(t *testing.T) {
	for _, host := range []string{
		"a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J%e2%80%aec.example", "a%1b]52;c;cHduZWQ=%07.example", "%ff%9b2J.example", "%c2%9b31m.example", "m%c3%a5ke.example",
		"xn--mke-ula.example", "xn--0.example", "[fe80::1%25eth0]", "[fe80::1%25%1b%5b2J]", "[fe80::1%25a%20%c2%9bb]:8443", "%e2%80%8b.example:443", "%ef%bf%bf%cd%8f",
		"[::1%25%7f]", "h%0ax.example", "a%e2%80%a8b", "user%1b[2J:x@h%c2%85.example", "%f3%a0%81%81%f3%a0%81%82.example", "a.example/%1b[2J", "%d8%9c%e2%81%a6.example",
	} {
		file := filepath.Join(t.TempDir(), "saved.json")
		target, _ := json.Marshal("https://" + host + "/in")
		said, _ := json.Marshal("No such host is known: " + host)
		saved := `[{"WebhookId":1,"Name":"one","Events":["sale.sold"],"State":"TooManyErrors","Type":"webhook","TargetUrl":` + string(target) + `,"LastError":` + string(said) + `},
			{"WebhookId":2,"Name":"two","Events":["sale.sold"],"State":"Active","Type":"webhook","TargetUrl":` + string(target) + `,"Properties":{"url":` + string(target) + `}}]`
		if err := os.WriteFile(file, []byte(saved), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range outputs {
			for _, colour := range []string{"never", "always"} {
				o := run(t, nil, "", append([]string{"--file", file, "--color", colour}, args...)...)
				if found := unsafe(o.out, colour == "always") + unsafe(o.stderr, false); found != "" || o.out == "" {
					t.Errorf("%v with the host %q writes %s:\n%q\n%q", args, host, found, o.out, o.stderr)
				}
			}
		}
	}
}

// The API's own host comes from the command line or from a tenant's state, and stands in errors and in the question for a token.
func TestNoAddressOfTheAPIControlsTheTerminal(t *testing.T) {
	for _, host := range []string{"a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J.example", "a%e2%80%aeb.example", "[fe80::1%25%1b%5b2J]", "\x1b[2J.example", "a\u009b2J.example", "u%1b@h%c2%9b2J.example"} {
		for _, args := range [][]string{{"list"}, {"check"}, {"lint"}, {"triage"}} {
			o := run(t, []string{"CRMHOOKS_TOKEN=token-of-a-test"}, "", append(args, "--url", "https://"+host+"/api")...)
			if found := unsafe(o.out, false) + unsafe(o.stderr, false); found != "" || o.status < 2 {
				t.Errorf("%v at %q ended with %d and wrote %s:\n%q\n%q", args, host, o.status, found, o.out, o.stderr)
			}
		}
	}
}
