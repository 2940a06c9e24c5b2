package webhook

import (
	"slices"
	"strings"

	"crmhooks/client/parallel"
)

// Filter narrows a loaded list. The zero Filter keeps everything.
type Filter struct {
	Name     string // words that all have to occur in the name, the id, the target or the description, in any case; SearchFields has other fields
	Event    string // words that all have to occur among the event names, in any case; a - excludes a word here and in Name
	Status   State  // a state to keep, Failing for the active ones that fail, or "" for any
	Problems bool   // keep problems only
	Hooks    *Set   // the webhooks to keep; nil for all
}

// Empty reports whether the filter keeps everything.
func (f Filter) Empty() bool {
	return strings.TrimSpace(f.Name) == "" && strings.TrimSpace(f.Event) == "" && f.Status == "" && !f.Problems && f.Hooks == nil
}

// Within reports whether the filter keeps nothing of a list that another one does not keep of it, so that it can look through what that one kept. It may be false
// though this is so.
func (f Filter) Within(wider Filter) bool {
	switch {
	case wider.Status != "" && wider.Status != f.Status, wider.Problems && !f.Problems, wider.Hooks != nil && wider.Hooks != f.Hooks:
		return false
	}
	return within(parse(f.Name), parse(wider.Name)) && within(parse(f.Event), parse(wider.Event))
}

// within reports whether some terms hold only where other ones do.
func within(terms, wider []term) bool {
	for _, w := range wider {
		if !slices.ContainsFunc(terms, func(t term) bool { return t.implies(w) }) {
			return false
		}
	}
	return true
}

// Filter returns those of the given rows that match, in the given order.
func (l *List) Filter(rows []int, f Filter) []int {
	if f.Empty() {
		return slices.Clone(rows)
	}
	s := question{list: l, Filter: f, name: parse(f.Name), event: parse(f.Event)}
	if len(rows) < len(l.Webhooks)/fewRows {
		return s.few(rows)
	}
	keeps := make([]bool, len(l.Webhooks))
	parallel.Each(len(l.blocks), func(i int) { s.block(l.blocks[i], keeps) })
	kept := make([]int, 0, len(rows))
	for _, i := range rows {
		if keeps[i] {
			kept = append(kept, i)
		}
	}
	return kept
}

// fewRows is the part of a list below which its rows are looked at one by one. A block is looked through as a whole, which is quicker for each of its rows.
const fewRows = 8

// question looks for the webhooks of a list that a filter keeps.
type question struct {
	list *List
	Filter
	name, event []term
}

// few looks at rows one by one.
func (s *question) few(rows []int) []int {
	parts := make([][]int, (len(rows)+blockSize-1)/blockSize)
	parallel.Ranges(len(rows), blockSize, func(from, to int) {
		var kept []int
		for _, i := range rows[from:to] {
			if s.state(i) && s.set(i) && s.says(s.name, i, s.list.texts[i]) && s.listens(i) {
				kept = append(kept, i)
			}
		}
		parts[from/blockSize] = kept
	})
	return slices.Concat(parts...)
}

// state reports whether a webhook's state is looked for.
func (s *question) state(i int) bool {
	c := s.list.conditions[i]
	if c == invented {
		w := s.list.Webhooks[i]
		return (s.Status == "" || s.Status != Failing && s.Status == w.State) && (!s.Problems || w.State.Problem())
	}
	return (s.Status == "" || s.Status == c.health() || s.Status == Active && c == failing) && (!s.Problems || c.health().Problem())
}

func (s *question) set(i int) bool { return s.Hooks == nil || s.Hooks.Holds(s.list.Webhooks[i]) }

// says reports whether all terms hold for a webhook, whose own text is the haystack of those without a field.
func (s *question) says(terms []term, i int, haystack string) bool {
	for _, t := range terms {
		if t.field == nil && t.in(haystack) == t.not || t.field != nil && t.looked(s.list.Webhooks[i]) == t.not {
			return false
		}
	}
	return true
}

// listens reports whether all terms hold for a webhook's events.
func (s *question) listens(i int) bool {
	return len(s.event) == 0 || s.says(s.event, i, strings.ToLower(strings.Join(s.list.Webhooks[i].Events, "\n")))
}

// block looks through a block, and notes which of its rows to keep. What is quick comes first, and leaves less to what is slow.
func (s *question) block(b *block, keeps []bool) {
	rows := s.list.texts[b.first : b.first+len(b.events.ends)]
	keeps = keeps[b.first : b.first+len(rows)]
	for i := range keeps {
		keeps[i] = s.state(b.first + i)
	}
	for _, t := range s.event {
		if t.field == nil {
			b.events.keep(t, keeps)
		}
	}
	for _, t := range s.name {
		if t.field == nil {
			b.keep(t, rows, keeps)
		}
	}
	for i := range keeps {
		keeps[i] = keeps[i] && s.set(b.first+i)
	}
	for _, t := range slices.Concat(s.name, s.event) {
		if t.field == nil {
			continue
		}
		for i := range keeps {
			keeps[i] = keeps[i] && t.looked(s.list.Webhooks[b.first+i]) != t.not
		}
	}
}

// keep looks for a term in the texts of all rows at once, and drops the rows for which it does not hold.
func (b *block) keep(t term, rows []string, keeps []bool) {
	wanted, before := t.text, 0
	if t.whole {
		wanted, before = "\n"+t.text+"\n", 1 // the line end before it may be that of the row before
	}
	next, start := 0, 1 // where the term is found next, and where the row begins
	for i, row := range rows {
		if next < start {
			next = len(b.text)
			if at := strings.Index(b.text[start-before:], wanted); at >= 0 {
				next = start + at
			}
		}
		end := start + len(row)
		if found := next < end; found == t.not {
			keeps[i] = false
		}
		start = end + 1
	}
}

// keep looks for a term in every name of the table, and drops the rows for whose events it does not hold.
func (t *eventTable) keep(wanted term, keeps []bool) {
	found := make([]bool, len(t.names))
	for i, name := range t.lower {
		found[i] = wanted.in(name)
	}
	for i := range keeps {
		if keeps[i] && slices.ContainsFunc(t.row(i), func(name uint32) bool { return found[name] }) == wanted.not {
			keeps[i] = false
		}
	}
}
