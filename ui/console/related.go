package console

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/console/table"
	"crmhooks/ui/source"
)

// visited is where the user was before going to other webhooks.
type visited struct {
	view, to view
	filter   webhook.Filter
	problems bool
	hook     webhook.Key // of the webhook under the cursor
	item     string      // the key of the item under the cursor, in an overview
}

// visitMsg is the choice of webhooks to go to.
type visitMsg struct {
	to     view
	filter webhook.Filter
}

// maxRelatedEvents is how many events of a webhook the menu offers.
const maxRelatedEvents = 6

// related counts the webhooks related to the one under the cursor, and offers them when they are counted.
func (t *tenant) related() tea.Cmd {
	w, snap := t.list.hook(), t.feed.snap
	if w == nil {
		t.notice = "related webhooks are those of one webhook: choose it in the list"
		return nil
	}
	_, number := t.menus.begin()
	return func() tea.Msg { return relatedMsg{t.sender, number, relatives(w, snap)} }
}

// offer opens the menu of related webhooks.
func (t *tenant) offer(msg relatedMsg) tea.Msg {
	if !t.menus.current(msg.number) {
		return nil
	}
	t.menus.end()
	if len(msg.items) == 0 {
		t.notice = "this webhook has no target host and no event to go by"
		return nil
	}
	return t.openMenu(msg.items)
}

// relatives are the webhooks related to one: those with the same target host or event, and those that its events name.
func relatives(w *webhook.Webhook, snap *source.Snapshot) (items []overlay.Item) {
	add := func(label string, v view, f webhook.Filter) {
		items = append(items, overlay.Item{Key: strconv.Itoa(len(items) + 1), Label: label, Result: visitMsg{v, f}})
	}
	hooks := func(label string, f webhook.Filter) {
		add(fmt.Sprintf("%s  %d", label, len(snap.List.Filter(snap.Order, f))), viewWebhooks, f)
	}
	onHost := webhook.Filter{Name: "host:=" + w.Host()}
	if w.Host() != "" {
		hooks("on "+w.Host(), onHost)
	}
	for _, event := range w.Events[:min(len(w.Events), maxRelatedEvents)] {
		exact := event
		if !strings.ContainsFunc(event, unicode.IsSpace) { // a search has words
			exact = "=" + event
		}
		hooks("that listen to "+event, webhook.Filter{Event: exact})
		if id, named := webhook.NamedWebhook(event); named {
			hooks("whose state "+event+" tells", webhook.Filter{Name: "id:" + strconv.FormatInt(id, 10)})
		}
	}
	if w.Host() != "" {
		add("what would stop if "+w.Host()+" went down", viewEvents, onHost)
	}
	return items
}

// visit shows other webhooks, or an overview of them, and remembers where it was.
func (t *tenant) visit(to view, f webhook.Filter) {
	t.list.remember(to)
	t.apply(f, false)
}

// returnFromVisit goes back to where the other webhooks were asked for.
func (t *tenant) returnFromVisit() {
	last, ok := t.list.forget()
	if !ok {
		t.notice = "there is nothing to go back to"
		return
	}
	t.apply(last.filter, last.problems)
}

// apply narrows the loaded list with another filter.
func (t *tenant) apply(f webhook.Filter, problems bool) {
	t.list.set(f, problems)
	t.setFocus(focusList)
}

// set replaces the filter.
func (b *browser) set(f webhook.Filter, problems bool) {
	b.filter.Set(f)
	b.problems = problems
}

// remember records where the user is, and switches to another view.
func (b *browser) remember(to view) {
	v := visited{view: b.view, to: to, filter: b.filter.Value(), problems: b.problems}
	if w, ok := b.hooks.Selected(); ok {
		v.hook = w.Key()
	}
	if it, ok := b.items.Selected(); ok {
		v.item = it.key()
	}
	b.visits = append(b.visits, v)
	b.view = to
}

// forget returns to where the last visit started, with the cursor where it was; ok is false if there was no visit.
func (b *browser) forget() (last visited, ok bool) {
	if len(b.visits) == 0 {
		return visited{}, false
	}
	last = b.visits[len(b.visits)-1]
	b.visits = b.visits[:len(b.visits)-1]
	b.hooks.Find(last.hook)
	b.items.Find(last.item)
	b.view = last.view
	return last, true
}

// crossed reports whether the last visit led from another view to the current one.
func (b *browser) crossed() bool {
	if len(b.visits) == 0 {
		return false
	}
	last := b.visits[len(b.visits)-1]
	return last.view != last.to && b.view == last.to
}

// openMenu opens a menu over the list.
func (t *tenant) openMenu(items []overlay.Item) tea.Msg {
	return open{overlay.NewMenu(t.styles, t.keys, items), overlay.Place{Corner: func() (x, y int) { return table.Gutter, t.layout.list.y + 1 }}}
}
