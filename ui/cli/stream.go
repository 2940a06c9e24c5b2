package cli

import (
	"bufio"
	"context"
	"io"

	"github.com/spf13/cobra"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
)

// stream prints webhooks while the rest of the list comes.
type stream struct {
	out    *bufio.Writer
	write  func(io.Writer, []*webhook.Webhook) error
	filter webhook.Filter
	left   int // how many more are printed; negative for all
	enough func()
	came   int // webhooks so far
	said   int // of them printed
	err    error
}

// streamed is the writer of --stream, if what was asked for can be known of a webhook before the others are there.
func (l *listing) streamed(cmd *cobra.Command) (write func(io.Writer, []*webhook.Webhook) error, err error) {
	write, ok := map[string]func(io.Writer, []*webhook.Webhook) error{"ndjson": format.NDJSON, "names": format.Names}[l.output]
	switch {
	case !ok:
		return nil, usage("--stream goes with -o ndjson and -o names", "The other formats need the whole list.")
	case cmd.Flags().Changed("sort"):
		return nil, usage("--stream and --sort exclude each other", "A webhook is printed as soon as it comes, so the order is the server's.")
	}
	f, err := l.filter()
	switch {
	case err != nil:
		return nil, err
	case webhook.SearchesCauses(f.Name):
		return nil, usage("--stream cannot look for a cause", "Last errors are read when the whole list is there.")
	case f.Status == webhook.Failing:
		return nil, usage("--stream cannot tell what is failing", "Calls are counted when the whole list is there.")
	}
	return write, nil
}

// runStream prints the webhooks that the filters keep in the order of the answer, each as soon as it comes. What the archive knows would come too late, and is not
// asked for.
func (l *listing) runStream(cmd *cobra.Command) error {
	write, err := l.streamed(cmd)
	if err != nil {
		return err
	}
	s, err := l.open(cmd)
	if err != nil {
		return err
	}
	defer s.close()
	ctx, enough := context.WithCancel(cmd.Context())
	defer enough()
	p := stream{out: bufio.NewWriter(l.Stdout), write: write, filter: s.filter, left: l.limit, enough: enough}
	if l.limit == 0 {
		p.left = -1
	}
	if l.flags.serverFilter {
		_, p.filter = s.filter.Ask()
	}
	q := s.query(l.flags.serverFilter)
	q.Arrived = p.print
	result, err := s.Lister.List(ctx, q)
	if err == nil {
		p.print(result.Webhooks[min(p.came, len(result.Webhooks)):])
	}
	return l.concludeStream(p, s, result, err)
}

// concludeStream says what is left to say. An end that came of having printed enough, or of nobody reading any more, is no fault of the list's.
func (l *listing) concludeStream(p stream, s *session, result webhook.Result, err error) error {
	switch {
	case p.err != nil:
		return unwritten(p.err)
	case p.left == 0:
		return nil
	case err != nil:
		return err
	case p.said == 0:
		l.note(s.nothing(p.came))
	}
	r := &reading{Snapshot: &source.Snapshot{Result: result}}
	if note := result.SlowNote(); note != "" {
		r.notes = append(r.notes, note)
	}
	return l.conclude(r, s)
}

// print prints those of the webhooks that the filters keep.
func (p *stream) print(hooks []webhook.Webhook) {
	p.came += len(hooks)
	if p.err != nil || p.left == 0 {
		return
	}
	list := webhook.NewList(hooks)
	all := make([]int, len(hooks))
	for i := range all {
		all[i] = i
	}
	rows := list.Filter(all, p.filter)
	if p.left >= 0 {
		rows = rows[:min(len(rows), p.left)]
		p.left -= len(rows)
	}
	kept := make([]*webhook.Webhook, len(rows))
	for i, row := range rows {
		kept[i] = list.Webhooks[row]
	}
	p.said += len(kept)
	if p.err = p.write(p.out, kept); p.err == nil {
		p.err = p.out.Flush()
	}
	if p.err != nil || p.left == 0 {
		p.enough()
	}
}
