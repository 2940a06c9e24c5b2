package console

import "crmhooks/client/webhook"

// This file brings what is in sight in line with the list, the order, the inputs and the mode.

// sortable reports whether the list can be sorted; an overview has an order of its own.
func (m *Model) sortable() bool {
	if m.view != viewWebhooks {
		m.notice = "the " + views[m.view].title + " stand in an order of their own"
	}
	return m.view == viewWebhooks
}

func (m *Model) reverseSort() {
	if m.sortable() {
		m.sort.Reverse = !m.sort.Reverse
		m.resort()
	}
}

// nextSort goes to the next column, in its natural direction.
func (m *Model) nextSort() {
	if !m.sortable() {
		return
	}
	m.sort = webhook.Sort{By: m.sort.Order().Next()}
	m.resort()
}

func (m *Model) resort() {
	m.order = m.list.Sorted(m.sort)
	m.refilter()
}

// reorder brings everything in line with what is known of the webhooks by now.
func (m *Model) reorder() {
	m.order = m.list.Sorted(m.sort)
	m.states = m.list.Counts(m.order)
	m.refilter()
}

// refilter brings the rows in line with the list, the order, the inputs and the mode. The cursor stays on its webhook.
func (m *Model) refilter() {
	f := m.localFilter()
	rows := m.list.Filter(m.order, f)
	m.rows.filter, m.rows.marks = m.matching(), m.marks
	m.rows.causes = m.list.HasUsage() || m.usage.err != nil
	m.rows.set(m.list, rows)
	if f.Status != "" { // the status input counts what the other inputs keep
		f.Status = ""
		rows = m.list.Filter(m.order, f)
	}
	m.bar.setCounts(m.list.Counts(rows))
	m.overview()
	m.showSelected()
	m.resize()
}

// localFilter is the part of the filter that applies here: all of it when narrowing, and when asking what the server has no word for.
func (m *Model) localFilter() webhook.Filter {
	f := m.matching()
	if m.asking {
		_, f = f.Ask()
	}
	return f
}

// matching is the filter of the inputs and of problems only.
func (m *Model) matching() webhook.Filter {
	f := m.bar.filter()
	f.Problems = m.problems
	return f
}

// showSelected makes the detail follow the list's cursor. A row that the cursor leaves has been seen.
func (m *Model) showSelected() {
	if m.view != viewWebhooks {
		m.showItem()
		return
	}
	w := m.rows.selected()
	if before := m.detail.hook; before != nil && (w == nil || w.Key() != before.Key()) {
		delete(m.marks, before.Key())
	}
	change := ""
	if w != nil {
		change = m.marks[w.Key()]
	}
	m.detail.hint = m.lastErrorHint(w)
	m.detail.show(w, change)
}
