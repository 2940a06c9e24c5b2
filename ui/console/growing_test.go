package console_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/console"
)

// hooks are webhooks with these names; ! behind one says that it is switched off.
func hooks(names ...string) []webhook.Webhook {
	all := make([]webhook.Webhook, len(names))
	for i, name := range names {
		state := webhook.Active
		if strings.HasSuffix(name, "!") {
			state = webhook.TooManyErrors
		}
		name = strings.TrimSuffix(name, "!")
		all[i] = webhook.Webhook{ID: int64(name[0]), Name: name, State: state, Events: []string{"sale." + name}, Present: webhook.AllFields, Requested: webhook.AllFields}
	}
	return all
}

func whole(hooks ...webhook.Webhook) webhook.Result {
	return webhook.Result{Webhooks: hooks, ReceivedAt: noon}
}

var (
	alphas = hooks("Ann", "Carl", "Dora")
	betas  = hooks("Bert!", "Anders", "Emil")
)

// arriving is a console whose first request has brought the alphas, and has not ended. calls are the requests that follow.
func arriving(t *testing.T) (d *driver, first call, calls <-chan call) {
	t.Helper()
	lister, all := byHand()
	d = drive(t, options(t, lister), 120, 40)
	first = <-all
	first.query.Arrived(alphas)
	d.until("Carl")
	return d, first, all
}

func TestRowsAreShownWhileOthersCome(t *testing.T) {
	d, c, _ := arriving(t)
	d.shows("✓ 3 active", "3 webhooks", "loading", "Esc cancel", "─ Ann ─")
	d.lacks("Incomplete")
	d.cursorOn("Ann")
	c.query.Progress(webhook.Progress{Rows: 6})
	c.query.Arrived(betas)
	d.until("Emil")
	d.until("loading, 6 webhooks so far")
	d.shows("✓ 5 active", "▲ 1 too many errors", "6 webhooks")
	if got, want := d.names("Ann", "Anders", "Bert", "Carl", "Dora", "Emil"), []string{"Bert", "Anders", "Ann", "Carl", "Dora", "Emil"}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
	d.cursorOn("Bert") // nobody has moved it
	c.answer <- reply{result: whole(slices.Concat(alphas, betas, hooks("Fred"))...)}
	d.until("loaded 12:00:00")
	d.shows("7 webhooks", "Fred")
	d.cursorOn("Bert")
}

func TestTheCursorStaysOnItsWebhookWhileOthersCome(t *testing.T) {
	for name, keys := range map[string][]string{"moved": {"down"}, "read": {"down", "up", "enter", "esc", "down"}} {
		d, c, _ := arriving(t)
		d.press(keys...)
		d.cursorOn("Carl")
		c.query.Arrived(betas)
		d.until("Emil")
		d.cursorOn("Carl")
		c.answer <- reply{result: whole(slices.Concat(alphas, betas)...)}
		d.until("loaded")
		if d.cursorOn("Carl"); t.Failed() {
			t.Fatal(name)
		}
	}
}

// Somebody who reads a webhook goes on reading it, though nobody has moved the cursor.
func TestTheDetailStaysOnItsWebhookWhileOthersCome(t *testing.T) {
	d, c, _ := arriving(t)
	d.press("enter")
	d.shows("❯ Ann ─")
	c.query.Arrived(betas)
	d.until("✓ 5 active")
	d.shows("❯ Ann ─", "row 3 of 6")
}

func TestFilterAndOverviewsWorkOnWhatHasCome(t *testing.T) {
	d, c, _ := arriving(t)
	d.press("/", "an")
	d.shows("1 of 3", "Ann")
	c.query.Arrived(betas)
	d.until("2 of 6")
	d.shows("Anders", "Name ❯ an")
	d.press("ctrl+u", "enter", "V")
	d.shows("6 events", "sale.Emil")
	c.query.Arrived(hooks("Fred", "Gerd", "Hans", "Ines", "Jane", "Karl"))
	d.until("12 events")
	c.answer <- reply{result: whole(slices.Concat(alphas, betas, hooks("Fred", "Gerd", "Hans", "Ines", "Jane", "Karl", "Lars"))...)}
	d.until("13 events")
}

func TestWhatCameStaysWhenTheRequestEnds(t *testing.T) {
	for _, c := range []struct {
		name  string
		end   func(d *driver, c call)
		shows []string
	}{
		{"Esc", func(d *driver, c call) { d.press("esc"); d.settle() }, []string{"Incomplete. The request was cancelled.", "r asks again.", "cancelled  "}},
		{"Ctrl-C", func(d *driver, c call) { d.press("ctrl+c"); d.settle() }, []string{"Incomplete. The request was cancelled."}},
		{"an error", func(_ *driver, c call) { c.answer <- reply{err: stepError{}} }, []string{"Incomplete. The host did not answer.", "Check the network.", "loaded 12:00:00"}},
		{"an incomplete answer", func(_ *driver, c call) {
			result := whole(slices.Concat(alphas, betas)...)
			result.Incomplete = stepError{}
			c.answer <- reply{result: result}
		}, []string{"Incomplete. The host did not answer."}},
	} {
		d, first, calls := arriving(t)
		first.query.Arrived(betas[:1]) // not shown yet, as it is less than what is shown
		c.end(d, first)
		d.until("Incomplete.")
		d.shows(c.shows...)
		d.shows("What came before is shown.", "Bert", "Carl")
		d.lacks("loading")
		d.press("r")
		second := <-calls
		if second.query.Arrived != nil || len(second.query.Known) < 4 {
			t.Errorf("%s: the refresh is shown while it comes, or what is known is not said: %+v", c.name, second.query)
		}
		d.shows("Bert", "loading")
		second.answer <- reply{result: whole(slices.Concat(alphas, betas, hooks("Fred"))...)}
		d.until("7 webhooks")
		if d.lacks("Incomplete."); d.quit || t.Failed() {
			t.Fatalf("%s", c.name)
		}
		if c.name == "Esc" || c.name == "Ctrl-C" {
			first.answer <- reply{err: context.Canceled}
			d.drain()
			d.shows("7 webhooks")
		}
	}
}

func TestLateWebhooksOfAnOlderRequestChangeNothing(t *testing.T) {
	d, first, calls := arriving(t)
	d.press("r")
	second := <-calls
	first.query.Arrived(hooks("Late", "Later", "Latest", "More"))
	first.answer <- reply{err: context.Canceled}
	second.query.Arrived(alphas[:2]) // fewer than are shown: nothing disappears
	d.shows("Dora", "3 webhooks", "loading")
	second.query.Arrived(hooks("Eric", "Fred"))
	d.until("4 webhooks")
	d.shows("Eric", "loading")
	d.lacks("Late", "Dora")
	second.answer <- reply{result: whole(slices.Concat(alphas[:2], hooks("Eric", "Fred"))...)}
	d.until("loaded")
	d.drain()
	d.lacks("Late")
}

// What the server is asked for anew is not mixed with what came before, and a refresh is not shown before it is there.
func TestAnotherQuestionAndARefreshAreShownWhenTheyAreThere(t *testing.T) {
	d, first, calls := arriving(t)
	d.press("a", "/", "Ann", "enter")
	asked := <-calls
	if asked.query.Name != "Ann" || asked.query.Arrived != nil || asked.query.Known != nil {
		t.Errorf("asked for %+v", asked.query)
	}
	first.answer <- reply{err: context.Canceled}
	asked.answer <- reply{result: whole(alphas[0])}
	d.until("loaded")
	d.shows("server results", "1 webhook")
	d.press("r")
	again := <-calls
	if again.query.Arrived != nil || len(again.query.Known) != 1 {
		t.Errorf("the refresh asked for %+v", again.query)
	}
	again.answer <- reply{err: stepError{}}
	d.until("refresh failed")
	d.shows("Ann")
	d.lacks("Incomplete")
}

// The counts of the calls are joined when the list is whole, whenever they come.
func TestCountsWaitForTheWholeList(t *testing.T) {
	lister, calls := byHand()
	opts := withUsage(t, `[]`, counting(map[int64]webhook.Usage{'A': {Counted: true, Calls: 9, Consecutive: 3}}), nil)
	opts.Source.Lister = lister
	d := drive(t, opts, 120, 40)
	c := <-calls
	c.query.Arrived(alphas)
	d.until("Carl")
	d.await("the counts", func() bool { return console.Counted(d.m) })
	d.lacks("failing")
	c.answer <- reply{result: whole(alphas...)}
	d.until("◆ 1 failing")
	d.shows("◆ active, failing  Ann")
}

// What is not there yet may still come, and the screen says no more than that.
func TestNothingIsSaidOfWhatIsStillToCome(t *testing.T) {
	d, c, _ := arriving(t)
	d.press("T")
	d.shows("Nothing fails so far")
	d.press("T", "/", "E", "m", "i", "l")
	d.shows("No webhooks match so far")
	c.answer <- reply{result: whole(alphas...)}
	d.until("loaded")
	d.shows("No webhooks match")
	d.lacks("so far")
	d.press("esc", "esc", "T")
	d.shows("Nothing fails")
	d.lacks("so far")
}
