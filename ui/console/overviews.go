package console

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/console/table"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// view is what the list shows: the webhooks themselves, or an overview of them.
type view int

const (
	viewWebhooks view = iota
	viewTriage        // what fails, by receiver and cause
	viewEvents        // events, by who listens to them
	viewFindings      // what should be fixed
)

// overview describes one kind of overview.
type overview struct {
	title, row, command string // its name, what its rows are, the command that prints it
	key                 func(*keymap.Map) key.Binding
	columns             []overviewColumn
	rest, main          string   // the column that gets what is left, and the one that is read first, after that of the look
	drop                []string // the columns that a narrow screen drops, first to last
	items               func(p *picture) []item
}

// overviewColumn is a column of an overview. A column without a minimum width holds numbers and is as wide as its title.
type overviewColumn struct {
	name, title    string
	minWidth, grow int
	part           bool // it says something of a part of the list alone
}

// overviews are all that there are. The list of webhooks is none.
//
//exhaustive:ignore
var overviews = map[view]overview{
	viewTriage: {
		title: "triage", row: "group", command: "triage", key: func(k *keymap.Map) key.Binding { return k.Triage },
		columns: []overviewColumn{
			{"receiver", "Receiver", 18, 10, false}, {"cause", "Cause", 19, 6, false}, {"webhooks", "Webhooks", 0, 0, false}, {"events", "Events", 0, 0, false},
			{"mail", "Error mail", 14, 8, false},
		},
		rest: "receiver", main: "cause", drop: []string{"events", "mail", "webhooks"},
		items: func(p *picture) (items []item) {
			for _, g := range survey.Triage(p.snap.List, p.audience) {
				items = append(items, groupItem{g, p.styles})
			}
			return items
		},
	},
	viewEvents: {
		title: "events", row: "event", command: "events", key: func(k *keymap.Map) key.Binding { return k.Events },
		columns: []overviewColumn{
			{"event", "Event", 18, 8, false}, {"active", "Healthy", 0, 0, false}, {"failing", "Failing", 0, 0, false}, {"off", "Off", 0, 0, false},
			{"elsewhere", "Elsewhere", 0, 0, true}, {"note", "Note", 15, 6, false},
		},
		rest: "event", main: "note", drop: []string{"elsewhere", "note", "off", "failing"},
		items: func(p *picture) (items []item) {
			for _, e := range survey.Matching(survey.Events(p.snap.List, p.audience), p.filter.Event) {
				items = append(items, eventItem{e, p.styles})
			}
			return items
		},
	},
	viewFindings: {
		title: "findings", row: "finding", command: "lint", key: func(k *keymap.Map) key.Binding { return k.Findings },
		columns: []overviewColumn{
			{"severity", "Severity", 8, 0, false}, {"rule", "Rule", 18, 0, false}, {"webhook", "Webhook", 14, 8, false}, {"found", "Found", 14, 12, false},
		},
		rest: "found", main: "found", drop: []string{"rule", "webhook"},
		items: func(p *picture) (items []item) {
			for _, f := range survey.About(p.about.findings(), p.snap.List, p.audience) {
				items = append(items, findingItem{f, p.styles})
			}
			return items
		},
	},
}

// layout is the columns of an overview. part says that it covers only a part of the list.
func (o overview) layout(s *style.Styles, part bool) table.Layout[item] {
	l := table.Layout[item]{Rest: o.rest, Drop: o.drop}
	for i, c := range o.columns {
		if c.part && !part {
			continue
		}
		look := func(item) lipgloss.Style { return s.Muted }
		switch {
		case i == 0:
			look = item.look
		case c.name == o.main:
			look = func(item) lipgloss.Style { return s.Text }
		}
		column := table.Column[item]{Name: c.name, Title: c.title, MinWidth: c.minWidth, Grow: c.grow, Style: look}
		column.Cell = func(it item, n int) string { return format.Fit(it.cell(c.name), n, s.Glyphs.Ellipsis) }
		if c.minWidth == 0 {
			column.MinWidth, column.Right = format.Width(c.title), true
			column.Cell = func(it item, n int) string { return table.AlignRight(it.cell(c.name), n) }
		}
		l.Columns = append(l.Columns, column)
	}
	return l
}

// item is a row of an overview. There may be very many, so a cell's text is made only when it is drawn.
type item interface {
	key() string               // its identity
	title() string             // of its report
	cell(column string) string // its text in a column
	look() lipgloss.Style      // of its first cell
	filter() webhook.Filter    // what the list of webhooks is narrowed to when it is opened
	report() format.Report     // what is behind it
}
