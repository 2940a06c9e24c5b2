package console_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"crmhooks/client/webhook"
	"crmhooks/ui/console"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
)

// counts are those of company: Alpha orders fails, and Beta tickets was switched off for an expired certificate.
var counts = map[int64]webhook.Usage{
	1: {Counted: true, Calls: 1204, Errors: 37, Consecutive: 3, LastError: "HTTP/1.1 429 Too Many Requests\nRetry-After: 30", LastErrorRead: true},
	2: {Counted: true, Calls: 90, Errors: 9, Consecutive: 9, LastError: "the certificate has expired", LastErrorRead: true},
	4: {Counted: true, Calls: 10},
}

// usageFunc answers the question for the usage.
type usageFunc func(context.Context) (webhook.Usages, error)

func (f usageFunc) Usage(ctx context.Context, _ <-chan struct{}) (webhook.Usages, error) {
	return f(ctx)
}

func counting(byID map[int64]webhook.Usage) usageFunc {
	return func(context.Context) (webhook.Usages, error) { return webhook.Usages{ByID: byID}, nil }
}

func uncounted(err error) usageFunc {
	return func(context.Context) (webhook.Usages, error) { return webhook.Usages{}, err }
}

// lastErrorsFunc answers GetLastError.
type lastErrorsFunc func(context.Context, []int64) (map[int64]string, error)

func (f lastErrorsFunc) LastErrors(ctx context.Context, ids []int64) (map[int64]string, error) {
	return f(ctx, ids)
}

// withUsage are options with a source that counts.
func withUsage(t testing.TB, answer string, usage source.UsageReader, last source.LastErrorReader) console.Options {
	t.Helper()
	opts := options(t, always(read(t, answer)))
	opts.Source.Usage, opts.Source.LastErrors = usage, last
	return opts
}

// counted drives a console that has its list and its usage.
func counted(t testing.TB, width, height int) *driver {
	t.Helper()
	d := drive(t, withUsage(t, company, counting(counts), nil), width, height)
	d.until("failing")
	return d
}

func TestAnActiveWebhookThatFailsIsAWarning(t *testing.T) {
	d := counted(t, 120, 40)
	d.shows("✓ 2 active   ◆ 1 failing   ■ 1 stopped   ▲ 1 too many errors", "◆ active, failing  Alpha orders")
	if got, want := strings.Join(d.names("Beta tickets", "Zeta", "Epsilon", "Alpha orders", "Gamma archive", "Delta"), " "), "Beta tickets Epsilon Zeta Alpha orders Gamma archive Delta"; got != want {
		t.Errorf("the order is %s, want %s", got, want)
	}
	d.press("/", "alpha", "enter")
	d.shows("◆ active, failing: SuperOffice calls the target; 3 failures in a row", "too many calls (429)", "HTTP/1.1 429 Too Many Requests",
		"1,204 calls, 37 errors (3.1 %), 3 failures in a row", "Ask the owner 1 Raise the limit")
	d.press("esc", "s", "down", "down")
	d.shows("❯ ◆ failing          1", "Alpha orders", "1 of 6")
	d.lacks("Delta ")
	d.press("esc", "esc", "!")
	d.shows("Cause", "certificate expired")
	d.lacks("Alpha orders")
}

func TestTheColumnsOfTheUsageOnDemand(t *testing.T) {
	opts := withUsage(t, company, counting(counts), nil)
	opts.Columns = []format.Column{
		format.ColumnState, format.ColumnName, format.ColumnCause, format.ColumnCalls, format.ColumnErrors, format.ColumnErrorRate, format.ColumnConsecutive,
	}
	opts.Sort = webhook.Sort{By: webhook.ByConsecutive}
	d := drive(t, opts, 140, 40)
	d.until("failing")
	d.shows("Calls      Errors        Rate  In a row ↓", "1,204          37       3.1 %           3", "too many calls (429)")
	if got := strings.Join(d.names("Alpha orders", "Beta tickets", "Delta"), " "); got != "Beta tickets Alpha orders Delta" {
		t.Errorf("sorted as %s", got)
	}
}

func TestAUsageThatCannotBeReadIsSaidOnce(t *testing.T) {
	d := drive(t, withUsage(t, company, uncounted(errors.New("no access to usage")), nil), 120, 40)
	d.until("calls n/a")
	d.shows("loaded 12:00:00", "n/a: no access to usage", "✓ 2 active   ■ 1 stopped", "Beta tickets")
	if n := strings.Count(d.screen(), "n/a"); n != 2 { // in the footer, and in the detail of the one webhook
		t.Errorf("it is said %d times:\n%s", n, d.screen())
	}
	d.press("T")
	d.shows("support.example.com", "last error not read")
}

func TestCountsStayWhenTheNextQuestionFails(t *testing.T) {
	answers := make(chan error, 1)
	d := drive(t, withUsage(t, company, usageFunc(func(context.Context) (webhook.Usages, error) {
		return webhook.Usages{ByID: counts}, <-answers
	}), nil), 120, 40)
	answers <- nil
	d.until("1 failing")
	d.press("r")
	answers <- errors.New("usage could not be read")
	d.until("calls of 12:00:00")
	d.shows("◆ active, failing  Alpha orders", "1 failing")
}

func TestTheListDoesNotWaitForItsUsage(t *testing.T) {
	release := make(chan map[int64]webhook.Usage)
	var ended context.Context
	d := drive(t, withUsage(t, company, usageFunc(func(ctx context.Context) (webhook.Usages, error) {
		ended = ctx
		select {
		case byID := <-release:
			return webhook.Usages{ByID: byID}, nil
		case <-ctx.Done():
			return webhook.Usages{}, ctx.Err()
		}
	}), nil), 120, 40)
	d.until("reading calls")
	d.shows("Alpha orders", "loaded 12:00:00")
	d.press("j", "j", "j", "j")
	d.cursorOn("Alpha orders")
	release <- counts
	d.until("1 failing")
	d.cursorOn("Alpha orders") // where the user put it, though the row has moved

	d.press("r")
	d.until("reading calls")
	d.press("enter", "esc") // what is read beside the list is in nobody's way
	d.lacks("cancelled", "Esc back")
	d.press("ctrl+c")
	<-ended.Done()
	d.drain()
	if !d.quit {
		t.Error("Ctrl-C does not quit while only the usage is read")
	}
}

func TestAWatchMarksWhatBeginsToFail(t *testing.T) {
	usages := make(chan map[int64]webhook.Usage, 1)
	d := drive(t, withUsage(t, company, usageFunc(func(context.Context) (webhook.Usages, error) {
		return webhook.Usages{ByID: <-usages}, nil
	}), nil), 120, 40)
	usages <- counts
	d.until("1 failing")
	d.lacks("*  ")
	d.press("r")
	usages <- map[int64]webhook.Usage{1: {Counted: true, Calls: 1205}, 4: {Counted: true, Calls: 11, Errors: 1, Consecutive: 1}}
	d.drain()
	d.shows("*  ◆ active, failing  Delta")
	d.shows("*  ✓ active           Alpha orders")
	d.press("/", "alpha", "enter")
	d.shows("! its calls succeed again, at 12:00:00")
	d.press("esc", "/", "delta", "enter")
	d.shows("! its calls fail, at 12:00:00", "no success since the last failure")
}

func TestTheLastErrorIsAskedForWhenSomebodyLooks(t *testing.T) {
	asked := make(chan []int64, 8)
	last := lastErrorsFunc(func(_ context.Context, ids []int64) (map[int64]string, error) {
		asked <- ids
		return map[int64]string{ids[0]: "HTTP/1.1 410 Gone"}, nil
	})
	d := drive(t, withUsage(t, company, uncounted(errors.New("no access to usage")), last), 120, 40)
	d.until("calls n/a")
	d.cursorOn("Beta tickets")
	d.shows("Its last error has not been asked for. Enter asks.")
	d.press("j", "k")
	d.drain()
	if len(asked) > 0 {
		t.Fatalf("moving asked for %v", <-asked)
	}
	d.press("enter")
	d.until("gone (410)")
	if ids := <-asked; len(ids) != 1 || ids[0] != 2 {
		t.Errorf("asked for %v", ids)
	}
	d.lacks("Enter asks")
	d.press("esc", "enter") // once for a list
	d.drain()
	if len(asked) > 0 {
		t.Errorf("asked again for %v", <-asked)
	}
	d.press("esc", "r")
	d.until("loaded")
	d.drain()
	d.shows("gone (410)") // a refresh takes nothing away
	d.press("enter")
	d.until("gone (410)")
	d.drain()
	if len(asked) != 1 {
		t.Error("after a refresh it is not asked again when somebody looks")
	}
}

func TestProblemsAndTheTriageAskForTheirLastErrors(t *testing.T) {
	for _, key := range []string{"!", "T"} {
		asked := make(chan []int64, 8)
		last := lastErrorsFunc(func(_ context.Context, ids []int64) (map[int64]string, error) {
			asked <- ids
			return map[int64]string{2: "Connection refused", 5: ""}, errors.New("no access to last error")
		})
		d := drive(t, withUsage(t, company, counting(map[int64]webhook.Usage{1: counts[1]}), last), 120, 40)
		d.until("1 failing")
		d.press(key)
		d.until("connection refused")
		if ids := <-asked; len(ids) != 3 { // Beta, Epsilon and Zeta; the archive said why Alpha fails
			t.Errorf("%s: asked for %v", key, ids)
		}
		d.shows("no access to last error")
		d.press(key, key)
		d.drain()
		if len(asked) > 0 {
			t.Errorf("%s: asked again for %v", key, <-asked)
		}
	}
}

func TestALateUsageChangesNothing(t *testing.T) {
	type question struct {
		ctx    context.Context
		answer chan map[int64]webhook.Usage
	}
	questions := make(chan question, 4)
	lister, calls := byHand()
	opts := withUsage(t, company, usageFunc(func(ctx context.Context) (webhook.Usages, error) {
		q := question{ctx, make(chan map[int64]webhook.Usage)}
		questions <- q
		return webhook.Usages{ByID: <-q.answer}, nil
	}), nil)
	opts.Source.Lister = lister
	d := drive(t, opts, 120, 40)
	first, list := <-questions, <-calls
	d.press("esc", "r") // cancels both, and asks for both again
	<-first.ctx.Done()
	list.answer <- reply{err: list.ctx.Err()}
	second := <-questions
	(<-calls).answer <- reply{result: read(t, company)}
	second.answer <- map[int64]webhook.Usage{4: {Counted: true, Calls: 1, Errors: 1, Consecutive: 1}}
	d.until("◆ active, failing  Delta")
	first.answer <- counts
	d.drain()
	d.shows("✓ active           Alpha orders")
}

func TestASlowUsageIsNotAskedForAnewByAWatch(t *testing.T) {
	questions := make(chan struct{}, 100)
	release := make(chan struct{})
	opts := withUsage(t, company, usageFunc(func(context.Context) (webhook.Usages, error) {
		questions <- struct{}{}
		<-release
		return webhook.Usages{ByID: counts}, nil
	}), nil)
	var lists atomic.Int64
	lister := opts.Source.Lister
	opts.Source.Lister = listerFunc(func(ctx context.Context, q webhook.Query) (webhook.Result, error) {
		lists.Add(1)
		return lister.List(ctx, q)
	})
	opts.WatchEvery = time.Millisecond
	d := drive(t, opts, 120, 40)
	d.until("reading calls")
	d.press("w")
	d.await("three lists", func() bool { return lists.Load() >= 3 })
	if n := len(questions); n != 1 {
		t.Errorf("asked %d times", n)
	}
	close(release)
	d.until("1 failing")
}

func TestASavedListCarriesItsUsage(t *testing.T) {
	d := open(t, always(read(t, `[{"WebhookId":1,"Name":"One","State":"Active","TargetUrl":"https://a.example.com",
		"webhook_usage":{"total_calls":4,"total_errors":2,"consecutive_errors":2,"last_error":"Connection refused"}}]`)), 120, 40)
	d.shows("1 failing", "connection refused", "4 calls, 2 errors (50.0 %), 2 failures in a row")
}

// Texts that attack the terminal are cleaned by the client; oddities of the usage are reported.
func TestWarningsOfTheUsage(t *testing.T) {
	d := drive(t, withUsage(t, company, usageFunc(func(context.Context) (webhook.Usages, error) {
		return webhook.Usages{ByID: counts, Warnings: []string{"A row of the usage has no id and is left out."}, Incomplete: stepError{}}, nil
	}), nil), 120, 40)
	d.until("A row of the usage has no id")
	d.shows("Calls and errors are not complete. The host did not answer.")
}

// listedFunc answers the request for the usage, and sees when the list has arrived.
type listedFunc func(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error)

func (f listedFunc) Usage(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error) {
	return f(ctx, listed)
}

// A watch does not wait for a usage that never ends: its time limit starts with the list, even one that fails, and then it is requested again.
func TestTheUsageIsToldWhenTheListHasCome(t *testing.T) {
	for name, answer := range map[string]reply{"a list": {result: read(t, company)}, "a failure": {err: errors.New("no list")}} {
		lister, calls := byHand()
		opts := options(t, lister)
		questions := make(chan (<-chan struct{}), 4)
		opts.Source.Usage = listedFunc(func(_ context.Context, listed <-chan struct{}) (webhook.Usages, error) {
			questions <- listed
			<-listed
			return webhook.Usages{ByID: counts, Incomplete: stepError{}}, nil
		})
		d := drive(t, opts, 120, 40)
		for range 2 {
			call, listed := <-calls, <-questions
			counts := func() bool {
				select {
				case <-listed:
					return true
				default:
					return false
				}
			}
			if counts() {
				t.Errorf("%s: its time counts before the list has come", name)
			}
			call.answer <- answer
			d.await("the time to count", counts)
			d.drain()
			d.press("r")
		}
		(<-calls).answer <- answer
		d.drain()
	}
}

// Webhooks missing from an answer that ended early are not reported as working again.
func TestAnIncompleteUsageMarksNothing(t *testing.T) {
	usages := make(chan webhook.Usages, 1)
	d := drive(t, withUsage(t, company, usageFunc(func(context.Context) (webhook.Usages, error) { return <-usages, nil }), nil), 120, 40)
	usages <- webhook.Usages{ByID: counts}
	d.until("1 failing")
	for _, next := range []webhook.Usages{{ByID: map[int64]webhook.Usage{4: counts[4]}, Incomplete: stepError{}}, {ByID: counts}} {
		d.press("r")
		usages <- next
		d.drain()
		d.lacks("*  ")
	}
	d.shows("◆ active, failing  Alpha orders")
}
