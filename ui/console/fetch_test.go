package console_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"crmhooks/client/webhook"
)

// call is one request that a test answers when it wants to.
type call struct {
	ctx    context.Context
	query  webhook.Query
	answer chan reply
}

type reply struct {
	result webhook.Result
	err    error
}

// byHand lists what the test answers by hand, whatever happens to the context.
func byHand() (listerFunc, <-chan call) {
	calls := make(chan call, 8)
	return func(ctx context.Context, q webhook.Query) (webhook.Result, error) {
		c := call{ctx, q, make(chan reply)}
		calls <- c
		r := <-c.answer
		return r.result, r.err
	}, calls
}

func named(t *testing.T, name string) webhook.Result {
	t.Helper()
	return read(t, `[{"WebhookId":1,"Name":"`+name+`","State":"Active"}]`)
}

func TestALateAnswerChangesNothing(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	first := <-calls
	d.press("r")
	second := <-calls
	<-first.ctx.Done() // the newer request cancels the older
	second.answer <- reply{result: named(t, "Newer")}
	d.until("Newer")
	first.answer <- reply{result: named(t, "Older")}
	d.drain()
	d.shows("Newer")
	d.lacks("Older")
}

func TestALateErrorChangesNothing(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	first := <-calls
	d.press("r")
	second := <-calls
	second.answer <- reply{result: named(t, "Newer")}
	d.until("Newer")
	first.answer <- reply{err: errBroken}
	d.drain()
	d.shows("Newer", "loaded")
	d.lacks("broken", "failed")
}

// drain takes every message until no command runs any more.
func (d *driver) drain() {
	d.t.Helper()
	idle := make(chan struct{})
	go func() { d.running.Wait(); close(idle) }()
	for {
		select {
		case msg := <-d.messages:
			d.take(msg)
		case <-idle:
			return
		}
	}
}

func TestOldRowsStayWhileLoadingAndAfterAFailure(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	d.shows("Loading")
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("down", "r")
	c := <-calls
	d.shows("Epsilon", "loading", "Esc cancel")
	c.answer <- reply{err: stepError{}}
	d.until("refresh failed")
	d.shows("Epsilon", "The host did not answer.", "Check the network.", "The list is that of 12:00:00", "list of 12:00:00")
	d.cursorOn("Epsilon")
	d.press("r")
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.lacks("The host did not answer.")
}

func TestAFirstFailureSaysWhatToDo(t *testing.T) {
	d := drive(t, options(t, fails(stepError{})), 80, 24)
	d.until("failed")
	d.shows("No list", "The host did not answer.", "Check the network.", "r tries again")
}

func TestCancelling(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+c"} {
		lister, calls := byHand()
		d := drive(t, options(t, lister), 120, 40)
		c := <-calls
		d.press(key)
		<-c.ctx.Done()
		d.shows("cancelled", "Nothing loaded", "r loads the list")
		c.answer <- reply{err: context.Canceled}
		d.drain()
		if d.quit {
			t.Errorf("%s quit the program instead of cancelling", key)
		}
		d.press("r")
		(<-calls).answer <- reply{result: read(t, company)}
		d.until("Alpha orders")
	}
}

func TestProgressIsShown(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	c := <-calls
	c.query.Progress(webhook.Progress{Rows: 1234})
	d.until("1,234 webhooks so far")
	c.query.Progress(webhook.Progress{Attempt: 2, Attempts: 4, Wait: 3 * time.Second, Reason: "busy"})
	d.until("busy, again in 3.0 s, attempt 2 of 4")
	c.answer <- reply{result: read(t, company)}
	d.until("loaded")
}

func TestAskingSendsTheInputsVerbatim(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("a")
	d.shows("server filter")
	d.press("/", "Alpha  Orders ")
	d.shows("Delta", "Enter sends") // nothing narrows while asking
	d.press("tab", "sale.sold", "tab", "a", "enter")
	c := <-calls
	if c.query.Name != "Alpha  Orders " || c.query.Event != "sale.sold" || c.query.Status != webhook.Active {
		t.Errorf("asked for %+v", c.query)
	}
	c.answer <- reply{result: read(t, `[]`)}
	d.until("The server has no such webhook")
	d.shows(`name "Alpha  Orders "`, `"sale.sold", status active`)
	d.press("a") // narrowing needs the whole list again
	c = <-calls
	if c.query.Name != "" || c.query.Event != "" || c.query.Status != "" {
		t.Errorf("narrowing asked for %+v", c.query)
	}
	c.answer <- reply{result: read(t, company)}
	d.until("local filter")
}

func TestARefreshAsksTheLastQuestionAgain(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("a", "/", "Alpha orders", "enter")
	if c := <-calls; c.query.Name != "Alpha orders" {
		t.Fatalf("asked for %+v", c.query)
	} else {
		c.answer <- reply{err: stepError{}}
	}
	d.until("refresh failed")
	d.press("/", " and more", "esc", "r") // what was typed since was not sent, and is not sent now
	c := <-calls
	if c.query.Name != "Alpha orders" {
		t.Errorf("the refresh asked for %+v", c.query)
	}
	c.answer <- reply{result: named(t, "Alpha orders")}
	d.until("loaded")
	d.shows("Enter sends")
}

func TestUnknownAndProblemsAreNeverSent(t *testing.T) {
	lister, calls := byHand()
	d := drive(t, options(t, lister), 120, 40)
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.press("a", "s", "u", "enter")
	c := <-calls
	if c.query.Status != "" {
		t.Errorf("the status %q was sent", c.query.Status)
	}
	c.answer <- reply{result: read(t, company)}
	d.until("loaded")
	d.shows("Zeta", "1 of 6")
	d.lacks("Alpha")
	d.press("esc")
	(<-calls).answer <- reply{result: read(t, company)}
	d.until("6 webhooks")
	d.press("!")
	d.shows("3 of 6")
}

func TestASavedListCannotBeAsked(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Source.CanAsk = false
	d := drive(t, opts, 120, 60)
	d.until("loaded")
	d.press("a")
	d.shows("local filter")
	d.press("?")
	d.lacks("or on the server")
}

func TestEmptyStatesExplain(t *testing.T) {
	d := open(t, always(read(t, `[]`)), 120, 40)
	d.shows("No webhooks", "an application sees only the webhooks that it created itself", "A sandbox copy of a tenant has none")
	d = open(t, always(read(t, company)), 120, 40)
	d.press("/", "xyzzy", "tab", "sale", "enter", "!")
	d.shows("No webhooks match", "None of 6 webhooks match: ", `name, id or target with "xyzzy"`, `event with "sale"`, "problems only", "Esc clears the filters", "0 of 6")
	d.press("esc")
	d.shows("1 of 6")
}

func TestAnIncompleteAnswerIsShownWithAWarning(t *testing.T) {
	result := read(t, company)
	result.Incomplete = stepError{}
	result.Warnings = []string{"Two webhooks have the id 7."}
	d := open(t, always(result), 120, 40)
	d.shows("Incomplete.", "The host did not answer.", "Check the network.", "Two webhooks have the id 7.", "Alpha orders")
}

func TestASlowAnswerIsCalledSlow(t *testing.T) {
	result := read(t, company)
	result.Wait, result.Duration = 2500*time.Millisecond, 2600*time.Millisecond
	d := open(t, always(result), 120, 40)
	d.shows("in 2.6 s", "! The server took 2.5 s to begin its answer; SuperOffice counts more than 2 s as slow.")
}

func TestSelectIsPassedOn(t *testing.T) {
	lister, calls := byHand()
	opts := options(t, lister)
	opts.Select = []string{"Name"}
	opts.Filter = webhook.Filter{Name: "alpha", Status: webhook.Active}
	opts.Asking = true
	drive(t, opts, 120, 40)
	c := <-calls
	if strings.Join(c.query.Select, ",") != "Name" || c.query.Name != "alpha" || c.query.Status != webhook.Active {
		t.Errorf("asked for %+v", c.query)
	}
	c.answer <- reply{err: errors.New("enough")}
}

func TestAWarningStaysOnTheScreen(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Warnings = []string{"The server's certificate is not checked."}
	d := drive(t, opts, 120, 40)
	d.shows("! The server's certificate is not checked.")
	d.until("loaded")
	for _, keys := range [][]string{nil, {"/", "alpha", "enter"}, {"esc"}, {"!"}, {"enter"}, {"esc"}, {"r"}} {
		d.press(keys...)
		d.shows("! The server's certificate is not checked.")
	}
}
