// Package source reads a tenant: its list, what it counts about the calls of its webhooks, and their last errors. Whatever comes becomes a Snapshot, which both
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

// UsageReader reads what the tenant counts about the calls of its webhooks. It does not go on for long after listed has been closed. Its errors are a few
// words: "no access to usage".
type UsageReader interface {
	Usage(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error)
}

// LastErrorReader asks for the last error of webhooks, one request for each, for a time that is bounded as well. It returns what came before an error, too.
type LastErrorReader interface {
	LastErrors(ctx context.Context, ids []int64) (map[int64]string, error)
}

// Versioner tells the version of a server, "" where that is not known.
type Versioner interface {
	Version(ctx context.Context) string
}

// Source is a tenant and how to read it. Its texts are safe for a terminal.
type Source struct {
	Lister     Lister
	Usage      UsageReader     // nil where there is none, or none is wanted
	LastErrors LastErrorReader // likewise
	Version    Versioner       // nil where there is no server
	Label      string          // "Acme production"
	Tenant     string          // "Cust12345"
	Place      string          // "online", "crm.example.com", "saved list"
	Hint       string          // a few words on what this list can hold, such as "this application's own hooks"; may be empty
	Danger     bool            // the header must warn that this is no place to be careless
	CanAsk     bool            // the source can be asked with filters; a saved list cannot
}

// counted is the answer to the question for the usage.
type counted struct {
	usages webhook.Usages
	err    error
}

// Load asks for the list and, at the same time, for the usage, which may fail without any harm to the list. It waits for both.
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

// Explain asks for the last errors of those of the webhooks that nothing else said anything about. more is for how many it did not ask. The snapshot holds what
// came before an error, too.
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
