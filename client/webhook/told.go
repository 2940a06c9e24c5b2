package webhook

import (
	"slices"
	"strings"
)

// ErrorListeners are the active webhooks of a list that listen to another one being switched off, by webhook{id}.errors or by the literal webhook.errors.
// That the vendor raises the latter for a subscription is not certain; whoever set it up wants to be told all the same.
type ErrorListeners struct {
	of  map[int64]listeners
	any listeners
}

// listeners are the first two of them: enough to know that there is one besides any given webhook.
type listeners [2]*Webhook

// errorsSuffix ends the name of an event that says of a webhook that it was switched off.
const errorsSuffix = ".errors"

// ErrorListeners reads the events of the whole list once.
func (l *List) ErrorListeners() *ErrorListeners {
	e := &ErrorListeners{of: map[int64]listeners{}}
	for _, b := range l.blocks {
		if !slices.ContainsFunc(b.events.names, func(name string) bool { return strings.HasSuffix(name, errorsSuffix) }) {
			continue
		}
		for _, w := range l.Webhooks[b.first : b.first+len(b.events.ends)] {
			if w.State == Active {
				e.add(w)
			}
		}
	}
	return e
}

func (e *ErrorListeners) add(w *Webhook) {
	for _, event := range w.Events {
		switch entity, isErrors := strings.CutSuffix(event, errorsSuffix); {
		case !isErrors:
		case entity == stateEntity:
			e.any = e.any.with(w)
		case isState(entity):
			if id, ok := NamedWebhook(event); ok {
				e.of[id] = e.of[id].with(w)
			}
		}
	}
}

func (l listeners) with(w *Webhook) listeners {
	switch {
	case l[0] == nil:
		l[0] = w
	case l[0] != w && l[1] == nil:
		l[1] = w
	}
	return l
}

// besides reports whether one of them is another webhook than w, which cannot tell that it is off itself.
func (l listeners) besides(w *Webhook) bool { return l[0] != nil && l[0] != w || l[1] != nil }

// Listen reports whether an active webhook besides w listens to w being switched off.
func (e *ErrorListeners) Listen(w *Webhook) bool {
	return e.any.besides(w) || w.ID > 0 && e.of[w.ID].besides(w)
}
