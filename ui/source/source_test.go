package source_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/source"
)

func TestTheUsageIsAskedForBesideTheList(t *testing.T) {
	asked := make(chan struct{})
	s := source.Source{
		Lister: listerFunc(func(_ context.Context, q webhook.Query) (webhook.Result, error) {
			<-asked // the list comes when the usage was asked for
			if q.Name != "x" {
				t.Errorf("asked for %+v", q)
			}
			return result(hook(2, webhook.Active), hook(1, webhook.Active)), nil
		}),
		Usage: usageFunc(func(_ context.Context, listed <-chan struct{}) (webhook.Usages, error) {
			select {
			case <-listed:
				t.Error("the list has come before it was sent")
			default:
			}
			close(asked)
			<-listed // one that is slow goes on until the list has come
			return counts(map[int64]int64{1: 3}), nil
		}),
	}
	snap, err := s.Load(context.Background(), webhook.Query{Name: "x"}, webhook.Sort{By: webhook.ByID, Reverse: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(snap); got != "2 1f" || !snap.HasUsages || snap.NoUsage != nil || !snap.Loaded || snap.Query.Name != "x" {
		t.Errorf("%s, %+v", got, snap)
	}
}

func TestAUsageThatFailsDoesNoHarmToTheList(t *testing.T) {
	for _, c := range []struct {
		name  string
		usage source.UsageReader
		why   string
	}{
		{"fails", usageFunc(func(context.Context, <-chan struct{}) (webhook.Usages, error) {
			return counts(map[int64]int64{1: 3}), errors.New("no access to usage")
		}), "no access to usage"},
		{"there is none", nil, ""},
	} {
		s := source.Source{Usage: c.usage, Lister: listerFunc(func(context.Context, webhook.Query) (webhook.Result, error) {
			return result(hook(1, webhook.Active)), nil
		})}
		snap, err := s.Load(context.Background(), webhook.Query{}, webhook.Sort{})
		if err != nil || ids(snap) != "1" || snap.HasUsages || (snap.NoUsage != nil) != (c.why != "") {
			t.Errorf("%s: %v, %+v", c.name, err, snap)
		}
		if w := of(snap, 1); w.Usage != nil || w.NoUsage != c.why {
			t.Errorf("%s: the webhook has %+v, %q", c.name, w.Usage, w.NoUsage)
		}
	}
}

func TestAListThatFailsEndsTheQuestionForTheUsage(t *testing.T) {
	ended := make(chan error, 1)
	s := source.Source{
		Lister: listerFunc(func(context.Context, webhook.Query) (webhook.Result, error) {
			return result(hook(1, webhook.Active)), errBroken
		}),
		Usage: usageFunc(func(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error) {
			<-listed // its time counts from here
			<-ctx.Done()
			ended <- ctx.Err()
			return webhook.Usages{}, ctx.Err()
		}),
	}
	snap, err := s.Load(context.Background(), webhook.Query{}, webhook.Sort{})
	if !errors.Is(err, errBroken) || snap != nil {
		t.Errorf("%v, %+v", err, snap)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the usage ended with %v", err)
	}
}

func TestWhoCancelsEndsBothQuestions(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := source.Source{
		Lister: listerFunc(func(ctx context.Context, _ webhook.Query) (webhook.Result, error) {
			cancel()
			<-ctx.Done()
			return result(hook(1, webhook.Active)), nil // it came all the same
		}),
		Usage: usageFunc(func(ctx context.Context, _ <-chan struct{}) (webhook.Usages, error) {
			<-ctx.Done()
			return webhook.Usages{}, ctx.Err()
		}),
	}
	snap, err := s.Load(ctx, webhook.Query{}, webhook.Sort{})
	if err != nil || !errors.Is(snap.NoUsage, context.Canceled) {
		t.Errorf("%v, %+v", err, snap)
	}
}

func TestExplainAsksForWhatNothingElseSays(t *testing.T) {
	for _, c := range []struct {
		name  string
		hooks []webhook.Webhook
		texts map[int64]string
		err   error
		asked []int64 // nil for no question
		more  int
	}{
		{"nobody is in trouble", []webhook.Webhook{hook(1, webhook.Active)}, nil, nil, nil, 0},
		{"one is", []webhook.Webhook{hook(1, webhook.Active), hook(2, webhook.TooManyErrors)}, map[int64]string{2: "HTTP/1.1 410 Gone"}, nil, []int64{2}, 0},
		{"it ends early", []webhook.Webhook{hook(1, webhook.TooManyErrors), hook(2, webhook.TooManyErrors)}, map[int64]string{1: "Connection refused"}, errBroken, []int64{1, 2}, 0},
		{"too many", many(source.MaxLastErrors + 4), nil, nil, numbers(source.MaxLastErrors), 4},
	} {
		var asked []int64
		s := source.Source{LastErrors: lastErrorsFunc(func(ids []int64) (map[int64]string, error) { asked = ids; return c.texts, c.err })}
		before := listed(c.hooks...)
		after, more, err := s.Explain(context.Background(), before, pointers(before))
		if !slices.Equal(asked, c.asked) || more != c.more || !errors.Is(err, c.err) {
			t.Errorf("%s: asked for %v, %d more, %v", c.name, asked, more, err)
		}
		for id, text := range c.texts {
			if u := of(after, id).Usage; u == nil || u.LastError != text {
				t.Errorf("%s: %d has %+v", c.name, id, u)
			}
		}
		if c.asked == nil && after != before {
			t.Errorf("%s: there is another snapshot", c.name)
		}
		again, _ := after.Unexplained(pointers(after))
		if len(again) != c.more {
			t.Errorf("%s: %v would be asked for again", c.name, again)
		}
	}
	before := listed(hook(1, webhook.TooManyErrors))
	if after, more, err := (source.Source{}).Explain(context.Background(), before, pointers(before)); after != before || more != 0 || err != nil {
		t.Errorf("without a reader: %v, %d, %v", after, more, err)
	}
}

func TestUnexplainedIsInOrderBoundedAndWithoutRepeats(t *testing.T) {
	var hooks []webhook.Webhook
	for i := range int64(40) {
		again := hook(100-i, webhook.TooManyErrors)
		again.Occurrence = 1
		hooks = append(hooks, hook(100-i, webhook.TooManyErrors), hook(1000+i, webhook.Active), again)
	}
	s := source.Empty(webhook.Sort{}).Listed(webhook.Query{}, result(hooks...))
	got, more := s.Unexplained(pointers(s))
	want := numbers(100)
	slices.Reverse(want)
	if !slices.Equal(got, want[:source.MaxLastErrors]) || more != 40-source.MaxLastErrors {
		t.Errorf("%v, and %d more", got, more)
	}
	if got, more := s.Unexplained(nil); len(got) != 0 || more != 0 {
		t.Errorf("of none: %v, %d", got, more)
	}
}

// Whether GetLastError is asked depends on the list and the archive, not on what it answered for an earlier list.
func TestOneRuleForWhatLacksALastError(t *testing.T) {
	off := hook(1, webhook.TooManyErrors)
	read, text, counted := webhook.Usage{LastErrorRead: true}, webhook.Usage{LastError: "HTTP/1.1 410 Gone", LastErrorRead: true}, webhook.Usage{Counted: true, Calls: 9, Consecutive: 9}
	for _, c := range []struct {
		name  string
		hook  webhook.Webhook
		usage *webhook.Usage // of the archive; nil where it was not read
		lacks bool
	}{
		{"active", hook(1, webhook.Active), nil, false},
		{"stopped", hook(1, webhook.Stopped), nil, false},
		{"off", off, nil, true},
		{"in a state that nobody knows", hook(1, "Paused"), nil, true},
		{"another application's", webhook.Webhook{ID: 1, OtherApp: true, State: webhook.OtherApplication}, nil, false},
		{"listed without a last error", listing(off, counted), nil, true},
		{"listed with it", listing(off, text), nil, false},
		{"listed, and there is none", listing(off, read), nil, false},
		{"listed, though it was not said to be asked for", listing(off, webhook.Usage{LastError: "x"}), nil, false},
		{"archived without a last error", off, &counted, true},
		{"archived with it", off, &text, false},
		{"archived, and there is none", off, &read, false},
		{"archived, though the list knows of none", listing(off, read), &counted, false},
		{"neither says it", listing(off, counted), &counted, true},
		{"the archive says what the list does not", listing(off, counted), &text, false},
		{"failing by the archive", hook(1, webhook.Active), &counted, true},
		{"failing by the list", listing(hook(1, webhook.Active), counted), nil, true},
	} {
		list := func(s *source.Snapshot) *source.Snapshot {
			w := c.hook
			return s.Listed(webhook.Query{}, result(w))
		}
		fresh := list(source.Empty(webhook.Sort{}))
		if c.usage != nil {
			fresh = fresh.Counted(webhook.Usages{ByID: map[int64]webhook.Usage{1: *c.usage}}, nil, noon)
		}
		unanswered, answered := fresh.Explained([]int64{1}, nil), fresh.Explained([]int64{1}, map[int64]string{1: "HTTP/1.1 404 Not Found"})
		other := fresh.Explained([]int64{2}, map[int64]string{2: "x"})
		for _, step := range []struct {
			name     string
			snap     *source.Snapshot
			lacks    bool
			explains bool
		}{
			{"fresh", fresh, c.lacks, false},
			{"another one was asked for", other, c.lacks, false},
			{"asked", unanswered, false, false},
			{"answered", answered, false, true},
			{"asked for an earlier list", list(unanswered), c.lacks, false},
			{"answered for an earlier list", list(answered), c.lacks, true},
			{"counted after that", list(answered).Counted(fresh.Usages, fresh.NoUsage, noon), c.lacks, true},
		} {
			w := of(step.snap, 1)
			if got := step.snap.LacksLastError(w); got != step.lacks || step.snap.Explains(w) != step.explains {
				t.Errorf("%s, %s: lacks it: %v, explained: %v", c.name, step.name, got, step.snap.Explains(w))
			}
		}
	}
}

func many(n int) []webhook.Webhook {
	hooks := make([]webhook.Webhook, n)
	for i, id := range numbers(n) {
		hooks[i] = hook(id, webhook.TooManyErrors)
	}
	return hooks
}

// numbers are those from 1 to n.
func numbers(n int) []int64 {
	all := map[int64]bool{}
	for i := range n {
		all[int64(i+1)] = true
	}
	return slices.Sorted(maps.Keys(all))
}

func pointers(s *source.Snapshot) []*webhook.Webhook {
	hooks := make([]*webhook.Webhook, len(s.List.Webhooks))
	for i := range hooks {
		hooks[i] = s.List.Webhooks[i]
	}
	return hooks
}
