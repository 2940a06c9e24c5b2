package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// The spellings of a date in the vendor's material, with a fraction of a second where there is one; parsing takes any number of its digits.
const (
	withoutZone = "2006-01-02T15:04:05.9999999"
	withZone    = "2006-01-02T15:04:05.9999999Z07:00"
	withOffset  = "2006-01-02T15:04:05.9999999-0700" // of the page on SO-TimeZone
)

// date is a date-time of the API: with a zone, or without one and then in UTC, as the vendor's page describes both fields.
type date struct {
	time.Time
	layout string
}

func parseDate(s string) (date, bool) {
	for _, layout := range []string{withZone, withOffset, withoutZone} {
		if t, err := time.Parse(layout, s); err == nil {
			return date{t, layout}, true
		}
	}
	return date{}, false
}

// addDays is the date some days later, written as it was.
func (d date) addDays(days int) string { return d.AddDate(0, 0, days).Format(d.layout) }

// utc is the date without a zone, as the API writes dates in UTC.
func (d date) utc() string { return d.UTC().Format(withoutZone) }

// utcWithOffset is the date in UTC, which it says.
func (d date) utcWithOffset() string { return d.UTC().Format(withOffset) }

// mapDate rewrites a date in JSON. Year 1 means "never" and stays, as does anything that is not a date.
func mapDate(value json.RawMessage, write func(date) string) json.RawMessage {
	s, _ := text(value)
	d, ok := parseDate(s)
	if !ok || d.Year() == 1 {
		return value
	}
	return quote(write(d))
}

// requestedDates is how a request wants dates to be written; nil when it does not say, and dates then leave as they are stored. Whatever zone
// SO-TimeZone names, the dates of a webhook stay in UTC: the vendor's page exempts "created and updated date". Its option adds the offset.
func requestedDates(h http.Header) func(date) string {
	header := h.Get("SO-TimeZone")
	if header == "" {
		return nil
	}
	_, option, _ := strings.Cut(header, ",")
	if strings.EqualFold(strings.TrimSpace(option), "includeTZOffset") {
		return date.utcWithOffset
	}
	return date.utc
}
