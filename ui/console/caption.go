package console

import (
	"strconv"

	"github.com/charmbracelet/lipgloss"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// This file describes in a few words what the list shows.

// subject describes the row under the cursor: its title, its place in shorter and shorter wordings, and its style. The title is "" when there is no row. lines says which
// part of the detail is visible, "" for all of it.
func (b *browser) subject(lines string) (about string, places []string, look lipgloss.Style) {
	if it, ok := b.items.Selected(); b.shown.view != viewWebhooks && ok {
		at := overviews[b.shown.view].row + " " + place(b.items.Cursor()+1, len(b.items.Rows()))
		if lines != "" {
			places = append(places, at+" "+b.styles.Glyphs.Bullet+" lines "+lines)
		}
		return it.title(), append(places, at), b.styles.Title
	}
	w := b.hook()
	switch {
	case w == nil:
		return "", nil, b.styles.Muted
	case w.Name == "":
		return format.Title(w), b.places(w, lines), b.styles.Muted
	}
	return format.Title(w), b.places(w, lines), b.styles.Title
}

// places says which webhook the detail shows and how much of it is visible, in shorter and shorter wordings.
func (b *browser) places(w *webhook.Webhook, lines string) []string {
	dot := " " + b.styles.Glyphs.Bullet + " "
	id := "#" + strconv.FormatInt(w.ID, 10)
	full := id
	if w.Type != "" {
		full += dot + w.Type
	}
	full += dot + "row " + place(b.hooks.Cursor()+1, len(b.shown.rows))
	if lines != "" {
		return []string{full + dot + "lines " + lines, id + dot + "lines " + lines, id}
	}
	return []string{full, id}
}

// The names of the two filters on the screen.
const (
	localFilter  = "local filter"
	serverFilter = "server filter"
)

// modes says which filter is on and how much of the list matches, in shorter and shorter wordings.
func (b *browser) modes() []string {
	dot := " " + b.styles.Glyphs.Bullet + " "
	mode := localFilter
	if b.shown.asking {
		mode = serverFilter
	}
	if b.shown.view != viewWebhooks {
		return b.overviewModes(dot)
	}
	short := mode
	if b.shown.filter.Problems {
		short += dot + "problems"
	}
	long := short
	if b.shown.asking && b.pending() {
		long += dot + "Enter sends"
	}
	if b.shown.snap.Loaded {
		return []string{long + dot + b.count(), short + dot + b.count(), short, mode}
	}
	return []string{long, short, mode}
}

// overviewModes is modes for an overview. Its count names it, except for the triage.
func (b *browser) overviewModes(dot string) []string {
	long := b.count()
	if b.shown.view == viewTriage {
		long = overviews[b.shown.view].title + dot + long
	}
	for _, part := range []struct {
		on   bool
		word string
	}{{b.shown.filter.Problems, "problems"}, {b.shown.asking, serverFilter}} {
		if part.on {
			long = part.word + dot + long
		}
	}
	return []string{long, b.count()}
}

// count is how many webhooks match, out of how many.
func (b *browser) count() string {
	if b.shown.view != viewWebhooks {
		return format.Plural(len(b.items.Rows()), overviews[b.shown.view].row)
	}
	shown, all := len(b.shown.rows), len(b.shown.snap.List.Webhooks)
	if shown == all {
		return format.Plural(all, "webhook")
	}
	return place(shown, all)
}

// pending reports whether the inputs differ from the query that the list answers.
func (b *browser) pending() bool {
	q, answered := b.query(), b.shown.snap.Query
	return q.Name != answered.Name || q.Event != answered.Event || q.Status != answered.Status
}
