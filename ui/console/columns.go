package console

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// wordyStates is the width of the list from which states are words; below they are symbols.
const wordyStates = 64

// ColumnNames are the columns that the list can have.
func ColumnNames() []string {
	return []string{
		"state", "id", "name", "type", "events", "target", "error-mail", "cause", "calls", "errors", "error-rate", "consecutive", "last-event", "last-status",
		"registered", "updated",
	}
}

func defaultColumns() []string { return []string{"state", "name", "events", "target", "updated"} }

// leastFirst are the columns in the order in which a narrow screen does without them. State and name always stay.
func leastFirst() []string {
	return []string{"registered", "type", "id", "last-status", "calls", "errors", "error-rate", "consecutive", "last-event", "updated", "target", "events", "error-mail", "cause"}
}

// columns chooses and sizes the columns for the width.
func (p *listPane) columns() []column[*webhook.Webhook] {
	var columns []column[*webhook.Webhook]
	for _, name := range p.names() {
		columns = append(columns, p.column(name))
	}
	return fit(columns, leastFirst(), "name", p.width)
}

// names are the columns that are wanted. Of problems it matters more than the events who is told, and more than the date why.
func (p *listPane) names() []string {
	names := slices.Clone(p.wanted)
	if !p.filter.Problems {
		return names
	}
	names = instead(names, "events", "error-mail")
	if p.causes {
		names = instead(names, "updated", "cause")
	}
	return names
}

// instead puts a column in the place of another, or behind the others.
func instead(names []string, old, better string) []string {
	if slices.Contains(names, better) {
		return names
	}
	if i := slices.Index(names, old); i >= 0 {
		names[i] = better
		return names
	}
	return append(names, better)
}

// column makes one of ColumnNames.
func (p *listPane) column(name string) column[*webhook.Webhook] {
	g := p.styles.Glyphs
	fitted := func(text func(w *webhook.Webhook, n int) string) func(*webhook.Webhook, int) string {
		return func(w *webhook.Webhook, n int) string { return format.Fit(text(w, n), n, g.Ellipsis) }
	}
	c := column[*webhook.Webhook]{name: name, style: func(*webhook.Webhook) lipgloss.Style { return p.styles.Muted }}
	switch name {
	case "state":
		p.stateColumn(&c)
	case "id":
		c.title, c.by, c.least = "Id", webhook.ByID, 6
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return strconv.FormatInt(w.ID, 10) })
	case "name":
		c.title, c.by, c.least, c.share, c.words = "Name", webhook.ByName, 16, 12, webhook.SearchWords(p.filter.Name)
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return format.Title(w) })
		c.style = p.nameStyle
	case "type":
		c.title, c.by, c.least = "Type", webhook.ByType, 9
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return w.Type })
	case "events":
		c.title, c.by, c.least, c.share, c.words = "Events", webhook.ByEvents, 13, 7, webhook.SearchWords(p.filter.Event)
		c.cell = fitted(func(w *webhook.Webhook, n int) string { return format.Events(p.matchingFirst(w.Events), n, g) })
	case "target":
		c.title, c.by, c.least, c.share, c.words = "Target", webhook.ByTarget, 14, 11, webhook.SearchWords(p.filter.Name)
		c.cell = fitted(func(w *webhook.Webhook, n int) string { return format.Target(w, n, g) })
	case "error-mail":
		c.title, c.by, c.least, c.share = "Error mail", webhook.ByErrorMail, 13, 8
		c.cell = fitted(func(w *webhook.Webhook, _ int) string {
			if !w.HasRecipient() && !w.OtherApp {
				return "no error mail"
			}
			return strings.Join(w.Recipients(), ", ")
		})
	case "cause":
		c.title, c.by, c.least, c.share = "Cause", webhook.ByCause, 19, 6
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return format.UsageCell(format.ColumnCause, w) })
	case "calls", "errors", "error-rate", "consecutive", "last-status":
		p.countColumn(&c)
	case "last-event":
		c.title, c.by, c.least = "Last call", webhook.ByLastEvent, 9
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return p.times.Ago(w.LastEvent()) })
	case "registered":
		c.title, c.by, c.least = "Registered", webhook.ByRegistered, 10
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return p.times.Ago(w.Registered) })
	default:
		c.title, c.by, c.least = "Updated", webhook.ByUpdated, 9
		c.cell = fitted(func(w *webhook.Webhook, _ int) string { return p.times.Ago(w.Updated) })
	}
	return c
}

// countColumn is a column of numbers.
func (p *listPane) countColumn(c *column[*webhook.Webhook]) {
	titles := map[string]string{"calls": "Calls", "errors": "Errors", "error-rate": "Rate", "consecutive": "In a row", "last-status": "Status no."}
	sort, _ := webhook.ParseSort(c.name)
	c.title, c.by, c.least, c.right = titles[c.name], sort.By, 10, true
	c.cell = func(w *webhook.Webhook, n int) string {
		return alignRight(format.UsageCell(format.Column(c.name), w), n)
	}
}

func (p *listPane) stateColumn(c *column[*webhook.Webhook]) {
	g := p.styles.Glyphs
	c.by, c.style = webhook.ByAttention, func(w *webhook.Webhook) lipgloss.Style { _, s := p.styles.State(w.Health()); return s }
	if p.width < wordyStates {
		c.least = 1
		c.cell = func(w *webhook.Webhook, n int) string { return format.Fit(g.State(w.Health()), n, "") }
		return
	}
	c.title, c.least = "State", 17
	c.cell = func(w *webhook.Webhook, n int) string {
		return format.Fit(format.StateText(w.Health(), g), n, g.Ellipsis)
	}
}

func (p *listPane) nameStyle(w *webhook.Webhook) lipgloss.Style {
	if w.Name == "" {
		return p.styles.Muted
	}
	return p.styles.Text
}
