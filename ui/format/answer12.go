package format

import (
	"strings"

	"crmhooks/client/webhook"
)

// This file writes what only newer servers tell: descriptions, recipients, last calls, and webhooks of other applications.

// description is what the webhook is for, in its maintainer's words; nothing where there is none.
func (d detail) description() []Row {
	if d.w.Description == "" {
		return nil
	}
	var lines []Value
	for line := range strings.SplitSeq(d.w.Description, "\n") {
		lines = append(lines, Value{Text: line})
	}
	return []Row{{"Description", lines}}
}

// recipientFields are the members that say who is notified. Only an answer with all of them can show that nobody is.
const recipientFields = webhook.FieldErrorsEmail | webhook.FieldErrorEmails | webhook.FieldErrorAssociates

// recipients are the people who are told when the webhook fails, and how.
func (d detail) recipients() []Row {
	w := d.w
	var values []Value
	for _, who := range w.Recipients() {
		values = append(values, Value{Text: who})
	}
	switch {
	case len(values) > 0:
	case w.OtherApp || !w.Requested.Has(recipientFields):
		values = d.absent(recipientFields, "")
	default:
		values = []Value{{Text: "none: the webhook names nobody to tell when it fails", Tone: Quiet}}
	}
	rows := []Row{{"Error mail", values}}
	var how []string
	if d.rest.NotifyWhen != "" {
		how = append(how, "when: "+spaced(d.rest.NotifyWhen))
	}
	if d.rest.NotifyVia != "" {
		how = append(how, "via: "+spaced(d.rest.NotifyVia))
	}
	if len(how) == 0 {
		return rows
	}
	notify := Value{Text: strings.Join(how, "; ")}
	if w.HasRecipient() && w.Muted() != "" {
		notify = Value{Text: notify.Text + ". Perhaps nobody is told when it is switched off.", Tone: Odd}
	}
	return append(rows, Row{"Notify", []Value{notify}})
}

// enumerations maps the vendor's enumeration names to words.
var enumerations = strings.NewReplacer("FirstFailure", "first failure", "Disabling", "switched off", "InApp", "in SuperOffice", "Email", "mail", "None", "none")

func spaced(enumeration string) string { return enumerations.Replace(enumeration) }

// lastCall is when the webhook was last called; empty if that is not known.
func (d detail) lastCall() []Row {
	at := d.w.LastEvent()
	if at.IsZero() {
		return nil
	}
	return []Row{{"Last call", []Value{{Text: d.t.Stamp(at), Aside: d.t.Ago(at)}}}}
}

// lastStatus is the archive's number for the webhook's condition; empty if that is not known.
func (d detail) lastStatus() []Row {
	if d.w.Usage == nil || !d.w.Usage.StatusKnown {
		return nil
	}
	return []Row{{"Last status", []Value{{Text: id(d.w.Usage.Status) + ", a number of the archive that the vendor does not explain", Tone: Quiet}}}}
}

// otherApp says what cannot be known of another application's webhook.
func (d detail) otherApp() []Row {
	if !d.w.OtherApp {
		return nil
	}
	return []Row{{"Note", []Value{{Text: "Only the archive lists this webhook: Online, GetAllWebhooks lists only an application's own webhooks. " +
		"Its state, secret, headers, properties and recipients cannot be seen, and neither can the text of its last error, as nothing here knows what has to be masked in it.", Tone: Quiet}}}}
}
