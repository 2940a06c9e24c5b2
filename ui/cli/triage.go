package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crmhooks/client/survey"
	"crmhooks/ui/format"
)

func (a *app) triageCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "triage",
		Short: "Group what fails by receiver and cause",
		Long: "triage groups the webhooks that SuperOffice has switched off, and those that are active and fail, by the host that is called and by the cause,\n" +
			"so that one broken receiver reads as one line. Of each group it tells why it fails, what the error says, what the owner of the receiver can\n" +
			"check, and who gets the error mail.",
		Example: "  crmhooks triage --demo\n  crmhooks triage -p acme -o markdown --name host:support",
	}
	return a.surveyCommand(cmd, []string{"text", "json", "markdown"}, a.triage)
}

func (a *app) triage(ctx context.Context, o *opened, got *loaded, rows []int, output string) error {
	o.askLastErrors(ctx, got, got.hooks(rows))
	groups := survey.Triage(got.list, rows)
	if len(groups) == 0 && output != "json" {
		a.note("Nothing fails, of " + format.Plural(len(rows), "webhook") + ".")
	}
	if output == "json" {
		return unwritten(format.TriageJSON(a.Stdout, groups))
	}
	return unwritten(writeReports(a, o, groups, format.GroupReport, output))
}
