package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"

	"crmhooks/client/survey"
	"crmhooks/ui/format"
)

func (a *app) lintCommand() *cobra.Command {
	failOn := severity(survey.Warning)
	cmd := &cobra.Command{
		Use: "lint",
		Long: "lint looks at how the webhooks are set up. It ends with 1 when it finds something at or above --fail-on. To leave out the findings of a rule,\n" +
			"name it in the configuration: ignore_findings = [\"no-secret\"]. The rules:\n\n" + ruleLines(),
		Example: "  crmhooks lint --demo\n  crmhooks lint -p acme -o json --fail-on error",
	}
	cmd = a.surveyCommand(cmd, []string{"text", "json", "markdown"}, func(_ context.Context, s *session, r *reading, rows []int, output string) error {
		return a.lint(s, r, rows, output, survey.Severity(failOn))
	})
	cmd.Flags().Var(&failOn, "fail-on", "end with 1 at a finding of this `SEVERITY` or above: "+strings.Join(severityNames(), ", "))
	complete(cmd, "fail-on", severityNames()...)
	return cmd
}

func ruleLines() string {
	var lines []string
	for _, r := range survey.Rules() {
		lines = append(lines, fmt.Sprintf("  %-19s %s", r, r.Severity()))
	}
	return strings.Join(lines, "\n")
}

func (a *app) lint(s *session, r *reading, rows []int, output string, failOn survey.Severity) error {
	whole := !a.flags.serverFilter && r.Result.Incomplete == nil
	all := survey.Findings(r.List, r.Order, whole, s.config.Ignore)
	findings := survey.About(all, r.List, rows)
	if err := unwritten(a.writeFindings(s, findings, output)); err != nil {
		return err
	}
	if len(findings) == 0 && output != "json" {
		a.note(s.foundNothing(r, rows, "No findings in "+format.Plural(len(rows), "webhook")+"."))
	}
	n := 0
	for _, f := range findings {
		if f.Rule.Severity() >= failOn {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return failed(format.Plural(n, "finding")+" of the severity "+failOn.String()+" or above", "crmhooks lint -o markdown explains each; --fail-on sets what is too much.")
}

func (a *app) writeFindings(s *session, findings []*survey.Finding, output string) error {
	switch {
	case output == "json":
		return format.FindingsJSON(a.Stdout, findings)
	case len(findings) == 0:
		return nil
	case output == "markdown":
		return writeReports(a, s, findings, format.FindingReport, output)
	}
	g := format.Grid{Headings: []string{"Severity", "Rule", "Webhooks", "Name", "Found"}}
	for _, f := range findings {
		g.Rows = append(g.Rows, []string{f.Rule.Severity().String(), string(f.Rule), format.IDs(f.Hooks), format.FindingWho(f), f.Text})
	}
	g.Style = func(row, column int) lipgloss.Style {
		if column > 0 {
			return lipgloss.Style{}
		}
		return format.SeverityStyle(findings[row].Rule.Severity(), s.styles)
	}
	return g.Write(a.Stdout, s.styles, a.Width())
}

func severityNames() []string {
	var names []string
	for _, s := range survey.Severities() {
		names = append(names, s.String())
	}
	return names
}

// severity is a severity as the value of a flag.
type severity survey.Severity

// String is the severity's name.
func (s *severity) String() string { return survey.Severity(*s).String() }

// Type is what the help calls the value.
func (s *severity) Type() string { return "severity" }

// Set takes a severity's name.
func (s *severity) Set(name string) error {
	at := slices.Index(severityNames(), strings.ToLower(name))
	if at < 0 {
		return fmt.Errorf("there are %s", strings.Join(severityNames(), ", "))
	}
	*s = severity(survey.Severities()[at])
	return nil
}
