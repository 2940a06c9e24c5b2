package console

import (
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// toggleView shows an overview in the place of the list, or the list again.
func (m *Model) toggleView(v view) tea.Cmd {
	if m.view == v {
		v = viewWebhooks
	}
	m.setView(v)
	return m.askLastErrors(m.lookedAt())
}

func (m *Model) setView(v view) {
	if m.view != v {
		m.over.cursor, m.over.top, m.over.key = 0, 0, ""
	}
	m.view = v
	m.setFocus(focusList)
	m.refilter()
}

// overview brings the items in line with the list, the inputs and the mode.
func (m *Model) overview() {
	if m.view == viewWebhooks {
		return
	}
	m.over.show(m.view, len(m.rowsOfView()) < len(m.list.Webhooks))
	m.over.set(m.items())
}

// rowsOfView are the webhooks that an overview is about. Of an event everybody is asked for who listens to it, whatever else they listen to.
func (m *Model) rowsOfView() []int {
	if m.view != viewEvents || m.asking {
		return m.rows.rows
	}
	f := m.localFilter()
	f.Event = ""
	return m.list.Filter(m.order, f)
}

func (m *Model) items() []item {
	var items []item
	switch m.view {
	case viewTriage:
		for _, g := range survey.Triage(m.list, m.rows.rows) {
			items = append(items, groupItem{g, &m.styles})
		}
	case viewEvents:
		for _, e := range survey.Matching(survey.Events(m.list, m.rowsOfView()), m.bar.filter().Event) {
			items = append(items, eventItem{e, &m.styles})
		}
	case viewFindings:
		for _, f := range survey.About(m.allFindings(), m.list, m.rows.rows) {
			items = append(items, findingItem{f, &m.styles})
		}
	}
	return items
}

// allFindings are those of the whole list, which are looked for once.
func (m *Model) allFindings() []*survey.Finding {
	if m.findings == nil {
		whole := m.result.Incomplete == nil && !isFiltered(m.asked)
		m.findings = append([]*survey.Finding{}, survey.Findings(m.list, m.order, whole, m.opts.Ignore)...)
	}
	return m.findings
}

// openItem shows the webhooks of the item under the cursor. Esc comes back.
func (m *Model) openItem() {
	it := m.over.selected()
	if it == nil {
		return
	}
	m.remember(viewWebhooks)
	m.apply(it.filter(), false)
}

// showItem makes the detail follow the overview's cursor.
func (m *Model) showItem() {
	it := m.over.selected()
	if it == nil {
		m.detail.show(nil, "")
		return
	}
	m.detail.showReport(it.key(), it.report())
}

// hook is the webhook that keys are about, nil in an overview.
func (m *Model) hook() *webhook.Webhook {
	if m.view != viewWebhooks {
		return nil
	}
	return m.rows.selected()
}

// lookedAt are the webhooks that somebody wants to know more about: those in trouble while the triage or the problems are in sight, and the one
// whose detail has the focus.
func (m *Model) lookedAt() []*webhook.Webhook {
	if m.view == viewTriage || m.problems {
		return m.troubled()
	}
	if w := m.hook(); w != nil && m.focus == focusDetail {
		return []*webhook.Webhook{w}
	}
	return nil
}

// troubled are the webhooks of the list that are in trouble, in its order.
func (m *Model) troubled() []*webhook.Webhook {
	var hooks []*webhook.Webhook
	for _, i := range m.order {
		if w := &m.list.Webhooks[i]; w.Troubled() {
			hooks = append(hooks, w)
		}
	}
	return hooks
}
