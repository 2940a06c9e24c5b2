package console_test

import (
	"strings"
	"testing"
	"time"
)

func TestWatching(t *testing.T) {
	lister, calls := byHand()
	rung := make(chan struct{}, 8)
	opts := options(t, lister)
	opts.WatchEvery, opts.Bell = time.Millisecond, func() { rung <- struct{}{} }
	d := drive(t, opts, 120, 40)
	next := func() call { // a request that the console makes by itself
		t.Helper()
		var c call
		d.await("a request", func() bool {
			select {
			case c = <-calls:
				return true
			default:
				return false
			}
		})
		return c
	}
	next().answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("w")
	broken := strings.Replace(company, `"State":"Active"`, `"State":"TooManyErrors"`, 1)
	broken = strings.Replace(broken, `"Name":"Delta"`, `"Name":"Delta renamed"`, 1)
	next().answer <- reply{result: read(t, broken)}
	d.until("again every 1 ms")
	<-rung
	d.shows("*  ▲ too many errors  Alpha orders", "*  ✓ active           Delta renamed")
	d.cursorOn("Beta tickets") // nothing moves but what changed

	next().answer <- reply{err: stepError{}} // the watch goes on after a failure
	d.until("refresh failed")
	d.shows("Alpha orders", "The list is that of 12:00:00")
	next().answer <- reply{result: read(t, broken)} // the same again rings no bell and keeps the marks
	d.until("loaded")
	d.shows("*  ▲ too many errors  Alpha orders")

	d.press("up") // Alpha orders is a problem now, and the first
	d.shows("! state from active to too many errors, at 12:00:00", "*❯ ▲ too many errors  Alpha orders")
	d.press("down")
	d.shows("   ▲ too many errors  Alpha orders") // seen
	d.press("w")
	d.shows("no longer watching")
	for len(calls) > 0 || d.loading() {
		c := next()
		c.answer <- reply{result: read(t, broken)}
		d.until("loaded")
	}
	d.drain()
	if len(calls) > 0 {
		t.Error("it asks on after the watch")
	}
	if len(rung) > 0 {
		t.Error("the bell rang twice")
	}
}

// loading reports whether the screen says that a request runs.
func (d *driver) loading() bool { return strings.Contains(d.screen(), "Esc cancel") }

func TestAWatchGoesOnAfterACancelledRefresh(t *testing.T) {
	lister, calls := byHand()
	opts := options(t, lister)
	opts.WatchEvery = time.Millisecond
	d := drive(t, opts, 120, 40)
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	for _, key := range []string{"esc", "ctrl+c"} {
		if key == "esc" {
			d.press("w")
		}
		c := <-calls
		d.press(key)
		<-c.ctx.Done()
		d.shows("cancelled")
		c.answer <- reply{err: c.ctx.Err()}
		d.await("the next request", func() bool { return len(calls) > 0 })
	}
	if d.quit {
		t.Error("it quit instead of cancelling")
	}
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("again every")
}

func TestWhatIsGoneIsNamed(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("r")
	(<-calls).answer <- reply{result: read(t, `[{"WebhookId":1,"Name":"Alpha orders","State":"Active"}]`)}
	d.until("Gone at 12:00:00: Beta tickets, Gamma archive, Delta, Epsilon, Zeta.")
	d.press("j")
	d.lacks("Gone at")
}

func TestAnotherQuestionMarksNothing(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("a", "/", "Delta", "enter")
	(<-calls).answer <- reply{result: read(t, `[{"WebhookId":4,"Name":"Delta","State":"Stopped"}]`)}
	d.until("1 webhook")
	d.lacks("*", "Gone at")
}

// Since 12.0 the list itself has the counts.
func TestAListThatCountsMarksWhatBeganToFail(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	counting := func(consecutive string) string {
		return `[{"WebhookId":1,"Name":"One","State":"Active","TotalCalls":9,"TotalErrors":4,"ConsecutiveErrors":` + consecutive + `}]`
	}
	(<-calls).answer <- reply{result: read(t, counting("0"))}
	d.until("loaded")
	d.press("r")
	(<-calls).answer <- reply{result: read(t, counting("2"))}
	d.until("its calls fail, at 12:00:00")
	d.press("r")
	(<-calls).answer <- reply{result: read(t, counting("0"))}
	d.until("its calls succeed again, at 12:00:00")
}
