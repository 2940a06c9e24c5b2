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
		Short:   "Print every field of one webhook",
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
	o, err := a.open(cmd)
	if err != nil {
		return err
	}
	defer o.close()
	got, err := o.load(cmd.Context(), o.query(false))
	if err != nil {
		return err
	}
	hooks := got.byID(id)
	o.askLastErrors(cmd.Context(), got, hooks)
	for _, w := range hooks {
		if err := write(a.Stdout, w, o); err != nil {
			return unwritten(err)
		}
	}
	if err := a.conclude(got, o); err != nil {
		return err
	}
	return got.missing(id, hooks)
}

// byID returns the webhooks with an id: a broken answer may give one twice.
func (l *loaded) byID(id int64) []*webhook.Webhook {
	var hooks []*webhook.Webhook
	for i := range l.list.Webhooks {
		if w := &l.list.Webhooks[i]; w.ID == id {
			hooks = append(hooks, w)
		}
	}
	return hooks
}

// missing is the error of an id that no webhook has.
func (l *loaded) missing(id int64, found []*webhook.Webhook) error {
	if len(found) > 0 {
		return nil
	}
	return failed("there is no webhook "+strconv.FormatInt(id, 10)+" among "+format.Count(len(l.list.Webhooks)), "crmhooks list shows which there are.")
}

// parseID reads the id of a webhook as users write it.
func parseID(arg string) (int64, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(arg, "#"), 10, 64)
	if err != nil {
		return 0, usage(quoted(arg)+" is no id of a webhook", "An id is a whole number; crmhooks list shows them.")
	}
	return id, nil
}

func (a *app) showWriter(output string) (func(io.Writer, *webhook.Webhook, *opened) error, error) {
	switch output {
	case "text":
		return func(out io.Writer, w *webhook.Webhook, o *opened) error {
			return format.Text(out, w, o.times, o.styles)
		}, nil
	case "json":
		return func(out io.Writer, w *webhook.Webhook, _ *opened) error {
			_, err := io.WriteString(out, format.IndentedJSON(w)+"\n")
			return err
		}, nil
	case "markdown":
		return func(out io.Writer, w *webhook.Webhook, o *opened) error { return format.Markdown(out, w, o.times) }, nil
	}
	return nil, usage("-o cannot be "+quoted(output), "It can be "+strings.Join(showFormats(), ", ")+".")
}
