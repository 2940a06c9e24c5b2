package cli_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What a server may repeat: the secret of a webhook, a header of it that is masked for its name, and the token that it was sent.
const (
	ownSecret = "Sq7zvkxwjq-1hfGyT/aB"
	ownKey    = "Hq8wjvqzkx-2pNbRm_cD"
	ownToken  = "Kq2xbmtrlk-5gYuZa+eF"
)

// encodings are the ways in which a text may be repeated.
var encodings = map[string]func(string) string{
	"plain": func(s string) string { return s }, "upper": strings.ToUpper, "lower": strings.ToLower,
	"form": url.QueryEscape, "path": url.PathEscape, "html": html.EscapeString,
	"hex": func(s string) string { return hex.EncodeToString([]byte(s)) }, "HEX": func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
	"base64": func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"pair":   func(s string) string { return base64.URLEncoding.EncodeToString([]byte("u:" + s)) },
	"behind": func(s string) string { return base64.StdEncoding.EncodeToString([]byte("kn:" + s + ".")) },
	"cut":    func(s string) string { return s[:14] + "..." },
}

// places are templates of members, known and not; what is repeated stands for ECHO.
var places = []string{
	`"Name":"x ECHO y"`, `"Events":["own.ECHO","sale.sold"]`, `"TargetUrl":"https://h.example.com/a/ECHO/b"`, `"TargetUrl":"https://ECHO.example.com/"`,
	`"State":"ECHO"`, `"Type":"ECHO"`, `"Type":"crmscript","TargetUrl":"ECHO"`, `"Properties":{"a":"is ECHO"}`, `"Properties":{"ECHO":1}`, `"Properties":{"a":[{"b":{"ECHO":["ECHO"]}}]}`,
	`"Registered":"ECHO"`, `"Registered":["ECHO"]`, `"RegisteredAssociate":{"FullName":"ECHO"}`, `"UpdatedAssociate":{"Name":"ECHO","ECHO":"x"}`, `"ErrorsEmail":"ECHO@example.com"`,
	`"Description":"one\nECHO\nthree"`, `"ErrorEmails":["a@example.com","ECHO"]`, `"ErrorEmails":"ECHO"`, `"ErrorAssociates":[{"Id":1,"Name":"ECHO","ToolTip":"ECHO"}]`, `"ErrorAssociates":["ECHO"]`,
	`"NotifyVia":"ECHO"`, `"NotifyWhen":"ECHO"`, `"TotalCalls":"ECHO"`, `"LastError":"HTTP/1.1 401 Unauthorized\n\nyou sent ECHO"`, `"LastError":["ECHO"]`,
	`"Future":"ECHO"`, `"Future":{"ECHO":{"a":["ECHO"]}}`, `"ECHO":true`, `"Name":["ECHO"]`, `"Events":"ECHO"`, `"WebhookId":1`,
}

// shows reports the first piece of a credential that a text shows, in any case of its letters: 8 bytes of it, or 16 of what encodes it.
func shows(text string) string {
	lower := strings.ToLower(text)
	for _, credential := range []string{ownSecret, ownKey, ownToken} {
		for name, encode := range encodings {
			form := strings.ToLower(encode(credential))
			size := 8
			if strings.Contains("hexbase64pairbehind", strings.ToLower(name)) {
				size = 16
			}
			for i := 0; i+size <= len(form); i++ {
				if strings.Contains(lower, form[i:i+size]) {
					return fmt.Sprintf("%q (%s of %s)", form[i:i+size], name, credential)
				}
			}
		}
	}
	return ""
}

// Whatever member repeats a credential of its webhook, in whatever encoding: no output shows it.
func TestWhatRepeatsACredentialShowsNowhere(t *testing.T) {
	answer := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Method == http.MethodPost {
			_, _ = io.WriteString(w, answer)
			return
		}
		_, _ = io.WriteString(w, `{"value":[]}`)
	}))
	t.Cleanup(server.Close)
	outputs := [][]string{
		{"list", "-o", "json"}, {"list", "-o", "csv", "--columns", columns()}, {"list", "-o", "markdown", "--columns", columns()}, {"list", "-o", "names"}, {"list"},
		{"show", "1"}, {"show", "1", "-o", "json"}, {"show", "1", "-o", "markdown"}, {"triage"}, {"triage", "-o", "json"}, {"events", "-o", "json"}, {"lint"}, {"lint", "-o", "json"},
		{"check"}, {"check", "-o", "prometheus"},
	}
	rapid.Check(t, func(rt *rapid.T) {
		encoding := rapid.SampledFrom([]string{"plain", "upper", "lower", "form", "path", "html", "hex", "HEX", "base64", "pair", "behind", "cut"}).Draw(rt, "encoding")
		echo, _ := json.Marshal(encodings[encoding](rapid.SampledFrom([]string{ownSecret, ownKey, ownToken}).Draw(rt, "credential")))
		members := []string{`"WebhookId":1,"Name":"hook","State":"TooManyErrors"`, `"Secret":"` + ownSecret + `"`, `"Headers":{"X-Api-Key":"` + ownKey + `","X-Note":"n"}`}
		for range rapid.IntRange(1, 3).Draw(rt, "members") {
			members = append(members, strings.ReplaceAll(rapid.SampledFrom(places).Draw(rt, "place"), "ECHO", string(echo[1:len(echo)-1])))
		}
		answer = "[{" + strings.Join(rapid.Permutation(members).Draw(rt, "order"), ",") + "}]"
		if shows(answer) == "" {
			rt.Fatal("the search does not find what is there")
		}
		args := rapid.SampledFrom(outputs).Draw(rt, "output")
		o := run(t, []string{"CRMHOOKS_TOKEN=" + ownToken}, "", append(args, "--url", server.URL)...)
		if o.out+o.stderr == "" {
			rt.Fatalf("%v ended with %d: %s", args, o.status, o.stderr)
		}
		if found := shows(o.out + o.stderr); found != "" {
			rt.Errorf("%v shows %s of\n%s\n%s%s", args, found, answer, o.out, o.stderr)
		}
	})
}
