package console

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

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
	switch n := i.group.Unnotified + i.group.ByEvent; {
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
	return format.SeverityStyle(i.finding.Rule.Severity(), i.styles)
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
