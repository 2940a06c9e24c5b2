package source

import (
	"maps"
	"slices"
	"time"

	"crmhooks/client/webhook"
)

// Snapshot is what is known about a tenant at one moment: its list, joined with the usage and the last errors, sorted and counted. A snapshot never changes: each
// answer produces the next one, which may take a while for a large list.
type Snapshot struct {
	List   *webhook.List
	Order  []int // every row of the list, sorted
	Sort   webhook.Sort
	Counts []webhook.Count // of the whole list

	Loaded bool           // a list has been answered, or its first webhooks have come
	Coming bool           // more webhooks are on their way
	Query  webhook.Query  // that the list answers
	Result webhook.Result // of the list, without its webhooks

	Usages    webhook.Usages // the newest that were answered
	HasUsages bool           // some were
	UsagesAt  time.Time      // when they came
	NoUsage   error          // why the newest question for the usage failed; nil once one is answered

	News News // what the last answer brought

	texts map[int64]string // what GetLastError said
	asked map[int64]bool   // the webhooks for which it was asked since the list was loaded
}

// News is what an answer changed, where it can be compared with the one before.
type News struct {
	Changes []webhook.Change   // in the list
	Failing []*webhook.Webhook // whose calls began to fail
	Working []*webhook.Webhook // whose calls succeed again
}

// Empty is the snapshot before the first answer.
func Empty(order webhook.Sort) *Snapshot { return &Snapshot{List: webhook.NewList(nil), Sort: order} }

// Whole reports whether the list holds every webhook that this login is shown.
func (s *Snapshot) Whole() bool {
	return s.Loaded && !s.Coming && s.Query.Whole() && s.Result.Incomplete == nil
}

// Arriving is the snapshot while webhooks of a list come: those that have come so far. What was counted is joined when all of them are there.
func (s *Snapshot) Arriving(q webhook.Query, a *Arrival) *Snapshot {
	next := *s
	next.Loaded, next.Coming, next.Result, next.News = true, true, webhook.Result{}, News{}
	next.setQuery(q)
	if !s.Coming {
		next.asked = nil
	}
	next.List = a.List()
	if len(next.texts) > 0 {
		next.List = next.List.Clone()
		next.List.SetLastErrors(next.texts)
	}
	next.arrange()
	return &next
}

// Listed is the snapshot after an answered list. What is known of the usage stays.
func (s *Snapshot) Listed(q webhook.Query, r webhook.Result) *Snapshot {
	return s.answered(q, r, webhook.NewList(r.Webhooks))
}

// Arrived is Listed for an answer whose webhooks came through an arrival: what was done for them then is not done again.
func (s *Snapshot) Arrived(q webhook.Query, r webhook.Result, a *Arrival) *Snapshot {
	return s.answered(q, r, a.whole(r.Webhooks))
}

// Broken is the snapshot after a request that ended while its webhooks came. Those that came are kept; r says why there are no others.
func (s *Snapshot) Broken(q webhook.Query, r webhook.Result, a *Arrival) *Snapshot {
	list := a.List()
	if s.Coming && len(s.List.Webhooks) > len(list.Webhooks) { // an earlier request for the same had brought more
		list = s.List
	}
	return s.answered(q, r, list)
}

// answered is the snapshot after an answered list, whose webhooks may be on the screen already.
func (s *Snapshot) answered(q webhook.Query, r webhook.Result, list *webhook.List) *Snapshot {
	next := *s
	next.Loaded, next.Coming, next.Result, next.asked = true, false, r, nil
	next.Result.Webhooks = nil
	next.setQuery(q)
	next.Usages.Archived = s.others()
	next.List = list.With(next.Usages, next.Whole()).Clone()
	next.join()
	next.News = News{}
	if s.Loaded && !s.Coming && s.Result.Incomplete == nil && r.Incomplete == nil && SameQuestion(s.Query, q) {
		next.News.Changes = webhook.Compare(s.List, next.List)
		if s.List.CountsUsage() && next.List.CountsUsage() {
			next.News.failing(s.List, next.List)
		}
	}
	next.arrange()
	return &next
}

// others are the archived webhooks that the list never held. A webhook missing from a newer list was deleted; it has not become another application's.
func (s *Snapshot) others() []webhook.Webhook {
	if len(s.Usages.Archived) == 0 {
		return nil
	}
	own := map[int64]bool{}
	for _, w := range s.List.Webhooks {
		if !w.OtherApp {
			own[w.ID] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.Usages.Archived), func(w webhook.Webhook) bool { return own[w.ID] })
}

// setQuery keeps what was asked for, and nothing of how.
func (s *Snapshot) setQuery(q webhook.Query) {
	s.Query = q
	s.Query.Progress, s.Query.Arrived, s.Query.Known = nil, nil, nil
}

// SameQuestion reports whether two answers can be compared.
func SameQuestion(a, b webhook.Query) bool {
	return a.Name == b.Name && a.Event == b.Event && a.Status == b.Status
}

// Counted is the snapshot after the request for the usage was answered or failed. If it failed, what was known before stays.
func (s *Snapshot) Counted(u webhook.Usages, err error, at time.Time) *Snapshot {
	next := *s
	if next.NoUsage = err; err == nil {
		next.Usages, next.HasUsages, next.UsagesAt = u, true, at
	}
	next.News = News{}
	if s.Coming { // it is joined when the list is there
		return &next
	}
	next.List = s.List.With(next.Usages, next.Whole()).Clone()
	next.join()
	if s.HasUsages && s.Usages.Incomplete == nil && err == nil && u.Incomplete == nil {
		next.News.failing(s.List, next.List)
	}
	next.arrange()
	return &next
}

// Explained is the snapshot after GetLastError was asked about webhooks. texts has the answers that arrived.
func (s *Snapshot) Explained(ids []int64, texts map[int64]string) *Snapshot {
	next := *s
	next.asked, next.texts = maps.Clone(s.asked), maps.Clone(s.texts)
	if next.asked == nil {
		next.asked = map[int64]bool{}
	}
	for _, id := range ids {
		next.asked[id] = true
	}
	if next.texts == nil {
		next.texts = map[int64]string{}
	}
	maps.Copy(next.texts, texts)
	next.List = s.List.Clone()
	next.List.SetLastErrors(texts)
	next.News = News{}
	next.arrange()
	return &next
}

// Sorted is the snapshot in another order.
func (s *Snapshot) Sorted(order webhook.Sort) *Snapshot {
	next := *s
	next.Sort, next.News = order, News{}
	next.Order = next.List.SortedAfter(s.Order, order)
	return &next
}

// join adds what is known about the usage to a list that is not shared yet.
func (s *Snapshot) join() {
	switch {
	case s.HasUsages:
		s.List.Join(s.Usages)
	case s.NoUsage != nil:
		s.List.SetNoUsage(s.NoUsage.Error())
	}
	s.List.SetLastErrors(s.texts)
}

// arrange sorts and counts. The order is that of the snapshot before.
func (s *Snapshot) arrange() {
	before := s.Order
	if len(before) > len(s.List.Webhooks) {
		before = nil
	}
	s.Order = s.List.SortedAfter(before, s.Sort)
	s.Counts = s.List.Counts(s.Order)
}

// failing notes the webhooks whose calls began to fail or to succeed.
func (n *News) failing(older, newer *webhook.List) {
	before := map[webhook.Key]bool{}
	for _, w := range older.Webhooks {
		if w.Failing() {
			before[w.Key()] = true
		}
	}
	for _, w := range newer.Webhooks {
		switch {
		case w.Failing() && !before[w.Key()]:
			n.Failing = append(n.Failing, w)
		case !w.Failing() && before[w.Key()] && w.State == webhook.Active && w.Usage != nil && w.Usage.Counted:
			n.Working = append(n.Working, w)
		}
	}
}

// MaxLastErrors is the largest number of webhooks that GetLastError is asked about at once, as each is a request.
const MaxLastErrors = 25

// Unexplained returns the ids of the webhooks that GetLastError should be asked about, at most MaxLastErrors, and how many more there are.
func (s *Snapshot) Unexplained(hooks []*webhook.Webhook) (ids []int64, more int) {
	seen := map[int64]bool{}
	for _, w := range hooks {
		if !s.LacksLastError(w) || seen[w.ID] {
			continue
		}
		seen[w.ID] = true
		if len(ids) == MaxLastErrors {
			more++
			continue
		}
		ids = append(ids, w.ID)
	}
	return ids, more
}

// LacksLastError reports whether only GetLastError can tell why a troubled webhook fails, and has not been asked since the list was loaded.
func (s *Snapshot) LacksLastError(w *webhook.Webhook) bool {
	if s.asked[w.ID] {
		return false
	}
	if !s.Explains(w) {
		return w.LacksLastError()
	}
	known := func(u webhook.Usage) bool { return u.LastError != "" || u.LastErrorRead }
	return w.Troubled() && !(w.Listed != nil && known(*w.Listed)) && !known(s.Usages.ByID[w.ID])
}

// Explains reports whether GetLastError has answered about a webhook, for this list or an earlier one.
func (s *Snapshot) Explains(w *webhook.Webhook) bool {
	_, answered := s.texts[w.ID]
	return answered
}
