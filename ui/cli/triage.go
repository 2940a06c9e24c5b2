package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crmhooks/client/survey"
	"crmhooks/ui/format"
)

func (a *app) triageCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "triage",
		Long: "triage groups the webhooks that SuperOffice has switched off, and those that are active and fail, by receiver (the host or script that is called) and by cause,\n" +
			"so that one broken receiver reads as one line. For each group it says why it fails, what the error says, what to ask the owner of the receiver or\n" +
			"to check in a script, and who gets the error mail.",
		Example: "  crmhooks triage --demo\n  crmhooks triage -p acme -o markdown --name host:support",
	}
	return a.surveyCommand(cmd, []string{"text", "json", "markdown"}, a.triage)
}

func (a *app) triage(ctx context.Context, s *session, r *reading, rows []int, output string) error {
	s.explain(ctx, r, rows)
	groups := survey.Triage(r.List, rows)
	if len(groups) == 0 && output != "json" {
		a.note(s.foundNothing(r, rows, "None of "+format.Plural(len(rows), "webhook")+" is switched off or known to fail."))
	}
	if output == "json" {
		return unwritten(format.TriageJSON(a.Stdout, groups))
	}
	return unwritten(writeReports(a, s, groups, format.GroupReport, output))
}
