package webhook

import (
	"fmt"
	"time"
)

// Query is what a list is asked for. The three filters are the server's own and go out verbatim; the vendor describes them as
// exact matches. The zero Query asks for everything.
type Query struct {
	Name   string
	Event  string
	Status State    // never a number; Unknown means "no filter" to the server and is not sent
	Select []string // members to ask for; nil for all. WebhookId and State are always asked for

	// Progress, when set, is told how the request is doing. It is called from the request's own goroutine.
	Progress func(Progress)

	// Arrived, when set, is given the webhooks that came since the last call, in the order of the answer. The last ones may come with the result alone. It must not
	// change them, and is called before the request ends, from a goroutine of the request's own.
	Arrived func([]Webhook)

	// Known are the webhooks of an earlier answer to the same question. Those that come again as they were need not be read again, and share their details.
	Known []*Webhook
}

// Whole reports whether the query asks for every webhook that there is.
func (q Query) Whole() bool {
	return q.Name == "" && q.Event == "" && (q.Status == "" || q.Status == Unknown)
}

// Ask splits a filter into what the server is asked, verbatim, and what is left for its answer. Problems only, and the state Unknown, which means
// "no filter" to the server, are left, and so is what fails among the active ones; what the server compares is not compared again, as it does so in its own way.
func (f Filter) Ask() (asked Query, left Filter) {
	asked = Query{Name: f.Name, Event: f.Event, Status: f.Status}
	left = Filter{Problems: f.Problems, Hooks: f.Hooks}
	switch f.Status {
	case Unknown:
		asked.Status, left.Status = "", Unknown
	case Failing:
		asked.Status, left.Status = Active, Failing
	default: // the server knows every other one
	}
	return asked, left
}

// Progress is a moment of a running request.
type Progress struct {
	Rows int // webhooks read so far

	// A retry that is being waited for; Attempt is 0 when there is none.
	Attempt, Attempts int
	Wait              time.Duration
	Reason            string // "busy", "connection lost": a few words
}

// SlowThreshold is the vendor's NsApiSlow threshold for GetAllWebhooks: a call that takes longer counts as slow there.
const SlowThreshold = 2000 * time.Millisecond

// Result is an answered list.
type Result struct {
	Webhooks []Webhook
	Warnings []string // sentences about the answer as a whole: repeated ids, members of an odd type
	// Incomplete, when not nil, says why the answer ended early. The webhooks read until then are all here.
	Incomplete error

	ReceivedAt time.Time     // when the answer was complete
	Duration   time.Duration // from the request to the last byte, retries included
	Wait       time.Duration // from the last attempt's request to its response header
	Bytes      int64         // decompressed size of the answer
}

// Slow reports whether the server took longer to begin its answer than the vendor's own threshold.
func (r Result) Slow() bool { return r.Wait > SlowThreshold }

// SlowNote says that the server was slow, in a sentence; "" when it was not.
func (r Result) SlowNote() string {
	if !r.Slow() {
		return ""
	}
	return fmt.Sprintf("The server took %.1f s to begin its answer; SuperOffice counts more than %.0f s as slow.", r.Wait.Seconds(), SlowThreshold.Seconds())
}
