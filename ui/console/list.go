package console

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// listPane shows the rows that the filter kept. Its cursor is on a webhook and not on an index, so that refresh, sort and filter
// leave it where the user put it.
type listPane struct {
	window
	styles style.Styles
	times  format.Times
	list   *webhook.List
	rows   []int           // indices into list, in order
	marks  marks           // rows that changed
	wanted []format.Column // the columns that the user wants
	causes bool            // it is known why webhooks fail, or will be
	filter webhook.Filter  // what the rows are filtered by, for emphasis and for what the columns show
	key    webhook.Key
	keyed  bool // key is set: a row has been under the cursor
}

func newListPane(s style.Styles, t format.Times, columns []format.Column) listPane {
	if len(columns) == 0 {
		columns = defaultColumns()
	}
	return listPane{styles: s, times: t, list: webhook.NewList(nil), wanted: columns}
}

// set shows other rows. The cursor stays on its webhook; when that is gone, it stays at its height.
func (p *listPane) set(list *webhook.List, rows []int) {
	if w := p.selected(); w != nil && list != p.list {
		p.key, p.keyed = w.Key(), true // also where nobody has moved yet: the detail is being read
	}
	p.list, p.rows, p.n = list, rows, len(rows)
	if p.keyed {
		if at := slices.IndexFunc(rows, func(i int) bool { return list.Webhooks[i].Key() == p.key }); at >= 0 {
			p.jump(at)
		}
	}
	p.scroll()
}

// selected is the webhook under the cursor, nil when there are no rows.
func (p *listPane) selected() *webhook.Webhook {
	if len(p.rows) == 0 {
		return nil
	}
	return &p.list.Webhooks[p.rows[p.cursor]]
}

func (p *listPane) setSize(w, h int) {
	p.width, p.height = w, h
	p.scroll()
}

func (p *listPane) update(msg tea.KeyMsg, k *keyMap) {
	if to, ok := p.target(msg, k); ok {
		p.move(to)
		return
	}
	switch {
	case key.Matches(msg, k.nextProblem):
		p.moveToProblem(+1)
	case key.Matches(msg, k.previousProblem):
		p.moveToProblem(-1)
	}
}

// moveToProblem moves to the next webhook in trouble in a direction, and stays when there is none.
func (p *listPane) moveToProblem(step int) {
	for at := p.cursor + step; at >= 0 && at < len(p.rows); at += step {
		if p.list.Webhooks[p.rows[at]].Troubled() {
			p.move(at)
			return
		}
	}
}

func (p *listPane) move(to int) {
	p.cursor = to
	p.scroll()
	if w := p.selected(); w != nil {
		p.key, p.keyed = w.Key(), true
	}
}

// view draws the heading and the rows in sight. It has as many lines as there are, at most the pane's height.
func (p *listPane) view(sort webhook.Sort, focused bool) []string {
	if p.height == 0 || p.width == 0 {
		return nil
	}
	columns := p.columns()
	lines := []string{heading(p.styles, columns, &sort, p.width)}
	from, to := p.thumb()
	for i := p.top; i < min(p.top+p.visible(), len(p.rows)); i++ {
		w := &p.list.Webhooks[p.rows[i]]
		_, changed := p.marks[w.Key()]
		at := i - p.top
		lines = append(lines, line(p.styles, columns, w, rowLook{changed, i == p.cursor, focused, at >= from && at < to, p.width}))
	}
	return lines
}
