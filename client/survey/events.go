package survey

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"crmhooks/client/parallel"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// Event is one event with the webhooks that listen to it.
type Event struct {
	Name    string
	Hooks   []*webhook.Webhook // those of the given rows that listen, in the order of the list
	Active  int                // how many of them are called and do not fail
	Failing int                // how many of them are called, and fail
	Off     int                // how many of them are stopped, switched off or in an unknown state

	// Part reports whether the given rows were a part of the list, and Elsewhere how many of its other webhooks are called for the event too. With 0
	// nothing else receives it: it would stop if the given ones went down.
	Part      bool
	Elsewhere int
	// Duplicates are the active webhooks that deliver the event to the same target as another active one.
	Duplicates []*webhook.Webhook
}

// Orphaned reports whether no active webhook listens to the event.
func (e *Event) Orphaned() bool { return e.Active+e.Failing+e.Elsewhere == 0 }

// OnlyHere reports whether no active webhook would listen to the event without the given rows.
func (e *Event) OnlyHere() bool { return e.Part && e.Active+e.Failing > 0 && e.Elsewhere == 0 }

// Filter keeps the webhooks that listen to the event, in any case of its letters.
func (e *Event) Filter() webhook.Filter {
	if strings.ContainsFunc(e.Name, unicode.IsSpace) || e.Name == "" || len(e.Name) >= webhook.MaxSearch { // a search has words
		return webhook.Filter{Hooks: webhook.NewSet(e.Name, e.Hooks)}
	}
	return webhook.Filter{Event: "=" + e.Name}
}

// Events groups the given rows by event: first those that no active webhook listens to, then those with listeners only here, then those that fail, then the others, each by
// name. rows may be a part of the list: everything else counts as elsewhere.
func Events(l *webhook.List, rows []int) []*Event {
	events := map[string]*Event{}
	var all []*Event
	here := make([]bool, len(l.Webhooks))
	for _, i := range rows {
		here[i] = true
		w := l.Webhooks[i]
		for _, name := range distinct(w.Events) {
			e := events[name]
			if e == nil {
				e = &Event{Name: name, Part: len(rows) < len(l.Webhooks)}
				events[name] = e
				all = append(all, e)
			}
			e.add(w)
		}
	}
	if len(rows) < len(l.Webhooks) {
		countElsewhere(events, l, here)
	}
	several := targets(hooksOf(l, rows)) // few of a target are few of an event
	parallel.Each(len(all), func(i int) { all[i].Duplicates = duplicates(all[i].Hooks, several) })
	slices.SortFunc(all, func(a, b *Event) int { return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.Name, b.Name)) })
	return all
}

// countElsewhere counts the other webhooks of the list that are called for the events too.
func countElsewhere(events map[string]*Event, l *webhook.List, here []bool) {
	for i, w := range l.Webhooks {
		if here[i] || w.State != webhook.Active {
			continue
		}
		for _, name := range distinct(w.Events) {
			if e := events[name]; e != nil {
				e.Elsewhere++
			}
		}
	}
}

// Matching keeps the events that are looked for, in the words of webhook.Filter's Event: a webhook that was found by one of its events has others
// that nobody asked for.
func Matching(events []*Event, search string) []*Event {
	var kept []*Event
	wanted := webhook.NamesEvent(search)
	for _, e := range events {
		if wanted(e.Name) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (e *Event) add(w *webhook.Webhook) {
	e.Hooks = append(e.Hooks, w)
	switch {
	case w.Failing():
		e.Failing++
	case w.State == webhook.Active:
		e.Active++
	default:
		e.Off++
	}
}

func (e *Event) rank() int {
	switch {
	case e.Orphaned():
		return 0
	case e.OnlyHere():
		return 1
	case e.Failing > 0:
		return 2
	}
	return 3
}

// duplicates returns the active webhooks whose target another active one has too, all of which are candidates.
func duplicates(hooks []*webhook.Webhook, candidate func(*webhook.Webhook) bool) []*webhook.Webhook {
	if len(hooks) < 2 {
		return nil
	}
	var candidates []*webhook.Webhook
	for _, w := range hooks {
		if candidate(w) {
			candidates = append(candidates, w)
		}
	}
	several := targets(candidates)
	return slices.DeleteFunc(candidates, func(w *webhook.Webhook) bool { return !several(w) })
}

// hooksOf are the webhooks of rows.
func hooksOf(l *webhook.List, rows []int) []*webhook.Webhook {
	hooks := make([]*webhook.Webhook, len(rows))
	for i, row := range rows {
		hooks[i] = l.Webhooks[row]
	}
	return hooks
}

// targets tells of active webhooks whether several of them have their target.
func targets(hooks []*webhook.Webhook) (several func(*webhook.Webhook) bool) {
	n := map[secret.Fingerprint]int{}
	for _, w := range hooks {
		if w.State == webhook.Active {
			n[w.SameTarget()]++
		}
	}
	return func(w *webhook.Webhook) bool {
		if w.State != webhook.Active {
			return false
		}
		target := w.SameTarget()
		return target != 0 && n[target] > 1
	}
}

// fewNames is how many names are compared with each other.
const fewNames = 12

// distinct drops what comes again: a webhook may name an event twice.
func distinct(names []string) []string {
	if len(names) <= fewNames && !repeats(names) {
		return names
	}
	return unique(names)
}

// unique is distinct, sorted.
func unique(names []string) []string {
	if len(names) < 2 {
		return names
	}
	names = slices.Clone(names)
	slices.Sort(names)
	return slices.Compact(names)
}

// repeats reports whether a name comes again.
func repeats(names []string) bool {
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return true
		}
	}
	return false
}

func number(id int64) string { return strconv.FormatInt(id, 10) }
