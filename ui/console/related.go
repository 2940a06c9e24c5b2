package console

import (
	"fmt"
	"regexp"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// visited is where the user was before going to relatives.
type visited struct {
	filter   webhook.Filter
	problems bool
	key      webhook.Key
}

// stateEvent is an event about the state of another webhook: webhook17.errors.
var stateEvent = regexp.MustCompile(`^webhook(\d+)\.`)

// maxRelatedEvents is how many events of a webhook the menu offers.
const maxRelatedEvents = 6

// openRelated offers the relatives of the webhook under the cursor: those with the same target host or event, and those that its events name.
func (m *Model) openRelated() {
	w := m.rows.selected()
	if w == nil {
		return
	}
	var items []menuItem
	add := func(label string, f webhook.Filter) {
		n := len(m.list.Filter(m.order, f))
		key := strconv.Itoa(len(items) + 1)
		items = append(items, menuItem{key, fmt.Sprintf("%s  %d", label, n), func() tea.Cmd { m.visit(f); return nil }})
	}
	if host := w.Host(); host != "" {
		add("on "+host, webhook.Filter{Name: "host:" + host})
	}
	for _, event := range w.Events[:min(len(w.Events), maxRelatedEvents)] {
		add("that hear "+event, webhook.Filter{Event: event})
		if named := stateEvent.FindStringSubmatch(event); named != nil {
			add("whose state "+event+" tells", webhook.Filter{Name: "id:" + named[1]})
		}
	}
	if len(items) == 0 {
		m.notice = "this webhook has no target host and no event to go by"
		return
	}
	m.menu.show(items)
}

// visit shows relatives, and remembers where it was.
func (m *Model) visit(f webhook.Filter) {
	m.visits = append(m.visits, visited{m.bar.filter(), m.problems, m.rows.selected().Key()})
	m.apply(f, false)
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
	m.apply(last.filter, last.problems)
}

// apply narrows the loaded list with another filter.
func (m *Model) apply(f webhook.Filter, problems bool) {
	m.bar.set(f)
	m.problems = problems
	m.setFocus(focusList)
	m.refilter()
}
