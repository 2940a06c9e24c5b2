package format

import (
	"fmt"
	"strconv"
	"time"
)

// Times writes points in time. It holds the clock, so that a test can stop it.
type Times struct {
	Now      func() time.Time
	Location *time.Location // the zone of absolute times
}

// None stands where there is no time.
const None = "-"

const (
	day   = 24 * time.Hour
	month = 30 * day
	year  = 365 * day
)

// spans are the units of Ago: each is for a time that is shorter than below.
var spans = []struct {
	below, unit time.Duration
	name        string
}{{time.Hour, time.Minute, " min"}, {day, time.Hour, " h"}, {2 * month, day, " d"}, {year, month, " mo"}, {0, year, " y"}}

// Ago writes how long ago t was, in at most nine cells for the next hundred years: "2 d ago". The zero time is None.
func (t Times) Ago(at time.Time) string {
	if at.IsZero() {
		return None
	}
	since, direction := t.Now().Sub(at), " ago"
	if since < 0 {
		since, direction = at.Sub(t.Now()), " ahead"
	}
	if since < time.Minute {
		return "now"
	}
	n := 0
	for n < len(spans)-1 && since >= spans[n].below {
		n++
	}
	return strconv.FormatInt(int64(since/spans[n].unit), 10) + spans[n].name + direction
}

// Stamp writes a point in time to the second, with its zone: "2024-06-10 06:30:00 UTC". The zero time is None.
func (t Times) Stamp(at time.Time) string {
	if at.IsZero() {
		return None
	}
	return at.In(t.Location).Format("2006-01-02 15:04:05 MST")
}

// Minute writes a point in time to the minute, without its zone.
func (t Times) Minute(at time.Time) string {
	if at.IsZero() {
		return None
	}
	return at.In(t.Location).Format("2006-01-02 15:04")
}

// Clock writes a time of day: "14:03:12".
func (t Times) Clock(at time.Time) string { return at.In(t.Location).Format("15:04:05") }

// Duration writes how long something took: "380 ms", "2.4 s", "1 min 5 s".
func (t Times) Duration(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
}
