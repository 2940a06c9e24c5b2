package format_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"crmhooks/client/redact"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func TestJSONKeepsTheVendorsMembersAndMasks(t *testing.T) {
	got := write(t, func(out io.Writer) error { return format.JSON(out, []*webhook.Webhook{sample(t)}) })
	var have, want []map[string]any
	if err := json.Unmarshal([]byte(got), &have); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(sandboxtest.Sample(), &want); err != nil {
		t.Fatal(err)
	}
	want[0]["Secret"] = redact.Mask
	want[0]["Headers"].(map[string]any)["X-Service-Key"] = redact.Mask
	want[0]["Registered"], want[0]["Updated"] = "2024-06-10T06:30:00Z", "2024-11-28T08:45:00Z" // the same moments
	if !reflect.DeepEqual(have, want) {
		t.Errorf("got  %v\nwant %v", have, want)
	}
}

func TestJSONIsTheSameAfterBeingSavedAndReadAgain(t *testing.T) {
	for name, answer := range map[string]string{
		"sample": string(sandboxtest.Sample()), "generated": string(sandboxtest.Generate(50)), "hostile": hostile,
		"odd": `[{"WebhookId":"12","Name":["x"],"State":{"a":1},"Registered":"soon","Events":"a.b,c.d","Headers":3,"Zebra":null,"Secret":null}]`,
	} {
		t.Run(name, func(t *testing.T) {
			first := write(t, func(out io.Writer) error { return format.JSON(out, load(t, answer)) })
			second := write(t, func(out io.Writer) error { return format.JSON(out, load(t, first)) })
			if first != second {
				t.Errorf("first:\n%s\nsecond:\n%s", first, second)
			}
		})
	}
}

func TestJSONOfNothingIsAnEmptyArray(t *testing.T) {
	if got := write(t, func(out io.Writer) error { return format.JSON(out, nil) }); got != "[]\n" {
		t.Errorf("got %q", got)
	}
}

func TestNDJSONIsOneObjectALine(t *testing.T) {
	hooks := load(t, string(sandboxtest.Generate(20)))
	got := write(t, func(out io.Writer) error { return format.NDJSON(out, hooks) })
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != len(hooks) {
		t.Fatalf("%d lines for %d webhooks", len(lines), len(hooks))
	}
	for i, line := range lines {
		var v struct{ WebhookID int64 }
		if err := json.Unmarshal([]byte(line), &v); err != nil || v.WebhookID != hooks[i].ID {
			t.Errorf("line %d is %s (%v)", i, line, err)
		}
	}
}

func TestCellsThatASpreadsheetWouldCalculate(t *testing.T) {
	cell := func(name string) string {
		hook := &webhook.Webhook{Name: name}
		rows, err := csv.NewReader(strings.NewReader(write(t, func(out io.Writer) error {
			return format.CSV(out, []*webhook.Webhook{hook}, []format.Column{format.ColumnName, format.ColumnID})
		}))).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%q: %v, %v", name, rows, err)
		}
		return rows[1][0]
	}
	starts := []string{"=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "｜", "％", "﹦", "﹢", "﹣", "﹫", "﹪", "−"}
	blanks := []string{"", " ", "\t", "\n", "\u00a0", "\u202f", "\u2007", "\u3000", "\u2003 \u00a0\t", "\ufeff", "\u200b", "\u2060", "\u00ad", "\x00"}
	for _, start := range starts {
		for _, blank := range blanks {
			if name := blank + start + "SUM(1+1)"; cell(name) != "'"+name {
				t.Errorf("%q stays %q", name, cell(name))
			}
		}
	}
	for _, name := range []string{"", "orders", "a=b", "'=1", "\u00a0orders", "1-2", "東京", "ä", "(=1)", "\ufffd=1"} {
		if got := cell(name); got != name {
			t.Errorf("%q becomes %q", name, got)
		}
	}
}

func TestCSVIsReadableAndHoldsNoFormula(t *testing.T) {
	hooks := load(t, hostile)
	got := write(t, func(out io.Writer) error { return format.CSV(out, hooks, format.Columns()) })
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(rows) != len(hooks)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	formulas := 0
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("a spreadsheet would calculate %q", cell)
			}
			if strings.HasPrefix(cell, "'=") {
				formulas++
			}
		}
	}
	if formulas == 0 {
		t.Error("no formula was defused, so this proves nothing")
	}
}

func TestMarkdownShowsTextAsItIs(t *testing.T) {
	w := &webhook.Webhook{
		ID: 4, Name: "[click](https://evil.example.com) <img src=x> | `code`", State: webhook.Active, TargetURL: "https://a.example.com/x_y_z",
		Events: []string{"sale.sold"}, Present: webhook.AllFields, Requested: webhook.AllFields,
	}
	table := write(t, func(out io.Writer) error {
		return format.MarkdownTable(out, []*webhook.Webhook{w}, []format.Column{format.ColumnID, format.ColumnName, format.ColumnState, format.ColumnTarget})
	})
	want := "| Id | Name | State | Target |\n| --- | --- | --- | --- |\n" +
		"| 4 | `` [click](https://evil.example.com) <img src=x> \\| `code` `` | active | `https://a.example.com/x_y_z` |\n"
	if table != want {
		t.Errorf("got:\n%s\nwant:\n%s", table, want)
	}
	one := write(t, func(out io.Writer) error { return format.Markdown(out, w, utc()) })
	for _, want := range []string{"## `` [click]", "(webhook 4)\n\n- State: active: SuperOffice calls the target\n- Target: `https://a.example.com/x_y_z`\n", "- Events:\n  - sale: sold\n", "- Secret: not set\n"} {
		if !strings.Contains(one, want) {
			t.Errorf("the Markdown lacks %q:\n%s", want, one)
		}
	}
}

func TestNamesIsOneNameALine(t *testing.T) {
	hooks := load(t, hostile)
	got := write(t, func(out io.Writer) error { return format.Names(out, hooks) })
	if n := strings.Count(got, "\n"); n != len(hooks) {
		t.Errorf("%d lines for %d webhooks:\n%s", n, len(hooks), got)
	}
}

func TestTableFitsTheTerminalAndIsWholeInAPipe(t *testing.T) {
	hooks := load(t, string(sandboxtest.Generate(40)))
	for _, width := range []int{60, 80, 120, 250} {
		got := write(t, func(out io.Writer) error {
			return format.Table(out, hooks, format.DefaultColumns(false, webhook.AllFields), utc(), plainStyles(t), width)
		})
		lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
		if len(lines) != len(hooks)+1 {
			t.Fatalf("%d lines for %d webhooks", len(lines), len(hooks))
		}
		for _, line := range lines {
			if width >= 80 && format.Width(line) > width {
				t.Errorf("at %d columns: %q", width, line)
			}
		}
	}
	whole := write(t, func(out io.Writer) error {
		return format.Table(out, hooks, format.DefaultColumns(false, webhook.AllFields), utc(), plainStyles(t), 0)
	})
	for _, w := range hooks {
		if !strings.Contains(whole, w.Name) || !strings.Contains(whole, strings.Join(w.Events, ", ")) {
			t.Errorf("a pipe does not get all of %q", w.Name)
		}
	}
}

func TestParseColumns(t *testing.T) {
	columns, err := format.ParseColumns("id, Name,error-mail")
	if want := []format.Column{format.ColumnID, format.ColumnName, format.ColumnErrorMail}; err != nil || !reflect.DeepEqual(columns, want) {
		t.Errorf("got %v, %v, want %v", columns, err, want)
	}
	if _, err := format.ParseColumns("id,traget"); err == nil || !strings.Contains(err.Error(), "the nearest is target") {
		t.Errorf("got %v, want the nearest match", err)
	}
	if _, err := format.ParseColumns(""); err == nil {
		t.Error("no column at all is accepted")
	}
	// Every column that there is can be asked for and has a value for some webhook.
	w := load(t, string(sandboxtest.Generate(200)))
	w[0].State = webhook.TooManyErrors
	w[0].SetUsage(webhook.Usage{Counted: true, Calls: 7, Errors: 2, Consecutive: 1, LastEvent: noon, Status: 2, StatusKnown: true})
	w[1].Description = "What it is for"
	for _, c := range format.Columns() {
		if _, err := format.ParseColumns(c.String()); err != nil {
			t.Error(err)
		}
		got := write(t, func(out io.Writer) error { return format.CSV(out, w, []format.Column{c}) })
		if c != format.ColumnTenant && strings.Trim(got, "\n\"") == c.String() {
			t.Errorf("column %s is empty for all", c)
		}
	}
}

// broken is a disk that is full.
type broken struct{}

var errFull = errors.New("no space left")

func (broken) Write([]byte) (int, error) { return 0, errFull }

func TestAFailingOutputIsAnError(t *testing.T) {
	hooks := []*webhook.Webhook{sample(t)}
	for name, to := range map[string]func(io.Writer) error{
		"json":     func(out io.Writer) error { return format.JSON(out, hooks) },
		"ndjson":   func(out io.Writer) error { return format.NDJSON(out, hooks) },
		"csv":      func(out io.Writer) error { return format.CSV(out, hooks, format.Columns()) },
		"names":    func(out io.Writer) error { return format.Names(out, hooks) },
		"table":    func(out io.Writer) error { return format.Table(out, hooks, format.Columns(), utc(), plainStyles(t), 0) },
		"markdown": func(out io.Writer) error { return format.Markdown(out, hooks[0], utc()) },
		"mdtable":  func(out io.Writer) error { return format.MarkdownTable(out, hooks, format.Columns()) },
		"text":     func(out io.Writer) error { return format.Text(out, hooks[0], utc(), plainStyles(t)) },
	} {
		if err := to(broken{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
