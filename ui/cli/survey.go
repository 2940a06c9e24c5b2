package cli

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/ui/format"
)

// This file has what the commands share that read the list as a whole: triage, events and lint.

// surveyor writes what it finds in the given rows of a list, in a format.
type surveyor func(ctx context.Context, s *session, r *reading, rows []int, output string) error

// surveyCommand makes a command of a surveyor. The first format is the usual one.
func (a *app) surveyCommand(cmd *cobra.Command, formats []string, run surveyor) *cobra.Command {
	var output string
	cmd.Args = noArguments
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if !slices.Contains(formats, output) {
			return usage("-o cannot be "+quoted(output), "It can be "+strings.Join(formats, ", ")+".")
		}
		return a.survey(cmd, output, run)
	}
	cmd.Flags().StringVarP(&output, "output", "o", formats[0], "write a `FORMAT`: "+strings.Join(formats, ", "))
	complete(cmd, "output", formats...)
	a.filterFlags(cmd)
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	return cmd
}

// survey loads the list and has it read. A list that is not whole is worse than anything that is found in it.
func (a *app) survey(cmd *cobra.Command, output string, run surveyor) error {
	s, r, rows, err := a.read(cmd)
	if err != nil {
		return err
	}
	defer s.close()
	found := run(cmd.Context(), s, r, rows, output)
	if err := a.conclude(r, s); err != nil {
		return err
	}
	return found
}

// writeReports writes a report of each thing that was found, one under the other.
func writeReports[T any](a *app, s *session, found []T, report func(T) format.Report, output string) error {
	for i, f := range found {
		found := report(f)
		if i > 0 {
			if _, err := io.WriteString(a.Stdout, "\n"); err != nil {
				return err
			}
		}
		write := func() error { return found.Text(a.Stdout, s.styles) }
		if output == "markdown" {
			write = func() error { return found.Markdown(a.Stdout) }
		}
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// foundNothing says that nothing was found in the given rows, or that the filters left none to look at.
func (s *session) foundNothing(r *reading, rows []int, sentence string) string {
	if len(rows) == 0 {
		return s.nothing(len(r.List.Webhooks))
	}
	return sentence
}
