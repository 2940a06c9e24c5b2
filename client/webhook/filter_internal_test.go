package webhook

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// plainly is what Filter returns, found term by term in each row.
func plainly(l *List, rows []int, f Filter) []int {
	kept := make([]int, 0, len(rows))
	for _, i := range rows {
		if w := l.Webhooks[i]; plainState(w, f) && (f.Hooks == nil || f.Hooks.Holds(w)) &&
			plainTerms(parse(f.Name), w, w.Name+"\n"+strconv.FormatInt(w.ID, 10)+"\n"+w.TargetURL+"\n"+w.Description) &&
			plainTerms(parse(f.Event), w, strings.Join(w.Events, "\n")) {
			kept = append(kept, i)
		}
	}
	return kept
}

func plainState(w *Webhook, f Filter) bool {
	switch {
	case f.Status == Failing && !w.Failing(), f.Status != Failing && f.Status != "" && w.State != f.Status:
		return false
	}
	return !f.Problems || w.State.Problem()
}

func plainTerms(terms []term, w *Webhook, haystack string) bool {
	for _, t := range terms {
		found := false
		switch {
		case t.field != nil && t.text == "":
			found = true
		case t.field != nil:
			found = t.holds(w)
		case t.whole:
			found = slices.Contains(strings.Split(strings.ToLower(haystack), "\n"), t.text)
		default:
			found = strings.Contains(strings.ToLower(haystack), t.text)
		}
		if found == t.not {
			return false
		}
	}
	return true
}

// madeUp is a list of n webhooks with few letters, so that many things match, and a list that it grew from.
func madeUp(random *rand.Rand, n int) *List {
	pick := func(all ...string) string { return all[random.IntN(len(all))] }
	text := func(longest int) string {
		var b strings.Builder
		for range random.IntN(longest) {
			b.WriteString(pick("a", "B", "ab", "Æ", "Ⱥ", "\xff", " ", "-", "1", "\n", ":", "="))
		}
		return b.String()
	}
	hooks := make([]Webhook, n)
	for i := range hooks {
		w := &hooks[i]
		*w = Webhook{
			ID: int64(random.IntN(n)), Occurrence: i, Name: text(5), TargetURL: text(4), Description: text(3), Type: pick("webhook", "crmscript", ""), ErrorsEmail: text(3),
			State: State(pick("Active", "Active", "Stopped", "TooManyErrors", "Unknown", "Paused", string(Failing), string(OtherApplication))),
		}
		for range random.IntN(4) {
			w.Events = append(w.Events, pick("sale.sold", "Sale.Lost", "ab", "B\na", text(3)))
		}
		if random.IntN(2) == 0 {
			w.TargetURL = "https://" + pick("a", "ab", "B1") + ".example/" + text(3)
		}
		if random.IntN(3) == 0 {
			w.SetUsage(Usage{Counted: true, Calls: 9, Consecutive: int64(random.IntN(2))})
		}
	}
	cut := random.IntN(n + 1)
	return NewList(hooks[:cut:cut]).Append(hooks[cut:])
}

// check holds the filter to the plain one, narrows within what an earlier one kept, and asks for the rows one by one.
func check(t *testing.T, l *List, rows []int, f, before Filter, kept []int) []int {
	t.Helper()
	want := plainly(l, rows, f)
	if got := l.Filter(rows, f); !slices.Equal(got, want) {
		t.Fatalf("%+v of %d keeps %v, want %v", f, len(l.Webhooks), got, want)
	}
	s := question{list: l, Filter: f, name: parse(f.Name), event: parse(f.Event)}
	if got := s.few(rows); !slices.Equal(got, want) {
		t.Fatalf("%+v of %d keeps %v of rows one by one, want %v", f, len(l.Webhooks), got, want)
	}
	if !f.Within(before) {
		return want
	}
	if got := l.Filter(kept, f); !slices.Equal(got, want) {
		t.Fatalf("%+v keeps %v within %+v, want %v", f, got, before, want)
	}
	return want
}

// What is typed letter by letter, and deleted again, keeps the same as looking at each row.
func TestTheFilterKeepsWhatThePlainOneDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "b", "ab", "æ", " ", "-", "=", "1", "host:", "type:", "id:", "mail:", "app:o", "cause:", "sale", ".", ",", "ⱥ"}
	narrowed := 0
	for round := range 300 {
		l := madeUp(random, 1+random.IntN(60))
		if round%100 == 0 {
			l = madeUp(random, 2*blockSize+random.IntN(blockSize))
		}
		rows := l.Sorted(Sort{By: ByName})
		f, kept := Filter{}, rows
		for range 40 {
			before := f
			for _, input := range []*string{&f.Name, &f.Event} {
				switch random.IntN(4) {
				case 0:
					*input = strings.ToValidUTF8((*input)[:max(len(*input)-1, 0)], "")
				case 1, 2:
					*input += letters[random.IntN(len(letters))]
				}
			}
			switch random.IntN(12) {
			case 0:
				f.Status = State([]string{"", "Active", "Paused", "Unknown", string(Failing)}[random.IntN(5)])
			case 1:
				f.Problems = !f.Problems
			case 2:
				f.Hooks = nil
			case 3:
				f.Hooks = NewSet("some", l.Webhooks[:random.IntN(len(l.Webhooks))])
			case 4:
				f = Filter{}
			}
			kept = check(t, l, rows, f, before, kept)
			if f.Within(before) {
				narrowed++
			}
		}
	}
	if narrowed < 1000 {
		t.Errorf("only %d filters narrowed the one before", narrowed)
	}
}

func FuzzFilter(f *testing.F) {
	for i, words := range [][4]string{{"a", "", "ab", ""}, {"-a", "sold", "-ab b", "sold -lost"}, {"=ab host:", "", "=ab host:a", "="}, {"id:1", "-", "id:12", "-b"}} {
		f.Add(uint64(i), words[0], words[1], words[2], words[3])
	}
	f.Fuzz(func(t *testing.T, seed uint64, name, event, name2, event2 string) {
		l := madeUp(rand.New(rand.NewPCG(seed, 0)), 40)
		rows := l.Sorted(Sort{})
		first, second := Filter{Name: name, Event: event}, Filter{Name: name2, Event: event2}
		kept := check(t, l, rows, first, Filter{}, rows)
		check(t, l, rows, second, first, kept)
		check(t, l, rows, first, second, l.Filter(rows, second))
	})
}

// A filter that says more narrows, and one that excludes less does not.
func TestWhatNarrows(t *testing.T) {
	for _, c := range []struct {
		wider, f string
		within   bool
	}{
		{"", "a", true}, {"a", "ab", true}, {"a", "ba c", true}, {"a b", "b a", true}, {"ab", "a", false}, {"a", "b", false}, {"-ab", "-a", true}, {"-a", "-ab", false},
		{"-a", "-a b", true}, {"a", "-a", false}, {"=ab", "=abc", false}, {"=ab", "=ab c", true}, {"a", "=ab", true}, {"=a", "a", false}, {"-", "-a", false},
		{"host:", "host:a", true}, {"host:a", "host:ab", true}, {"host:a", "type:a", false}, {"host", "host:", false}, {"id:1", "id:12", false}, {"id:1", "id:1 a", true},
		{"-host:", "-host:a", false}, {"-host:a", "-host:", true}, {"A", "aB", true},
	} {
		if got := (Filter{Name: c.f}).Within(Filter{Name: c.wider}); got != c.within {
			t.Errorf("%q within %q: %v", c.f, c.wider, got)
		}
		if got := (Filter{Event: c.f}).Within(Filter{Event: c.wider}); got != c.within {
			t.Errorf("event %q within %q: %v", c.f, c.wider, got)
		}
	}
	set := NewSet("", nil)
	for i, c := range []struct {
		wider, f Filter
		within   bool
	}{
		{Filter{}, Filter{Status: Active}, true}, {Filter{Status: Active}, Filter{}, false}, {Filter{Status: Active}, Filter{Status: Stopped}, false},
		{Filter{Problems: true}, Filter{}, false}, {Filter{}, Filter{Problems: true}, true}, {Filter{Hooks: set}, Filter{}, false},
		{Filter{Hooks: set}, Filter{Hooks: set, Name: "a"}, true}, {Filter{Hooks: set}, Filter{Hooks: NewSet("", nil)}, false},
	} {
		if got := c.f.Within(c.wider); got != c.within {
			t.Errorf("%d: %v", i, got)
		}
	}
}

// An order is the same however the list grew, and whatever order the rows had before.
func TestALongerListIsSortedLikeANewOne(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 50, 3*blockSize + 7} {
		l := madeUp(random, n)
		for _, s := range []Sort{{}, {By: ByName, Reverse: true}, {By: ByEvents}} {
			want := l.Sorted(s)
			for _, length := range []int{0, 1, n / 2, n} {
				if got := l.SortedAfter(l.first(0).Append(copies(l.Webhooks[:length])).Sorted(s), s); !slices.Equal(got, want) {
					t.Errorf("%v after the first %d of %d", s, length, n)
				}
			}
			if got := l.SortedAfter(l.Sorted(Sort{By: ByID}), s); !slices.Equal(got, want) {
				t.Errorf("%v after another order", s)
			}
		}
	}
}

func copies(hooks []*Webhook) []Webhook {
	var all []Webhook
	for _, w := range hooks {
		all = append(all, *w)
	}
	return all
}

// A list says the same however its answer was cut into pieces.
func TestPiecesMakeTheSameList(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	hooks := copies(madeUp(random, 2*blockSize+5).Webhooks)
	whole, grown := NewList(hooks), new(List)
	for rest := hooks; len(rest) > 0; {
		n := min(1+random.IntN(3000), len(rest))
		shorter := grown
		grown, rest = shorter.Append(rest[:n/3], nil, rest[n/3:n]), rest[n:]
		if fork := shorter.Append([]Webhook{{Name: "fork"}}); len(fork.Webhooks) != len(shorter.Webhooks)+1 || fork.names[len(fork.names)-1] != "fork" {
			t.Fatal("a list cannot grow twice")
		}
	}
	if fmt.Sprint(grown.texts) != fmt.Sprint(whole.texts) || !slices.Equal(grown.names, whole.names) || !slices.Equal(grown.conditions, whole.conditions) {
		t.Error("the pieces are prepared differently")
	}
	if !slices.Equal(grown.EventNames(), whole.EventNames()) || grown.own != whole.own || grown.HasUsage() != whole.HasUsage() || grown.CountsUsage() != whole.CountsUsage() {
		t.Error("the pieces say something else")
	}
}
