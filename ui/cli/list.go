package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// listing is one run of the list command.
type listing struct {
	*app
	output  string
	columns string          // as they were given
	chosen  []format.Column // nil for those that suit what is asked for
	limit   int
}

func (a *app) listCommand() *cobra.Command {
	l := &listing{app: a}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Print the webhooks",
		Long:  "list prints the webhooks, problems first. Data goes to standard output, everything else to standard error.",
		Example: "  crmhooks list --demo --status problems\n" +
			"  crmhooks list -p acme --event sale.sold -o markdown\n" +
			"  crmhooks list -p acme -o json | jq '.[].TargetUrl'",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return l.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVarP(&l.output, "output", "o", "table", "write a `FORMAT`: "+strings.Join(listFormats(), ", "))
	f.StringVar(&l.columns, "columns", "", "the `COLUMNS` of table, csv and markdown: "+strings.Join(format.ColumnNames(), ", "))
	f.IntVar(&l.limit, "limit", 0, "print at most `N` webhooks; 0 prints all")
	a.sortFlag(cmd)
	a.filterFlags(cmd)
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	complete(cmd, "output", listFormats()...)
	return cmd
}

func listFormats() []string { return []string{"table", "json", "ndjson", "csv", "markdown", "names"} }

func (l *listing) run(cmd *cobra.Command) error {
	write, err := l.writer()
	if err != nil {
		return err
	}
	o, got, rows, err := l.read(cmd)
	if err != nil {
		return err
	}
	defer o.close()
	hooks := got.hooks(rows)
	if o.trouble() || slices.Contains(o.columns(l.chosen), format.ColumnCause) {
		o.askLastErrors(cmd.Context(), got, hooks)
	}
	if len(hooks) == 0 {
		l.note(o.nothing(len(got.list.Webhooks)))
	}
	if l.limit > 0 && len(hooks) > l.limit {
		hooks = hooks[:l.limit]
	}
	if err := write(l.Stdout, hooks, o); err != nil {
		return unwritten(err)
	}
	return l.conclude(got, o)
}

// query is what the server is asked.
func (o *opened) query(server bool) webhook.Query {
	var q webhook.Query
	if server {
		q, _ = o.filter.Ask()
	}
	q.Select = o.selected
	return q
}

// trouble reports whether webhooks in trouble are asked for, of which it matters why.
func (o *opened) trouble() bool {
	return o.filter.Problems || o.filter.Status == webhook.TooManyErrors || o.filter.Status == webhook.Failing
}

// columns are the chosen ones, or those that suit what was asked for.
func (o *opened) columns(chosen []format.Column) []format.Column {
	if chosen != nil {
		return chosen
	}
	return format.DefaultColumns(o.trouble(), webhook.FieldsOf(o.selected))
}

// nothing explains an empty list.
func (o *opened) nothing(among int) string {
	switch {
	case among > 0:
		return format.NoneMatch(among)
	case o.Hint != "":
		return "No webhooks. Online, an application sees only the webhooks that it created itself. " + format.NoneInACopy
	}
	return "No webhooks."
}

// writer checks -o and --columns before anything is asked.
func (l *listing) writer() (write func(io.Writer, []*webhook.Webhook, *opened) error, err error) {
	if l.columns != "" {
		if l.chosen, err = format.ParseColumns(l.columns); err != nil {
			return nil, usage("--columns: "+err.Error(), "See crmhooks list --help.")
		}
	}
	if l.limit < 0 {
		return nil, usage("--limit must not be negative", "0 prints all.")
	}
	switch l.output {
	case "table":
		return func(out io.Writer, hooks []*webhook.Webhook, o *opened) error {
			if len(hooks) == 0 {
				return nil
			}
			return format.Table(out, hooks, o.columns(l.chosen), o.times, o.styles, l.Width())
		}, nil
	case "csv":
		return func(out io.Writer, hooks []*webhook.Webhook, o *opened) error {
			return format.CSV(out, hooks, o.columns(l.chosen))
		}, nil
	case "markdown":
		return func(out io.Writer, hooks []*webhook.Webhook, o *opened) error {
			return format.MarkdownTable(out, hooks, o.columns(l.chosen))
		}, nil
	}
	whole := map[string]func(io.Writer, []*webhook.Webhook) error{"json": format.JSON, "ndjson": format.NDJSON, "names": format.Names}
	plain, ok := whole[l.output]
	if !ok {
		return nil, usage("-o cannot be "+quoted(l.output), "It can be "+strings.Join(listFormats(), ", ")+".")
	}
	if l.columns != "" {
		return nil, usage("--columns goes with table, csv and markdown, not with "+l.output, "Leave it out; --select asks the server for fewer members.")
	}
	return func(out io.Writer, hooks []*webhook.Webhook, _ *opened) error { return plain(out, hooks) }, nil
}
