package webhook

import (
	"strings"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
)

// Details are the members of a webhook that its row in a list does not show. They never change.
type Details struct {
	Headers    []Header // in the server's order
	Properties []Member // in the server's order; values are any JSON

	RegisteredAssociate, UpdatedAssociate *Associate

	ErrorEmails     []string    // who gets a mail; since 12.0, where ErrorsEmail is obsolete
	ErrorAssociates []Associate // who is told besides; since 12.0
	NotifyVia       string      // how they are told: None, Email or InApp; "" where the answer does not say
	NotifyWhen      string      // upon what: None, FirstFailure, Disabling, or the last two together; "" where the answer does not say

	Extra     []Member // members that the vendor does not name, kept as they came
	Anomalies []string // sentences about what was odd in the answer for this webhook

	Unreadable map[Fields]string // of dates that cannot be read what came, cleaned and masked; nil for none

	Hidden            secret.Credentials // the credentials that are masked in the webhook
	TargetCredentials []string           // where the target holds credentials: "user", "query value code"
}

// Details are the details themselves, which need no reading.
func (d *Details) Details() *Details { return d }

// Detailer gives the details of a webhook. It may read them when somebody first asks, and is asked from several goroutines.
type Detailer interface{ Details() *Details }

// detailed are the details, for who looks at these members alone. They need not be read for a webhook that has none of them.
func (w *Webhook) detailed(fields Fields) *Details {
	if _, read := w.Rest.(*Details); !read && w.Present&fields == 0 {
		return &Details{}
	}
	return w.Details()
}

// TargetCredentials says where the target holds credentials: "user", "query value code". They are masked in it, so that a target without a mask needs no reading.
func (w *Webhook) TargetCredentials() []string {
	if _, read := w.Rest.(*Details); !read && !strings.Contains(w.TargetURL, redact.Mask) {
		return nil
	}
	return w.Details().TargetCredentials
}

// Details are what the webhook's row does not show. Nobody may change them.
func (w *Webhook) Details() *Details {
	if w.Rest == nil {
		return &Details{}
	}
	return w.Rest.Details()
}
