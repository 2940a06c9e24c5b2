package cli

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func (a *app) showCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:     "show ID",
		Long:    "show prints every field of the webhook with this id, its secret masked.",
		Example: "  crmhooks show 3 --demo\n  crmhooks show 3 -p acme -o markdown",
		Args:    oneID,
		RunE:    func(cmd *cobra.Command, args []string) error { return a.show(cmd, args[0], output) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", "text", "write a `FORMAT`: "+strings.Join(showFormats(), ", "))
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	complete(cmd, "output", showFormats()...)
	return cmd
}

func oneID(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage(cmd.Name()+" takes the id of one webhook", "crmhooks list shows the ids.")
	}
	return nil
}

func showFormats() []string { return []string{"text", "json", "markdown"} }

func (a *app) show(cmd *cobra.Command, arg, output string) error {
	id, err := parseID(arg)
	if err != nil {
		return err
	}
	write, err := a.showWriter(output)
	if err != nil {
		return err
	}
	s, err := a.open(cmd)
	if err != nil {
		return err
	}
	defer s.close()
	r, err := s.load(cmd.Context(), s.query(false))
	if err != nil {
		return err
	}
	rows := r.rowsOf(id)
	s.explain(cmd.Context(), r, rows)
	for _, w := range r.hooks(rows) {
		if err := write(a.Stdout, w, s); err != nil {
			return unwritten(err)
		}
	}
	if err := a.conclude(r, s); err != nil {
		return err
	}
	return r.missing(id, rows)
}

// rowsOf are the webhooks with an id: a broken answer may give one twice.
func (r *reading) rowsOf(id int64) []int {
	var rows []int
	for i := range r.List.Webhooks {
		if r.List.Webhooks[i].ID == id {
			rows = append(rows, i)
		}
	}
	return rows
}

// missing is the error of an id that no webhook has.
func (r *reading) missing(id int64, rows []int) error {
	if len(rows) > 0 {
		return nil
	}
	return failed("there is no webhook "+strconv.FormatInt(id, 10)+" among "+format.Count(len(r.List.Webhooks)), "crmhooks list shows which there are.")
}

// parseID reads the id of a webhook as users write it.
func parseID(arg string) (int64, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(arg, "#"), 10, 64)
	if err != nil {
		return 0, usage(quoted(arg)+" is no id of a webhook", "An id is a whole number; crmhooks list shows them.")
	}
	return id, nil
}

func (a *app) showWriter(output string) (func(io.Writer, *webhook.Webhook, *session) error, error) {
	switch output {
	case "text":
		return func(out io.Writer, w *webhook.Webhook, s *session) error {
			return format.Text(out, w, s.times, s.styles)
		}, nil
	case "json":
		return func(out io.Writer, w *webhook.Webhook, _ *session) error {
			_, err := io.WriteString(out, format.IndentedJSON(w)+"\n")
			return err
		}, nil
	case "markdown":
		return func(out io.Writer, w *webhook.Webhook, s *session) error { return format.Markdown(out, w, s.times) }, nil
	}
	return nil, usage("-o cannot be "+quoted(output), "It can be "+strings.Join(showFormats(), ", ")+".")
}
