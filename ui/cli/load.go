package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
)

// reading is what was read of a tenant, with notes for the user.
type reading struct {
	*source.Snapshot
	notes  []string // sentences about what could not be read beside the list
	unread error    // why it is not known what fails, nil when it is known, or nobody wants to know
}

// read opens the source, loads its list, and chooses the rows that the filters keep. The caller closes the session.
func (a *app) read(cmd *cobra.Command) (s *session, r *reading, rows []int, err error) {
	if s, err = a.open(cmd); err != nil {
		return nil, nil, nil, err
	}
	if r, err = s.load(cmd.Context(), s.query(a.flags.serverFilter)); err != nil {
		s.close()
		return nil, nil, nil, err
	}
	if webhook.SearchesCauses(s.filter.Name) { // a cause that is not known yet cannot be looked for
		s.explain(cmd.Context(), r, r.Order)
	}
	return s, r, s.chosen(r, a.flags.serverFilter), nil
}

// load reads the list and the usage.
func (s *session) load(ctx context.Context, q webhook.Query) (*reading, error) {
	snapshot, err := s.Load(ctx, q, s.sort)
	if err != nil {
		return nil, err
	}
	r := &reading{Snapshot: snapshot}
	if note := snapshot.Result.SlowNote(); note != "" {
		r.notes = append(r.notes, note)
	}
	r.noteUsage()
	return r, nil
}

// noteUsage notes why the usage is missing or incomplete.
func (r *reading) noteUsage() {
	switch err := r.NoUsage; {
	case err != nil && r.List.CountsUsage(): // what is missing are the last calls, which few ask for
	case err != nil:
		r.unread = err
		note := "Calls and errors are not available: " + err.Error() + "."
		if client.NoAccess(err) {
			note += " With usage = false in the profile they are not asked for."
		}
		r.notes = append(r.notes, note)
	case r.Usages.Incomplete != nil:
		r.unread = r.Usages.Incomplete
		r.notes = append(r.notes, "Calls and errors are not complete: "+r.unread.Error())
	}
	r.notes = append(r.notes, r.Usages.Warnings...)
}

// explain asks for the last errors that nothing else has told.
func (s *session) explain(ctx context.Context, r *reading, rows []int) {
	snapshot, more, err := s.Explain(ctx, r.Snapshot, r.hooks(rows))
	r.Snapshot = snapshot
	if more > 0 {
		r.notes = append(r.notes, "The last errors of "+format.Plural(more, "more webhook")+" were not asked for; crmhooks show ID does.")
	}
	if err != nil {
		r.notes = append(r.notes, "Last errors are missing: "+strings.TrimPrefix(err.Error(), "last error could not be read: ")+".")
	}
}

// chosen are the rows that the filter keeps, in order.
func (s *session) chosen(r *reading, server bool) []int {
	f := s.filter
	if server {
		_, f = f.Ask()
	}
	return r.List.Filter(r.Order, f)
}

// hooks are the webhooks of rows.
func (r *reading) hooks(rows []int) []*webhook.Webhook {
	hooks := make([]*webhook.Webhook, len(rows))
	for i, row := range rows {
		hooks[i] = r.List.Webhooks[row]
	}
	return hooks
}

// conclude says on standard error what was wrong with an answer that could still be used. An incomplete list is a failure.
func (a *app) conclude(r *reading, s *session) error {
	for _, w := range slices.Concat(s.warnings, r.Result.Warnings, r.notes) {
		a.note(w)
	}
	return r.Result.Incomplete
}
