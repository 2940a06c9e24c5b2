package cli_test

import (
	"strings"
	"testing"
)

// What 12.x answers, and what 11.x does not, from the command line.
func TestVersionsOfTheServer(t *testing.T) {
	for _, c := range []struct {
		name   string
		args   []string
		status int
		out    string
	}{
		{"another application's webhook", []string{"list", "--name", "app:other", "--sort", "id", "-o", "csv", "--columns", "id,app,state,consecutive,last-status"}, 0,
			"id,app,state,consecutive,last-status\n112,other,other app,4,4\n115,other,other app,0,1\n118,other,other app,0,1\n"},
		{"its detail", []string{"show", "112"}, 0, "Only the archive lists this webhook"},
		{"it is no problem", []string{"check", "--name", "app:other"}, 0, "WEBHOOKS OK"},
		{"last calls", []string{"list", "--sort", "last-event", "--limit", "1", "-o", "csv", "--columns", "id,last-event"}, 0, "id,last-event\n"},
		{"a description is searched", []string{"list", "--name", "GDPR", "-o", "csv", "--columns", "id"}, 0, "20\n"},
		{"recipients are searched", []string{"list", "--name", "mail:dpo@", "-o", "csv", "--columns", "id,error-mail"}, 0,
			"20,\"personvern@example.com, dpo@example.com, Ingrid Åsen Johansen\"\n"},
		{"the cause of the list's own text", []string{"list", "--name", "id:57", "-o", "csv", "--columns", "cause", "--fault", "no-usage", "--server-version", "12.1"}, 0, "cause\ntls-expired\n"},
		{"counts without access to the archive", []string{"check", "--fault", "usage-forbidden", "--server-version", "12.1"}, 2, ", 4 failing | "},
		{"dates that cannot be read", []string{"show", "8", "--fault", "odd-dates"}, 0, "unreadable: "},
		{"as 11.12 answers", []string{"show", "57", "--server-version", "11.12"}, 0, "9 failures in a row"},
	} {
		t.Run(c.name, func(t *testing.T) { run(t, nil, "", append(c.args, "--demo")...).expect(t, c.status, c.out, "") })
	}
}

func TestWhatOnly12HasIsNotInventedFor11(t *testing.T) {
	for _, version := range []string{"11.12", "11.13"} {
		o := run(t, nil, "", "show", "57", "--demo", "--server-version", version, "-o", "json")
		for _, member := range []string{"Description", "ErrorEmails", "ErrorAssociates", "NotifyVia", "NotifyWhen", "TotalCalls", "LastError"} {
			if o.status != 0 || strings.Contains(o.out, `"`+member+`"`) {
				t.Errorf("%s: %d, with %s:\n%s", version, o.status, member, o.out)
			}
		}
	}
	o := run(t, nil, "", "list", "--demo", "--server-version", "11.12", "--name", "app:other")
	o.expect(t, 0, "", "None of 60 webhooks match.")
}

func TestOtherApplicationsCanBeLeftOut(t *testing.T) {
	o := run(t, []string{"CRMHOOKS_OTHER_APPS=false"}, "", "list", "--demo", "-o", "names")
	if o.status != 0 || strings.Count(o.out, "\n") != 60 || strings.Contains(o.out, "Partner portal") {
		t.Errorf("%d, %d lines", o.status, strings.Count(o.out, "\n"))
	}
}

// What leaves out what texts are masked by leaves out the texts.
func TestSelectionsThatCannotMaskLeaveTheLastErrorsOut(t *testing.T) {
	for _, flags := range [][]string{{"--no-secrets"}, {"--select", "Name,LastError"}, {"--select", "Name,Secret,Headers,Properties,LastError"}} {
		for _, version := range []string{"11.13", "12.1"} {
			o := run(t, nil, "", append([]string{"show", "57", "--demo", "-o", "json", "--server-version", version}, flags...)...)
			if o.status != 0 || strings.Contains(o.out, "NotTimeValid") {
				t.Errorf("%v of %s: %d\n%s", flags, version, o.status, o.out)
			}
		}
	}
	run(t, nil, "", "show", "57", "--demo", "-o", "json", "--select", "Name,Secret,Headers,Properties,TargetUrl,LastError").expect(t, 0, "NotTimeValid", "")
}

// A list that was saved with all of it can be read again, and says the same.
func TestASavedListOf12(t *testing.T) {
	saved := run(t, nil, "", "list", "--demo", "-o", "json")
	again := run(t, nil, saved.out, "list", "--file", "-", "-o", "json")
	if saved.status != 0 || again.status != 0 || again.out != saved.out {
		t.Errorf("%d and %d bytes, %s", len(saved.out), len(again.out), again.stderr)
	}
}
