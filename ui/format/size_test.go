package format_test

import (
	"io"
	"strings"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// Each of these took minutes, or gigabytes, when its time grew with the square of its size.
func TestLargeWebhooksAreWrittenInOnePass(t *testing.T) {
	const size = 1 << 20
	ticks := strings.Repeat("`", size)
	w := &webhook.Webhook{Name: ticks, Requested: webhook.AllFields, Present: webhook.AllFields, State: "Paused\n" + webhook.State(strings.Repeat("a ", size/2))}
	w.Rest = &webhook.Details{Properties: []webhook.Member{{Name: "a", Value: `"` + strings.Repeat(`b\n`, size/3) + `"`}}}
	for range size / 4 {
		w.Events = append(w.Events, "ab")
	}
	markdown := write(t, func(out io.Writer) error { return format.Markdown(out, w, utc()) })
	if heading, _, _ := strings.Cut(markdown, "\n"); heading != "## `"+ticks+" "+ticks+" "+ticks+"` (webhook 0)" {
		t.Errorf("the heading has %d bytes", len(heading))
	}
	if !strings.Contains(markdown, "- a: b b b") || strings.Count(markdown, " b") < size/3 {
		t.Error("the lines of a property are not in one item")
	}
	table := write(t, func(out io.Writer) error {
		return format.Table(out, []*webhook.Webhook{w}, []format.Column{format.ColumnEvents, format.ColumnID}, utc(), plainStyles(t), 0)
	})
	if strings.Count(table, "ab") != size/4 {
		t.Errorf("%d of %d events are in the table", strings.Count(table, "ab"), size/4)
	}
	if lines := format.Lines(format.Detail(w, utc()), plainStyles(t), 3, 20); len(lines) < size/20 {
		t.Errorf("the detail has %d lines", len(lines))
	}
}
