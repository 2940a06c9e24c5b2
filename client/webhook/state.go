package webhook

import "strings"

// State is a webhook's state: one of the vendor's four names, or whatever text or number the server sent instead.
type State string

// The vendor's enumeration; the numbers in its database are 0 to 3 in this order.
const (
	Unknown       State = "Unknown"
	Active        State = "Active"
	Stopped       State = "Stopped"
	TooManyErrors State = "TooManyErrors"
)

// Failing is no state of the vendor's: it is what an active webhook counts as whose last calls failed. See Webhook.Health.
const Failing State = "active, failing"

// OtherApplication is no state of the vendor's either: it stands where the state of another application's webhook is not known.
const OtherApplication State = "other app"

// States returns the vendor's states in the order of their numbers.
func States() []State { return []State{Unknown, Active, Stopped, TooManyErrors} }

// StateOf reads a state as the server writes it: a name in any case, or a number as text. Anything else is kept as it came,
// and nothing at all is Unknown.
func StateOf(text string) State {
	text = strings.TrimSpace(text)
	switch text {
	case "":
		return Unknown
	case "0", "1", "2", "3":
		return States()[text[0]-'0']
	}
	for _, s := range States() {
		if strings.EqualFold(string(s), text) {
			return s
		}
	}
	return State(text)
}

// Documented reports whether the state is one of the vendor's four.
func (s State) Documented() bool {
	return s == Unknown || s == Active || s == Stopped || s == TooManyErrors
}

// Problem reports whether somebody should look: the system switched the webhook off, or nobody can say what its state is.
func (s State) Problem() bool {
	return s != Active && s != Stopped && s != Failing && s != OtherApplication
}

// rank orders states by how much they ask for attention: problems, then what fails, then stopped, then active.
func (s State) rank() int {
	switch s {
	case TooManyErrors:
		return 0
	case Failing:
		return 3
	case Stopped:
		return 4
	case Active:
		return 5
	case OtherApplication:
		return 6
	case Unknown:
		return 2
	}
	return 1
}

// Word is the state in the words of the console: "active", "too many errors", or the server's own text.
func (s State) Word() string {
	if s == TooManyErrors {
		return "too many errors"
	}
	if s.Documented() {
		return strings.ToLower(string(s))
	}
	return string(s)
}
