package wire_test

import (
	"testing"
	"time"

	"crmhooks/client/webhook"
)

// updated is what a webhook's date of this spelling becomes, and whether it could be read.
func updated(t testing.TB, spelling string) (at time.Time, read bool) {
	t.Helper()
	w := decoded(t, `[{"WebhookId":1,"Updated":`+quote(spelling)+`}]`).Webhooks[0]
	return w.Updated.UTC(), w.Present.Has(webhook.FieldUpdated) && len(w.Details().Anomalies) == 0
}

func TestTheSpellingsOfADate(t *testing.T) {
	at := func(hour, minute, second, nanosecond int) time.Time {
		return time.Date(2018, 12, 24, hour, minute, second, nanosecond, time.UTC)
	}
	never := time.Time{}
	for spelling, want := range map[string]time.Time{
		"2018-12-24T07:34:45-0500":          at(12, 34, 45, 0), // the vendor's own sample of includeTZOffset
		"2018-12-24T07:34:45+0000":          at(7, 34, 45, 0),
		"2018-12-24T07:34:45-0000":          at(7, 34, 45, 0),
		"2018-12-24T07:34:45+02":            at(5, 34, 45, 0),
		"2018-12-24T07:34:45+0545":          at(1, 49, 45, 0),
		"2018-12-24T07:34:45+02:00":         at(5, 34, 45, 0),
		"2018-12-24T07:34:45Z":              at(7, 34, 45, 0),
		"2018-12-24T07:34:45":               at(7, 34, 45, 0),
		"2018-12-24T07:34":                  at(7, 34, 0, 0),
		"2018-12-24T07:34+0100":             at(6, 34, 0, 0),
		"2018-12-24":                        at(0, 0, 0, 0),
		"2018-12-24T07:34:45.1-0500":        at(12, 34, 45, 100_000_000),
		"2018-12-24T07:34:45.1234567+0000":  at(7, 34, 45, 123_456_700),
		"2018-12-24T07:34:45.8912039+02":    at(5, 34, 45, 891_203_900),
		"2018-12-24T07:34:45.8912039":       at(7, 34, 45, 891_203_900),
		"2018-12-24T07:34:45.8912039Z":      at(7, 34, 45, 891_203_900),
		"2018-12-24T07:34:45.8912039-05:00": at(12, 34, 45, 891_203_900),
		"0001-01-01T00:00:00":               never,
		"0001-01-01T00:00:00Z":              never,
		"0001-01-01T00:00:00+0100":          never,
		"0001-01-01T00:00:00-0500":          never,
	} {
		if got, read := updated(t, spelling); !read || !got.Equal(want) {
			t.Errorf("%s is %v (read: %v), want %v", spelling, got, read, want)
		}
	}
	for _, spelling := range []string{
		"soon", "2018-12-24T07:34:45+2", "2018-12-24T07:34:45+020", "2018-12-24T07:34:45-05:0", "2018-12-24T07:34:45+0275", "2018-12-24T07:34:45+9900",
		"2018-02-30T00:00:00+0000", "2018-12-24T07:34:45 +0000", "2018-12-24T07:34:45-0500x", "-0500",
	} {
		if got, read := updated(t, spelling); read || !got.IsZero() {
			t.Errorf("%s is taken for %v", spelling, got)
		}
	}
}

// Whatever the moment and the zone: every spelling of it is the same moment.
func FuzzDates(f *testing.F) {
	f.Add(int64(1545654885), int64(123456700), int16(-300))
	f.Add(int64(0), int64(0), int16(0))
	f.Add(int64(253402300799), int64(999999900), int16(845))
	f.Fuzz(func(t *testing.T, seconds, nanoseconds int64, minutes int16) {
		want := time.Unix(seconds%253402214400, nanoseconds%1_000_000_000/100*100).In(time.FixedZone("", int(minutes)%(24*60)*60))
		if year := want.UTC().Year(); year <= 1 || want.Year() <= 1 || want.Year() > 9999 {
			return
		}
		layouts := []string{"2006-01-02T15:04:05.9999999Z07:00", "2006-01-02T15:04:05.0000000Z0700", "2006-01-02T15:04:05.9999999-0700"}
		if minutes%60 == 0 {
			layouts = append(layouts, "2006-01-02T15:04:05.9999999Z07")
		}
		for _, layout := range layouts {
			if got, read := updated(t, want.Format(layout)); !read || !got.Equal(want) {
				t.Errorf("%s is %v (read: %v)", want.Format(layout), got, read)
			}
		}
	})
}
