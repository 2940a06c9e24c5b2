package wire

import (
	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// reading is what the webhooks of one answer share while they are read. It belongs to one goroutine.
type reading struct {
	tenant       string
	requested    webhook.Fields
	noLastErrors bool
	own          *redact.Repeats // finds our own login
	repeats      *redact.Repeats // the same, and the credentials of one webhook after the other; nil for one webhook alone
	associates   associates
}

func newReading(o Options) *reading {
	own := redact.NewRepeats(nil, o.Own...)
	return &reading{
		tenant: o.Tenant, requested: o.Requested, noLastErrors: o.NoLastErrors,
		own: own, repeats: redact.NewRepeats(own), associates: associates{},
	}
}
