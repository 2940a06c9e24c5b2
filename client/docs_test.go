package client_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"crmhooks/client/failure"
	"crmhooks/client/sandbox"
	"crmhooks/client/webhook"
)

var update = flag.Bool("update", false, "rewrite docs/errors.md")

const errorTable = "../docs/errors.md"

// TestTheTableOfErrors holds docs/errors.md against the errors themselves. After a change: go test ./client -run TestTheTableOfErrors -update
func TestTheTableOfErrors(t *testing.T) {
	want := tableOfErrors(t)
	if *update {
		if err := os.WriteFile(errorTable, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(errorTable)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what the errors say (%v); rewrite it with: go test ./client -run TestTheTableOfErrors -update", errorTable, err)
	}
}

// provokers are the faults of the sandbox for each kind, and under "" those of which nothing fails. A fault that leaves the list good stands for a
// kind when what is said beside the list is the kind's own sentence.
func provokers() map[failure.Kind][]string {
	faults := map[failure.Kind][]string{}
	for _, f := range sandbox.Faults() {
		kind := failure.Kind(f.Name)
		if want, listed := outcomes[f.Name]; listed {
			kind = want.kind
		}
		if beside, listed := besides[f.Name]; listed && beside.kind != "" {
			kind = beside.kind
			sentence := strings.TrimSuffix((&failure.Error{Kind: kind, Host: "HOST"}).Error(), ".")
			if !strings.Contains(beside.usage+beside.lastError, sentence) {
				continue
			}
		}
		faults[kind] = append(faults[kind], "`"+f.Name+"`")
	}
	return faults
}

// tableOfTenantStates says what is said about a tenant of SuperOffice Online that does not run.
func tableOfTenantStates(t *testing.T) string {
	var b strings.Builder
	b.WriteString("\n## A tenant that is not running\n\n| state | sentence | next step |\n|---|---|---|\n")
	for _, state := range tenantStates {
		e := notRunning(t, state)
		fmt.Fprintf(&b, "| %s | %s | %s |\n", state, strings.Replace(e.Error(), e.Host, "HOST", 1), e.NextStep())
	}
	return b.String()
}

// tableOfSavedErrors says what is said about a saved list that cannot be read.
func tableOfSavedErrors(t *testing.T) string {
	var b strings.Builder
	b.WriteString("\n## A saved list\n\nWhatever is wrong with a saved list, the next step is that of bad-file.\n\n| kind | sentence |\n|---|---|\n")
	for _, body := range []string{"null", `{"Message":"what the server said"}`, "<html>", "<a/>", "", "[", "hello", "{}"} {
		_, err := saved(body).List(context.Background(), webhook.Query{})
		fmt.Fprintf(&b, "| %s | %s |\n", kind(t, err), err)
	}
	return b.String()
}

// tableOfSoftErrors says what is said when something beside the list cannot be read.
func tableOfSoftErrors() string {
	var b strings.Builder
	b.WriteString("\n## Beside the list\n\nThe usage and the last errors never stand in the way of the list: what is said about them is a note. Rows of the usage that came before an " +
		"answer\nbroke off stay.\n\n| fault | said about the usage | said about last errors |\n|---|---|---|\n")
	for _, f := range sandbox.Faults() {
		if said := besides[f.Name]; said.kind != "" {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, said.usage, said.lastError)
		}
	}
	return b.String()
}

func tableOfErrors(t *testing.T) string {
	var b strings.Builder
	b.WriteString("# What can go wrong, and what is said about it\n\n" +
		"Made by `go test ./client -run TestTheTableOfErrors -update` from the errors themselves. HOST stands for the host that was asked; what the\n" +
		"server said, cleaned and without credentials, follows the sentence. `crmhooks list --demo --fault NAME` shows a line for yourself; without a\n" +
		"name, a test provokes the line in another way. Webhooks that came before an answer broke off stay on the screen, marked as incomplete, and `list`\n" +
		"prints them and ends with 1.\n\n" +
		"| kind | sentence | next step | exit | fault |\n|---|---|---|---|---|\n")
	faults := provokers()
	for _, k := range failure.Kinds() {
		e := &failure.Error{Kind: k, Host: "HOST"}
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s |\n", k, e.Error(), e.NextStep(), e.ExitStatus(), strings.Join(faults[k], ", "))
	}
	b.WriteString("\nFaults that are no failure: " + strings.Join(faults[""], ", ") + ".\n" + tableOfTenantStates(t) + tableOfSavedErrors(t) + tableOfSoftErrors())
	return b.String()
}
