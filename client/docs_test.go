package client_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/sandbox"
)

var update = flag.Bool("update", false, "write docs/errors.md anew")

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
		t.Errorf("%s is not what the errors say (%v); write it anew with: go test ./client -run TestTheTableOfErrors -update", errorTable, err)
	}
}

// provokers are the faults of the sandbox for each kind.
func provokers() map[client.Kind][]string {
	faults := map[client.Kind][]string{}
	for _, f := range sandbox.Faults() {
		kind := client.Kind(f.Name)
		if want, listed := outcomes[f.Name]; listed {
			kind = want.kind
		}
		faults[kind] = append(faults[kind], "`"+f.Name+"`")
	}
	return faults
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
	for _, k := range kinds(t) {
		e := &client.Error{Kind: k, Host: "HOST"}
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s |\n", k, e.Error(), e.NextStep(), e.ExitStatus(), strings.Join(faults[k], ", "))
	}
	b.WriteString("\nFaults that are no failure: " + strings.Join(faults[""], ", ") + ".\n")
	return b.String()
}
