package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
)

// filters is the request body of the vendor's page. Absent, null and empty all mean no filter; members that it does not name are ignored.
type filters struct {
	NameFilter   string
	EventFilter  string
	StatusFilter string
}

// check refuses a state that the page does not have.
func (f *filters) check() error {
	switch f.StatusFilter {
	case "Unknown": // the default, and no filter, says the vendor's REST page
		f.StatusFilter = ""
	case "", "Active", "Stopped", "TooManyErrors":
	default:
		return fmt.Errorf("StatusFilter %q is not one of Unknown, Active, Stopped, TooManyErrors", f.StatusFilter)
	}
	return nil
}

// match compares exactly, as the vendor describes it: "with this name", "this event name".
func (f filters) match(webhook object) bool {
	return matchText(f.NameFilter, webhook.get("Name")) &&
		matchText(f.StatusFilter, webhook.get("State")) &&
		(f.EventFilter == "" || slices.Contains(texts(webhook.get("Events")), f.EventFilter))
}

func matchText(filter string, value json.RawMessage) bool {
	if filter == "" {
		return true
	}
	s, ok := text(value)
	return ok && s == filter
}
