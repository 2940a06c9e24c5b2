package format

import (
	"fmt"
	"math"
	"time"

	"github.com/dustin/go-humanize"
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

// magnitudes are the steps of Ago: each is how a time is written that is shorter than its duration.
var magnitudes = []humanize.RelTimeMagnitude{
	{D: time.Minute, Format: "now", DivBy: 1},
	{D: time.Hour, Format: "%d min %s", DivBy: time.Minute},
	{D: day, Format: "%d h %s", DivBy: time.Hour},
	{D: 2 * month, Format: "%d d %s", DivBy: day},
	{D: year, Format: "%d mo %s", DivBy: month},
	{D: math.MaxInt64, Format: "%d y %s", DivBy: year},
}

// Ago writes how long ago t was, in at most nine cells for the next hundred years: "2 d ago". The zero time is None.
func (t Times) Ago(at time.Time) string {
	if at.IsZero() {
		return None
	}
	return humanize.CustomRelTime(at, t.Now(), "ago", "ahead", magnitudes)
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
