package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSurveysOfTheBuiltInTenant(t *testing.T) {
	for _, c := range []struct {
		name        string
		args        []string
		status      int
		out, stderr string
	}{
		{"triage", []string{"triage", "--demo"}, 0, "integrasjon.example.com: certificate expired, 4 webhooks, 9 events, 4 recipients\nState         ▲ 4 too many errors\n", ""},
		{"a group of the triage in Markdown", []string{"triage", "--demo", "--name", "host:flows", "-o", "markdown"}, 0, "## flows.example.net: too many calls (429), 1 webhook, 3 events, 1 recipient\n\n- Tenant: Cust00001\n- State: ", ""},
		{"a part of the triage", []string{"triage", "--demo", "--status", "failing", "--name", "cause:timeout"}, 0, "kontor.example.net: no answer in time", ""},
		{"nothing fails", []string{"triage", "--demo", "--name", "host:erp"}, 0, "", "None of 4 webhooks is switched off or known to fail."},
		{"nothing is looked at", []string{"triage", "--demo", "--name", "zzz"}, 0, "", "None of 63 webhooks match."},
		{"no listener is looked at", []string{"events", "--demo", "--name", "zzz"}, 0, "", "None of 63 webhooks match."},
		{"nothing is linted", []string{"lint", "--demo", "--name", "zzz"}, 0, "", "None of 63 webhooks match."},
		{"nothing fails, as JSON", []string{"triage", "--demo", "--name", "host:erp", "-o", "json"}, 0, "[]\n", ""},
		{"triage without access to the usage", []string{"triage", "--demo", "--fault", "usage-forbidden"}, 0, "integrasjon.example.com: certificate expired, 4 webhooks", "Calls and errors are not available: no access to usage. With usage = false in the profile they are not asked for.\n"},
		{"triage without any access", []string{"triage", "--demo", "--fault", "no-usage"}, 0, "integrasjon.example.com: last error not read, 4 webhooks", "Last errors are missing: no access to last error.\n"},
		{"triage in no format", []string{"triage", "--demo", "-o", "csv"}, 2, "", "It can be text, json, markdown."},
		{"events", []string{"events", "--demo"}, 0, "■ kurs.avlyst ", ""},
		{"one event", []string{"events", "--demo", "--event", "=sale.sold"}, 0, "Event        Healthy  Failing  Off  Webhooks", ""},
		{"the events of a host", []string{"events", "--demo", "--name", "host:=samtykke.example.org"}, 0, "only here", ""},
		{"an event in Markdown", []string{"events", "--demo", "--event", "=sale.sold", "-o", "markdown"}, 0, "## sale.sold\n\n- Tenant: Cust00001\n- Listeners: 8 healthy, 1 failing, 2 off\n", ""},
		{"no event", []string{"events", "--demo", "--event", "nothing.here"}, 0, "", "No event, of 63 webhooks."},
		{"lint", []string{"lint", "--demo"}, 1, "the event \"sale.chnaged\", nearest \"sale.changed\"", "findings of the severity warning or above"},
		{"lint of errors alone", []string{"lint", "--demo", "--fail-on", "error"}, 1, "unknown-event", "2 findings of the severity error or above"},
		{"lint with nothing bad enough", []string{"lint", "--demo", "--name", "id:52", "--fail-on", "error"}, 0, "deleted-associate", ""},
		{"lint of one webhook knows the others", []string{"lint", "--demo", "--name", "id:52"}, 1, "5 webhooks have the same secret", "1 finding of the severity warning"},
		{"lint in Markdown", []string{"lint", "--demo", "--name", "id:42", "-o", "markdown"}, 1, "## unknown-event: E-signering av tilbud (test)\n\n- Tenant: Cust00001\n- Found: ", "finding"},
		{"lint without secrets misses none", []string{"lint", "--demo", "--no-secrets", "--name", "id:30"}, 1, "target-credentials", "1 finding"},
		{"nothing to lint", []string{"lint", "--demo", "--name", "id:22"}, 0, "", "No findings in 1 webhook."},
		{"no such severity", []string{"lint", "--demo", "--fail-on", "bad"}, 2, "", "there are info, warning, error"},
		{"lint of an incomplete list", []string{"lint", "--demo", "--fault", "truncated"}, 1, "http-target", "ends in the middle"},
		{"show with its calls", []string{"show", "57", "--demo"}, 0, "\nWhy           certificate expired. ", ""},
		{"show asks for the last error", []string{"show", "61", "--demo"}, 0, "NotTimeValid", ""},
		{"show of what succeeded since", []string{"show", "22", "--demo"}, 0, "Last error (not failing now)", ""},
		{"list with the usage", []string{"list", "--demo", "--name", "id:73", "-o", "csv", "--columns", "id,state,cause,consecutive"}, 0, "id,state,cause,consecutive\n73,Active,refused,3\n", ""},
		{"list of problems asks for their last errors", []string{"list", "--demo", "--status", "problems", "--name", "id:61", "-o", "csv", "--columns", "cause"}, 0, "cause\ntls-expired\n", ""},
		{"a cause that only GetLastError knows", []string{"triage", "--demo", "--name", "cause:certificate"}, 0, "certificate expired, 4 webhooks", ""},
		{"list in Markdown says what fails", []string{"list", "--demo", "--name", "id:64", "-o", "markdown", "--columns", "state,cause"}, 0, "| active, failing | script failed |", ""},
		{"list of what fails", []string{"list", "--demo", "--status", "failing", "--sort", "-consecutive", "-o", "csv", "--columns", "id"}, 0, "id\n107\n64\n85\n73\n", ""},
		{"list without access to the usage", []string{"list", "--demo", "--fault", "usage-forbidden", "-o", "names"}, 0, "ERP order sync\n", "Calls and errors are not available: no access to usage. With usage = false in the profile they are not asked for.\n"},
		{"list with the server's filter for what fails", []string{"list", "--demo", "--server-filter", "--status", "failing", "-o", "csv", "--columns", "id"}, 0, "id\n64\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) { run(t, nil, "", c.args...).expect(t, c.status, c.out, c.stderr) })
	}
}

func TestUsageAndLastErrorsCanBeLeftOut(t *testing.T) {
	off := []string{"CRMHOOKS_USAGE=false", "CRMHOOKS_LAST_ERROR=false"}
	o := run(t, off, "", "show", "57", "--demo", "--server-version", "11.13")
	o.expect(t, 0, "last error not read", "")
	if strings.Contains(o.out, "Calls ") || strings.Contains(o.out, "Last error") {
		t.Errorf("it was read all the same:\n%s", o.out)
	}
	run(t, off[:1], "", "show", "57", "--demo", "--server-version", "11.13").expect(t, 0, "NotTimeValid", "") // GetLastError tells
	for _, version := range []string{"11.12", "11.13", "12.1"} {                                              // which has the text in the list itself
		for _, output := range []string{"text", "json", "markdown"} {
			o = run(t, off[1:], "", "show", "57", "--demo", "--server-version", version, "-o", output)
			o.expect(t, 0, "9", "")
			if strings.Contains(o.out, "NotTimeValid") {
				t.Errorf("%s, %s: the last error was read all the same:\n%s", version, output, o.out)
			}
		}
	}
}

func TestFindingsCanBeIgnored(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.toml")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`ignore_findings = ["http-target", "no-secret"]`)
	o := run(t, nil, "", "lint", "--demo", "--config", file, "--fail-on", "error")
	o.expect(t, 0, "unknown-event", "")
	if strings.Contains(o.out, "http-target") || strings.Contains(o.out, "no-secret") {
		t.Errorf("not ignored:\n%s", o.out)
	}
	write(`ignore_findings = ["http-targt"]`)
	run(t, nil, "", "lint", "--demo", "--config", file).expect(t, 2, "", "the nearest is http-target")
}

func TestSurveysAsJSON(t *testing.T) {
	var groups []struct {
		Receiver, Cause string
		Checklist       []string
		Mails           []string `json:"error_mails"`
		Webhooks        []struct {
			WebhookID int64 `json:"WebhookId"`
			Name      string
		}
	}
	decode(t, run(t, nil, "", "triage", "--demo", "-o", "json").out, &groups)
	if len(groups) != 6 || groups[0].Receiver != "integrasjon.example.com" || groups[0].Cause != "tls-expired" || len(groups[0].Checklist) != 3 || len(groups[0].Mails) != 2 || len(groups[0].Webhooks) != 4 {
		t.Errorf("%+v", groups)
	}
	var events []struct {
		Event                 string
		Healthy, Failing, Off int
		Elsewhere             *int
		Unheard               bool
		Twice                 []int64 `json:"delivered_twice_by"`
	}
	decode(t, run(t, nil, "", "events", "--demo", "--event", "=sale.sold", "-o", "json").out, &events)
	if len(events) != 1 || events[0].Healthy != 8 || events[0].Failing != 1 || events[0].Off != 2 || events[0].Elsewhere != nil || len(events[0].Twice) != 2 {
		t.Errorf("%+v", events)
	}
	decode(t, run(t, nil, "", "events", "--demo", "--name", "host:erp", "--event", "=sale.sold", "-o", "json").out, &events)
	if len(events) != 1 || events[0].Elsewhere == nil || *events[0].Elsewhere != 7 {
		t.Errorf("%+v", events)
	}
	var findings []struct{ Rule, Severity, Text, Why string }
	decode(t, run(t, nil, "", "lint", "--demo", "-o", "json").out, &findings)
	if len(findings) < 30 || findings[0].Rule != "http-target" || findings[0].Severity != "error" || findings[0].Why == "" {
		t.Errorf("%d findings, the first %+v", len(findings), findings[0])
	}
}

func decode(t *testing.T, out string, to any) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), to); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
}

func TestASavedListKeepsItsUsage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "saved.json")
	if err := os.WriteFile(file, []byte(run(t, nil, "", "list", "--demo", "-o", "json").out), 0o600); err != nil {
		t.Fatal(err)
	}
	o := run(t, nil, "", "triage", "--file", file)
	o.expect(t, 0, "integrasjon.example.com: certificate expired, 3 webhooks", "")
	if !strings.Contains(o.out, "legacy.example.com:8080: connection refused") {
		t.Errorf("what fails is lost:\n%s", o.out)
	}
	// Masks of different things look the same, and are not taken for the same.
	lint := run(t, nil, "", "lint", "--file", file)
	if strings.Contains(lint.out, "shared-secret") || !strings.Contains(lint.out, "sale.sold goes 2 times to erp.example.com") {
		t.Errorf("of a saved list:\n%s", lint.out)
	}
}
