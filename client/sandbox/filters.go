package sandbox

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
)

// filters is the request body of the vendor's page. Absent, null and empty all mean no filter; members that it does not name are ignored.
type filters struct {
	NameFilter   string
	EventFilter  string
	StatusFilter string
}

// parseFilters reads a body of one of the page's content types.
func parseFilters(mediaType string, body []byte) (filters, error) {
	var f filters
	if err := decode(mediaType, body, &f); err != nil {
		return filters{}, err
	}
	switch f.StatusFilter {
	case "Unknown": // the default, and no filter, says the vendor's REST page
		f.StatusFilter = ""
	case "", "Active", "Stopped", "TooManyErrors":
	default:
		return filters{}, fmt.Errorf("StatusFilter %q is none of Unknown, Active, Stopped, TooManyErrors", f.StatusFilter)
	}
	return f, nil
}

func (f *filters) fromForm(form url.Values) error {
	*f = filters{form.Get("NameFilter"), form.Get("EventFilter"), form.Get("StatusFilter")}
	return nil
}

// match compares exactly, as the vendor describes it: "with this name", "this event name".
func (f filters) match(raw json.RawMessage) bool {
	webhook, ok := parseObject(raw)
	return ok &&
		matchText(f.NameFilter, webhook.get("Name")) &&
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
