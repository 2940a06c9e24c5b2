package format

import (
	"fmt"
	"strconv"
	"strings"

	"crmhooks/client/diagnosis"
	"crmhooks/client/webhook"
)

// This file writes what is known about the calls of a webhook, and why they fail.

// trouble says how the calls of a webhook went. For one in trouble it adds why it fails and what its receiver's owner can check.
func (d detail) trouble() []Row {
	var rows []Row
	if cause := d.w.Cause(); cause != "" {
		evidence := ""
		if d.w.Usage != nil {
			evidence = d.w.Usage.Diagnosis.Evidence
		}
		rows = causeRows(cause.Explain(d.w.IsScript()), evidence)
	}
	if calls := callsWords(d.w); calls.Text != "" {
		rows = append(rows, Row{"Calls", []Value{calls}})
	}
	return rows
}

// causeRows explain a cause: what it is, where the error says so, and what to check.
func causeRows(e diagnosis.Explanation, evidence string) []Row {
	rows := []Row{{"Why", []Value{{Text: e.Title + ". " + e.Sentence}}}}
	if evidence != "" {
		rows = append(rows, Row{"Server error", []Value{{Text: evidence, Tone: Quiet}}})
	}
	var steps []Value
	for i, step := range e.Checklist {
		steps = append(steps, Value{Text: strconv.Itoa(i+1) + " " + step})
	}
	label := "Check"
	if e.AskOwner {
		label = "Ask the owner"
	}
	return append(rows, Row{label, steps})
}

// callsWords counts the calls. It is empty where usage was not asked for.
func callsWords(w *webhook.Webhook) Value {
	switch u := w.Usage; {
	case w.NoUsage != "" && (u == nil || !u.Counted):
		return Value{Text: "n/a: " + w.NoUsage, Tone: Quiet}
	case u == nil:
		return Value{}
	case !u.Counted && u.Calls == 0 && u.Errors == 0 && u.Consecutive == 0: // only its last error was asked for
		return Value{}
	case !u.Counted:
		return Value{Text: "n/a: the tenant does not say", Tone: Quiet}
	case u.Calls == 0 && u.Errors == 0 && u.Consecutive == 0:
		return Value{Text: "none yet", Tone: Quiet}
	default:
		return Value{Text: Plural(int(u.Calls), "call") + ", " + Plural(int(u.Errors), "error") + rateWords(u) + ", " + inARow(u.Consecutive)}
	}
}

func rateWords(u *webhook.Usage) string {
	rate, known := u.ErrorRate()
	if !known || u.Errors == 0 {
		return ""
	}
	return " (" + Rate(rate) + ")"
}

// inARow says how many failures in a row there are. The vendor's pages disagree on whether attempts or events are counted, so it names neither.
func inARow(n int64) string {
	switch n {
	case 0:
		return "no failures in a row"
	case 1:
		return "no success since the last failure"
	}
	return Count(int(n)) + " failures in a row"
}

// Rate writes a share in percent, with one decimal: "3.1 %", or "below 0.1 %".
func Rate(rate float64) string {
	switch {
	case rate > 0 && rate < 0.001:
		return "below 0.1 %"
	case rate > 0.999 && rate < 1:
		return "above 99.9 %"
	}
	return fmt.Sprintf("%.1f %%", 100*rate)
}

// lastError is the text of the last error, in a section of its own.
func lastError(w *webhook.Webhook) []Section {
	if w.Usage == nil || w.Usage.LastError == "" {
		return nil
	}
	title := "Last error"
	if w.State == webhook.Active && !w.Failing() && w.Usage.Counted {
		title = "Last error (not failing now)"
	}
	return []Section{textSection(title, w.Usage.LastError)}
}

// textSection is a longer text as it came.
func textSection(title, text string) Section {
	var lines []Value
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, Value{Text: line, Tone: Code})
	}
	return Section{Title: title, Rows: []Row{{"", lines}}, Text: true}
}
