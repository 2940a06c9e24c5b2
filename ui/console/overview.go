package console

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
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

// views holds how each overview is named, and what its rows are.
var views = map[view]struct{ title, row, command string }{
	viewTriage:   {"triage", "group", "triage"},
	viewEvents:   {"events", "event", "events"},
	viewFindings: {"findings", "finding", "lint"},
}

// item is a row of an overview. There may be very many, so that what is not in sight is not written.
type item interface {
	key() string               // its identity
	title() string             // of its report
	cell(column string) string // its text in a column
	look() lipgloss.Style      // of its first cell
	filter() webhook.Filter    // what the list of webhooks is narrowed to when it is opened
	report() format.Report     // what is behind it
}

// overviewPane shows an overview in the place of the list. Its cursor is on an item and not on an index.
type overviewPane struct {
	window
	styles  style.Styles
	columns []column[item]
	wide    string // the column that gets what is left
	main    string // the column that is read first, after that of the look
	drop    []string
	items   []item
	key     string
}

// set shows other items. The cursor stays on its item; when that is gone, it stays at its height.
func (p *overviewPane) set(items []item) {
	p.items, p.n = items, len(items)
	if p.key != "" {
		if at := slices.IndexFunc(items, func(it item) bool { return it.key() == p.key }); at >= 0 {
			p.jump(at)
		}
	}
	p.scroll()
}

func (p *overviewPane) setSize(w, h int) {
	p.width, p.height = w, h
	p.scroll()
}

// selected is the item under the cursor, nil when there is none.
func (p *overviewPane) selected() item {
	if len(p.items) == 0 {
		return nil
	}
	return p.items[p.cursor]
}

func (p *overviewPane) update(msg tea.KeyMsg, k *keyMap) {
	to, ok := p.target(msg, k)
	if !ok {
		return
	}
	p.cursor = to
	p.scroll()
	if it := p.selected(); it != nil {
		p.key = it.key()
	}
}

func (p *overviewPane) view(focused bool) []string {
	if p.height == 0 || p.width == 0 {
		return nil
	}
	columns := fit(slices.Clone(p.columns), p.drop, p.wide, p.width)
	lines := []string{heading(p.styles, columns, nil, p.width)}
	from, to := p.thumb()
	for i := p.top; i < min(p.top+p.visible(), len(p.items)); i++ {
		at := i - p.top
		lines = append(lines, line(p.styles, columns, p.items[i], rowLook{false, i == p.cursor, focused, at >= from && at < to, p.width}))
	}
	return lines
}

// textColumn is a column of words; the first one bears the look of the item.
func (p *overviewPane) textColumn(name, title string, least, share int) column[item] {
	c := column[item]{name: name, title: title, least: least, share: share}
	c.cell = func(it item, n int) string { return format.Fit(it.cell(name), n, p.styles.Glyphs.Ellipsis) }
	c.style = func(it item) lipgloss.Style {
		switch name {
		case p.columns[0].name:
			return it.look()
		case p.main:
			return p.styles.Text
		}
		return p.styles.Muted
	}
	return c
}

// countColumn is a column of numbers.
func (p *overviewPane) countColumn(name, title string) column[item] {
	c := p.textColumn(name, title, format.Width(title), 0)
	c.right = true
	c.cell = func(it item, n int) string { return alignRight(it.cell(name), n) }
	return c
}

// show lays the columns of an overview out.
func (p *overviewPane) show(v view, part bool) {
	switch v {
	case viewTriage:
		p.wide, p.main = "receiver", "cause"
		p.columns = []column[item]{
			p.textColumn("receiver", "Receiver", 18, 10), p.textColumn("cause", "Cause", 19, 6), p.countColumn("webhooks", "Webhooks"),
			p.countColumn("events", "Events"), p.textColumn("mail", "Error mail", 14, 8),
		}
		p.drop = []string{"events", "mail", "webhooks"}
	case viewEvents:
		p.wide, p.main = "event", "note"
		p.columns = []column[item]{
			p.textColumn("event", "Event", 18, 8), p.countColumn("active", "Healthy"), p.countColumn("failing", "Failing"), p.countColumn("off", "Off"),
			p.countColumn("elsewhere", "Elsewhere"), p.textColumn("note", "Note", 15, 6),
		}
		p.drop = []string{"elsewhere", "note", "off", "failing"}
		if !part {
			p.columns = slices.DeleteFunc(p.columns, func(c column[item]) bool { return c.name == "elsewhere" })
		}
	case viewFindings:
		p.wide, p.main = "found", "found"
		p.columns = []column[item]{
			p.textColumn("severity", "Severity", 8, 0), p.textColumn("rule", "Rule", 18, 0), p.textColumn("webhook", "Webhook", 14, 8),
			p.textColumn("found", "Found", 14, 12),
		}
		p.drop = []string{"rule", "webhook"}
	}
}

// groupItem is a group of the triage.
type groupItem struct {
	group  *survey.Group
	styles *style.Styles
}

func (i groupItem) key() string            { return i.group.Receiver + "\n" + string(i.group.Cause) }
func (i groupItem) title() string          { return format.GroupTitle(i.group) }
func (i groupItem) filter() webhook.Filter { return i.group.Filter() }
func (i groupItem) report() format.Report  { return format.GroupReport(i.group) }

func (i groupItem) look() lipgloss.Style {
	_, look := i.styles.State(i.group.State())
	return look
}

func (i groupItem) cell(column string) string {
	switch column {
	case "receiver":
		return i.styles.Glyphs.State(i.group.State()) + " " + i.group.Receiver
	case "cause":
		return i.group.Cause.Title()
	case "webhooks":
		return format.Count(len(i.group.Hooks))
	case "events":
		return format.Count(len(i.group.Events))
	}
	return i.mail()
}

// mail says who is told by mail, and how many webhooks have no error mail.
func (i groupItem) mail() string {
	mail := strings.Join(i.group.Recipients, ", ")
	switch n := i.group.Untold + i.group.ByEvent; {
	case len(i.group.Recipients) == 0:
		return "no error mail"
	case n > 0:
		mail += ", " + format.Count(n) + " without"
	}
	return mail
}

// eventItem is an event.
type eventItem struct {
	event  *survey.Event
	styles *style.Styles
}

func (i eventItem) key() string            { return i.event.Name }
func (i eventItem) title() string          { return i.event.Name }
func (i eventItem) filter() webhook.Filter { return i.event.Filter() }
func (i eventItem) report() format.Report  { return format.EventReport(i.event) }

func (i eventItem) look() lipgloss.Style {
	_, look := i.styles.State(format.EventState(i.event))
	return look
}

func (i eventItem) cell(column string) string {
	switch column {
	case "event":
		return i.styles.Glyphs.State(format.EventState(i.event)) + " " + i.event.Name
	case "active":
		return format.Count(i.event.Active)
	case "failing":
		return format.Count(i.event.Failing)
	case "off":
		return format.Count(i.event.Off)
	case "elsewhere":
		return format.Count(i.event.Elsewhere)
	}
	return format.EventNote(i.event)
}

// findingItem is a finding.
type findingItem struct {
	finding *survey.Finding
	styles  *style.Styles
}

func (i findingItem) key() string            { return i.finding.Key() }
func (i findingItem) title() string          { return format.FindingTitle(i.finding) }
func (i findingItem) filter() webhook.Filter { return i.finding.Filter() }
func (i findingItem) report() format.Report  { return format.FindingReport(i.finding) }
func (i findingItem) look() lipgloss.Style {
	return format.SeverityStyle(i.finding.Rule.Severity(), *i.styles)
}

func (i findingItem) cell(column string) string {
	switch column {
	case "severity":
		return i.finding.Rule.Severity().String()
	case "rule":
		return string(i.finding.Rule)
	case "webhook":
		return format.FindingWho(i.finding)
	}
	return i.finding.Text
}
