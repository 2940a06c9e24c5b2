package survey_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// sized are two lists of two webhooks, in which a text or a list of events has a size.
func sized(kind, bulk string, size int) (older, newer *webhook.List) {
	list := func(last string) *webhook.List {
		var all []webhook.Webhook
		for id := range int64(2) {
			w := webhook.Webhook{ID: id + 1, Requested: webhook.AllFields, Present: webhook.AllFields, State: webhook.TooManyErrors}
			text := strings.Repeat(bulk, size/len(bulk)+1)[:size] + last
			switch kind {
			case "text":
				w.Name, w.TargetURL, w.Type, w.ErrorsEmail, w.Description, w.Events = text, "https://"+text, text, text, text, []string{text}
				w.Rest = &webhook.Details{Headers: []webhook.Header{{Name: text, Value: text}}, RegisteredAssociate: &webhook.Associate{FullName: text, Deleted: true}}
			case "state":
				w.State = webhook.State(text)
			case "events":
				for i := range size / 8 {
					w.Events = append(w.Events, fmt.Sprintf("e%d.%s%s", i, bulk, last))
				}
			case "last error":
				w.SetUsage(webhook.Usage{LastError: text, Counted: true, Consecutive: 1})
			}
			all = append(all, w)
		}
		return webhook.NewList(all)
	}
	return list(""), list("x")
}

// What takes the time of each question grows with the size of the webhooks alone: compare 1 KiB and 1 MiB.
func BenchmarkLargeLists(b *testing.B) {
	questions := map[string]func(older, newer *webhook.List){
		"compare": func(older, newer *webhook.List) { webhook.Compare(older, newer) },
		"sorted": func(l, _ *webhook.List) {
			for _, by := range webhook.Orders() {
				l.Sorted(webhook.Sort{By: by})
			}
		},
		"search": func(l, _ *webhook.List) {
			l.Filter([]int{0, 1}, webhook.Filter{Name: "aaaaab host:aaaab by:aab header:aab mail:ab type:=b", Event: "=aab -b"})
		},
		"suggestions": func(l, _ *webhook.List) { l.EventNames() },
		"triage":      func(l, _ *webhook.List) { survey.Triage(l, []int{0, 1}) },
		"events":      func(l, _ *webhook.List) { survey.Matching(survey.Events(l, []int{0}), "aab") },
		"findings":    func(l, _ *webhook.List) { survey.Findings(l, []int{0, 1}, true, nil) },
		"diagnosis": func(l, _ *webhook.List) {
			for i := range l.Webhooks {
				if u := l.Webhooks[i].Usage; u != nil {
					l.Webhooks[i].SetUsage(*u)
				}
			}
		},
	}
	for question, ask := range questions {
		for kind, bulks := range map[string][]string{
			"text": {"a", "a.", "a/", "@", "aaaa%41"}, "state": {"a"}, "events": {"a"},
			"last error": {"a", "http/1.1 1", "status: 200", "\n", "<html ", "status code: 200 connection established\n", "at line "},
		} {
			if (kind == "last error") != (question == "diagnosis") {
				continue
			}
			for _, bulk := range bulks {
				for _, size := range []int{1 << 10, 32 << 10, 256 << 10, 1 << 20} {
					older, newer := sized(kind, bulk, size)
					b.Run(fmt.Sprintf("%s/%s/%q/%d", question, kind, bulk, size>>10), func(b *testing.B) {
						for b.Loop() {
							ask(older, newer)
						}
					})
				}
			}
		}
	}
}
