package console

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// visited is where the user was before going to relatives.
type visited struct {
	view, to view
	filter   webhook.Filter
	problems bool
	key      webhook.Key // of the webhook under the cursor
	item     string      // of the item under the cursor, in an overview
}

// maxRelatedEvents is how many events of a webhook the menu offers.
const maxRelatedEvents = 6

// openRelated offers the relatives of the webhook under the cursor: those with the same target host or event, and those that its events name.
func (m *Model) openRelated() {
	w := m.hook()
	if w == nil {
		m.notice = "related webhooks are those of one webhook: choose it in the list"
		return
	}
	var items []menuItem
	add := func(label string, f webhook.Filter) {
		n := len(m.list.Filter(m.order, f))
		key := strconv.Itoa(len(items) + 1)
		items = append(items, menuItem{key, fmt.Sprintf("%s  %d", label, n), func() tea.Cmd { m.visit(f); return nil }})
	}
	if host := w.Host(); host != "" {
		add("on "+host, webhook.Filter{Name: "host:=" + host})
	}
	for _, event := range w.Events[:min(len(w.Events), maxRelatedEvents)] {
		exact := event
		if !strings.ContainsFunc(event, unicode.IsSpace) { // a search has words
			exact = "=" + event
		}
		add("that listen to "+event, webhook.Filter{Event: exact})
		if id, named := webhook.NamedWebhook(event); named {
			add("whose state "+event+" tells", webhook.Filter{Name: "id:" + strconv.FormatInt(id, 10)})
		}
	}
	if host := w.Host(); host != "" {
		key := strconv.Itoa(len(items) + 1)
		items = append(items, menuItem{key, "what would stop if " + host + " went down", func() tea.Cmd { m.visitEvents(host); return nil }})
	}
	if len(items) == 0 {
		m.notice = "this webhook has no target host and no event to go by"
		return
	}
	m.menu.show(items)
}

// visit shows relatives, and remembers where it was.
func (m *Model) visit(f webhook.Filter) {
	m.remember(viewWebhooks)
	m.apply(f, false)
}

// visitEvents shows the events that a host listens to, and who else does.
func (m *Model) visitEvents(host string) {
	m.remember(viewEvents)
	m.apply(webhook.Filter{Name: "host:=" + host}, false)
}

// remember notes the place to go back to, and goes to another view.
func (m *Model) remember(to view) {
	v := visited{view: m.view, to: to, filter: m.bar.filter(), problems: m.problems, item: m.over.key}
	if w := m.rows.selected(); w != nil {
		v.key = w.Key()
	}
	m.visits = append(m.visits, v)
	m.view = to
}

// crossed reports whether the view in sight is where the last visit led from another one.
func (m *Model) crossed() bool {
	if len(m.visits) == 0 {
		return false
	}
	last := m.visits[len(m.visits)-1]
	return last.view != last.to && m.view == last.to
}

// returnFromVisit goes back to where the relatives were asked for.
func (m *Model) returnFromVisit() {
	if len(m.visits) == 0 {
		m.notice = "there is nothing to go back to"
		return
	}
	last := m.visits[len(m.visits)-1]
	m.visits = m.visits[:len(m.visits)-1]
	m.rows.key, m.rows.keyed = last.key, true
	m.view, m.over.key = last.view, last.item
	m.apply(last.filter, last.problems)
}

// apply narrows the loaded list with another filter.
func (m *Model) apply(f webhook.Filter, problems bool) {
	m.bar.set(f)
	m.problems = problems
	m.setFocus(focusList)
	m.refilter()
}
