package console

import (
	"fmt"
	"time"

	"crmhooks/ui/format"
)

// status says what runs, what failed, or when the list was loaded.
type status struct {
	feed    *feed
	times   format.Times
	spinner []string
	notice  string        // what the last key did
	slow    int           // steps that the rows are late
	seeks   string        // what rows these are, in a word for one of them
	every   time.Duration // how long a watch waits; 0 for no watch
	wide    bool          // there is room for how long the list took
}

// wideFooter is the width from which there is room for how long the list took; where there is less, the keys matter more.
const wideFooter = 100

func (t *tenant) status() status {
	s := status{feed: &t.feed, times: t.opts.Times, spinner: t.styles.Glyphs.Spinner, notice: t.notice, wide: t.width >= wideFooter, slow: t.slow, seeks: "webhook"}
	if o, on := overviews[t.list.view]; on {
		s.seeks = o.row
	}
	if t.watch.on {
		s.every = t.opts.WatchEvery
	}
	return s
}

// line is one short sentence.
func (s status) line() string {
	switch {
	case s.feed.list.running():
		return s.loading()
	case s.slow > 0:
		return s.spinner[s.slow%len(s.spinner)] + " looking for " + s.seeks + "s"
	case s.notice != "":
		return s.notice
	case s.feed.failure != nil && s.feed.snap.Loaded:
		return "refresh failed " + s.times.Clock(s.feed.failedAt) + ", list of " + s.times.Clock(s.feed.snap.Result.ReceivedAt)
	case s.feed.failure != nil:
		return "failed " + s.times.Clock(s.feed.failedAt)
	case !s.feed.snap.Loaded:
		return "not loaded"
	}
	words := "loaded " + s.times.Clock(s.feed.snap.Result.ReceivedAt)
	if s.wide {
		words += " in " + s.times.Duration(s.feed.snap.Result.Duration)
	}
	words += s.usage()
	if s.every > 0 {
		words += ", again every " + s.times.Duration(s.every)
	}
	return words
}

func (s status) loading() string {
	p := s.feed.progress
	frames := s.spinner
	words := frames[p.spin%len(frames)] + " "
	switch {
	case p.Attempt > 0:
		return words + fmt.Sprintf("%s, again in %s, attempt %d of %d", p.Reason, s.times.Duration(p.Wait), p.Attempt, p.Attempts)
	case p.Rows > 0:
		return words + "loading, " + format.Plural(p.Rows, "webhook") + " so far"
	}
	return words + "loading"
}

// usage says how current the usage is.
func (s status) usage() string {
	snap := s.feed.snap
	switch {
	case s.feed.lastErrors.running():
		return ", reading last errors"
	case snap.List.CountsUsage(): // the list said it all
		return ""
	case s.feed.usage.running():
		return ", reading calls"
	case snap.NoUsage != nil && snap.HasUsages:
		return ", calls of " + s.times.Clock(snap.UsagesAt)
	case snap.NoUsage != nil:
		return ", calls n/a"
	case s.feed.src.Usage != nil && !snap.HasUsages:
		return ", calls not read"
	}
	return ""
}
