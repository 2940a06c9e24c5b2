package console_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console"
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
	opts.Columns = []string{"id", "name", "type", "registered", "error-mail"}
	d := drive(t, opts, 120, 40)
	d.until("loaded")
	d.shows("Id      Name", "Type       Registered  Error mail")
	heading := func(width int) string {
		d.send(tea.WindowSizeMsg{Width: width, Height: 24})
		return strings.Join(strings.Fields(strings.Split(d.screen(), "\n")[map[bool]int{true: 3, false: 2}[width < 60]]), " ")
	}
	for _, c := range []struct {
		width int
		want  string
	}{{100, "Id Name Type Registered Error mail"}, {66, "Id Name Type Error mail"}, {50, "Id Name Error mail"}, {40, "Name Error mail"}, {30, "Name"}} {
		if got := heading(c.width); got != c.want {
			t.Errorf("at %d columns the heading is %q, want %q", c.width, got, c.want)
		}
	}
	for _, name := range console.ColumnNames() { // every one has a heading and does not overflow
		opts.Columns = []string{"name", name}
		if name == "name" {
			opts.Columns = []string{"name"}
		}
		d := drive(t, opts, 90, 24)
		d.until("loaded")
		d.shows("Alpha orders")
	}
}
