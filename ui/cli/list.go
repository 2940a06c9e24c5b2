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
	chosen  []format.Column // nil for the default ones
	limit   int
	stream  bool
}

func (a *app) listCommand() *cobra.Command {
	l := &listing{app: a}
	cmd := &cobra.Command{
		Use:  "list",
		Long: "list prints the webhooks, problems first. Data goes to standard output, everything else to standard error.",
		Example: "  crmhooks list --demo --status problems\n" +
			"  crmhooks list -p acme --event sale.sold -o markdown\n" +
			"  crmhooks list -p acme -o json | jq '.[].TargetUrl'\n" +
			"  crmhooks list -p acme -o names --stream | fzf",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return l.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVarP(&l.output, "output", "o", "table", "write a `FORMAT`: "+strings.Join(listFormats(), ", "))
	f.StringVar(&l.columns, "columns", "", "the `COLUMNS` of table, csv and markdown: "+strings.Join(format.ColumnNames(), ", "))
	f.IntVar(&l.limit, "limit", 0, "print at most `N` webhooks; 0 prints all")
	f.BoolVar(&l.stream, "stream", false, "with ndjson and names, print each webhook as soon as it comes, in the server's order, without what only the archive knows: calls, and webhooks of other applications")
	a.sortFlag(cmd)
	a.filterFlags(cmd)
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	complete(cmd, "output", listFormats()...)
	_ = cmd.RegisterFlagCompletionFunc("columns", completeColumns)
	return cmd
}

// completeColumns offers the columns that can follow the last comma.
func completeColumns(_ *cobra.Command, _ []string, columns string) ([]string, cobra.ShellCompDirective) {
	before := columns[:strings.LastIndexByte(columns, ',')+1]
	var lists []string
	for _, c := range format.Columns() {
		lists = append(lists, cobra.CompletionWithDesc(before+c.String(), c.Title()))
	}
	return lists, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}

func listFormats() []string { return []string{"table", "json", "ndjson", "csv", "markdown", "names"} }

func (l *listing) run(cmd *cobra.Command) error {
	write, err := l.writer()
	if err != nil {
		return err
	}
	if l.stream {
		return l.runStream(cmd)
	}
	s, r, rows, err := l.read(cmd)
	if err != nil {
		return err
	}
	defer s.close()
	if s.trouble() || slices.Contains(s.columns(l.chosen), format.ColumnCause) {
		s.explain(cmd.Context(), r, rows)
	}
	hooks := r.hooks(rows)
	if len(hooks) == 0 {
		l.note(s.nothing(len(r.List.Webhooks)))
	}
	if l.limit > 0 && len(hooks) > l.limit {
		hooks = hooks[:l.limit]
	}
	if err := write(l.Stdout, hooks, s); err != nil {
		return unwritten(err)
	}
	return l.conclude(r, s)
}

// query is what the server is asked.
func (s *session) query(server bool) webhook.Query {
	var q webhook.Query
	if server {
		q, _ = s.filter.Ask()
	}
	q.Select = s.selected
	return q
}

// trouble reports whether webhooks in trouble are asked for: then it matters why they fail.
func (s *session) trouble() bool {
	return s.filter.Problems || s.filter.Status == webhook.TooManyErrors || s.filter.Status == webhook.Failing
}

// columns are the chosen ones, or those that suit what was asked for.
func (s *session) columns(chosen []format.Column) []format.Column {
	if chosen != nil {
		return chosen
	}
	return format.DefaultColumns(s.trouble(), webhook.FieldsOf(s.selected))
}

// nothing explains an empty list.
func (s *session) nothing(among int) string {
	switch {
	case among > 0:
		return format.NoneMatch(among)
	case s.Hint != "":
		return "No webhooks. Online, an application sees only the webhooks that it created itself. " + format.NoneInACopy
	}
	return "No webhooks."
}

// writer checks -o and --columns before anything is asked.
func (l *listing) writer() (write func(io.Writer, []*webhook.Webhook, *session) error, err error) {
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
		return func(out io.Writer, hooks []*webhook.Webhook, s *session) error {
			if len(hooks) == 0 {
				return nil
			}
			return format.Table(out, hooks, s.columns(l.chosen), s.times, s.styles, l.Width())
		}, nil
	case "csv":
		return func(out io.Writer, hooks []*webhook.Webhook, s *session) error {
			return format.CSV(out, hooks, s.columns(l.chosen))
		}, nil
	case "markdown":
		return func(out io.Writer, hooks []*webhook.Webhook, s *session) error {
			return format.MarkdownTable(out, hooks, s.columns(l.chosen))
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
	return func(out io.Writer, hooks []*webhook.Webhook, _ *session) error { return plain(out, hooks) }, nil
}
