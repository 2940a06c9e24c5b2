package format_test

import (
	"regexp"
	"testing"
	"time"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func TestEveryColumnHasAllItsParts(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	names, titles, ranks := map[string]bool{}, map[string]bool{}, map[int]format.Column{}
	for _, c := range format.Columns() {
		least, heading := c.MinWidth(100)
		if !name.MatchString(c.String()) || names[c.String()] {
			t.Errorf("%q is not a name, or that of two columns", c)
		}
		if c.Title() == "" || titles[c.Title()] {
			t.Errorf("%s: %q is not a title, or that of two columns", c, c.Title())
		}
		if least < 1 || heading == "" || format.Width(heading) > least || c.Grow() < 0 {
			t.Errorf("%s needs %d cells for the heading %q", c, least, heading)
		}
		if narrow, _ := c.MinWidth(40); narrow > least || narrow < 1 {
			t.Errorf("%s needs %d cells, and on a narrow screen %d", c, least, narrow)
		}
		if other, taken := ranks[c.Rank()]; taken && c.Rank() != 0 {
			t.Errorf("a narrow screen drops %s and %s at once", c, other)
		}
		if stays := c == format.ColumnState || c == format.ColumnName; stays != (c.Rank() == 0) {
			t.Errorf("%s has rank %d", c, c.Rank())
		}
		if got, err := format.NamedColumns([]string{c.String()}); err != nil || len(got) != 1 || got[0] != c {
			t.Errorf("%s is read as %v (%v)", c, got, err)
		}
		names[c.String()], titles[c.Title()], ranks[c.Rank()] = true, true, c
	}
}

func TestEveryOrderHasItsColumn(t *testing.T) {
	w, other := whole(), &webhook.Webhook{ID: 8, Name: "Z", State: webhook.Active, TargetURL: "z", Type: "z", ErrorsEmail: "z@example.com", Updated: noon, Registered: noon}
	other.SetUsage(webhook.Usage{Counted: true, Calls: 1, Errors: 1, Consecutive: 1, LastError: "timeout", StatusKnown: true, LastEvent: noon})
	l := webhook.NewList([]webhook.Webhook{*other, *w})
	by := map[webhook.Order]format.Column{}
	for _, c := range format.Columns() {
		if c.Order() == 0 {
			continue
		}
		if twin, taken := by[c.Order()]; taken {
			t.Errorf("%s and %s are sorted by %s", c, twin, c.Order())
		}
		by[c.Order()] = c
		if c.Text(w) == c.Text(other) {
			t.Errorf("%s: both are %q", c, c.Text(w))
		}
		if up, down := l.Sorted(webhook.Sort{By: c.Order()}), l.Sorted(webhook.Sort{By: c.Order(), Reverse: true}); up[0] == down[0] {
			t.Errorf("%s: the order %s does not reverse", c, c.Order())
		}
	}
	for _, o := range webhook.Orders() {
		if _, ok := by[o]; !ok {
			t.Errorf("no column shows what the order %s sorts by", o)
		}
	}
}

// whole is a webhook with everything that a column shows.
func whole() *webhook.Webhook {
	w := &webhook.Webhook{
		Tenant: "Cust12345", ID: 1234, Name: "ERP orders", Events: []string{"sale.sold", "sale.created"}, TargetURL: "https://erp.example.com/hooks", Secret: secret.New("k"),
		State: webhook.TooManyErrors, Type: webhook.TypeWebhook, Registered: noon.Add(-48 * time.Hour), Updated: noon.Add(-90 * time.Minute),
		ErrorsEmail: "ops@example.com",
		Description: "Sends orders\nto the ERP", Present: webhook.AllFields, Requested: webhook.AllFields,
		Rest: &webhook.Details{
			Headers:    []webhook.Header{{Name: "X-A", Value: "1"}, {Name: "X-B", Value: "2"}},
			Properties: []webhook.Member{{Name: "site", Value: `"north"`}}, RegisteredAssociate: &webhook.Associate{FullName: "Tony Y"}, UpdatedAssociate: &webhook.Associate{Name: "KN"},
		},
	}
	w.SetUsage(webhook.Usage{
		Counted: true, Calls: 12000, Errors: 1500, Consecutive: 1001, LastError: "the certificate has expired", LastErrorRead: true,
		LastEvent: noon.Add(-5 * time.Hour), Status: 2000, StatusKnown: true,
	})
	return w
}

// Each column tells programs, people at a prompt and the console the same, in the form that suits each.
func TestFilesAndScreensAgree(t *testing.T) {
	styles := plainStyles(t)
	console, table := format.Look{Time: utc().Ago, Glyphs: styles.Glyphs}, format.Look{Time: utc().Minute, Glyphs: styles.Glyphs}
	for _, c := range format.Columns() {
		want, ok := saidOfWhole[c]
		if !ok {
			t.Errorf("nothing is expected of %s", c)
			continue
		}
		if len(want) == 1 {
			want = []string{want[0], want[0], want[0]}
		}
		w := whole()
		for i, got := range []string{c.Text(w), c.Cell(w, 1000, table), c.Cell(w, 1000, console)} {
			if got != want[i] {
				t.Errorf("%s, %d: %q, want %q", c, i, got, want[i])
			}
		}
	}
}

// saidOfWhole is what each column says about the webhook in files, in tables, and in the console; one text if all are the same.
var saidOfWhole = map[format.Column][]string{
	format.ColumnID:           {"1234"},
	format.ColumnName:         {"ERP orders"},
	format.ColumnState:        {"TooManyErrors", "▲ too many errors", "▲ too many errors"},
	format.ColumnType:         {"webhook"},
	format.ColumnEvents:       {"sale.sold sale.created", "sale.sold, sale.created", "sale.sold, sale.created"},
	format.ColumnTarget:       {"https://erp.example.com/hooks", "erp.example.com/hooks", "erp.example.com/hooks"},
	format.ColumnSecret:       {redact.Mask},
	format.ColumnHeaders:      {"X-A: 1; X-B: 2"},
	format.ColumnProperties:   {`{"site":"north"}`},
	format.ColumnRegistered:   {"2026-03-12T12:00:00Z", "2026-03-12 12:00", "2 d ago"},
	format.ColumnRegisteredBy: {"Tony Y"},
	format.ColumnUpdated:      {"2026-03-14T10:30:00Z", "2026-03-14 10:30", "1 h ago"},
	format.ColumnUpdatedBy:    {"KN"},
	format.ColumnErrorMail:    {"ops@example.com"},
	format.ColumnTenant:       {"Cust12345"},
	format.ColumnCause:        {"tls-expired", "certificate expired", "certificate expired"},
	format.ColumnCalls:        {"12000", "12,000", "12,000"},
	format.ColumnErrors:       {"1500", "1,500", "1,500"},
	format.ColumnErrorRate:    {"0.1250", "12.5 %", "12.5 %"},
	format.ColumnConsecutive:  {"1001", "1,001", "1,001"},
	format.ColumnLastEvent:    {"2026-03-14T07:00:00Z", "2026-03-14 07:00", "5 h ago"},
	format.ColumnLastStatus:   {"2000"},
	format.ColumnDescription:  {"Sends orders to the ERP"},
	format.ColumnApp:          {"own"},
}

// For a webhook without a value, a column is empty or says what is certain.
func TestColumnsOfAWebhookWithNothing(t *testing.T) {
	look := format.Look{Time: utc().Ago, Glyphs: plainStyles(t).Glyphs}
	told := map[format.Column]string{ // what is said anyway
		format.ColumnID: "0", format.ColumnState: "? unknown", format.ColumnApp: "own",
		format.ColumnName: "(no name)", format.ColumnErrorMail: "no error mail",
		format.ColumnEvents: format.None, format.ColumnTarget: format.None,
		format.ColumnRegistered: format.None, format.ColumnUpdated: format.None, format.ColumnLastEvent: format.None,
	}
	for _, c := range format.Columns() {
		w := &webhook.Webhook{State: webhook.Unknown, Requested: webhook.AllFields}
		cell := c.Cell(w, 100, look)
		if cell == "" {
			cell = c.Absent(w)
		}
		if c == format.ColumnCause { // the text of an error that has not been read
			told[c] = w.Cause().Title()
		}
		if cell != told[c] {
			t.Errorf("%s says %q, want %q", c, cell, told[c])
		}
	}
	for _, w := range []webhook.Webhook{{OtherApp: true, Requested: webhook.AllFields}, {Requested: webhook.FieldName}} {
		if got := format.ColumnErrorMail.Absent(&w); got != "" {
			t.Errorf("who is notified is not known, and the column says %q", got)
		}
	}
}

func TestMatchingEventsComeFirst(t *testing.T) {
	w := &webhook.Webhook{Events: []string{"sale.created", "ticket.created", "SALE.sold"}}
	look := format.Look{Glyphs: plainStyles(t).Glyphs, Filter: webhook.Filter{Event: "sold -contact"}}
	if got := format.ColumnEvents.Cell(w, 17, look); got != "SALE.sold +2" {
		t.Errorf("got %q", got)
	}
	if got := format.ColumnEvents.Searched(look.Filter); len(got) != 1 || got[0] != "sold" {
		t.Errorf("%q is looked for among the events", got)
	}
	if got := format.ColumnID.Searched(webhook.Filter{Name: "1"}); got != nil {
		t.Errorf("%q is emphasised in ids", got)
	}
}
