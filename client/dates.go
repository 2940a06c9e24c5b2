package client

import "time"

// layouts are the spellings of a date in the vendor's material: with a zone or without, and with up to seven digits of
// fraction, which the parser accepts after any of them.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"}

// parseTime reads a date of the API. No zone means UTC, as the fields are described. Year 1 means never, and that is the zero time,
// as is what cannot be read.
func parseTime(text string) time.Time {
	t, _ := readTime(text)
	return t
}

// readTime is parseTime that also reports whether the text was a date.
func readTime(text string) (time.Time, bool) {
	for _, layout := range layouts {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if t.Year() <= 1 || t.UTC().Year() <= 1 {
			return time.Time{}, true
		}
		return t, true
	}
	return time.Time{}, false
}
