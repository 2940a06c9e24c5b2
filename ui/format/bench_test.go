package format_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// sizes are those of one text that are compared: time has to grow no faster than they do.
var sizes = []int{1 << 10, 32 << 10, 256 << 10, 1 << 20}

// bulks are what a text is made of: some of it breaks nowhere, some everywhere, some is markup.
var bulks = map[string]string{"letters": "a", "words": "lorem ipsum ", "wide": "東", "slashes": "/", "ticks": "`", "marks": "z\u0336", "emoji": "👩‍👩‍👧", "flags": "🇳🇴", "lines": "a\n", "quotes": `"`, "blanks": " "}

func filled(bulk string, size int) string {
	return strings.ToValidUTF8(strings.Repeat(bulk, size/len(bulk)+1)[:size], "")
}

// large is a webhook that is as large as a text, in different ways.
func large(text string) map[string]*webhook.Webhook {
	words := make([]string, len(text)/4)
	for i := range words {
		words[i] = text[:1] + "x"
	}
	nested := "[" + strings.Repeat("1,", len(text)/2) + "1]"
	odd := webhook.Webhook{Requested: webhook.AllFields, Present: webhook.AllFields, State: webhook.State(text)}
	return map[string]*webhook.Webhook{
		"text":   {Requested: webhook.AllFields, Present: webhook.AllFields, Name: text, TargetURL: text, Description: text, Rest: &webhook.Details{Headers: []webhook.Header{{Name: text, Value: text}}, Properties: []webhook.Member{{Name: text, Value: jsonText(text)}}}},
		"events": {Requested: webhook.AllFields, Present: webhook.AllFields, Events: words},
		"nested": {Requested: webhook.AllFields, Present: webhook.AllFields, Rest: &webhook.Details{Properties: []webhook.Member{{Name: "a", Value: nested}}}},
		"state":  &odd,
	}
}

func jsonText(s string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// What takes the time of each face grows with the size of a webhook alone: compare 1 KiB and 1 MiB.
func BenchmarkLargeWebhook(b *testing.B) {
	styles := plainStyles(b)
	writers := map[string]func(w *webhook.Webhook){
		"lines":    func(w *webhook.Webhook) { format.Lines(format.Detail(w, utc()), styles, 3, 100) },
		"json":     func(w *webhook.Webhook) { format.IndentedJSON(w) },
		"markdown": func(w *webhook.Webhook) { _ = format.Markdown(io.Discard, w, utc()) },
		"table": func(w *webhook.Webhook) {
			_ = format.Table(io.Discard, []*webhook.Webhook{w}, format.Columns(), utc(), styles, 0)
		},
		"narrow": func(w *webhook.Webhook) {
			_ = format.Table(io.Discard, []*webhook.Webhook{w}, format.Columns(), utc(), styles, 100)
		},
		"tickets": func(w *webhook.Webhook) {
			_ = format.MarkdownTable(io.Discard, []*webhook.Webhook{w}, format.Columns())
		},
		"csv": func(w *webhook.Webhook) { _ = format.CSV(io.Discard, []*webhook.Webhook{w}, format.Columns()) },
	}
	for face, write := range writers {
		for bulk, text := range bulks {
			for _, size := range sizes {
				for kind, w := range large(filled(text, size)) {
					if bulk != "letters" && kind != "text" && kind != "state" {
						continue
					}
					b.Run(fmt.Sprintf("%s/%s/%s/%d", face, kind, bulk, size>>10), func(b *testing.B) {
						for b.Loop() {
							write(w)
						}
					})
				}
			}
		}
	}
}
