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
)

// visited is where the user was before going to other webhooks.
type visited struct {
	view, to view
	filter   webhook.Filter
	problems bool
	hook     *webhook.Webhook // under the cursor
	item     item             // under the cursor, in an overview
}

// visitMsg is the choice of webhooks to go to.
type visitMsg struct {
	to     view
	filter webhook.Filter
}

// maxRelatedEvents is how many events of a webhook the menu offers.
const maxRelatedEvents = 6

// related offers the relatives of the webhook under the cursor: those with the same target host or event, and those that its events name.
func (t *tenant) related() tea.Msg {
	w := t.hook()
	if w == nil {
		t.notice = "related webhooks are those of one webhook: choose it in the list"
		return nil
	}
	var items []overlay.Item
	add := func(label string, v view, f webhook.Filter) {
		items = append(items, overlay.Item{Key: strconv.Itoa(len(items) + 1), Label: label, Result: visitMsg{v, f}})
	}
	hooks := func(label string, f webhook.Filter) {
		add(fmt.Sprintf("%s  %d", label, len(t.feed.snap.List.Filter(t.feed.snap.Order, f))), viewWebhooks, f)
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
	if len(items) == 0 {
		t.notice = "this webhook has no target host and no event to go by"
		return nil
	}
	return t.openMenu(items)
}

// visit shows other webhooks, or an overview of them, and remembers where it was.
func (t *tenant) visit(to view, f webhook.Filter) {
	v := visited{view: t.view, to: to, filter: t.filter.Value(), problems: t.problems}
	v.hook, _ = t.hooks.Selected()
	v.item, _ = t.items.Selected()
	t.visits = append(t.visits, v)
	t.view = to
	t.apply(f, false)
}

// crossed reports whether the view in sight is where the last visit led from another one.
func (t *tenant) crossed() bool {
	if len(t.visits) == 0 {
		return false
	}
	last := t.visits[len(t.visits)-1]
	return last.view != last.to && t.view == last.to
}

// returnFromVisit goes back to where the other webhooks were asked for.
func (t *tenant) returnFromVisit() {
	if len(t.visits) == 0 {
		t.notice = "there is nothing to go back to"
		return
	}
	last := t.visits[len(t.visits)-1]
	t.visits = t.visits[:len(t.visits)-1]
	if last.hook != nil {
		t.hooks.Find(last.hook.Key())
	}
	if last.item != nil {
		t.items.Find(last.item.key())
	}
	t.view = last.view
	t.apply(last.filter, last.problems)
}

// apply narrows the loaded list with another filter.
func (t *tenant) apply(f webhook.Filter, problems bool) {
	t.filter.Set(f)
	t.problems = problems
	t.setFocus(focusList)
	t.refilter()
}

// openMenu opens a menu over the list.
func (t *tenant) openMenu(items []overlay.Item) tea.Msg {
	return open{overlay.NewMenu(t.styles, t.keys, items), overlay.Place{Corner: func() (x, y int) { return table.Gutter, t.layout.list.y + 1 }}}
}
