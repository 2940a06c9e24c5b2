package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client"
	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/console"
	"crmhooks/ui/format"
)

// The statuses of the Monitoring Plugins Development Guidelines.
const (
	statusOK       = 0
	statusWarning  = 1
	statusCritical = 2
	statusUnknown  = 3
)

var statusWords = [...]string{"OK", "WARNING", "CRITICAL", "UNKNOWN"}

// ended is the error of a command that has said everything and ends with a status of its own.
type ended struct{ status int }

// Error is not shown.
func (e ended) Error() string { return "ended with " + strconv.Itoa(e.status) }

// ExitStatus is the status.
func (e ended) ExitStatus() int { return e.status }

func checkFormats() []string { return []string{"plugin", "prometheus"} }

func (a *app) checkCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell a monitoring system how the webhooks are",
		Long: "check is a plugin for monitoring systems, such as Icinga and Nagios: one line, performance data, and a line for each broken receiver.\n\n" +
			"It ends with 2 (CRITICAL) when SuperOffice has switched a webhook off, with 1 (WARNING) when an active one fails or a state is not known,\n" +
			"with 3 (UNKNOWN) when that cannot be told, also for wrong usage and configuration, and else with 0. A webhook that somebody stopped is OK.\n" +
			"Where the login has no access to the usage of webhooks, it goes by their states alone, and says so.\n" +
			"-o prometheus writes metrics for the textfile collector of the node exporter, and ends with 0 or 3.",
		Example: "  crmhooks check -p acme\n  crmhooks check -p acme -o prometheus > /var/lib/node_exporter/crmhooks.prom",
		Args: func(cmd *cobra.Command, args []string) error {
			return a.unknown(noArguments(cmd, args), output)
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return a.unknown(a.check(cmd, output), output) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", "plugin", "write a `FORMAT`: "+strings.Join(checkFormats(), ", "))
	complete(cmd, "output", checkFormats()...)
	a.filterFlags(cmd)
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return a.unknown(flagError(cmd, err), output) })
	return cmd
}

// unknown says an error where a monitoring system looks for it, and ends with UNKNOWN.
func (a *app) unknown(err error, output string) error {
	var done ended
	if err == nil || errors.As(err, &done) || errors.As(err, new(console.Signalled)) {
		return err
	}
	said := err.Error()
	if step, ok := err.(interface{ NextStep() string }); ok {
		said = strings.TrimSpace(said + " " + step.NextStep())
	}
	if output == "prometheus" {
		_, _ = io.WriteString(a.Stdout, metric("crmhooks_up", "Whether the webhooks could be read.", "", "0"))
		a.note(said)
		return ended{statusUnknown}
	}
	_, _ = fmt.Fprintln(a.Stdout, "WEBHOOKS UNKNOWN: "+noBar(said)) // there is nobody else to tell
	return ended{statusUnknown}
}

// noBar keeps a text from beginning performance data.
func noBar(s string) string { return strings.ReplaceAll(s, "|", "/") }

func (a *app) check(cmd *cobra.Command, output string) error {
	if !slices.Contains(checkFormats(), output) {
		return usage("-o cannot be "+quoted(output), "It can be "+strings.Join(checkFormats(), ", ")+".")
	}
	o, got, rows, err := a.read(cmd)
	if err != nil {
		return err
	}
	defer o.close()
	if got.result.Incomplete != nil {
		return got.result.Incomplete
	}
	if len(rows) == 0 && (o.filter.Name != "" || o.filter.Event != "") {
		return failed("no webhook has the name or the event that was asked for, of "+format.Count(len(got.list.Webhooks)), "Check --name and --event.")
	}
	o.askLastErrors(cmd.Context(), got, got.hooks(rows))
	c := newChecked(o, got, rows)
	write := c.plugin
	if output == "prometheus" {
		write = c.prometheus
	}
	if _, err := io.WriteString(a.Stdout, write()); err != nil {
		return unwritten(err)
	}
	if c.status == statusOK || output == "prometheus" {
		return nil
	}
	return ended{c.status}
}

// checked is what there is to tell.
type checked struct {
	tenant  string
	counts  []webhook.Count
	failing int
	counted bool // the usage was read in full, so that failing is known
	groups  []*survey.Group
	notes   []string
	status  int
}

func newChecked(o *opened, got *loaded, rows []int) *checked {
	c := &checked{tenant: o.Tenant, groups: survey.Triage(got.list, rows), notes: slices.Concat(o.warnings, got.result.Warnings, got.notes)}
	if c.tenant == "" {
		c.tenant = o.Label
	}
	c.counted = o.Usage != nil && got.unread == nil
	for _, count := range got.list.Counts(rows) {
		switch count.State {
		case webhook.Failing:
			c.failing = count.N
			continue
		case webhook.OtherApplication: // whose state nobody can tell
			continue
		}
		c.counts = append(c.counts, count)
		switch {
		case count.N == 0:
		case count.State == webhook.TooManyErrors:
			c.status = statusCritical
		case count.State.Problem():
			c.status = max(c.status, statusWarning)
		}
	}
	if c.failing > 0 {
		c.status = max(c.status, statusWarning)
	}
	if got.unread != nil && !client.NoAccess(got.unread) && c.status == statusOK { // what may fail is not known, and should be
		c.status = statusUnknown
	}
	return c
}

// plugin is the output of a monitoring plugin: a line with performance data, and a line for each group.
func (c *checked) plugin() string {
	var words, data []string
	for _, count := range c.counts {
		label := strings.ReplaceAll(strings.ToLower(count.State.Word()), " ", "_")
		limits := ";;;0"
		switch {
		case count.State == webhook.TooManyErrors:
			limits = ";;0;0"
		case count.State.Problem():
			limits = ";0;;0"
		}
		if count.N > 0 || count.State == webhook.TooManyErrors {
			words = append(words, format.Count(count.N)+" "+count.State.Word())
		}
		data = append(data, "'"+strings.NewReplacer("'", "", "=", "").Replace(label)+"'="+strconv.Itoa(count.N)+limits)
	}
	if !c.counted && c.failing == 0 {
		words = append(words, "failing not known")
	}
	if c.counted || c.failing > 0 {
		words = append(words, format.Count(c.failing)+" failing")
		data = append(data, "'failing'="+strconv.Itoa(c.failing)+";0;;0")
	}
	var b strings.Builder
	b.WriteString("WEBHOOKS " + statusWords[c.status] + ": " + noBar(c.tenant+": "+strings.Join(words, ", ")) + " | " + noBar(strings.Join(data, " ")) + "\n")
	for _, g := range c.groups {
		b.WriteString(noBar(g.Receiver+": "+format.GroupWords(g)+" ("+format.IDs(g.Hooks)+")") + "\n")
	}
	for _, n := range c.notes {
		b.WriteString(noBar(n) + "\n")
	}
	return b.String()
}

// prometheus is the text format of Prometheus.
func (c *checked) prometheus() string {
	tenant := `tenant="` + labelValue(c.tenant) + `"`
	var b strings.Builder
	b.WriteString(metric("crmhooks_up", "Whether the webhooks could be read.", tenant, "1"))
	b.WriteString("# HELP crmhooks_webhooks Webhooks by state.\n# TYPE crmhooks_webhooks gauge\n")
	for _, count := range c.counts {
		fmt.Fprintf(&b, "crmhooks_webhooks{%s,state=\"%s\"} %d\n", tenant, labelValue(string(count.State)), count.N)
	}
	if c.counted {
		b.WriteString(metric("crmhooks_webhooks_failing", "Active webhooks with failures in a row now.", tenant, strconv.Itoa(c.failing)))
	}
	return b.String()
}

// metric is a gauge of one value.
func metric(name, help, labels, value string) string {
	if labels != "" {
		labels = "{" + labels + "}"
	}
	return fmt.Sprintf("# HELP %[1]s %[2]s\n# TYPE %[1]s gauge\n%[1]s%[3]s %[4]s\n", name, help, labels, value)
}

// labelValue escapes a label's value.
func labelValue(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s)
}
