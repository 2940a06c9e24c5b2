package source_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

var errBroken = errors.New("it broke off")

type listerFunc func(context.Context, webhook.Query) (webhook.Result, error)

func (f listerFunc) List(ctx context.Context, q webhook.Query) (webhook.Result, error) {
	return f(ctx, q)
}

type usageFunc func(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error)

func (f usageFunc) Usage(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error) {
	return f(ctx, listed)
}

type lastErrorsFunc func(ids []int64) (map[int64]string, error)

func (f lastErrorsFunc) LastErrors(_ context.Context, ids []int64) (map[int64]string, error) {
	return f(ids)
}

// hook is a webhook in a state.
func hook(id int64, state webhook.State) webhook.Webhook {
	return webhook.Webhook{ID: id, Name: fmt.Sprintf("hook %d", id), State: state, Events: []string{"sale.sold"}, Requested: webhook.AllFields, Present: webhook.AllFields}
}

// listing is a webhook about which the list's own answer says something.
func listing(w webhook.Webhook, u webhook.Usage) webhook.Webhook {
	w.SetListed(u)
	return w
}

func result(hooks ...webhook.Webhook) webhook.Result { return webhook.Result{Webhooks: hooks} }

// counts is an answer of the archive: how many failures in a row each webhook has.
func counts(consecutive map[int64]int64) webhook.Usages {
	u := webhook.Usages{ByID: map[int64]webhook.Usage{}}
	for id, n := range consecutive {
		u.ByID[id] = webhook.Usage{Counted: true, Calls: 100, Errors: n, Consecutive: n}
	}
	return u
}

// archived is an answer that lists webhooks, too.
func archived(ids ...int64) webhook.Usages {
	u := counts(nil)
	for _, id := range ids {
		u.ByID[id] = webhook.Usage{Counted: true, Calls: 1}
		u.Archived = append(u.Archived, webhook.Webhook{ID: id, Name: fmt.Sprintf("archived %d", id)})
	}
	return u
}

// listed is the snapshot of a whole list.
func listed(hooks ...webhook.Webhook) *source.Snapshot {
	return source.Empty(webhook.Sort{By: webhook.ByID}).Listed(webhook.Query{}, result(hooks...))
}

// ids are the rows of a snapshot in its order, with a letter for what they are.
func ids(s *source.Snapshot) string {
	var all []string
	for _, i := range s.Order {
		w := s.List.Webhooks[i]
		word := fmt.Sprint(w.ID)
		switch {
		case w.OtherApp && w.State == webhook.OtherApplication:
			word += "o"
		case w.Failing():
			word += "f"
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

// of is the webhook with an id.
func of(s *source.Snapshot, id int64) *webhook.Webhook {
	for i := range s.List.Webhooks {
		if s.List.Webhooks[i].ID == id {
			return s.List.Webhooks[i]
		}
	}
	return nil
}
