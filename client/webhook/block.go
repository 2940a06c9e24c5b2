package webhook

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// blockSize is how many webhooks one core prepares or looks through at a time.
const blockSize = 4096

// block is what is prepared of neighbouring webhooks for a search. It never changes: longer lists share it.
type block struct {
	first  int    // the row of its first webhook
	text   string // the texts of its webhooks, each with a line end behind it, and one before the first
	events eventTable
}

// part is a list of some neighbouring rows of a list, for one core to write to.
func (l *List) part(from, to int) *List {
	return &List{Webhooks: l.Webhooks[from:to], texts: l.texts[from:to], names: l.names[from:to], conditions: l.conditions[from:to]}
}

// prepare makes the texts that searches look through. The parts of a text are separated by a line end, which no search word can hold, so that no word matches across
// them.
func (l *List) prepare(first int) *block {
	size := 1
	for _, w := range l.Webhooks {
		size += len(w.Name) + len(w.TargetURL) + len(w.Description) + 24
	}
	var text strings.Builder
	text.Grow(size)
	text.WriteByte('\n')
	ends := make([]int, len(l.Webhooks)) // of the texts
	var row []byte
	for i, w := range l.Webhooks {
		row = append(appendLower(row[:0], w.Name), '\n')
		row = append(strconv.AppendInt(row, w.ID, 10), '\n')
		row = append(appendLower(row, w.TargetURL), '\n')
		row = append(appendLower(row, w.Description), '\n')
		text.Write(row)
		ends[i] = text.Len() - 1
	}
	b := &block{first: first, text: text.String(), events: newEventTable(l.Webhooks)}
	from := 1
	for i, end := range ends {
		l.texts[i] = b.text[from:end]
		l.names[i], _, _ = strings.Cut(l.texts[i], "\n")
		from = end + 1
	}
	return b
}

// appendLower appends what strings.ToLower makes of a text.
func appendLower(to []byte, s string) []byte {
	from := len(to)
	to = append(to, s...)
	for i, c := range to[from:] {
		switch {
		case 'A' <= c && c <= 'Z':
			to[from+i] = c + 'a' - 'A'
		case c >= utf8.RuneSelf:
			return append(to[:from], strings.ToLower(s)...)
		}
	}
	return to
}

// judge notes the condition of each webhook.
func (l *List) judge() {
	for i, w := range l.Webhooks {
		l.conditions[i] = conditionOf(w)
	}
}

// eventTable is the events of the webhooks of a block. Few names are on many webhooks, so that a search looks at each name once.
type eventTable struct {
	names []string // each name once
	lower []string // the same in lower case
	of    []uint32 // the events of all webhooks, by their places among the names
	ends  []int    // where those of each webhook end
}

func newEventTable(hooks []*Webhook) eventTable {
	n := 0
	for _, w := range hooks {
		n += len(w.Events)
	}
	t := eventTable{of: make([]uint32, 0, n), ends: make([]int, len(hooks))}
	places := make(map[string]uint32)
	for i, w := range hooks {
		for _, name := range w.Events {
			place, known := places[name]
			if !known {
				place = uint32(len(t.names))
				places[name] = place
				t.names, t.lower = append(t.names, name), append(t.lower, strings.ToLower(name))
			}
			t.of = append(t.of, place)
		}
		t.ends[i] = len(t.of)
	}
	return t
}

// row is the events of one of the webhooks, by their places among the names.
func (t *eventTable) row(i int) []uint32 {
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.of[from:t.ends[i]]
}
