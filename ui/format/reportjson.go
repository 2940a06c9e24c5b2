package format

import (
	"encoding/json"
	"io"
	"strings"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// hookJSON is a webhook in a report: enough to find it again. Its first three members have the API's names.
type hookJSON struct {
	WebhookID   int64  `json:"WebhookId"`
	Name        string `json:"Name"`
	State       string `json:"State"`
	Failing     bool   `json:"failing"`
	ErrorsEmail string `json:"ErrorsEmail"`

	Recipients []string `json:"recipients"` // ErrorsEmail among them
}

func hooksJSON(hooks []*webhook.Webhook) []hookJSON {
	all := make([]hookJSON, len(hooks))
	for i, w := range hooks {
		all[i] = hookJSON{w.ID, w.Name, string(w.State), w.Failing(), w.ErrorsEmail, orNone(w.Recipients())}
	}
	return all
}

type groupJSON struct {
	Receiver   string     `json:"receiver"`
	Cause      string     `json:"cause"`
	Title      string     `json:"title"`
	Why        string     `json:"why"`
	Evidence   string     `json:"evidence"`
	Checklist  []string   `json:"checklist"`
	Off        int        `json:"off"`
	Failing    int        `json:"failing"`
	Events     []string   `json:"events"`
	Mails      []string   `json:"error_mails"`
	Recipients []string   `json:"recipients"` // associates among them
	Hooks      []hookJSON `json:"webhooks"`
}

// TriageJSON writes groups as an array of objects.
func TriageJSON(out io.Writer, groups []*survey.Group) error {
	all := make([]groupJSON, len(groups))
	for i, g := range groups {
		e := g.Explanation()
		all[i] = groupJSON{
			g.Receiver, string(g.Cause), e.Title, e.Sentence, groupEvidence(g), e.Checklist, g.Off, g.Failing,
			orNone(g.Events), mailsOf(g.Recipients), orNone(g.Recipients), hooksJSON(g.Hooks),
		}
	}
	return encode(out, all)
}

// mailsOf are the mail addresses among recipients.
func mailsOf(recipients []string) []string {
	mails := []string{}
	for _, r := range recipients {
		if strings.Contains(r, "@") {
			mails = append(mails, r)
		}
	}
	return mails
}

type eventJSON struct {
	Event     string     `json:"event"`
	Active    int        `json:"healthy"`
	Failing   int        `json:"failing"`
	Off       int        `json:"off"`
	Elsewhere *int       `json:"elsewhere,omitempty"` // only where the webhooks are a part of the list
	Unheard   bool       `json:"unheard"`
	Twice     []int64    `json:"delivered_twice_by"`
	Hooks     []hookJSON `json:"webhooks"`
}

// EventsJSON writes events as an array of objects.
func EventsJSON(out io.Writer, events []*survey.Event) error {
	all := make([]eventJSON, len(events))
	for i, e := range events {
		all[i] = eventJSON{Event: e.Name, Active: e.Active, Failing: e.Failing, Off: e.Off, Unheard: e.Orphaned(), Twice: []int64{}, Hooks: hooksJSON(e.Hooks)}
		if e.Part {
			all[i].Elsewhere = &e.Elsewhere
		}
		for _, w := range e.Duplicates {
			all[i].Twice = append(all[i].Twice, w.ID)
		}
	}
	return encode(out, all)
}

type findingJSON struct {
	Rule     string     `json:"rule"`
	Severity string     `json:"severity"`
	Text     string     `json:"text"`
	Why      string     `json:"why"`
	Hooks    []hookJSON `json:"webhooks"`
}

// FindingsJSON writes findings as an array of objects.
func FindingsJSON(out io.Writer, findings []*survey.Finding) error {
	all := make([]findingJSON, len(findings))
	for i, f := range findings {
		all[i] = findingJSON{string(f.Rule), f.Rule.Severity().String(), f.Text, f.Rule.Why(), hooksJSON(f.Hooks)}
	}
	return encode(out, all)
}

// encode writes a value as JSON of several lines, without the escapes that only matter in web pages.
func encode(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func orNone(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}
