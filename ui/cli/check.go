package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crmhooks/client"
	"crmhooks/client/sandbox"
	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/config"
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

// exitError ends a command that has already said everything with its own exit status.
type exitError struct{ status int }

// Error is not shown.
func (e exitError) Error() string { return "ended with " + strconv.Itoa(e.status) }

// ExitStatus is the status.
func (e exitError) ExitStatus() int { return e.status }

func checkFormats() []string { return []string{"plugin", "prometheus"} }

func (a *app) checkCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use: "check",
		Long: "check is a plugin for monitoring systems, such as Icinga and Nagios: one line, performance data, and a line for each broken receiver.\n\n" +
			"It ends with 2 (CRITICAL) when SuperOffice has switched a webhook off, with 1 (WARNING) when an active one fails or a state is not known,\n" +
			"with 3 (UNKNOWN) when that cannot be told, also for wrong usage and configuration, and else with 0. A webhook that somebody stopped is OK.\n" +
			"A webhook fails when it has failures in a row now; the panel of SuperOffice calls one \"Active with failures\" for any in the last 24 hours.\n" +
			"Where the login has no access to the usage of webhooks, it goes by their states alone, and says so. The whole of it may take twice the timeout and 5 s, 45 s\n" +
			"unless --timeout or the profile says otherwise.\n\n" +
			"-o prometheus writes metrics for the textfile collector of the node exporter, and ends with 0 or 3. The example writes beside the file and renames, so\n" +
			"that the collector never reads half of it, also after a failure, when crmhooks_up is 0.",
		Example: "  crmhooks check -p acme\n" +
			"  cd /var/lib/node_exporter && { crmhooks check -p acme -o prometheus > crmhooks.prom.$$; mv crmhooks.prom.$$ crmhooks.prom; }",
		Args: func(cmd *cobra.Command, args []string) error {
			return a.unknown(noArguments(cmd, args), output, a.monitored(cmd))
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.unknown(a.check(cmd, output), output, a.monitored(cmd))
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "plugin", "write a `FORMAT`: "+strings.Join(checkFormats(), ", "))
	complete(cmd, "output", checkFormats()...)
	a.filterFlags(cmd)
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return a.unknown(flagError(cmd, err), output, "") })
	return cmd
}

// monitored is what the metrics are labelled with: the tenant, or else what the source is called. It is read from the configuration alone, so that it is the same
// whether the webhooks could be read or not. It is "" where that could not be read, or the flags could not, which may name another source: then there is no label.
func (a *app) monitored(cmd *cobra.Command) string {
	cfg, err := a.load(cmd)
	if err != nil {
		return ""
	}
	switch src := cfg.Source; src.Kind {
	case config.FromDemo:
		return sandbox.TenantID
	case config.FromFile:
		return fileLabel(src.File)
	default:
		return cmp.Or(src.Profile.Tenant, profileLabel(src.Profile))
	}
}

// unknown says an error where a monitoring system looks for it, and ends with UNKNOWN.
func (a *app) unknown(err error, output, monitored string) error {
	var done exitError
	if err == nil || errors.As(err, &done) || errors.As(err, new(signalled)) {
		return err
	}
	said := err.Error()
	if step, ok := err.(interface{ NextStep() string }); ok {
		said = strings.TrimSpace(said + " " + step.NextStep())
	}
	if output == "prometheus" {
		_, _ = io.WriteString(a.Stdout, up(monitored, "0"))
		a.note(said)
		return exitError{statusUnknown}
	}
	_, _ = fmt.Fprintln(a.Stdout, "WEBHOOKS UNKNOWN: "+pluginText(said, maxUnknown)) // there is nobody else to tell
	return exitError{statusUnknown}
}

func (a *app) check(cmd *cobra.Command, output string) error {
	if !slices.Contains(checkFormats(), output) {
		return usage("-o cannot be "+quoted(output), "It can be "+strings.Join(checkFormats(), ", ")+".")
	}
	limit := a.checkLimit(cmd)
	ctx, cancel := context.WithTimeout(cmd.Context(), limit)
	defer cancel()
	cmd.SetContext(ctx)
	s, r, rows, err := a.read(cmd)
	switch {
	case err != nil && ctx.Err() != nil:
		return tooSlow(limit)
	case err != nil:
		return err
	}
	defer s.close()
	if r.Result.Incomplete != nil {
		return r.Result.Incomplete
	}
	if len(rows) == 0 && (s.filter.Name != "" || s.filter.Event != "") {
		return failed(format.NoneMatch(len(r.List.Webhooks)), "Check --name and --event.")
	}
	s.explain(ctx, r, rows)
	if ctx.Err() != nil {
		return tooSlow(limit)
	}
	c := newChecked(s, a.monitored(cmd), r, rows)
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
	return exitError{c.status}
}

// checkGrace leaves a check time to report that the usage or the last errors, which may each take the timeout, were not read in time.
const checkGrace = 5 * time.Second

// checkLimit is how long a check may take in total: a monitoring system waits for about a minute.
func (a *app) checkLimit(cmd *cobra.Command) time.Duration {
	cfg, _ := a.load(cmd) // a configuration that cannot be read ends the check right away
	return 2*cmp.Or(cfg.Source.Profile.Timeout, client.DefaultTimeout) + checkGrace
}

func tooSlow(limit time.Duration) error {
	return failed("the check took longer than "+limit.String(), "--timeout allows more time: a check may take twice as much, and 5 s, as a whole.")
}

// checked is what there is to tell.
type checked struct {
	tenant  string
	counts  []webhook.Count
	failing int
	counted bool          // the usage was read in full, so that failing is known
	wait    time.Duration // until the server began its answer; 0 for a saved list
	groups  []*survey.Group
	notes   []string
	status  int
}

func newChecked(s *session, monitored string, r *reading, rows []int) *checked {
	c := &checked{tenant: monitored, wait: r.Result.Wait, groups: survey.Triage(r.List, rows), notes: slices.Concat(s.warnings, r.notes, r.Result.Warnings)}
	c.counted = s.Usage != nil && r.unread == nil
	for _, count := range r.List.Counts(rows) {
		switch count.State {
		case webhook.Failing:
			c.failing = count.N
			continue
		case webhook.OtherApplication: // whose state nobody can tell
			continue
		default:
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
	if r.unread != nil && !client.NoAccess(r.unread) && c.status == statusOK { // what may fail is not known, and should be
		c.status = statusUnknown
	}
	return c
}

// prometheus is the text format of Prometheus.
func (c *checked) prometheus() string {
	tenant := tenantLabel(c.tenant)
	var b strings.Builder
	b.WriteString(up(c.tenant, "1"))
	b.WriteString("# HELP crmhooks_webhooks Webhooks by state.\n# TYPE crmhooks_webhooks gauge\n")
	for _, count := range c.counts {
		fmt.Fprintf(&b, "crmhooks_webhooks{%s,state=\"%s\"} %d\n", tenant, labelValue(string(count.State)), count.N)
	}
	if c.counted {
		b.WriteString(metric("crmhooks_webhooks_failing", "Active webhooks with failures in a row now.", tenant, strconv.Itoa(c.failing)))
	}
	if c.wait > 0 {
		b.WriteString(metric("crmhooks_wait_seconds", "How long the server took to begin its answer.", tenant, seconds(c.wait)))
	}
	return b.String()
}

// seconds writes a duration to the millisecond.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }

// up is the metric that says whether the others are there.
func up(tenant, value string) string {
	return metric("crmhooks_up", "Whether the webhooks could be read.", tenantLabel(tenant), value)
}

func tenantLabel(tenant string) string {
	if tenant == "" {
		return ""
	}
	return `tenant="` + labelValue(tenant) + `"`
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
