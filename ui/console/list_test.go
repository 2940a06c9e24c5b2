package console_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/format"
)

func TestWhatIsLookedForIsEmphasised(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	underlined := func() string {
		var found []string
		for part := range strings.SplitSeq(d.m.View(), "\x1b[") {
			if codes, text, ok := strings.Cut(part, "m"); ok && strings.Contains(";"+codes+";", ";4;") {
				found = append(found, ansi.Strip(text))
			}
		}
		return strings.Join(found, "")
	}
	if got := underlined(); got != "" {
		t.Errorf("%q is emphasised without a filter", got)
	}
	d.press("/", "ORD -beta host:erp", "enter")
	if got := underlined(); got != "ord" {
		t.Errorf("%q is emphasised, want ord of Alpha orders", got)
	}
	d.press("esc", "e", "sold", "enter")
	if got := underlined(); got != "sold" {
		t.Errorf("%q is emphasised, want sold", got)
	}
	d.lacks("sale.created, sale.sold") // what is looked for stands first
}

func TestAScrollbarSaysWhereTheRowsAre(t *testing.T) {
	d := open(t, always(big(t, 200)), 120, 40)
	bar := func() (first, n int) {
		for i, line := range strings.Split(d.screen(), "\n") {
			if strings.HasSuffix(line, "│") {
				if n == 0 {
					first = i
				}
				n++
			}
		}
		return first, n
	}
	top, n := bar()
	if n != 1 || top != 3 {
		t.Errorf("at the top the bar is %d lines from line %d", n, top)
	}
	d.press("end")
	if bottom, n := bar(); n != 1 || bottom <= top+10 {
		t.Errorf("at the end the bar is %d lines from line %d", n, bottom)
	}
	d = open(t, always(read(t, company)), 120, 40)
	if _, n := bar(); n != 0 {
		t.Errorf("a list that is wholly in sight has a bar of %d lines", n)
	}
}

func TestFromProblemToProblem(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("o") // by name: Alpha, Beta, Delta, Epsilon, Gamma, Zeta
	d.press("home")
	for _, want := range []string{"Beta", "Epsilon", "Zeta", "Zeta"} {
		d.press("n")
		d.cursorOn(want)
	}
	for _, want := range []string{"Epsilon", "Beta", "Beta"} {
		d.press("N")
		d.cursorOn(want)
	}
}

func TestProblemsSayWhoIsTold(t *testing.T) {
	d := open(t, always(read(t, strings.Replace(company, `"State":"TooManyErrors"`, `"State":"TooManyErrors","ErrorsEmail":"ops@example.com"`, 1))), 120, 40)
	d.lacks("no error mail  ")
	d.press("!")
	d.shows("Error mail            ", "no error mail  ")
	d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	d.shows("ops@")
}

func TestColumnsByWishAndByWidth(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Columns = []format.Column{format.ColumnID, format.ColumnName, format.ColumnType, format.ColumnRegistered, format.ColumnErrorMail}
	d := drive(t, opts, 120, 40)
	d.until("loaded")
	d.shows("Id      Name", "Type       Registered  Error mail")
	heading := func(d *driver, width int) string {
		d.send(tea.WindowSizeMsg{Width: width, Height: 24})
		return strings.Join(strings.Fields(strings.Split(d.screen(), "\n")[map[bool]int{true: 3, false: 2}[width < 60]]), " ")
	}
	for _, c := range []struct {
		width int
		want  string
	}{{100, "Id Name Type Registered Error mail"}, {66, "Id Name Type Error mail"}, {50, "Id Name Error mail"}, {40, "Name Error mail"}, {30, "Name"}} {
		if got := heading(d, c.width); got != c.want {
			t.Errorf("at %d columns the heading is %q, want %q", c.width, got, c.want)
		}
	}
	for _, c := range format.Columns() { // each has its heading, and leaves room for the name
		if c == format.ColumnName {
			continue
		}
		opts.Columns = []format.Column{format.ColumnName, c}
		d := drive(t, opts, 90, 24)
		d.until("loaded")
		_, title := c.MinWidth(90)
		d.shows("Alpha orders", title)
		if got, want := heading(d, 90), "Name "+title; got != want && got != want+" ↓" {
			t.Errorf("%s: the heading is %q, want %q", c, got, want)
		}
	}
}

// With every column chosen, the ones that remain are always those that are dropped last.
func TestColumnsGoInTheirRank(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Columns = format.Columns()
	d := drive(t, opts, 120, 24)
	d.until("loaded")
	byRank := slices.DeleteFunc(format.Columns(), func(c format.Column) bool { return c.Rank() == 0 })
	slices.SortFunc(byRank, func(a, b format.Column) int { return cmp.Compare(a.Rank(), b.Rank()) })
	seen := map[int]bool{}
	for width := 60; width < 149; width++ { // the list takes the whole width
		d.send(tea.WindowSizeMsg{Width: width, Height: 24})
		heading := strings.ReplaceAll(strings.Split(d.screen(), "\n")[2], " ↓", "") + "  "
		gone := 0
		for gone < len(byRank) && !has(heading, byRank[gone], width) {
			gone++
		}
		for _, c := range byRank[gone:] {
			if !has(heading, c, width) {
				t.Errorf("at %d columns %s is gone before %s: %q", width, c, byRank[gone], heading)
			}
		}
		seen[gone] = true
	}
	if len(seen) < 5 {
		t.Errorf("only %d sets of columns were seen", len(seen))
	}
}

func has(heading string, c format.Column, list int) bool {
	_, title := c.MinWidth(list)
	return strings.Contains(heading, " "+title+"  ")
}
