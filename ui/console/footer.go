package console

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"crmhooks/ui/format"
)

// footer says how old the list is on its left, and which keys matter now on its right.
func (m *Model) footer() string {
	left := m.status()
	hints := m.hints(m.width - format.Width(left) - 4)
	space := max(m.width-format.Width(left)-ansi.StringWidth(hints)-2, 1)
	style := m.styles.Muted
	if m.failure != nil && !m.fetch.running() {
		style = m.styles.Error
	}
	return " " + style.Render(ansi.Truncate(left, max(m.width-2, 0), m.styles.Glyphs.Ellipsis)) + blanks(space) + hints + " "
}

// wideFooter is the width from which there is room for how long the list took.
const wideFooter = 100

// status is one short sentence: what runs, what failed, or when the list was loaded.
func (m *Model) status() string {
	switch {
	case m.fetch.running():
		return m.loadingWords()
	case m.notice != "":
		return m.notice
	case m.failure != nil && m.loaded:
		return "refresh failed " + m.clock(m.failedAt) + ", list of " + m.clock(m.result.Loaded)
	case m.failure != nil:
		return "failed " + m.clock(m.failedAt)
	case !m.loaded:
		return "not loaded"
	}
	words := "loaded " + m.clock(m.result.Loaded)
	if m.width >= wideFooter { // where there is less room the keys matter more
		words += " in " + m.opts.Times.Duration(m.result.Duration)
	}
	words += m.usageWords()
	if m.watch.on {
		words += ", again every " + m.opts.Times.Duration(m.opts.WatchEvery)
	}
	return words
}

func (m *Model) loadingWords() string {
	p := m.loading
	frames := m.styles.Glyphs.Spinner
	words := frames[p.spin%len(frames)] + " "
	switch {
	case p.Attempt > 0:
		return words + fmt.Sprintf("%s, again in %s, attempt %d of %d", p.Reason, m.opts.Times.Duration(p.Wait), p.Attempt, p.Attempts)
	case p.Rows > 0:
		return words + fmt.Sprintf("loading, %d webhooks so far", p.Rows)
	}
	return words + "loading"
}

// hints are the keys that matter now, as many as fit.
func (m *Model) hints(width int) string {
	k, s := m.keys, m.styles
	type hint struct{ key, word string }
	list := []hint{{"?", "help"}, {"/", "name"}, {"e", "event"}, {"s", "status"}, {"!", "problems"}, {"T", "triage"}, {"Enter", "open"}, {"r", "refresh"}, {"q", "quit"}}
	switch {
	case m.fetch.running():
		list = []hint{{"Esc", "cancel"}, {"?", "help"}, {"q", "quit"}}
	case m.menu.open:
		list = []hint{{k.choose.Help().Key, "choose"}, {"Enter", "take"}, {"Esc", "close"}}
	case m.focus == focusStatus:
		list = []hint{{k.choose.Help().Key, "choose"}, {"Enter", "done"}, {"Tab", "next"}}
	case m.typing() && m.asking:
		list = []hint{{"Enter", "ask the server"}, {"Esc", "leave"}, {"Tab", "next"}}
	case m.typing():
		list = []hint{{"Enter", "done"}, {"Tab", "next"}, {k.choose.Help().Key, "move"}}
	case m.zoomed && m.view == viewWebhooks:
		list = []hint{{"Esc", "back"}, {"J", "JSON"}, {"?", "help"}}
	case m.view != viewWebhooks:
		list = []hint{{"Enter", "webhooks"}, {"Esc", "back"}, {"y", "copy"}, {"?", "help"}, {"q", "quit"}}
	case m.focus == focusDetail:
		list = []hint{{"Esc", "back"}, {"Enter", "whole screen"}, {"J", "JSON"}, {"?", "help"}}
	case m.failure != nil:
		list = []hint{{"r", "try again"}, {"?", "help"}, {"q", "quit"}}
	}
	out, used := "", 0
	for i, h := range list {
		keyText := s.Glyphs.Keys(h.key)
		need := format.Width(keyText) + 1 + format.Width(h.word)
		if i > 0 {
			need += 3
		}
		if used+need > width {
			break
		}
		if i > 0 {
			out += "   "
		}
		out += s.Key.Render(keyText) + " " + s.Muted.Render(h.word)
		used += need
	}
	return out
}
