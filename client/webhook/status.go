package webhook

import "strings"

// Words that a user can write where a status is asked for, beside the names of the states.
const (
	AnyStatus      = "any"
	FailingStatus  = "failing"
	ProblemsStatus = "problems"
)

// StatusWords returns what a user can write for a status, in the order in which a face offers it.
func StatusWords() []string {
	return []string{AnyStatus, Active.Word(), FailingStatus, Stopped.Word(), TooManyErrors.Word(), Unknown.Word(), ProblemsStatus}
}

// SetStatus sets the filter's status to what a user wrote: a name of the API or one of StatusWords, in any case, with blanks, hyphens or
// underscores between the words, or none. It reports whether the text was one of these.
func (f *Filter) SetStatus(text string) bool {
	squeezed := squeeze(text)
	switch squeezed {
	case AnyStatus, ProblemsStatus:
		f.Status, f.Problems = "", squeezed == ProblemsStatus
		return true
	case FailingStatus:
		f.Status, f.Problems = Failing, false
		return true
	}
	for _, s := range States() {
		if squeezed == strings.ToLower(string(s)) {
			f.Status, f.Problems = s, false
			return true
		}
	}
	return false
}

func squeeze(text string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(text))
}
