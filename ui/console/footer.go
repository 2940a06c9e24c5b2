package console

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
)

// footer says how old the list is on its left, and which keys matter now on its right.
func (t *tenant) footer(bindings []key.Binding) string {
	left := t.status()
	hints := component.Hints(t.styles, bindings, t.width-format.Width(left)-4)
	space := max(t.width-format.Width(left)-ansi.StringWidth(hints)-2, 1)
	style := t.styles.Muted
	if t.feed.failure != nil && !t.feed.list.running() {
		style = t.styles.Error
	}
	return " " + style.Render(ansi.Truncate(left, max(t.width-2, 0), t.styles.Glyphs.Ellipsis)) + component.Blanks(space) + hints + " "
}

// wideFooter is the width from which there is room for how long the list took.
const wideFooter = 100

// status is one short sentence: what runs, what failed, or when the list was loaded.
func (t *tenant) status() string {
	switch {
	case t.feed.list.running():
		return t.loadingWords()
	case t.notice != "":
		return t.notice
	case t.feed.failure != nil && t.feed.snap.Loaded:
		return "refresh failed " + t.clock(t.feed.failedAt) + ", list of " + t.clock(t.feed.snap.Result.ReceivedAt)
	case t.feed.failure != nil:
		return "failed " + t.clock(t.feed.failedAt)
	case !t.feed.snap.Loaded:
		return "not loaded"
	}
	words := "loaded " + t.clock(t.feed.snap.Result.ReceivedAt)
	if t.width >= wideFooter { // where there is less room the keys matter more
		words += " in " + t.opts.Times.Duration(t.feed.snap.Result.Duration)
	}
	words += t.usageWords()
	if t.watch.on {
		words += ", again every " + t.opts.Times.Duration(t.opts.WatchEvery)
	}
	return words
}

func (t *tenant) loadingWords() string {
	p := t.feed.progress
	frames := t.styles.Glyphs.Spinner
	words := frames[p.spin%len(frames)] + " "
	switch {
	case p.Attempt > 0:
		return words + fmt.Sprintf("%s, again in %s, attempt %d of %d", p.Reason, t.opts.Times.Duration(p.Wait), p.Attempt, p.Attempts)
	case p.Rows > 0:
		return words + fmt.Sprintf("loading, %d webhooks so far", p.Rows)
	}
	return words + "loading"
}

// hints are the keys that matter now, the most important ones first: those of the part that has the focus.
func (t *tenant) hints() []key.Binding {
	k := t.keys
	switch {
	case t.feed.list.running():
		return []key.Binding{keymap.As(k.Back, "cancel"), k.Help, k.Quit}
	case t.typing():
		return t.filter.Help()
	case t.view != viewWebhooks:
		return []key.Binding{keymap.As(k.Open, "webhooks"), k.Back, k.Copy, k.Help, k.Quit}
	case t.focus == focusDetail:
		return t.detail.Help()
	case t.feed.failure != nil:
		return []key.Binding{keymap.As(k.Refresh, "try again"), k.Help, k.Quit}
	}
	return []key.Binding{k.Help, k.Name, k.Event, k.Status, k.Problems, k.Triage, k.Open, k.Refresh, k.Quit}
}

// usageWords says what is to know about the usage.
func (t *tenant) usageWords() string {
	snap := t.feed.snap
	switch {
	case t.feed.lastErrors.running():
		return ", reading last errors"
	case snap.List.CountsUsage(): // the list said it all
		return ""
	case t.feed.usage.running():
		return ", reading calls"
	case snap.NoUsage != nil && snap.HasUsages:
		return ", calls of " + t.clock(snap.UsagesAt)
	case snap.NoUsage != nil:
		return ", calls n/a"
	case t.opts.Source.Usage != nil && !snap.HasUsages:
		return ", calls not read"
	}
	return ""
}
