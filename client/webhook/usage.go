package webhook

// Usage is what a tenant counts about the calls of one webhook: a row of its table webhook_usage, or what GetLastError says.
type Usage struct {
	Counted     bool  // the three counts were read
	Calls       int64 // total_calls: calls to the target in all
	Errors      int64 // total_errors: those of them that failed
	Consecutive int64 // consecutive_errors: how many failed in a row until now; a call that succeeds sets it to 0

	// LastError is what the target answered at the last error, its headers and its body, or why there was no answer; up to 4000 characters in
	// lines, cleaned and masked. It is "" when there is none.
	LastError string
	// LastErrorRead reports whether LastError was asked for, so that "" means that there is none.
	LastErrorRead bool
	// Diagnosis is what LastError says, in plain words.
	Diagnosis Diagnosis
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
}

// Join puts usage on the list's webhooks.
func (l *List) Join(u Usages) {
	l.usage = false
	for i := range l.Webhooks {
		w := &l.Webhooks[i]
		w.Usage, w.NoUsage = nil, ""
		row, known := u.ByID[w.ID]
		switch {
		case known:
		case u.Incomplete != nil:
			w.NoUsage = "the answer broke off before it"
			continue
		default:
			w.NoUsage = "the tenant has no count of it"
			continue
		}
		l.usage = true
		w.SetUsage(row)
	}
}

// SetNoUsage notes on all webhooks why their usage is not known, in a few words.
func (l *List) SetNoUsage(why string) {
	l.usage = false
	for i := range l.Webhooks {
		l.Webhooks[i].Usage, l.Webhooks[i].NoUsage = nil, why
	}
}

// SetLastErrors notes what GetLastError said, by WebhookId, "" for nothing. The archive's own text is kept where it gave one.
func (l *List) SetLastErrors(texts map[int64]string) {
	if len(texts) == 0 {
		return
	}
	for i := range l.Webhooks {
		w := &l.Webhooks[i]
		said, asked := texts[w.ID]
		if !asked {
			continue
		}
		l.usage = true
		if w.Usage == nil {
			w.Usage = &Usage{}
		}
		if w.Usage.LastError == "" {
			w.setLastError(said)
		}
		w.Usage.LastErrorRead = true
	}
}

// SetUsage notes the usage of the webhook.
func (w *Webhook) SetUsage(u Usage) {
	w.Usage = &u
	w.setLastError(u.LastError)
}

// setLastError notes the text of an error and reads it. Where it repeats a credential of its own webhook it is masked here, as only here both are
// known.
func (w *Webhook) setLastError(said string) {
	said = w.Hidden.mask(said)
	if w.Secret.Known() {
		said = maskIn(said, w.Secret.key())
	}
	w.Usage.LastError = said
	w.Usage.Diagnosis = diagnose(said, w.IsScript())
}

// Failing reports whether an active webhook's last calls failed: the vendor's own panel calls that active with failures.
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
func (w *Webhook) Cause() Cause {
	switch {
	case !w.Troubled():
		return ""
	case w.State != TooManyErrors && !w.Failing() && (w.Usage == nil || w.Usage.LastError == ""):
		return OddState
	case w.Usage == nil || w.Usage.LastError == "" && !w.Usage.LastErrorRead:
		return Unread
	case w.Usage.LastError == "":
		return NoText
	}
	return w.Usage.Diagnosis.Cause
}

// LacksLastError reports whether GetLastError should be asked for a troubled webhook, as nothing else said why it fails.
func (w *Webhook) LacksLastError() bool {
	return w.ID > 0 && w.Troubled() && (w.Usage == nil || w.Usage.LastError == "" && !w.Usage.LastErrorRead)
}
