package cli

import (
	"context"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

func (a *app) eventsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "events",
		Long: "events turns the list around: each event with the webhooks that listen to it, and how they are. Events that no active webhook listens to come first.\n\n" +
			"With --name and the other filters it shows the events of a part of the list, and how many other active webhooks listen to each: an event\n" +
			"without any would no longer be delivered if these webhooks went down.",
		Example: "  crmhooks events --demo --event sale.sold\n  crmhooks events -p acme --name host:erp.example.com      what would stop if that host went down",
	}
	return a.surveyCommand(cmd, []string{"table", "json", "markdown"}, a.events)
}

func (a *app) events(_ context.Context, s *session, r *reading, rows []int, output string) error {
	if !a.flags.serverFilter { // all who listen to the events, whatever else they listen to
		f := s.filter
		f.Event = ""
		rows = r.List.Filter(r.Order, f)
	}
	events := survey.Matching(survey.Events(r.List, rows), s.filter.Event)
	switch {
	case output == "json":
		return unwritten(format.EventsJSON(a.Stdout, events))
	case len(events) == 0:
		a.note(s.foundNothing(r, rows, "No event, of "+format.Plural(len(rows), "webhook")+"."))
		return nil
	case output == "markdown":
		return unwritten(writeReports(a, s, events, format.EventReport, output))
	}
	return unwritten(eventGrid(s, events).Write(a.Stdout, s.styles, a.Width()))
}

func eventGrid(s *session, events []*survey.Event) format.Grid {
	g := format.Grid{Headings: []string{"Event", "Healthy", "Failing", "Off", "Webhooks", "Note"}}
	if events[0].Part {
		g.Headings = []string{"Event", "Healthy", "Failing", "Off", "Elsewhere", "Webhooks", "Note"}
	}
	for _, e := range events {
		row := []string{s.styles.Glyphs.State(format.EventState(e)) + " " + e.Name, format.Count(e.Active), format.Count(e.Failing), format.Count(e.Off)}
		if e.Part {
			row = append(row, format.Count(e.Elsewhere))
		}
		g.Rows = append(g.Rows, append(row, hookNames(e.Hooks), format.EventNote(e)))
	}
	g.Style = func(row, column int) lipgloss.Style {
		if column > 0 {
			return lipgloss.Style{}
		}
		_, look := s.styles.State(format.EventState(events[row]))
		return look
	}
	return g
}

func hookNames(hooks []*webhook.Webhook) string {
	names := make([]string, len(hooks))
	for i, w := range hooks {
		names[i] = format.Title(w)
	}
	return strings.Join(names, ", ")
}
