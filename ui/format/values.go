package format

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"crmhooks/client/webhook"
)

// value is what a column shows of a webhook, see the methods of Column. All but text may be nil.
type value struct {
	text   func(*webhook.Webhook) string
	words  func(*webhook.Webhook) string                      // nil if it is the text
	cell   func(w *webhook.Webhook, width int, l Look) string // nil if it is the words
	absent func(*webhook.Webhook) string                      // nil if it is empty
}

// plain is a column of texts that are the same everywhere.
func plain(text func(*webhook.Webhook) string) value { return value{text: text} }

// date is a column of points in time.
func date(of func(*webhook.Webhook) time.Time) value {
	return value{
		text: func(w *webhook.Webhook) string { return stampUTC(of(w)) },
		cell: func(w *webhook.Webhook, _ int, l Look) string { return l.Time(of(w)) },
	}
}

// count is a column of what the usage counts.
func count(of func(*webhook.Usage) int64) value {
	written := func(write func(int64) string) func(*webhook.Webhook) string {
		return func(w *webhook.Webhook) string {
			if w.Usage == nil || !w.Usage.Counted {
				return ""
			}
			return write(of(w.Usage))
		}
	}
	separated := written(func(n int64) string { return Count(int(n)) })
	return value{text: written(id), cell: func(w *webhook.Webhook, _ int, _ Look) string { return separated(w) }}
}

// The values that fit none of these.
var (
	nameValue = value{
		text: func(w *webhook.Webhook) string { return w.Name },
		cell: func(w *webhook.Webhook, _ int, _ Look) string {
			if strings.TrimSpace(w.Name) == "" {
				return ""
			}
			return w.Name
		},
		absent: Title,
	}
	stateValue = value{
		text:  func(w *webhook.Webhook) string { return string(w.State) },
		words: func(w *webhook.Webhook) string { return w.Health().Word() },
		cell: func(w *webhook.Webhook, width int, l Look) string {
			if width <= symbolWidth {
				return l.Glyphs.State(w.Health())
			}
			return StateText(w.Health(), l.Glyphs)
		},
	}
	eventsValue = value{
		text: func(w *webhook.Webhook) string { return strings.Join(w.Events, " ") },
		cell: func(w *webhook.Webhook, width int, l Look) string {
			return Events(matchingFirst(w.Events, l.Filter), width, l.Glyphs)
		},
	}
	targetValue = value{
		text: func(w *webhook.Webhook) string { return w.TargetURL },
		words: func(w *webhook.Webhook) string {
			if w.IsScript() && w.TargetURL != "" {
				return scriptTarget + w.TargetURL
			}
			return w.TargetURL
		},
		cell: func(w *webhook.Webhook, width int, l Look) string { return Target(w, width, l.Glyphs) },
	}
	errorMailValue = value{
		text: func(w *webhook.Webhook) string { return strings.Join(w.Recipients(), ", ") },
		absent: func(w *webhook.Webhook) string {
			if w.OtherApp || !w.Requested.Has(recipientFields) {
				return ""
			}
			return "no error mail"
		},
	}
	causeValue = value{
		text:  func(w *webhook.Webhook) string { return string(w.Cause()) },
		words: func(w *webhook.Webhook) string { return w.Cause().Title() },
	}
	errorRateValue = value{text: rate(func(rate float64) string { return strconv.FormatFloat(rate, 'f', 4, 64) }), words: rate(Rate)}
)

func stampUTC(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// symbolWidth is the width of a state's symbol alone.
const symbolWidth = 1

func rate(write func(float64) string) func(*webhook.Webhook) string {
	return func(w *webhook.Webhook) string {
		rate, known := w.Usage.ErrorRate()
		if !known {
			return ""
		}
		return write(rate)
	}
}

func lastStatus(w *webhook.Webhook) string {
	if w.Usage == nil || !w.Usage.StatusKnown {
		return ""
	}
	return id(w.Usage.Status)
}

func headerWords(w *webhook.Webhook) string {
	parts := make([]string, len(w.Details().Headers))
	for i, h := range w.Details().Headers {
		parts[i] = h.Name + ": " + h.Value
	}
	return strings.Join(parts, "; ")
}

func propertyWords(w *webhook.Webhook) string {
	if len(w.Details().Properties) == 0 {
		return ""
	}
	return memberObject(w.Details().Properties)
}

// The searches of a filter. A column names the one that looks through it.
func nameSearch(f webhook.Filter) string  { return f.Name }
func eventSearch(f webhook.Filter) string { return f.Event }

// matchingFirst puts the events that a filter looks for before the others.
func matchingFirst(names []string, f webhook.Filter) []string {
	words := webhook.SearchWords(f.Event)
	if len(words) == 0 {
		return names
	}
	var found, others []string
	for _, name := range names {
		if slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(name), word) }) {
			found = append(found, name)
		} else {
			others = append(others, name)
		}
	}
	return append(found, others...)
}
