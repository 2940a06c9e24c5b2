package wire

import "time"

// clocks and zones together are the spellings of a date in the vendor's material: in full, or to the minute; without a zone, or with one as ISO 8601 writes it:
// +02:00, the +0200 that includeTZOffset asks for, +02 or Z. The parser accepts a fraction of any length after the seconds.
var (
	clocks = []string{"2006-01-02T15:04:05", "2006-01-02T15:04"}
	zones  = []string{"Z07:00", "Z0700", "Z07", ""}
)

const dateOnly = "2006-01-02"

// ParseTime reads a date of the API. No zone means UTC, as the fields are described. Year 1 means never, and that is the zero time,
// as is what cannot be read.
func ParseTime(text string) time.Time {
	t, _ := readTime(text)
	return t
}

// readTime is ParseTime that also reports whether the text was a date.
func readTime(text string) (time.Time, bool) {
	if len(text) == len(clocks[0]) { // in full and without a zone, as the vendor's samples are
		if t, err := time.Parse(clocks[0], text); err == nil {
			return orNever(t), true
		}
	}
	for _, clock := range clocks {
		for _, zone := range zones {
			if t, err := time.Parse(clock+zone, text); err == nil {
				return orNever(t), true
			}
		}
	}
	t, err := time.Parse(dateOnly, text)
	return orNever(t), err == nil
}

// orNever is the zero time for a date of year 1, in its own zone or in UTC.
func orNever(t time.Time) time.Time {
	if t.Year() <= 1 || t.UTC().Year() <= 1 {
		return time.Time{}
	}
	return t
}

// places holds a place for each offset from UTC in an answer. Parsing makes a new one for each date.
type places map[int]*time.Location

// shared is the same time in the place that the dates of an answer share.
func (p places) shared(t time.Time) time.Time {
	if at := t.Location(); at == time.UTC || at == time.Local {
		return t
	}
	_, offset := t.Zone()
	if p[offset] == nil {
		p[offset] = t.Location()
	}
	return t.In(p[offset])
}
