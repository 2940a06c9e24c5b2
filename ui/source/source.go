// Package source reads a tenant: its list, what it counts about the calls of its webhooks, and their last errors. Every answer becomes a Snapshot, which both
// faces show.
package source

import (
	"context"
	"time"

	"crmhooks/client/webhook"
)

// Lister answers queries. The webhooks of each answer are the caller's alone.
type Lister interface {
	List(ctx context.Context, q webhook.Query) (webhook.Result, error)
}

// UsageReader reads what the tenant counts about the calls of its webhooks. It ends soon after listed is closed. Its errors are a few
// words: "no access to usage".
type UsageReader interface {
	Usage(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error)
}

// LastErrorReader asks for the last errors of webhooks, one request each, within a limited time. On an error it also returns what arrived before.
type LastErrorReader interface {
	LastErrors(ctx context.Context, ids []int64) (map[int64]string, error)
}

// Versioner tells a server's version, "" if it is not known.
type Versioner interface {
	Version(ctx context.Context) string
}

// Source is a tenant and how to read it. Its texts are safe for a terminal.
type Source struct {
	Lister     Lister
	Usage      UsageReader     // nil if there is none, or it is not wanted
	LastErrors LastErrorReader // likewise
	Version    Versioner       // nil if there is no server
	Label      string          // "Acme production"
	Tenant     string          // "Cust12345"
	Place      string          // "online", "crm.example.com", "saved list"
	Hint       string          // a few words on what this list can hold, such as "this application's own hooks"; may be empty
	Danger     bool            // the header has to warn the user to be careful
	CanAsk     bool            // the source can be asked with filters; a saved list cannot
}

// counted is the answer to the question for the usage.
type counted struct {
	usages webhook.Usages
	err    error
}

// Load asks for the list and, at the same time, for the usage, which may fail without harming the list. It waits for both.
func (s Source) Load(ctx context.Context, q webhook.Query, order webhook.Sort) (*Snapshot, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers, listed := make(chan counted, 1), make(chan struct{})
	if s.Usage != nil {
		go func() {
			usages, err := s.Usage.Usage(ctx, listed)
			answers <- counted{usages, err}
		}()
	}
	result, err := s.Lister.List(ctx, q)
	close(listed)
	if err != nil {
		return nil, err
	}
	snapshot := Empty(order).Listed(q, result)
	if s.Usage != nil {
		a := <-answers
		snapshot = snapshot.Counted(a.usages, a.err, time.Time{})
	}
	return snapshot, nil
}

// Explain asks for the last errors that nothing else has told. more is how many webhooks it did not ask about. On an error the snapshot still has what arrived
// before.
func (s Source) Explain(ctx context.Context, before *Snapshot, hooks []*webhook.Webhook) (after *Snapshot, more int, err error) {
	if s.LastErrors == nil {
		return before, 0, nil
	}
	ids, more := before.Unexplained(hooks)
	if len(ids) == 0 {
		return before, more, nil
	}
	texts, err := s.LastErrors.LastErrors(ctx, ids)
	return before.Explained(ids, texts), more, err
}
