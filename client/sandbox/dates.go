package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// The spellings of a date in the vendor's material; parsing also takes fractions of a second.
const (
	withoutZone = "2006-01-02T15:04:05"
	withZone    = "2006-01-02T15:04:05Z07:00"
)

// date is a date-time of the API: with a zone, or without one and then in UTC, as the vendor's page describes both fields.
type date struct {
	time.Time
	zoned bool
}

func parseDate(s string) (date, bool) {
	if t, err := time.Parse(withZone, s); err == nil {
		return date{t, true}, true
	}
	t, err := time.Parse(withoutZone, s)
	return date{t, false}, err == nil
}

func (d date) String() string {
	layout := withoutZone + ".9999999"
	if d.zoned {
		layout += "Z07:00"
	}
	return d.Format(layout)
}

func (d date) addDays(days int) date { return date{d.AddDate(0, 0, days), d.zoned} }

// mapDate changes a date that is written as JSON. Year 1 means "never" and stays, as does what is no date.
func mapDate(value json.RawMessage, change func(date) date) json.RawMessage {
	s, _ := text(value)
	d, ok := parseDate(s)
	if !ok || d.Year() == 1 {
		return value
	}
	return quote(change(d).String())
}

// zone is what the SO-TimeZone header asks for.
type zone struct {
	norway     bool // otherwise UTC
	withOffset bool // includeTZOffset
}

// requestedZone reads SO-TimeZone; nil when the request has none, and dates then leave as they are stored.
// The vendor's page on headers lists Norway as NO and as 261. This tenant knows Norway by these and two common names, and takes any other zone for UTC.
func requestedZone(h http.Header) *zone {
	header := h.Get("SO-TimeZone")
	if header == "" {
		return nil
	}
	code, option, _ := strings.Cut(header, ",")
	z := &zone{withOffset: strings.EqualFold(strings.TrimSpace(option), "includeTZOffset")}
	switch strings.ToLower(strings.TrimSpace(code)) {
	case "no", "261", "europe/oslo", "w. europe standard time":
		z.norway = true
	}
	return z
}

func (z *zone) convert(d date) date {
	offset := 0
	if z.norway {
		offset = norwayOffset(d.Time)
	}
	// A fixed zone rather than the system's: a jump host may have no time zone database.
	location := time.FixedZone("", offset)
	if z.withOffset {
		return date{d.In(location), true}
	}
	return date{d.In(location), false}
}

// norwayOffset is in seconds. Summer time runs from the last Sunday of March to the last of October, changing at 01:00 UTC.
func norwayOffset(t time.Time) int {
	const hour = 3600
	start, end := lastSunday(t.UTC().Year(), time.March), lastSunday(t.UTC().Year(), time.October)
	if !t.Before(start) && t.Before(end) {
		return 2 * hour
	}
	return hour
}

func lastSunday(year int, month time.Month) time.Time {
	last := time.Date(year, month+1, 0, 1, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}
