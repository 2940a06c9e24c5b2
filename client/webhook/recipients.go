package webhook

import "strings"

// Recipients are the people that the webhook names to be told when it fails: mail addresses first, then associates.
func (w *Webhook) Recipients() []string {
	var all []string
	if w.ErrorsEmail != "" {
		all = append(all, w.ErrorsEmail)
	}
	for _, mail := range w.detailed(FieldErrorEmails).ErrorEmails {
		if mail != "" && !strings.EqualFold(mail, w.ErrorsEmail) {
			all = append(all, mail)
		}
	}
	associates := w.detailed(FieldErrorAssociates).ErrorAssociates
	for i := range associates {
		if label := associates[i].Label(); label != "" {
			all = append(all, label)
		}
	}
	return all
}

// App says in one word whose webhook it is: "own" for the application that asked, "other" for another one.
func (w *Webhook) App() string {
	if w.OtherApp {
		return "other"
	}
	return "own"
}

// HasRecipient reports whether the webhook names somebody to be told when it fails. It is false too where that was not asked for.
func (w *Webhook) HasRecipient() bool {
	return w.ErrorsEmail != "" || len(w.Recipients()) > 0
}

// The names that NotifyVia and NotifyWhen have for no way and no occasion, and the one for a webhook that is switched off.
const (
	notifyNone      = "None"
	notifyDisabling = "Disabling"
)

// Muted says why the people that the webhook names may not be told when SuperOffice switches it off, in a few words; "" when nothing says so.
func (w *Webhook) Muted() string {
	d := w.detailed(FieldNotifyVia | FieldNotifyWhen)
	switch {
	case strings.EqualFold(d.NotifyVia, notifyNone):
		return "NotifyVia is " + d.NotifyVia
	case d.NotifyWhen != "" && !strings.Contains(strings.ToLower(d.NotifyWhen), strings.ToLower(notifyDisabling)):
		return "NotifyWhen is " + d.NotifyWhen
	}
	return ""
}

// The vendor's enumerations, by their numbers. NotifyWhen's are flags.
var (
	notifyVias  = []string{notifyNone, "Email", "InApp"}
	notifyWhens = []string{notifyNone, "FirstFailure", notifyDisabling, "FirstFailure, " + notifyDisabling}
)

// NotifyViaOf reads NotifyVia as the server writes it: a name, or a number as text. Anything else is kept as it came.
func NotifyViaOf(text string) string { return enumeration(text, notifyVias) }

// NotifyWhenOf reads NotifyWhen in the same way.
func NotifyWhenOf(text string) string { return enumeration(text, notifyWhens) }

func enumeration(text string, names []string) string {
	if len(text) == 1 && text[0] >= '0' && int(text[0]-'0') < len(names) {
		return names[text[0]-'0']
	}
	return text
}
