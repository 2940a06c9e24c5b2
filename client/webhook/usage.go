package webhook

import (
	"sync/atomic"
	"time"

	"crmhooks/client/diagnosis"
	"crmhooks/client/parallel"
)

// Usage is what a tenant counts about the calls of one webhook: members of a list since 12.0, a row of its table webhook_usage, or what GetLastError says.
type Usage struct {
	Counted bool  // the three counts were read
	Calls   int64 // calls to the target in all
	Errors  int64 // those of them that failed
	// Consecutive is how many failures there were in a row until now; a call that succeeds sets it to 0. The vendor's pages disagree on whether attempts or
	// events are counted.
	Consecutive int64

	// LastError is what the target answered at the last error, its headers and its body, or why there was no answer; up to 4000 characters in
	// lines, cleaned and masked. It is "" when there is none.
	LastError string
	// LastErrorRead reports whether LastError was asked for, so that "" means that there is none.
	LastErrorRead bool
	// Diagnosis is what LastError says, in plain words.
	Diagnosis diagnosis.Result

	LastEvent time.Time // when the webhook was called last; zero when it never was, or nobody says
	// Status is SuperOffice's own number for how the webhook is, from its state and its errors. No page says what the numbers mean. It counts when StatusKnown.
	Status      int64
	StatusKnown bool
}

// ErrorRate is the errors as a part of the calls, usually from 0 to 1. It is not known without calls.
func (u *Usage) ErrorRate() (rate float64, known bool) {
	if u == nil || !u.Counted || u.Calls <= 0 {
		return 0, false
	}
	return float64(u.Errors) / float64(u.Calls), true
}

// Usages is an answered question for the usage of a tenant's webhooks.
type Usages struct {
	ByID     map[int64]Usage // by WebhookId; a webhook may have none
	Warnings []string        // sentences about the answer as a whole
	// Incomplete, when not nil, says why the answer ended early.
	Incomplete error

	// Archived are the webhooks as the archive lists them. It may list more than GetAllWebhooks, which Online answers an application with its own ones alone.
	Archived []Webhook
}

// OtherApps are the archived webhooks that a whole list does not have. They are marked as such, and no more is claimed of them than the archive says.
func (u *Usages) OtherApps(listed []*Webhook) []Webhook {
	if len(u.Archived) == 0 {
		return nil
	}
	known := make(map[int64]bool, len(listed))
	for i := range listed {
		known[listed[i].ID] = true
	}
	var others []Webhook
	for _, w := range u.Archived {
		if !known[w.ID] {
			w.OtherApp, w.State = true, OtherApplication
			others = append(others, w)
		}
	}
	return others
}

// With returns the list with the webhooks that only the archive lists added to it. whole says that the list is the tenant's complete list; otherwise nothing is
// known about a webhook that is not in it.
func (l *List) With(u Usages, whole bool) *List {
	if !whole {
		return l
	}
	own := l.first(l.own)
	others := u.OtherApps(own.Webhooks)
	if len(others) == 0 {
		return own
	}
	return own.with(others)
}

// Join puts usage on the list's webhooks. What the list's own answer said about one goes before what the archive says.
func (l *List) Join(u Usages) {
	l.learn(func(w *Webhook) {
		row, known := u.ByID[w.ID]
		switch {
		case known:
			w.SetUsage(row)
		case u.Incomplete != nil:
			w.setNoUsage("the answer broke off before it")
		default:
			w.setNoUsage("the tenant has no count of it")
		}
	})
}

// SetNoUsage notes on all webhooks why their usage could not be read, in a few words. What the list's own answer said stays.
func (l *List) SetNoUsage(why string) {
	l.learn(func(w *Webhook) { w.setNoUsage(why) })
}

// learn has something noted on a copy of every webhook.
func (l *List) learn(note func(*Webhook)) {
	var usage atomic.Bool
	parallel.Ranges(len(l.Webhooks), blockSize, func(from, to int) {
		rows, copies := l.part(from, to), make([]Webhook, to-from)
		for i, w := range rows.Webhooks {
			copies[i] = *w
			rows.Webhooks[i] = &copies[i]
			if note(&copies[i]); copies[i].Usage != nil {
				usage.Store(true)
			}
		}
		rows.judge()
	})
	l.usage = usage.Load()
}

// LastEvent is when the webhook was called last; zero when that is not known.
func (w *Webhook) LastEvent() time.Time {
	if w.Usage == nil {
		return time.Time{}
	}
	return w.Usage.LastEvent
}

// CountsUsage reports whether the list's own answer counted the calls of every webhook that it holds, so that nobody else has to be asked.
func (l *List) CountsUsage() bool { return !l.uncounted && len(l.Webhooks) > 0 }

// SetLastErrors notes what GetLastError said, by WebhookId, "" for nothing. A text that is there already is kept.
func (l *List) SetLastErrors(texts map[int64]string) {
	if len(texts) == 0 {
		return
	}
	for i, w := range l.Webhooks {
		said, asked := texts[w.ID]
		if !asked {
			continue
		}
		informed, usage := *w, Usage{}
		if w.Usage != nil {
			usage = *w.Usage
		}
		if informed.Usage = &usage; usage.LastError == "" {
			informed.setLastError(said)
		}
		usage.LastErrorRead = true
		l.Webhooks[i], l.usage = &informed, true
	}
}

// SetListed notes what the list's own answer says about the calls of the webhook.
func (w *Webhook) SetListed(u Usage) {
	u.LastError = w.hide(u.LastError)
	w.Listed = &u
	w.setNoUsage("")
}

// AsCame is the webhook as the list's answer had it: without what other sources say about its calls, and without its place among those with the same id.
func (w *Webhook) AsCame() Webhook {
	came := *w
	came.Occurrence = 0
	came.setNoUsage("")
	return came
}

// SetUsage notes what the archive says about the calls of the webhook. What the list's own answer said takes precedence.
func (w *Webhook) SetUsage(u Usage) {
	if w.Listed != nil {
		u = w.Listed.mergedOver(u)
	}
	w.Usage, w.NoUsage = &u, ""
	w.setLastError(u.LastError)
}

// setNoUsage leaves what the list's own answer said, or notes why there is nothing.
func (w *Webhook) setNoUsage(why string) {
	if w.Usage, w.NoUsage = nil, why; w.Listed == nil {
		return
	}
	own := *w.Listed
	w.Usage, w.NoUsage = &own, ""
	w.setLastError(own.LastError)
}

// Equal reports whether two usages say the same; a usage that is nil says nothing.
func (u *Usage) Equal(other *Usage) bool {
	if u == nil || other == nil {
		return u == other
	}
	a, b := *u, *other
	a.Diagnosis, b.Diagnosis = diagnosis.Result{}, diagnosis.Result{} // it is read from the rest
	return a == b
}

// mergedOver is what the usage says, completed by what another one says.
func (u Usage) mergedOver(other Usage) Usage {
	if u.Counted {
		other.Counted, other.Calls, other.Errors, other.Consecutive = true, u.Calls, u.Errors, u.Consecutive
	}
	if u.LastError != "" || u.LastErrorRead && other.LastError == "" {
		other.LastError, other.LastErrorRead = u.LastError, true
	}
	return other
}

// setLastError notes the text of an error and reads it. Where it repeats a credential of its own webhook it is masked here, as only here both are
// known. Of another application's webhook they are not, so that its text is read and not kept.
func (w *Webhook) setLastError(said string) {
	said = w.hide(said)
	w.Usage.Diagnosis = diagnosis.Of(said, w.IsScript())
	w.Usage.LastError = said
	if w.OtherApp {
		w.Usage.LastError, w.Usage.Diagnosis.Evidence = "", ""
	}
}

// hide masks what repeats a credential of the webhook.
func (w *Webhook) hide(said string) string {
	if said == "" {
		return ""
	}
	return w.Details().Hidden.Mask(said, w.Secret)
}

// Failing reports whether an active webhook has failures in a row. It is not the same as what the vendor's panel calls active with failures, which are those of
// the last 24 hours.
func (w *Webhook) Failing() bool {
	return w.State == Active && w.Usage != nil && w.Usage.Counted && w.Usage.Consecutive > 0
}

// Troubled reports whether somebody should find out why the webhook fails: it is a problem, or it is failing.
func (w *Webhook) Troubled() bool { return w.State.Problem() || w.Failing() }

// Health is the state, or Failing for an active webhook that fails at present.
func (w *Webhook) Health() State {
	if w.Failing() {
		return Failing
	}
	return w.State
}

// Cause is why a troubled webhook fails, as far as its last error says; "" for one that is not troubled.
func (w *Webhook) Cause() diagnosis.Cause {
	switch {
	case !w.Troubled():
		return ""
	case w.State != TooManyErrors && !w.Failing() && (w.Usage == nil || w.Usage.LastError == ""):
		return diagnosis.OddState
	case w.Usage == nil || w.Usage.LastError == "" && !w.Usage.LastErrorRead:
		return diagnosis.Unread
	case w.Usage.LastError == "":
		return diagnosis.NoText
	}
	return w.Usage.Diagnosis.Cause
}

// LacksLastError reports whether GetLastError should be asked for a troubled webhook, as nothing else said why it fails.
func (w *Webhook) LacksLastError() bool {
	return w.ID > 0 && w.Troubled() && (w.Usage == nil || w.Usage.LastError == "" && !w.Usage.LastErrorRead)
}
