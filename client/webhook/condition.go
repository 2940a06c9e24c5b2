package webhook

// condition is how a webhook is, in a byte: 100,000 webhooks do not fit into a processor's cache, and their conditions do.
type condition uint8

// The conditions. The first three are in trouble.
const (
	switchedOff condition = iota // by the system, as of too many errors
	unknown
	failing
	stopped
	active
	invented // some other state, which only the webhook itself tells
	conditionCount
)

// conditionOf is the condition of a webhook.
func conditionOf(w *Webhook) condition {
	switch {
	case w.Failing():
		return failing
	case w.State == Active:
		return active
	case w.State == Stopped:
		return stopped
	case w.State == TooManyErrors:
		return switchedOff
	case w.State == Unknown:
		return unknown
	}
	return invented
}

// health is the state that a webhook in this condition has; "" for an invented one.
func (c condition) health() State {
	return [conditionCount]State{switchedOff: TooManyErrors, unknown: Unknown, failing: Failing, stopped: Stopped, active: Active}[c]
}
