package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// loaded is an answered list, with what the tenant counts about its webhooks.
type loaded struct {
	result webhook.Result
	list   *webhook.List
	notes  []string // sentences about what could not be read beside the list
	unread error    // why it is not known what fails, nil when it is known, or nobody wants to know
}

// read opens the source, loads its list, and chooses the rows that the filters keep. The caller closes what was opened.
func (a *app) read(cmd *cobra.Command) (o *opened, got *loaded, rows []int, err error) {
	if o, err = a.open(cmd); err != nil {
		return nil, nil, nil, err
	}
	if got, err = o.load(cmd.Context(), o.query(a.flags.serverFilter)); err != nil {
		o.close()
		return nil, nil, nil, err
	}
	if webhook.NamesField(o.filter.Name, "cause") { // a cause that is not known yet cannot be looked for
		o.askLastErrors(cmd.Context(), got, got.hooks(got.list.Sorted(o.sort)))
	}
	return o, got, o.chosen(got, a.flags.serverFilter), nil
}

// usageAnswer is what became of the question for the usage.
type usageAnswer struct {
	usages webhook.Usages
	err    error
}

// load asks for the list and, at the same time, for the usage, which may fail without any harm to the list.
func (o *opened) load(ctx context.Context, q webhook.Query) (*loaded, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers, listed := make(chan usageAnswer, 1), make(chan struct{})
	if o.Usage != nil {
		go func() {
			usages, err := o.Usage.Usage(ctx, listed)
			answers <- usageAnswer{usages, err}
		}()
	}
	result, err := o.Lister.List(ctx, q)
	close(listed)
	if err != nil {
		return nil, err
	}
	l := &loaded{result: result, list: webhook.NewList(result.Webhooks)}
	if note := result.SlowNote(); note != "" {
		l.notes = append(l.notes, note)
	}
	if o.Usage != nil {
		l.join(<-answers, q.Whole() && result.Incomplete == nil)
	}
	return l, nil
}

// join puts the usage on the list, or says once why there is none. whole says that the list holds every webhook that it can.
func (l *loaded) join(a usageAnswer, whole bool) {
	if l.unread = a.err; a.err == nil {
		l.unread = a.usages.Incomplete
	}
	if a.err != nil {
		l.list.SetNoUsage(a.err.Error())
		if l.list.CountsUsage() { // what is missing are the last calls, which few ask for
			l.unread = nil
			return
		}
		note := "Calls and errors are not available: " + a.err.Error() + "."
		if client.NoAccess(a.err) {
			note += " With usage = false in the profile they are not asked for."
		}
		l.notes = append(l.notes, note)
		return
	}
	l.list = l.list.With(a.usages, whole)
	l.list.Join(a.usages)
	if a.usages.Incomplete != nil {
		l.notes = append(l.notes, "Calls and errors are not complete: "+a.usages.Incomplete.Error())
	}
	l.notes = append(l.notes, a.usages.Warnings...)
}

// maxLastErrors is for how many webhooks GetLastError is asked in one run, as that is a request for each.
const maxLastErrors = 25

// askLastErrors asks for the last errors of those of the webhooks that nothing else said anything about.
func (o *opened) askLastErrors(ctx context.Context, l *loaded, hooks []*webhook.Webhook) {
	if o.LastErrors == nil {
		return
	}
	var ids []int64
	known := map[int64]bool{}
	for _, w := range hooks {
		if w.LacksLastError() && !known[w.ID] {
			known[w.ID] = true
			ids = append(ids, w.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	if left := len(ids) - maxLastErrors; left > 0 {
		ids = ids[:maxLastErrors]
		l.notes = append(l.notes, "The last errors of "+format.Plural(left, "more webhook")+" were not asked for; crmhooks show ID does.")
	}
	texts, err := o.LastErrors.LastErrors(ctx, ids)
	l.list.SetLastErrors(texts)
	if err != nil {
		l.notes = append(l.notes, "Last errors are missing: "+strings.TrimPrefix(err.Error(), "last error could not be read: ")+".")
	}
}

// chosen filters and sorts the list.
func (o *opened) chosen(l *loaded, server bool) []int {
	f := o.filter
	if server {
		_, f = f.Ask()
	}
	return l.list.Filter(l.list.Sorted(o.sort), f)
}

// hooks are the webhooks of rows.
func (l *loaded) hooks(rows []int) []*webhook.Webhook {
	hooks := make([]*webhook.Webhook, len(rows))
	for i, row := range rows {
		hooks[i] = &l.list.Webhooks[row]
	}
	return hooks
}

// conclude says on standard error what was wrong with an answer that could be used all the same. A list that is not whole is a failure.
func (a *app) conclude(l *loaded, o *opened) error {
	for _, w := range slices.Concat(o.warnings, l.result.Warnings, l.notes) {
		a.note(w)
	}
	return l.result.Incomplete
}
