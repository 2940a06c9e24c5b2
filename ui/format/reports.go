package format

import (
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// This file writes what a survey of the list says: groups of the triage, events, findings. Each has a title of one line and a detail in sections, which
// both faces and every format share.

// Report is one line of a survey, and all that is behind it.
type Report struct {
	Title    string
	Tenant   string // for a ticket; "" when it is not known
	Sections []Section
}

// Plural counts things: "1 webhook", "1,204 webhooks".
func Plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return Count(n) + " " + word
}

// NoneMatch says that filters left nothing of a list.
func NoneMatch(n int) string {
	if n == 1 {
		return "The only webhook does not match."
	}
	return "None of " + Count(n) + " webhooks match."
}

// NoneInACopy is a reason for an empty list that surprises people.
const NoneInACopy = "A sandbox copy of a tenant has none, since copying deletes them."

// GroupReport writes a group of the triage: "support.example.com: certificate expired, 4 webhooks, 6 events, 2 recipients".
func GroupReport(g *survey.Group) Report {
	sections := []Section{{Rows: append([]Row{{"State", groupStates(g)}}, causeRows(g.Explanation(), groupEvidence(g))...)}}
	sections[0].Rows = append(sections[0].Rows, Row{"Error mail", mailValues(g)}, Row{"Events", eventValues(g.Events)})
	sections = append(sections, Section{Title: "Webhooks", Rows: []Row{{"", hookValues(g.Hooks)}}})
	if w := withLastError(g); w != nil {
		sections = append(sections, textSection("Last error of webhook "+id(w.ID), w.Usage.LastError))
	}
	return Report{GroupTitle(g), g.Hooks[0].Tenant, sections}
}

// GroupTitle is the title of a group's report.
func GroupTitle(g *survey.Group) string { return g.Receiver + ": " + GroupWords(g) }

// GroupWords says why a group is in trouble and how large it is.
func GroupWords(g *survey.Group) string {
	return strings.Join([]string{g.Cause.Title(), Plural(len(g.Hooks), "webhook"), Plural(len(g.Events), "event"), recipientCount(len(g.Recipients))}, ", ")
}

func recipientCount(n int) string {
	if n == 0 {
		return "no recipient"
	}
	return Plural(n, "recipient")
}

func groupStates(g *survey.Group) []Value {
	var values []Value
	if g.Off > 0 {
		state := g.State()
		values = append(values, Value{Text: Count(g.Off) + " " + offWord(g), Tone: State, State: state})
	}
	if g.Failing > 0 {
		values = append(values, Value{Text: Count(g.Failing) + " " + webhook.Failing.Word(), Tone: State, State: webhook.Failing})
	}
	return values
}

// offWord is the state of those that are off, when it is one for all.
func offWord(g *survey.Group) string {
	for _, w := range g.Hooks {
		if !w.Failing() && w.State != g.State() {
			return "switched off, or in a state that nobody knows"
		}
	}
	return g.State().Word()
}

func withLastError(g *survey.Group) *webhook.Webhook {
	for _, w := range g.Hooks {
		if w.Usage != nil && w.Usage.LastError != "" {
			return w
		}
	}
	return nil
}

func groupEvidence(g *survey.Group) string {
	if w := withLastError(g); w != nil {
		return w.Usage.Diagnosis.Evidence
	}
	return ""
}

func mailValues(g *survey.Group) []Value {
	var values []Value
	for _, mail := range g.Recipients {
		values = append(values, Value{Text: mail})
	}
	if g.Unnotified > 0 {
		values = append(values, Value{Text: Plural(g.Unnotified, "webhook") + " without one", Tone: Quiet})
	}
	if g.ByEvent > 0 {
		values = append(values, Value{Text: Plural(g.ByEvent, "webhook") + " without one, covered by an active webhook that listens to errors", Tone: Quiet})
	}
	return values
}

func eventValues(events []string) []Value {
	if len(events) == 0 {
		return []Value{{Text: "none", Tone: Quiet}}
	}
	var values []Value
	for _, group := range EventGroups(events) {
		values = append(values, Value{Name: group.Entity, Text: strings.Join(group.Actions, ", ")})
	}
	return values
}

// maxHooks is how many webhooks a report lists. Nobody reads more of them, and JSON has them all.
const maxHooks = 200

// hookValues lists webhooks: the id, the state's symbol, the name.
func hookValues(hooks []*webhook.Webhook) []Value {
	return listed(hooks, func(w *webhook.Webhook) Value {
		state := w.Health()
		return Value{Name: "#" + id(w.ID), Text: Title(w) + ", " + state.Word(), Tone: State, State: state}
	})
}

// listed writes the first webhooks, and how many more there are.
func listed(hooks []*webhook.Webhook, write func(*webhook.Webhook) Value) []Value {
	var values []Value
	for _, w := range hooks[:min(len(hooks), maxHooks)] {
		values = append(values, write(w))
	}
	if more := len(hooks) - maxHooks; more > 0 {
		values = append(values, Value{Text: "and " + Count(more) + " more", Tone: Quiet})
	}
	return values
}

// EventReport writes an event and who listens to it.
func EventReport(e *survey.Event) Report {
	rows := []Row{{"Listeners", []Value{{Text: EventWords(e)}}}}
	var notes []Value
	for _, r := range remarks(e) {
		notes = append(notes, Value{Text: r.sentence, Tone: Odd})
	}
	if len(notes) > 0 {
		rows = append(rows, Row{"Note", notes})
	}
	if e.Part {
		rows = append(rows, Row{"Elsewhere", []Value{{Text: Plural(e.Elsewhere, "other active webhook")}}})
	}
	sections := []Section{{Rows: rows}, {Title: "Webhooks", Rows: []Row{{"", hookValues(e.Hooks)}}}}
	if len(e.Duplicates) > 0 {
		sections = append(sections, Section{Title: "To the same target", Rows: []Row{{"", targetValues(e.Duplicates)}}})
	}
	return Report{e.Name, e.Hooks[0].Tenant, sections}
}

func targetValues(hooks []*webhook.Webhook) []Value {
	return listed(hooks, func(w *webhook.Webhook) Value { return Value{Name: "#" + id(w.ID), Text: w.TargetURL} })
}

// EventWords counts who listens to an event: "3 active, 1 failing, 2 off".
func EventWords(e *survey.Event) string {
	var parts []string
	for _, part := range []struct {
		n    int
		word string
	}{{e.Active, "healthy"}, {e.Failing, "failing"}, {e.Off, "off"}} {
		if part.n > 0 {
			parts = append(parts, Count(part.n)+" "+part.word)
		}
	}
	return strings.Join(parts, ", ")
}

// remark is something remarkable about an event: a few words for a list, and a sentence.
type remark struct{ words, sentence string }

func remarks(e *survey.Event) []remark {
	var all []remark
	if e.Orphaned() {
		all = append(all, remark{"no active listener", "No active webhook listens to it."})
	}
	if e.OnlyHere() {
		all = append(all, remark{"only here", "No other active webhook listens to it: its delivery would stop if these went down."})
	}
	if len(e.Duplicates) > 0 {
		all = append(all, remark{"delivered twice", "The same target gets it more than once."})
	}
	return all
}

// EventNote is what is remarkable about an event, in a few words; "" for nothing.
func EventNote(e *survey.Event) string {
	var notes []string
	for _, r := range remarks(e) {
		notes = append(notes, r.words)
	}
	return strings.Join(notes, ", ")
}

// EventState stands for an event: that of what is worst about it.
func EventState(e *survey.Event) webhook.State {
	switch {
	case e.Orphaned():
		return webhook.Stopped
	case e.Failing > 0:
		return webhook.Failing
	}
	return webhook.Active
}

// FindingReport writes a finding and what is behind it.
func FindingReport(f *survey.Finding) Report {
	rows := []Row{
		{"Found", []Value{{Text: f.Text}}},
		{"Why", []Value{{Text: f.Rule.Why()}}},
		{"Severity", []Value{{Text: f.Rule.Severity().String()}}},
		{"Rule", []Value{{Text: string(f.Rule), Aside: `ignore_findings = ["` + string(f.Rule) + `"] in the configuration leaves it out`}}},
	}
	sections := []Section{{Rows: rows}, {Title: "Webhooks", Rows: []Row{{"", hookValues(f.Hooks)}}}}
	return Report{FindingTitle(f), f.Hooks[0].Tenant, sections}
}

// FindingTitle is the title of a finding's report.
func FindingTitle(f *survey.Finding) string { return string(f.Rule) + ": " + FindingWho(f) }

// FindingWho names the webhooks of a finding, the first with its name.
func FindingWho(f *survey.Finding) string {
	who := Title(f.Hooks[0])
	if more := len(f.Hooks) - 1; more > 0 {
		who += " +" + strconv.Itoa(more)
	}
	return who
}

// IDs are the ids of webhooks: "#3 #5".
func IDs(hooks []*webhook.Webhook) string {
	words := make([]string, len(hooks))
	for i, w := range hooks {
		words[i] = "#" + id(w.ID)
	}
	return strings.Join(words, " ")
}

// SeverityStyle is the look of a severity.
func SeverityStyle(severity survey.Severity, s *style.Styles) lipgloss.Style {
	switch severity {
	case survey.Error:
		return s.Error
	case survey.Warning:
		return s.Warning
	default:
		return s.Muted
	}
}

// Text writes a report line by line, for people and for screen readers. Nothing is cut or wrapped.
func (r Report) Text(out io.Writer, s *style.Styles) error {
	_, err := io.WriteString(out, s.Title.Render(r.Title)+"\n"+strings.Join(Lines(r.Sections, s, 0, 0), "\n")+"\n")
	return err
}

// Markdown writes a report for a ticket.
func (r Report) Markdown(out io.Writer) error {
	var b strings.Builder
	b.WriteString("## " + verbatim(r.Title) + "\n\n")
	if r.Tenant != "" {
		b.WriteString("- Tenant: " + markdownText(r.Tenant) + "\n")
	}
	for _, section := range r.Sections {
		markdownSection(&b, section)
	}
	_, err := io.WriteString(out, b.String())
	return err
}
